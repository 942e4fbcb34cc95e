package io.harmattan.domain;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An article after enrich: clean text, tags and features, for one desk.
 *
 * @param id as in {@link Article}
 * @param revision from 1; the next one replaces this one everywhere
 * @param epoch generation of derived data
 * @param desk the unit in which clustering is ordered
 * @param eventTime {@code published}, else {@code ingestTime}
 * @param timed whether {@code eventTime} is the article's own ({@code false}: it is the ingest time for want of better)
 * @param contentHash tells this revision from the others
 * @param title clean title, if the article has one
 * @param text clean body, paragraphs parted by one empty line; all spans refer to it
 * @param byline who wrote it
 * @param outlet who published this copy
 * @param credits whom the text says it comes from
 * @param language ISO 639-1 code, or {@code und}
 * @param mentions spans of {@code text}, in order of their start, none overlapping
 * @param entities what the mentions name, each once
 */
public record EnrichedArticle(
        String id,
        int revision,
        int epoch,
        String desk,
        Instant eventTime,
        boolean timed,
        Instant ingestTime,
        String contentHash,
        @Nullable String url,
        String source,
        @Nullable String title,
        String text,
        @Nullable String byline,
        @Nullable String outlet,
        List<String> credits,
        String language,
        @Nullable Published published,
        List<Mention> mentions,
        List<Entity> entities,
        Features features) {
    public EnrichedArticle {
        Check.notBlank(id, "article id");
        Check.atLeast(1, revision, "revision of article " + id);
        Check.atLeast(1, epoch, "epoch of article " + id);
        Check.notBlank(desk, "desk of article " + id);
        credits = List.copyOf(credits);
        mentions = List.copyOf(mentions);
        entities = List.copyOf(entities);
    }
}
