package io.harmattan.analysis.cluster;

import io.harmattan.analysis.compare.Said;
import io.harmattan.domain.EventCluster;
import java.util.List;

/**
 * What a snapshot needs of a member, apart from what deciding needs: a snapshot lists many, and none of their terms.
 *
 * @param member as a snapshot shows it, but for its role, which depends on the other members
 * @param credits the outlets whose reports it says it retells
 * @param said what it says that can be held against what others say
 */
public record ShownMember(EventCluster.Member member, List<String> credits, Said said) {
    public ShownMember {
        credits = List.copyOf(credits);
    }
}
