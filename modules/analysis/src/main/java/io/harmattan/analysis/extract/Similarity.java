package io.harmattan.analysis.extract;

import java.util.HashSet;
import java.util.Set;

/** How alike two lines are, blind to white space, case and punctuation. */
final class Similarity {
    private static final int SHINGLE = 4;

    private Similarity() {}

    /**
     * Share of common four-letter shingles (Dice's coefficient), in [0, 1]. Lines too short for a shingle are alike only
     * if equal.
     */
    static double of(String a, String b) {
        String x = Characters.skeleton(a);
        String y = Characters.skeleton(b);
        if (x.equals(y)) {
            return x.isEmpty() ? 0 : 1;
        }
        Set<String> left = shingles(x);
        Set<String> right = shingles(y);
        if (left.isEmpty() || right.isEmpty()) {
            return 0;
        }
        int total = left.size() + right.size();
        left.retainAll(right);
        return 2.0 * left.size() / total;
    }

    private static Set<String> shingles(String skeleton) {
        Set<String> shingles = new HashSet<>();
        for (int i = 0; i + SHINGLE <= skeleton.length(); i++) {
            shingles.add(skeleton.substring(i, i + SHINGLE));
        }
        return shingles;
    }
}
