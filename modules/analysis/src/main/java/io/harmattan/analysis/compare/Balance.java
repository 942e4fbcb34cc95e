package io.harmattan.analysis.compare;

import io.harmattan.domain.EventCluster.StanceTally;
import io.harmattan.domain.Stance;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How many are for and how many against something. It leans to a side when there are at least three and the one side outweighs
 * the other by a third of all; a lean to the other side than the last one is a turn. Both numbers are judgement.
 */
public record Balance(int favourable, int opposed) {
    private static final int LEAST = 3;
    private static final int SHARE = 3;

    /** 1 if it leans to those for it, -1 to those against it, 0 if to neither. */
    public int side() {
        int all = favourable + opposed;
        int more = favourable - opposed;
        return all < LEAST || SHARE * Math.abs(more) < all ? 0 : Integer.signum(more);
    }

    /** By target, how the holders lie: each counts once for a label, however many report it. */
    public static SortedMap<String, Balance> ofHolders(List<StanceTally> tallies) {
        SortedMap<String, Balance> balances = new TreeMap<>();
        Set<String> counted = new HashSet<>();
        for (StanceTally tally : tallies) {
            String holder = tally.holderEntity() == null ? tally.holder() : tally.holderEntity();
            if (tally.label() != Stance.Label.NEUTRAL
                    && counted.add(tally.target() + ' ' + tally.label() + ' ' + holder)) {
                int favourable = tally.label() == Stance.Label.FAVOURABLE ? 1 : 0;
                balances.merge(
                        tally.target(),
                        new Balance(favourable, 1 - favourable),
                        (a, b) -> new Balance(a.favourable + b.favourable, a.opposed + b.opposed));
            }
        }
        return balances;
    }
}
