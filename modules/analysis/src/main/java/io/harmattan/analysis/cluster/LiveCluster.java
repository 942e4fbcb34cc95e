package io.harmattan.analysis.cluster;

import io.harmattan.domain.EventCluster.EntityCount;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a desk keeps of an open cluster, of bounded size however many articles it has; the members are kept apart.
 *
 * @param revision of the newest change
 * @param articles how many members it has
 * @param centroid the sum of the members' vectors, the heaviest terms
 * @param posted the posting lists that lead to it, in their order
 * @param entities by id, with how many members mention each
 * @param headlines the most central titles, the best first
 * @param stopgapTitle what it is called while no member has a title
 * @param timedSpan from the earliest to the latest event time of the members that have a time of their own
 * @param span the same of all members, stand-ins included
 * @param lastIngest ingest time of the newest member
 * @param waiting where it is queued for closing
 */
public record LiveCluster(
        String id,
        int revision,
        int epoch,
        int articles,
        TermVector centroid,
        List<String> posted,
        SortedMap<String, EntityCount> entities,
        List<Headline> headlines,
        String stopgapTitle,
        @Nullable Span timedSpan,
        Span span,
        Instant lastIngest,
        Wait waiting) {

    /** From the first to the last moment, both included. */
    public record Span(Instant first, Instant last) {
        Span with(Instant when) {
            return new Span(when.isBefore(first) ? when : first, when.isAfter(last) ? when : last);
        }

        static Span with(@Nullable Span span, Instant when) {
            return span == null ? new Span(when, when) : span.with(when);
        }
    }

    /** The title of a member and its terms. */
    public record Headline(String articleId, String title, TermVector vector) {}

    /** A place in a {@link DeskState.Queue}. */
    public record Wait(DeskState.Queue queue, Instant since) {}

    public LiveCluster {
        posted = List.copyOf(posted);
        entities = Collections.unmodifiableSortedMap(new TreeMap<>(entities));
        headlines = List.copyOf(headlines);
    }

    /** How alike the members are: 1 for one article, less the more they differ. */
    double cohesion() {
        return articles == 0 ? 0 : Math.min(1, centroid.norm() / articles);
    }
}
