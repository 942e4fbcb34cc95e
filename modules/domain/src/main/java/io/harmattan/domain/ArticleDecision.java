package io.harmattan.domain;

import java.time.Instant;
import java.util.List;

/**
 * What enrich decided about an article that had something to be compared with, and why.
 *
 * @param revision the revision that it was given; of a duplicate, the one that it equals
 * @param compared the articles that it was compared with, the most alike first
 * @param similarity to the first of them, in [0, 1]
 * @param reason in words, for the person who asks why
 * @param source where ingest found it
 */
public record ArticleDecision(
        String articleId,
        int revision,
        int epoch,
        Kind kind,
        List<String> compared,
        double similarity,
        String reason,
        String source,
        Instant eventTime,
        Instant ingestTime) {
    /** What was decided. */
    public enum Kind {
        /** The same article with the same text: dropped. */
        DUPLICATE,
        /** The same article with another text: it replaces the former revision. */
        REVISION,
        /** Carries the text of another article: kept, and counted with it as one source. */
        COPY,
        /** Shares some text with another and is no copy: kept, a source of its own. */
        INDEPENDENT
    }

    public ArticleDecision {
        Check.notBlank(articleId, "article id of a decision");
        Check.share(similarity, "similarity of article " + articleId);
        compared = List.copyOf(compared);
    }
}
