package io.harmattan.analysis.cluster;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The two groups that the members of a cluster fall into, as average linkage parts them (Sokal and Michener 1958): beginning with
 * each by itself, the two groups most like each other become one, until two are left.
 *
 * @param score the probability that the two are of one event
 */
record Parting(List<Exemplar> some, List<Exemplar> others, double score) {
    /** A group of fewer are odd members, no event. */
    private static final int LEAST = 3;

    /** Null where either group is too small to be an event. */
    static @Nullable Parting of(List<Exemplar> members, Decision decision) {
        int left = members.size();
        if (left < 2 * LEAST) {
            return null;
        }
        List<List<Exemplar>> groups = new ArrayList<>();
        members.forEach(each -> groups.add(new ArrayList<>(List.of(each))));
        double[][] alike = new double[left][left];
        for (int i = 0; i < left; i++) {
            for (int j = 0; j < i; j++) {
                alike[i][j] = alike[j][i] = decision.probability(members.get(i), members.get(j));
            }
        }
        for (; left > 2; left--) {
            join(groups, alike);
        }
        List<Exemplar> some = groups.get(0);
        List<Exemplar> others = groups.get(1);
        return Math.min(some.size(), others.size()) < LEAST
                ? null
                : new Parting(some, others, decision.probability(some, others));
    }

    /** Makes one of the two groups most like each other, in the place of the first of them; the last comes to the place of the second. */
    private static void join(List<List<Exemplar>> groups, double[][] alike) {
        int one = 0;
        int two = 1;
        for (int i = 0; i < groups.size(); i++) {
            for (int j = i + 1; j < groups.size(); j++) {
                if (alike[i][j] > alike[one][two]) {
                    one = i;
                    two = j;
                }
            }
        }
        double first = groups.get(one).size();
        double second = groups.get(two).size();
        int last = groups.size() - 1;
        for (int i = 0; i <= last; i++) {
            double mean = (first * alike[one][i] + second * alike[two][i]) / (first + second);
            alike[one][i] = alike[i][one] = mean;
        }
        for (int i = 0; i <= last; i++) {
            alike[two][i] = alike[i][two] = alike[last][i];
        }
        groups.get(one).addAll(groups.get(two));
        groups.set(two, groups.get(last));
        groups.remove(last);
    }
}
