package io.harmattan.index;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reciprocal rank fusion: what stands at place r of a ranking gets 1 / (60 + r) from it, and the sums rank. Places alone
 * count, so scores of any kinds go together. Cormack, Clarke and Büttcher, "Reciprocal Rank Fusion outperforms Condorcet and
 * individual Rank Learning Methods", SIGIR 2009, whose constant 60 is kept.
 */
final class RankFusion {
    private static final int SOFTENING = 60;

    private RankFusion() {}

    /** What was ranked and the sum for it. */
    record Ranked(String id, double score) {}

    /** All that any of the rankings has, the highest sum first; in doubt by id. */
    static List<Ranked> fuse(List<List<String>> rankings) {
        Map<String, Double> sums = new HashMap<>();
        for (List<String> ranking : rankings) {
            for (int i = 0; i < ranking.size(); i++) {
                sums.merge(ranking.get(i), 1.0 / (SOFTENING + i + 1), Double::sum);
            }
        }
        List<Ranked> fused = new ArrayList<>();
        sums.forEach((id, sum) -> fused.add(new Ranked(id, sum)));
        fused.sort(Comparator.comparingDouble((Ranked r) -> -r.score()).thenComparing(Ranked::id));
        return fused;
    }
}
