package io.harmattan.analysis.cluster;

import io.harmattan.analysis.cluster.DeskState.Queue;
import io.harmattan.analysis.cluster.LiveCluster.Draft;
import io.harmattan.analysis.cluster.LiveCluster.Wait;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Closes clusters whose window has passed, and removes what was kept of them: of their members so many in one step, so that
 * the end of a very large cluster takes no longer than that of any other. For one step.
 */
final class Window {
    /** Of so many members everything is removed in one step; the next step goes on. */
    static final int REMOVED_PER_STEP = 1000;

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
        int room = REMOVED_PER_STEP - removeLeftovers();
        for (int i = 0; i < settings.closingsPerStep() && room > 0; i++) {
            String id = state.first(Queue.INGEST_TIME, ingestDue);
            if (id == null) {
                break;
            }
            LiveCluster cluster = existing(id);
            seen++;
            if (passed.test(cluster.centre())) {
                closing.accept(cluster);
                forget(cluster);
                int from = Math.max(0, cluster.numbers() - room);
                removeMembers(cluster.id(), from, cluster.numbers(), this::waitsNoLonger);
                leave(cluster.id(), from, now.ingestTime());
                room -= cluster.numbers() - from;
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

    /**
     * Removes all that is kept of an open cluster of bounded size.
     *
     * @param leaving is told of each member
     */
    void remove(LiveCluster cluster, Consumer<LiveMember> leaving) {
        forget(cluster);
        for (int from = 0; from < cluster.numbers(); from += REMOVED_PER_STEP) {
            removeMembers(cluster.id(), from, Math.min(from + REMOVED_PER_STEP, cluster.numbers()), leaving);
        }
    }

    /** Removes an open cluster itself; its members are still there. */
    private void forget(LiveCluster cluster) {
        rarities.discount(cluster.centre());
        candidates.remove(cluster.id(), cluster.posted());
        cluster.takenOver().forEach(each -> state.removeArticle(each.id()));
        state.dequeue(cluster.id(), cluster.waiting());
        state.removeCluster(cluster.id());
        rarities.closed();
    }

    /** Removes members of clusters that have closed, the longest closed first; gives how many numbers that were. */
    private int removeLeftovers() {
        int removed = 0;
        while (removed < REMOVED_PER_STEP) {
            String first = state.first(Queue.LEFTOVERS, Instant.MAX);
            if (first == null) {
                break;
            }
            Leftover leftover = Leftover.of(first);
            int from = Math.max(0, leftover.numbers - (REMOVED_PER_STEP - removed));
            removeMembers(leftover.cluster, from, leftover.numbers, this::waitsNoLonger);
            state.dequeue(first, new Wait(Queue.LEFTOVERS, leftover.closed));
            leave(leftover.cluster, from, leftover.closed);
            removed += leftover.numbers - from;
        }
        return removed;
    }

    /** The members below that number are left to the next steps. */
    private void leave(String clusterId, int numbers, Instant closed) {
        if (numbers > 0) {
            state.enqueue(new Leftover(clusterId, numbers, closed).toString(), new Wait(Queue.LEFTOVERS, closed));
        }
    }

    /** What is left of a cluster that has closed at that time: its members below that number. */
    private record Leftover(String cluster, int numbers, Instant closed) {
        static Leftover of(String text) {
            String[] parts = text.split(" ", -1);
            return new Leftover(parts[0], Integer.parseInt(parts[1]), Instant.parse(parts[2]));
        }

        @Override
        public String toString() {
            return cluster + ' ' + numbers + ' ' + closed;
        }
    }

    private void waitsNoLonger(LiveMember member) {
        Settling.forget(member, state);
    }

    private void removeMembers(String clusterId, int from, int to, Consumer<LiveMember> leaving) {
        state.members(clusterId, from, to).forEach((number, member) -> {
            String articleId = member.member().articleId();
            ArticleRef at = state.article(articleId);
            // one that came again meanwhile is at home elsewhere
            if (at != null && at.clusterId().equals(clusterId)) {
                state.removeArticle(articleId);
            }
            leaving.accept(member);
            state.putGroup(clusterId, member.member().copyGroup(), LiveGroup.EMPTY);
            state.removeMember(clusterId, number);
        });
    }
}
