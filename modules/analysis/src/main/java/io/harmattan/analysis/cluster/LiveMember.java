package io.harmattan.analysis.cluster;

import io.harmattan.analysis.compare.Said;
import io.harmattan.domain.Embedding;
import io.harmattan.domain.EventCluster;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A member of an open cluster, with what it added to it, so that a revision can take that back.
 *
 * @param member as a snapshot shows it, but for its role, which depends on the other members
 * @param order its place in the order of ingest times: its ingest time, and nanoseconds that part it from others of that time
 * @param facets its terms, each side of length 1
 * @param meaning its vector, if it has one
 * @param entities ids of the entities it mentions
 * @param credits the outlets whose reports it says it retells
 * @param said what it says that can be held against what others say
 * @param leads the sentences of its beginning that a summary may take
 */
public record LiveMember(
        EventCluster.Member member,
        Instant order,
        Facets facets,
        @Nullable Embedding meaning,
        List<String> entities,
        List<String> credits,
        Said said,
        List<String> leads) {
    public LiveMember {
        entities = List.copyOf(entities);
        credits = List.copyOf(credits);
        leads = List.copyOf(leads);
    }

    /** What a snapshot needs of it. */
    public ShownMember shown() {
        return new ShownMember(member, credits, said);
    }
}
