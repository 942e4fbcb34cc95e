package io.harmattan.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One published text as it came in, before any cleaning.
 *
 * @param id identity of the article: {@link ArticleId#of a hash} of its canonical URL, else of its text; 32 hex digits
 * @param revision 0 while nobody has compared it with what came before; enrich counts revisions from 1
 * @param epoch generation of derived data that this record belongs to, from 1
 * @param eventTime {@code published} where the source gave one, else {@code ingestTime}
 * @param ingestTime when ingest read it
 * @param url canonical address, if it has one
 * @param source where ingest found it (file path, feed, address), for people; not part of its identity
 * @param contentType what {@code content} is
 * @param title title that the source gave beside the content
 * @param content the text or the page, as decoded; never blank
 * @param published publication time that the source gave beside the content
 * @param outlet who published this copy, where the source says so
 */
public record Article(
        String id,
        int revision,
        int epoch,
        Instant eventTime,
        Instant ingestTime,
        @Nullable String url,
        String source,
        ContentType contentType,
        @Nullable String title,
        String content,
        @Nullable Published published,
        @Nullable String outlet) {

    /** What the content of an article is. */
    public enum ContentType {
        /** Plain text, one paragraph or heading a line. */
        TEXT,
        /** A web page. */
        HTML
    }

    public Article {
        Check.notBlank(id, "article id");
        Check.atLeast(0, revision, "revision of article " + id);
        Check.atLeast(1, epoch, "epoch of article " + id);
        if (content.isBlank() && (title == null || title.isBlank())) {
            throw new IllegalArgumentException("article " + id + " from " + source + " has neither a text nor a title");
        }
    }
}
