package io.harmattan.analysis.cluster;

import io.harmattan.domain.ClusterChange;
import io.harmattan.domain.EventCluster;
import java.util.List;

/**
 * What one step of clustering did.
 *
 * @param changes in the order in which they happened
 * @param snapshots the clusters as they are after each change, side by side with the changes
 */
public record Outcome(List<ClusterChange> changes, List<EventCluster> snapshots) {
    /** Nothing happened. */
    public static final Outcome NONE = new Outcome(List.of(), List.of());

    public Outcome {
        changes = List.copyOf(changes);
        snapshots = List.copyOf(snapshots);
    }
}
