package io.harmattan.analysis.cluster;

import io.harmattan.analysis.cluster.DeskState.Queue;
import io.harmattan.analysis.cluster.LiveCluster.Draft;
import io.harmattan.analysis.cluster.LiveCluster.Wait;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Closes clusters whose window has passed, and removes what was kept of them. For one step. */
final class Window {
    private static final int BATCH = 1000;

    private final ClusterSettings settings;
    private final DeskState state;
    private final String desk;
    private final Rarities rarities;
    private final Candidates candidates;

    Window(ClusterSettings settings, DeskState state, String desk, Rarities rarities, Candidates candidates) {
        this.settings = settings;
        this.state = state;
        this.desk = desk;
        this.rarities = rarities;
        this.candidates = candidates;
    }

    /** Whether the time of a cluster is over. */
    Predicate<Centre> passed(Clocks now) {
        Instant eventDue = Clocks.before(now.streamTime(), settings.gap());
        Instant ingestDue = Clocks.before(now.ingestTime(), settings.grace());
        return cluster ->
                cluster.span().last().isBefore(eventDue) && cluster.lastIngest().isBefore(ingestDue);
    }

    /**
     * Closes the clusters that are due, the longest waiting first, as many as one step may.
     *
     * @param closing is told of each before it is removed
     * @return how many were looked at
     */
    int closeDue(Clocks now, Consumer<LiveCluster> closing) {
        Instant eventDue = Clocks.before(now.streamTime(), settings.gap());
        Instant ingestDue = Clocks.before(now.ingestTime(), settings.grace());
        Predicate<Centre> passed = passed(now);
        int seen = 0;
        for (int i = 0; i < settings.closingsPerStep(); i++) {
            String id = state.first(Queue.EVENT_TIME, eventDue);
            if (id == null) {
                break;
            }
            LiveCluster cluster = existing(id);
            requeue(cluster, new Wait(Queue.INGEST_TIME, cluster.lastIngest()));
            seen++;
        }
        for (int i = 0; i < settings.closingsPerStep(); i++) {
            String id = state.first(Queue.INGEST_TIME, ingestDue);
            if (id == null) {
                break;
            }
            LiveCluster cluster = existing(id);
            seen++;
            if (passed.test(cluster.centre())) {
                closing.accept(cluster);
                remove(cluster);
            } else {
                requeue(cluster, new Wait(Queue.EVENT_TIME, cluster.span().last()));
            }
        }
        return seen;
    }

    private LiveCluster existing(String id) {
        LiveCluster cluster = state.cluster(id);
        if (cluster == null) {
            throw new IllegalStateException("cluster " + id + " of desk " + desk
                    + " waits for closing and is not in the state; rebuild the cluster stores");
        }
        return cluster;
    }

    private void requeue(LiveCluster cluster, Wait wait) {
        state.dequeue(cluster.id(), cluster.waiting());
        state.enqueue(cluster.id(), wait);
        Draft draft = cluster.draft();
        draft.waiting = wait;
        state.putCluster(draft.done());
    }

    /** Removes all that is kept of an open cluster; its members wait no longer. */
    private void remove(LiveCluster cluster) {
        remove(cluster, member -> Settling.forget(member, state));
    }

    /**
     * Removes all that is kept of an open cluster.
     *
     * @param leaving is told of each member
     */
    void remove(LiveCluster cluster, Consumer<LiveMember> leaving) {
        rarities.discount(cluster.centre());
        candidates.remove(cluster.id(), cluster.posted());
        for (int from = 0; from < cluster.numbers(); from += BATCH) {
            int to = Math.min(from + BATCH, cluster.numbers());
            state.members(cluster.id(), from, to).forEach((number, member) -> {
                state.removeArticle(member.member().articleId());
                leaving.accept(member);
                state.putGroup(cluster.id(), member.member().copyGroup(), LiveGroup.EMPTY);
                state.removeMember(cluster.id(), number);
            });
        }
        cluster.takenOver().forEach(state::removeArticle);
        state.dequeue(cluster.id(), cluster.waiting());
        state.removeCluster(cluster.id());
        rarities.closed();
    }
}
