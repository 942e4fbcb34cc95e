package io.harmattan.analysis.cluster;

import io.harmattan.analysis.cluster.LiveCluster.Span;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an article is compared with of an open cluster, of bounded size however many articles it has.
 *
 * @param articles how many members it has
 * @param words the sum of the members' words, the heaviest
 * @param exemplars the members that stand for it, in the order of {@link Exemplar}
 * @param meaning the sum of the vectors of those members that have one; null if none has
 * @param mentioned how many members mention each entity
 * @param timedSpan from the earliest to the latest event time of the members that have a time of their own
 * @param span the same of all members, stand-ins included
 * @param opened ingest time of the article that founded it
 * @param lastIngest ingest time of the newest member
 */
public record Centre(
        String id,
        int articles,
        TermVector words,
        List<Exemplar> exemplars,
        @Nullable Meaning meaning,
        Mentioned mentioned,
        @Nullable Span timedSpan,
        Span span,
        Instant opened,
        Instant lastIngest) {
    public Centre {
        exemplars = List.copyOf(exemplars);
    }

    /** Whether that article is one of those that stand for it. */
    boolean isExemplar(String articleId) {
        return exemplars.stream().anyMatch(each -> each.articleId().equals(articleId));
    }

    /** How alike the members are: 1 for one article, less the more they differ. */
    double cohesion() {
        return articles == 0 ? 0 : Math.min(1, words.norm() / articles);
    }

    /** How many terms, entities and dimensions it has: what it takes in memory goes by that. */
    public int size() {
        return words.size()
                + exemplars.stream().mapToInt(Exemplar::size).sum()
                + mentioned.size()
                + (meaning == null ? 0 : meaning.size());
    }
}
