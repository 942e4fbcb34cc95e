package io.harmattan.analysis.cluster;

import io.harmattan.analysis.cluster.Candidates.Query;
import io.harmattan.analysis.cluster.Decision.Match;
import io.harmattan.analysis.cluster.Decision.Union;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What is done on a state of a desk: finding where an article could go, and all that takes it there. For one step. */
final class Desk {
    final DeskState state;
    final String name;
    final Rarities rarities;
    final Candidates candidates;
    final Decision decision;
    final Growth growth;
    final Window window;
    final Storylines storylines;
    Clocks clocks;

    private @Nullable Instant order;
    private final ClusterSettings settings;

    /** @param shown whether people see it: else nobody asks how many sources its clusters have */
    Desk(
            String name,
            DeskState state,
            ClusterSettings settings,
            BackgroundFrequencies background,
            DecisionWeights weights,
            boolean shown) {
        DeskStatus status = state.status();
        this.name = name;
        this.state = state;
        this.settings = settings;
        this.clocks = Clocks.of(status);
        this.order = status == null ? null : status.order();
        this.rarities = new Rarities(settings, background, state, status == null ? 0 : status.liveClusters());
        this.candidates = new Candidates(settings, state, rarities);
        this.decision = new Decision(settings, weights);
        this.growth = new Growth(settings, state, rarities, candidates, shown);
        this.window = new Window(settings, state, name, rarities, candidates);
        this.storylines = new Storylines(settings, state, rarities, status);
    }

    /** The place of an article that comes next: of several of one millisecond, the one that came first has the first. */
    Instant order(Instant ingested) {
        Instant last = order;
        Instant next =
                last != null && last.truncatedTo(ChronoUnit.MILLIS).equals(ingested) ? last.plusNanos(1) : ingested;
        order = next;
        return next;
    }

    /**
     * Where an article could go.
     *
     * @param query the posting lists that were looked at
     * @param compared what it was compared with
     * @param tooFar clusters that time alone keeps it from
     * @param best the one that it is most like; null if it may join none
     */
    record Found(
            Query query,
            List<Match> compared,
            List<Centre> tooFar,
            @Nullable Match best) {
        /** The one that it joins; null if it opens one. */
        @Nullable
        Match home() {
            return best != null && best.margin() >= 0 ? best : null;
        }

        /** The posting lists that were looked at, and are to lead to the cluster that takes the article. */
        long[] keys() {
            return query.keys();
        }

        /** The clusters, but that one, for which so much speaks that they may be one with its own. */
        List<Centre> others(String than) {
            return compared.stream()
                    .filter(match -> match.isNear() && !match.cluster().id().equals(than))
                    .map(Match::cluster)
                    .toList();
        }
    }

    Found find(Arrival arrival) {
        Query query = candidates.query(arrival);
        // of an ingest time that leaps, by what it says itself: what would have closed meanwhile takes it no more
        Predicate<Centre> over = window.passed(clocks.atLeast(arrival.when(), arrival.ingested()));
        List<Match> compared = new ArrayList<>();
        List<Centre> tooFar = new ArrayList<>();
        Match best = null;
        for (Centre candidate : candidates.find(query)) {
            if (clocks.leaps(candidate.lastIngest(), settings.gap())) {
                continue; // opened by an article of a clock that no other agrees with
            }
            boolean passed = over.test(candidate);
            Match match = passed ? null : decision.match(arrival, candidate);
            if (match == null) {
                tooFar.add(candidate);
                continue;
            }
            compared.add(match);
            if (best == null || match.margin() > best.margin()) {
                best = match;
            }
        }
        return new Found(query, compared, tooFar, best);
    }

    /** Two clusters that are one: the first takes the second over. */
    record Merger(LiveCluster kept, LiveCluster gone, Union union) {}

    /** What a cluster that grew turns out to be one with: the one that opened later goes, if that is not too much work. */
    @Nullable
    Merger merger(LiveCluster grown, Arrival by, Found found) {
        if (!decision.isHeadline(by) && !grown.centre().isExemplar(by.id())) {
            return null; // its likeness to others is what it was
        }
        Union union = decision.union(grown.centre(), found.others(grown.id()));
        return union == null ? null : merger(grown, cluster(union.other()), union);
    }

    Merger merger(LiveCluster grown, LiveCluster other, Union union) {
        Instant opened = grown.centre().opened();
        boolean older = opened.equals(other.centre().opened())
                ? grown.id().compareTo(other.id()) < 0
                : opened.isBefore(other.centre().opened());
        boolean stays = (older ? other : grown).articles() <= settings.mergeMembers() ? older : !older;
        return stays ? new Merger(grown, other, union) : new Merger(other, grown, union);
    }

    /** The whole of an open cluster. */
    LiveCluster cluster(Centre centre) {
        LiveCluster cluster = state.cluster(centre.id());
        if (cluster == null) {
            throw new IllegalStateException("cluster " + centre.id() + " of desk " + name
                    + " was found and is not in the state; rebuild the cluster stores");
        }
        return cluster;
    }

    /** The member that an article is. */
    LiveMember member(String articleId, ArticleRef at, LiveCluster cluster) {
        LiveMember member = Growth.member(state, cluster.id(), at.number());
        if (member == null) {
            throw new IllegalStateException("cluster " + cluster.id() + " of desk " + name + " has no member "
                    + at.number() + ", where article " + articleId + " should be; rebuild the cluster stores");
        }
        return member;
    }

    /** Keeps where the desk stands. */
    void remember() {
        DeskStatus status = new DeskStatus(
                clocks.streamTime(),
                clocks.ingestTime(),
                clocks.leap(),
                order,
                rarities.liveClusters(),
                storylines.remembered());
        if (!status.equals(state.status())) {
            state.putStatus(status);
        }
    }
}
