package io.harmattan.analysis.cluster;

import io.harmattan.analysis.cluster.LiveCluster.Span;
import java.time.Instant;
import java.util.List;

/**
 * What is remembered of a closed cluster, so that a later event of the same storyline can be linked to it.
 *
 * @param vector the direction of its centroid, the heaviest terms
 * @param entities ids of those that at least half of its members mention
 * @param span from its first to its last event time
 * @param closed ingest time at which it closed
 * @param posted the posting lists that lead to it
 */
public record PastCluster(
        String id, TermVector vector, List<String> entities, Span span, Instant closed, Posted posted) {
    public PastCluster {
        entities = List.copyOf(entities);
    }
}
