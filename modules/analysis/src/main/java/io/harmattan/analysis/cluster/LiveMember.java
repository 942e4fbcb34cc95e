package io.harmattan.analysis.cluster;

import io.harmattan.domain.EventCluster;
import java.util.List;

/**
 * A member of an open cluster, with what it added to it, so that a revision can take that back.
 *
 * @param entities ids of the entities it mentions
 */
public record LiveMember(EventCluster.Member member, TermVector vector, List<String> entities) {
    public LiveMember {
        entities = List.copyOf(entities);
    }
}
