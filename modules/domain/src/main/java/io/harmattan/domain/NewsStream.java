package io.harmattan.domain;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Port: what happens to event clusters and who is told of what, as it happens, from any place on. */
public interface NewsStream {
    /**
     * Begins to read. Everything after the place is read once, in the order of its desk; what happens at one moment to
     * clusters of different desks may come in either order.
     *
     * @param after position of the last event that is known to the reader; null for what happens from now on
     * @throws IllegalArgumentException for a query that cannot be used, or a position that is none of this stream
     * @throws java.io.UncheckedIOException when the stream cannot be had
     */
    Reading open(Wanted wanted, @Nullable String after);

    /** A place in the stream that moves on. For one thread at a time. */
    interface Reading extends AutoCloseable {
        /**
         * What has happened since; waits for it.
         *
         * @param patience how long at most
         * @return in order; empty where nothing happened
         * @throws java.io.UncheckedIOException when the stream cannot be had any more
         */
        List<Event> next(Duration patience);

        /** After the newest event, where there was one of those wanted or not: from here on nothing is missed. */
        String position();

        @Override
        void close();
    }

    /**
     * What a reader wants.
     *
     * @param changes whether changes of clusters
     * @param query only of clusters that it asks for, in the language of the search; null for all
     * @param kinds only such changes; empty for all
     * @param clusterId only of this cluster; null for all
     * @param alerts whether alerts
     * @param subscriptionId only alerts of this subscription; null for all
     */
    record Wanted(
            boolean changes,
            @Nullable String query,
            Set<ClusterChange.Kind> kinds,
            @Nullable String clusterId,
            boolean alerts,
            @Nullable String subscriptionId) {
        /** Every change, no alert. */
        public static final Wanted CHANGES = new Wanted(true, null, Set.of(), null, false, null);

        public Wanted {
            kinds = Set.copyOf(kinds);
        }
    }

    /** Something that happened. */
    sealed interface Event {
        /** Where the stream goes on after it. */
        String position();
    }

    /**
     * A cluster changed.
     *
     * @param cluster as it was after the change, or later; null where that is not kept any more
     */
    record Changed(
            String position, ClusterChange change, @Nullable EventCluster cluster) implements Event {}

    /** A subscription fired. */
    record Told(String position, Alert alert) implements Event {}
}
