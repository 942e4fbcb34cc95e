package io.harmattan.analysis.cluster;

import io.harmattan.analysis.compare.Said;
import io.harmattan.domain.Embedding;
import io.harmattan.domain.EventCluster;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A member of an open cluster, with what it added to it, so that a revision can take that back.
 *
 * @param member as a snapshot shows it, but for its role, which depends on the other members
 * @param facets its terms, each side of length 1
 * @param meaning its vector, if it has one
 * @param entities ids of the entities it mentions
 * @param credits the outlets whose reports it says it retells
 * @param said what it says that can be held against what others say
 */
public record LiveMember(
        EventCluster.Member member,
        Facets facets,
        @Nullable Embedding meaning,
        List<String> entities,
        List<String> credits,
        Said said) {
    public LiveMember {
        entities = List.copyOf(entities);
        credits = List.copyOf(credits);
    }
}
