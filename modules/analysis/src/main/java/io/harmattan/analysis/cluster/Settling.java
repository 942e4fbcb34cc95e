package io.harmattan.analysis.cluster;

import io.harmattan.analysis.cluster.Decision.Match;
import io.harmattan.analysis.cluster.Decision.Union;
import io.harmattan.analysis.cluster.Desk.Found;
import io.harmattan.analysis.cluster.Desk.Merger;
import io.harmattan.analysis.cluster.DeskState.Queue;
import io.harmattan.analysis.cluster.LiveCluster.TakenOver;
import io.harmattan.analysis.cluster.LiveCluster.Wait;
import io.harmattan.domain.ClusterChange.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes the order of arrival matter little. When an article came is one thing, when it was taken in, which its record says, is
 * another: between partitions, and after an outage, records come out of order. So what is decided at arrival is provisional
 * for as long as {@link ClusterSettings#settleAfter}; then the article is decided on once more, in the order of ingest
 * times, among articles that are settled themselves ({@link DeskState#settled}), and what people see is brought in line with
 * that. Then members that were put where they are before others came are looked at again. Where records come in order and nothing is
 * in doubt, nothing changes. For one step.
 */
final class Settling {
    private final ClusterSettings settings;
    private final Leads leads;
    private final Desk live;
    private final Desk settled;
    private final Changing changing;
    private final Instant now;

    /**
     * @param live what people see
     * @param settled what follows from the order of ingest times alone
     * @param now ingest time
     */
    Settling(ClusterSettings settings, Leads leads, Desk live, Desk settled, Changing changing, Instant now) {
        this.settings = settings;
        this.leads = leads;
        this.live = live;
        this.settled = settled;
        this.changing = changing;
        this.now = now;
    }

    /** An article waits to be settled from now on. */
    static void await(Arrival arrival, DeskState state) {
        state.enqueue(arrival.id(), new Wait(Queue.SETTLING, arrival.as().order()), arrival.counts());
    }

    /** It waits no longer. */
    static void forget(LiveMember member, DeskState state) {
        state.dequeue(member.member().articleId(), new Wait(Queue.SETTLING, member.order()));
    }

    /** Settles an article that has waited long enough. */
    void settle(String id) {
        ArticleRef at = live.state.article(id);
        LiveCluster home = at == null ? null : live.state.cluster(at.clusterId());
        if (at == null || home == null) {
            throw new IllegalStateException("article " + id + " of desk " + live.name
                    + " waits to be settled and is in no cluster; rebuild the cluster stores");
        }
        LiveMember member = live.member(id, at, home);
        Facets counts = live.state.waiting(id, new Wait(Queue.SETTLING, member.order()));
        if (counts == null) {
            throw new IllegalStateException("article " + id + " of desk " + live.name
                    + " waits to be settled and its terms are not in the state; rebuild the cluster stores");
        }
        forget(member, live.state);
        Arrival unshown = Arrival.unshown(member, counts, home.epoch(), live.name, settled.rarities);
        settled.clocks = settled.clocks.with(unshown.when(), unshown.ingested(), settings.gap());
        settled.window.closeDue(settled.clocks, cluster -> {});
        ArticleRef known = settled.state.article(id);
        LiveCluster there = known == null ? null : settled.state.cluster(known.clusterId());
        if (known != null && there != null) {
            LiveMember former = settled.member(id, known, there);
            settled.growth.replace(unshown, settled.candidates.query(unshown).keys(), former, known.number(), there);
            return;
        }
        Found found = settled.find(unshown);
        Match best = found.home();
        LiveCluster right = best == null
                ? settled.growth.found(unshown, found.keys(), address(at, home, unshown))
                : settled.growth.join(unshown, found.keys(), settled.cluster(best.cluster()));
        Merger merger = best == null ? null : settled.merger(right, unshown, found);
        Why why = Why.of(found, "by the order of ingest times");
        undo(home, member.order(), merger, why);
        adopt(id, member, right, why);
        if (merger != null) {
            merge(merger, unshown);
        }
        if (!settled.decision.isHeadline(unshown)) {
            lookAgain(unshown, merger == null ? right.id() : merger.kept().id(), found);
        }
    }

    /**
     * What decided that articles go where they are settled.
     *
     * @param keys the posting lists that are to lead there
     * @param opens whether nothing before is like them
     */
    @SuppressWarnings("ArrayRecordComponent") // made for one step, compared with nothing
    private record Why(long[] keys, boolean opens, String inWords, Map<String, Double> scores) {
        static Why of(Found found, String by) {
            Match best = found.best();
            int compared = found.compared().size();
            return new Why(
                    found.keys(),
                    found.home() == null,
                    by + ": " + (best == null ? "nothing before it is like it" : best.inWords()),
                    best == null ? Map.of("candidates", (double) compared) : best.scores(compared));
        }
    }

    private void merge(Merger merger, Arrival arrival) {
        settled.growth.merge(merger.kept(), merger.gone(), settled.window, null);
        LiveCluster kept = shown(merger.kept().id());
        LiveCluster gone = shown(merger.gone().id());
        if (kept != null && gone != null && !kept.id().equals(gone.id())) {
            changing.merge(new Merger(kept, gone, merger.union()), arrival, now, null);
        }
    }

    /**
     * Looks again at members that a new one makes doubtful, and puts them where they are now most like. Some that came early are
     * put where they are by few members, or by none. It is a local search for the clusters in which members are most alike, as in
     * the reassigning step of k-means, done where something changed.
     *
     * @param grown the cluster of the new one
     */
    private void lookAgain(Arrival arrival, String grown, Found found) {
        Centre own = settled.state.centre(grown);
        if (own == null) {
            return;
        }
        double enough = settings.articleThreshold();
        List<Exemplar> unlike = Doubt.unlike(arrival, own, settled.decision, enough);
        for (Doubt doubt : Doubt.about(arrival, grown, unlike, found.others(grown), settled, enough)) {
            LiveCluster from = settled.state.cluster(doubt.from());
            LiveCluster to = settled.state.cluster(doubt.to());
            ArticleRef at = settled.state.article(doubt.member().articleId());
            if (from == null || to == null || at == null || !at.clusterId().equals(from.id())) {
                continue;
            }
            Arrival again = againSettled(settled.member(doubt.member().articleId(), at, from), from);
            Match here = settled.decision.match(again, from.centre());
            Match there = settled.decision.match(again, to.centre());
            if (there == null || there.margin() < 0 || here != null && here.score() >= there.score()) {
                continue;
            }
            moveSettled(again, from, to, there);
        }
        // where the article is none of those that are compared, the answer is what it was
        if (!unlike.isEmpty() && own.isExemplar(arrival.id())) {
            partSettled(grown);
        }
    }

    /**
     * Parts a cluster that has turned out to be two events, which it is if the two groups that its members fall into would not merge.
     * The group of its first member stays.
     */
    private void partSettled(String id) {
        LiveCluster whole = settled.state.cluster(id);
        // headlines are like articles in other ways than articles are
        if (whole == null
                || whole.articles() > settings.mergeMembers()
                || whole.centre().meaning() != null) {
            return;
        }
        Parting parting = Parting.of(whole.centre().exemplars(), settled.decision);
        if (parting == null || parting.score() >= settings.mergeThreshold()) {
            return;
        }
        List<LiveMember> some = new ArrayList<>();
        List<LiveMember> others = new ArrayList<>();
        for (LiveMember each : settled.state.members(id, 0, whole.numbers()).values()) {
            (isOfSome(each, parting) ? some : others).add(each);
        }
        List<LiveMember> leaving = first(some).isBefore(first(others)) ? others : some;
        LiveCluster apart = foundSettled(leaving, whole);
        if (apart == null) {
            return;
        }
        String why = "as members tell of two events, " + Telling.number(parting.score()) + " of the needed "
                + Telling.number(settings.mergeThreshold()) + " between them";
        Map<String, Double> scores = Map.of("score", parting.score(), "threshold", settings.mergeThreshold());
        for (LiveMember each : leaving) {
            ArticleRef at = live.state.article(each.member().articleId());
            LiveCluster home = at == null ? null : live.state.cluster(at.clusterId());
            if (at == null || home == null) {
                continue;
            }
            Arrival again = again(live.member(each.member().articleId(), at, home), home);
            Why apartWhy = new Why(live.candidates.query(again).keys(), true, why, scores);
            if (shown(apart.id()) == null) {
                part(home, null, apart, apartWhy);
            } else {
                adopt(again.id(), again.as(), apart, apartWhy);
            }
        }
    }

    private boolean isOfSome(LiveMember member, Parting parting) {
        Exemplar exemplar = Exemplar.of(member, settled.rarities);
        boolean some = parting.some().stream().anyMatch(each -> each.articleId().equals(exemplar.articleId()));
        boolean others =
                parting.others().stream().anyMatch(each -> each.articleId().equals(exemplar.articleId()));
        return some
                || !others
                        && settled.decision.probability(List.of(exemplar), parting.some())
                                > settled.decision.probability(List.of(exemplar), parting.others());
    }

    private static Instant first(List<LiveMember> members) {
        return members.stream()
                .map(LiveMember::order)
                .min(Comparator.naturalOrder())
                .orElse(Instant.MAX);
    }

    /** A settled cluster of members of another, under the address of the first of them that may found one; null if none may. */
    private @Nullable LiveCluster foundSettled(List<LiveMember> members, LiveCluster whole) {
        List<LiveMember> inOrder = new ArrayList<>(members);
        inOrder.sort(Comparator.comparing(LiveMember::order));
        LiveMember founder = null;
        for (LiveMember each : inOrder) {
            // one that founded an event and went over to another has given its address away
            if (founder == null && settled.state.cluster(Growth.clusterId(againSettled(each, whole))) == null) {
                founder = each;
            }
        }
        if (founder == null) {
            return null;
        }
        inOrder.remove(founder);
        inOrder.add(0, founder);
        LiveCluster apart = null;
        for (LiveMember each : inOrder) {
            LiveCluster rest = settled.state.cluster(whole.id());
            if (rest == null) {
                throw new IllegalStateException("cluster " + whole.id() + " of desk " + live.name
                        + " was parted and is not in the state; rebuild the cluster stores");
            }
            Arrival again = againSettled(each, rest);
            long[] keys = settled.candidates.query(again).keys();
            settled.growth.leave(again, rest);
            apart = apart == null ? openSettled(again, keys) : settled.growth.join(again, keys, apart);
        }
        return apart;
    }

    /** A settled cluster of this article alone; under its address it may have been one before that merged into another. */
    private LiveCluster openSettled(Arrival founder, long[] keys) {
        String id = Growth.clusterId(founder);
        ArticleRef redirect = settled.state.article(id);
        LiveCluster by = redirect == null ? null : settled.state.cluster(redirect.clusterId());
        TakenOver gone = by == null ? null : entry(by, id);
        if (by == null || gone == null) {
            return settled.growth.found(founder, keys);
        }
        settled.growth.release(by, id);
        return settled.growth.revive(founder, keys, gone);
    }

    private Arrival againSettled(LiveMember member, LiveCluster home) {
        return Arrival.again(member, home, live.name, settled.rarities, leads);
    }

    private void moveSettled(Arrival again, LiveCluster from, LiveCluster to, Match there) {
        if (from.articles() == 1) {
            Union union = new Union(
                    from.centre(),
                    there.score(),
                    there.needed(),
                    there.likeness().byName());
            merge(settled.merger(to, from, union), again);
            return;
        }
        Found found = new Found(settled.candidates.query(again), List.of(there), List.of(), there);
        settled.growth.leave(again, from);
        LiveCluster joined = settled.growth.join(again, found.keys(), to);
        ArticleRef at = live.state.article(again.id());
        LiveCluster home = at == null ? null : live.state.cluster(at.clusterId());
        if (at != null && home != null) {
            Why why = Why.of(found, "looked at again, as others came");
            adopt(again.id(), live.member(again.id(), at, home), joined, why);
        }
    }

    /** The address of an event that a settled article founds: the one that people see, if it founded that too, whichever revision did. */
    private String address(ArticleRef at, LiveCluster home, Arrival founder) {
        boolean founded = at.number() == 0 && settled.state.cluster(home.id()) == null;
        return founded ? home.id() : Growth.clusterId(founder);
    }

    /** The cluster that people see for one that is settled; null if it has closed, or was never shown. */
    private @Nullable LiveCluster shown(String id) {
        LiveCluster same = live.state.cluster(id);
        return same == null ? tookOver(id) : same;
    }

    /** The cluster that took over one that people saw. */
    private @Nullable LiveCluster tookOver(String id) {
        ArticleRef takenOver = live.state.article(id);
        return takenOver == null ? null : live.state.cluster(takenOver.clusterId());
    }

    /**
     * Parts again what merged at the arrival of an article that is settled by now, and is apart by the order of ingest times.
     *
     * @param merger what that order merges now
     */
    private void undo(LiveCluster home, Instant order, @Nullable Merger merger, Why why) {
        for (TakenOver each : home.takenOver()) {
            if (each.since() == null || each.since().isAfter(order)) {
                continue;
            }
            LiveCluster apart = settled.state.cluster(each.id());
            boolean merging = merger != null
                    && (merger.gone().id().equals(each.id())
                            || merger.kept().id().equals(each.id()));
            LiveCluster from = live.state.cluster(home.id());
            if (from == null) {
                return;
            }
            if (apart == null || merging) {
                live.growth.confirm(from, each.id());
            } else {
                part(from, each, apart, why);
            }
        }
    }

    /**
     * Puts an article where it was settled, if it had been put elsewhere when it came.
     *
     * @param right the settled cluster of the article
     */
    private void adopt(String id, LiveMember member, LiveCluster right, Why why) {
        LiveCluster target = live.state.cluster(right.id());
        if (target == null) {
            target = tookOver(right.id());
            TakenOver gone = target == null ? null : entry(target, right.id());
            if (target != null
                    && gone != null
                    && (gone.since() == null || !gone.since().isAfter(member.order()))) {
                part(target, gone, right, why);
                target = shown(right.id());
            }
        }
        ArticleRef at = live.state.article(id);
        LiveCluster home = at == null ? null : live.state.cluster(at.clusterId());
        if (at == null || home == null) {
            throw new IllegalStateException("article " + id + " of desk " + live.name
                    + " was moved and is in no cluster; rebuild the cluster stores");
        }
        if (target == null && why.opens) {
            part(again(member, home), home, right.id(), why);
        } else if (target != null && !target.id().equals(home.id())) {
            move(again(member, home), home, target, why);
        }
    }

    private static @Nullable TakenOver entry(LiveCluster cluster, String id) {
        for (TakenOver each : cluster.takenOver()) {
            if (each.id().equals(id)) {
                return each;
            }
        }
        return null;
    }

    /**
     * Opens a cluster of those members of another that are settled in one of their own; of very many it is not done.
     *
     * @param from where they are
     * @param gone that cluster as the other took it over; null where it is new
     * @param apart as it is settled
     */
    private void part(LiveCluster from, @Nullable TakenOver gone, LiveCluster apart, Why why) {
        LiveCluster rest = gone == null ? from : live.growth.confirm(from, gone.id());
        if (apart.articles() > settings.mergeMembers()) {
            return;
        }
        LiveCluster opened = null;
        Arrival last = null;
        for (ShownMember each :
                settled.state.shown(apart.id(), 0, apart.numbers()).values()) {
            String id = each.member().articleId();
            ArticleRef at = live.state.article(id);
            if (at == null || !at.clusterId().equals(rest.id())) {
                continue;
            }
            if (opened == null && gone != null) {
                rest = live.growth.release(rest, gone.id());
            }
            Arrival arrival = again(live.member(id, at, rest), rest);
            long[] keys = live.candidates.query(arrival).keys();
            rest = live.growth.leave(arrival, rest);
            opened = opened != null
                    ? live.growth.join(arrival, keys, opened)
                    : gone != null
                            ? live.growth.revive(arrival, keys, gone)
                            : live.growth.found(arrival, keys, apart.id());
            last = arrival;
        }
        if (opened == null || last == null) {
            return;
        }
        if (rest.articles() == 0) {
            changing.takeOver(opened, rest, last, now, "all of which belongs here " + why.inWords, why.scores);
            return;
        }
        String out = "split: " + opened.id() + " is an event of its own " + why.inWords;
        changing.tell(Kind.SPLIT, rest, opened.id(), last, now, out, why.scores);
        String parted = "split: parted from " + rest.id() + (gone == null ? " " : " again ") + why.inWords;
        changing.tell(Kind.SPLIT, opened, rest.id(), last, now, parted, why.scores);
    }

    private Arrival again(LiveMember member, LiveCluster home) {
        return Arrival.again(member, home, live.name, live.rarities, leads);
    }

    /**
     * An article founds an event of its own. Where no settled cluster has the address of the one that it leaves, that was founded
     * by one that only came first: all of it goes over to the one that was first by ingest time.
     */
    private void part(Arrival arrival, LiveCluster home, String right, Why why) {
        boolean alone = home.articles() == 1;
        boolean provisional = settled.state.cluster(home.id()) == null;
        if (provisional && home.articles() <= settings.mergeMembers()) {
            LiveCluster rest = live.growth.leave(arrival, home);
            LiveCluster opened = live.growth.found(arrival, why.keys);
            changing.takeOver(
                    opened, rest, arrival, now, "of which an article founded this event " + why.inWords, why.scores);
        } else if (!alone) {
            LiveCluster left = live.growth.leave(arrival, home);
            String gone = "split: an article left for " + right + ' ' + why.inWords;
            changing.tell(Kind.SPLIT, left, right, arrival, now, gone, why.scores);
            LiveCluster opened = live.growth.found(arrival, why.keys);
            String parted = "split: parted from " + home.id() + ' ' + why.inWords;
            changing.tell(Kind.SPLIT, opened, home.id(), arrival, now, parted, why.scores);
        }
    }

    /** An article goes over to another cluster; the only one of a cluster takes that along. */
    private void move(Arrival arrival, LiveCluster home, LiveCluster target, Why why) {
        if (home.articles() == 1) {
            changing.takeOver(target, home, arrival, now, "whose only article belongs here " + why.inWords, why.scores);
            return;
        }
        LiveCluster left = live.growth.leave(arrival, home);
        String gone = "corrected: an article belongs to " + target.id() + ' ' + why.inWords;
        changing.tell(Kind.CORRECTED, left, target.id(), arrival, now, gone, why.scores);
        LiveCluster joined = live.growth.join(arrival, why.keys, target);
        String come = "corrected: an article of " + home.id() + " belongs here " + why.inWords;
        changing.tell(Kind.CORRECTED, joined, home.id(), arrival, now, come, why.scores);
    }
}
