package io.harmattan.analysis.cluster;

import io.harmattan.domain.EventCluster;
import java.util.List;

/**
 * A member of an open cluster, with what it added to it, so that a revision can take that back.
 *
 * @param member as a snapshot shows it, but for its role, which depends on the other members
 * @param entities ids of the entities it mentions
 * @param credits the outlets whose reports it says it retells
 */
public record LiveMember(EventCluster.Member member, TermVector vector, List<String> entities, List<String> credits) {
    public LiveMember {
        entities = List.copyOf(entities);
        credits = List.copyOf(credits);
    }
}
