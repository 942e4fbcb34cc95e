package io.harmattan.analysis.cluster;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/**
 * How telling terms and entities are: by inverse document frequency in the background and in the open clusters of the desk,
 * each of which counts once. For one step.
 */
final class Rarities {
    private final ClusterSettings settings;
    private final BackgroundFrequencies background;
    private final DeskIndex index;
    private int liveClusters;

    Rarities(ClusterSettings settings, BackgroundFrequencies background, DeskState state, int liveClusters) {
        this.settings = settings;
        this.background = background;
        this.index = state.index();
        this.liveClusters = liveClusters;
    }

    int liveClusters() {
        return liveClusters;
    }

    void opened() {
        liveClusters++;
    }

    void closed() {
        liveClusters--;
    }

    /** Terms weighted by how often they occur and how rare they are, the heaviest. */
    TermVector vector(Map<String, Integer> counts) {
        return weigh(TermVector.of(counts));
    }

    /**
     * The same.
     *
     * @param counts how often each term occurs
     */
    TermVector weigh(TermVector counts) {
        return weigh(counts, ofTerms(counts));
    }

    /**
     * The same.
     *
     * @param rarities of each term
     */
    TermVector weigh(TermVector counts, double[] rarities) {
        return weigh(counts, rarities, count -> 1 + Math.log(count), settings.idfPower());
    }

    /**
     * The same.
     *
     * @param rarities of each term
     * @param frequency what it counts for that a term occurs so often
     * @param power exponent of the rarity
     */
    TermVector weigh(TermVector counts, double[] rarities, DoubleUnaryOperator frequency, double power) {
        float[] weights = new float[counts.size()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) (frequency.applyAsDouble(counts.weight(i))
                    * (power == 1 ? rarities[i] : Math.pow(rarities[i], power)));
        }
        return counts.with(weights).head(settings.vectorTerms());
    }

    /** How rare each of these terms is. */
    double[] ofTerms(TermVector terms) {
        double[] rarities = new double[terms.size()];
        for (int i = 0; i < rarities.length; i++) {
            rarities[i] = ofTerm(terms.term(i));
        }
        return rarities;
    }

    /** The same, of terms most of which are among those of which it is known. */
    double[] ofTerms(TermVector terms, TermVector known, double[] ofKnown) {
        double[] rarities = new double[terms.size()];
        int j = 0;
        for (int i = 0; i < rarities.length; i++) {
            long term = terms.term(i);
            while (j < known.size() && known.term(j) < term) {
                j++;
            }
            rarities[i] = j < known.size() && known.term(j) == term ? ofKnown[j] : ofTerm(term);
        }
        return rarities;
    }

    /** Entities as numbers, each weighed by how rare it is, the rarest. */
    TermVector entities(List<String> ids) {
        long[] numbers =
                ids.stream().mapToLong(Terms::ofEntity).distinct().sorted().toArray();
        float[] weights = new float[numbers.length];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) ofEntity(numbers[i]);
        }
        return TermVector.of(numbers, weights).head(settings.vectorTerms());
    }

    double ofTerm(long term) {
        return Math.log(
                1 + (background.passages() + liveClusters + 1) / (background.of(term) + index.frequency(term) + 0.5));
    }

    double ofEntity(long entity) {
        return among(index.frequency(entity));
    }

    /** How rare is what so many of the open clusters have. */
    double among(int clusters) {
        return Math.log(1 + (liveClusters + 1) / (clusters + 0.5));
    }

    /** The rarest of these entities, of equal ones the lowest number first; all of a few as they stand. */
    long[] rarest(long[] entities, int atMost) {
        if (entities.length <= atMost) {
            return entities;
        }
        return Arrays.stream(entities)
                .boxed()
                .sorted((one, other) -> {
                    int order = Double.compare(ofEntity(other), ofEntity(one));
                    return order != 0 ? order : Long.compare(one, other);
                })
                .limit(atMost)
                .mapToLong(Long::longValue)
                .toArray();
    }

    /** An open cluster changed. */
    void recount(Centre before, Centre after) {
        recount(before.words(), after.words());
        recount(before.mentioned(), after.mentioned());
    }

    private void recount(TermVector before, TermVector after) {
        int i = 0;
        int j = 0;
        while (i < before.size() || j < after.size()) {
            int order = i == before.size() ? 1 : j == after.size() ? -1 : Long.compare(before.term(i), after.term(j));
            if (order < 0) {
                index.count(before.term(i), -1);
            } else if (order > 0) {
                index.count(after.term(j), 1);
            }
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }
    }

    private void recount(Mentioned before, Mentioned after) {
        for (int i = 0; i < before.size(); i++) {
            if (after.of(before.entity(i)) == 0) {
                index.count(before.entity(i), -1);
            }
        }
        for (int i = 0; i < after.size(); i++) {
            if (before.of(after.entity(i)) == 0) {
                index.count(after.entity(i), 1);
            }
        }
    }

    /** An open cluster is gone. */
    void discount(Centre gone) {
        recount(gone.words(), TermVector.EMPTY);
        recount(gone.mentioned(), Mentioned.NOTHING);
    }
}
