package io.harmattan.analysis.match;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** The nearest of the names that there are to one that there is not. */
final class Nearest {
    private Nearest() {}

    /** At most so many of the names, each at most a third of the letters away, the nearest first. */
    static List<String> of(String name, Collection<String> names, int most) {
        return names.stream()
                .filter(other -> distance(name, other) <= Math.max(2, name.length() / 3))
                .sorted(Comparator.comparingInt((String other) -> distance(name, other))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(most)
                .toList();
    }

    /** Levenshtein's distance: letters to insert, delete or replace. */
    static int distance(String a, String b) {
        int[] above = new int[b.length() + 1];
        for (int j = 0; j < above.length; j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, Math.min(above[j], row[j - 1]) + 1);
            }
            above = row;
        }
        return above[b.length()];
    }
}
