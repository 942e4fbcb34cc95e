package io.harmattan.analysis.cluster;

import io.harmattan.analysis.cluster.Decision.Union;
import io.harmattan.analysis.cluster.Desk.Merger;
import io.harmattan.analysis.compare.Balance;
import io.harmattan.domain.ClusterChange.Kind;
import io.harmattan.domain.ClusterChange.Shift;
import io.harmattan.domain.EventCluster.StanceTally;
import io.harmattan.domain.Stance.Label;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Tells what articles change of what people see, and with each change whether a balance of stances turned. For one step. */
final class Changing {
    private final Desk live;
    private final Telling telling;

    Changing(Desk live, Telling telling) {
        this.live = live;
        this.telling = telling;
    }

    /**
     * Tells a change that an article made.
     *
     * @param told when, in ingest time
     * @return the cluster as it then is
     */
    LiveCluster tell(
            Kind kind,
            LiveCluster cluster,
            @Nullable String other,
            Arrival arrival,
            Instant told,
            String reason,
            Map<String, Double> scores) {
        return turned(cluster, telling.changed(kind, cluster, other, arrival, told, reason, scores), arrival, told);
    }

    /**
     * Merges two clusters that are one.
     *
     * @param since as in {@link Growth#merge}
     */
    void merge(Merger merger, Arrival arrival, Instant told, @Nullable Instant since) {
        Union union = merger.union();
        takeOver(
                merger.kept(),
                merger.gone(),
                arrival,
                told,
                "as the two are alike, " + union.inWords(),
                union.scores(),
                since);
    }

    /**
     * Moves all of a cluster into another, as the order of ingest times says; its address leads there from now on.
     */
    void takeOver(
            LiveCluster kept, LiveCluster gone, Arrival arrival, Instant told, String why, Map<String, Double> scores) {
        takeOver(kept, gone, arrival, told, why, scores, null);
    }

    private void takeOver(
            LiveCluster kept,
            LiveCluster gone,
            Arrival arrival,
            Instant told,
            String why,
            Map<String, Double> scores,
            @Nullable Instant since) {
        LiveCluster merged = live.growth.merge(kept, gone, live.window, since);
        String reason = "merged: took over " + gone.id() + ", " + why;
        List<StanceTally> stances = telling.merged(merged, gone, arrival, told, reason, scores);
        turned(merged, stances, arrival, told);
    }

    private LiveCluster turned(LiveCluster cluster, List<StanceTally> stances, Arrival arrival, Instant told) {
        LiveCluster now = cluster;
        for (Map.Entry<String, Balance> each : Balance.ofHolders(stances).entrySet()) {
            Balance balance = each.getValue();
            int side = balance.side();
            Integer before = now.sides().get(each.getKey());
            if (side == 0 || before != null && before == side) {
                continue;
            }
            SortedMap<String, Integer> sides = new TreeMap<>(now.sides());
            sides.put(each.getKey(), side);
            now = live.growth.turn(now, sides, before != null);
            if (before != null) {
                Shift shift = new Shift(each.getKey(), label(before), label(side));
                telling.shifted(now, shift, balance, arrival, told);
            }
        }
        return now;
    }

    private static Label label(int side) {
        return side > 0 ? Label.FAVOURABLE : Label.OPPOSED;
    }
}
