package io.harmattan.analysis.cluster;

import io.harmattan.domain.ClusterChange;
import io.harmattan.domain.EventCluster;
import java.util.List;
import java.util.Set;

/**
 * What one step of clustering did.
 *
 * @param changes in the order in which they happened
 * @param snapshots the clusters as they are after each change, side by side with the changes
 * @param oddities what is odd about the time of the article; its changes say it in words
 */
public record Outcome(List<ClusterChange> changes, List<EventCluster> snapshots, Set<Oddity> oddities) {
    /** What may be odd about the time of an article, which is taken in all the same. */
    public enum Oddity {
        /** The stream had passed its window. */
        BEHIND,
        /** Its event time lies so far after its ingest time that it was not believed. */
        AHEAD,
        /** Its ingest time lies so far after all before it that it moved no clock. */
        LEAP
    }

    /** Nothing happened. */
    public static final Outcome NONE = new Outcome(List.of(), List.of(), Set.of());

    public Outcome {
        changes = List.copyOf(changes);
        snapshots = List.copyOf(snapshots);
        oddities = Set.copyOf(oddities);
    }
}
