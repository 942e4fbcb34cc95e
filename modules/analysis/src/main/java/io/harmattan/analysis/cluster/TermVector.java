package io.harmattan.analysis.cluster;

import com.carrotsearch.hppc.LongIntHashMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Weighted terms, each a number ({@link Terms}), in the order of the numbers. Immutable; equal content is equal. */
public final class TermVector {
    public static final TermVector EMPTY = new TermVector(new long[0], new float[0]);

    private final long[] terms;
    private final float[] weights;
    private final double norm;
    private final double total;

    private TermVector(long[] terms, float[] weights) {
        this.terms = terms;
        this.weights = weights;
        double squares = 0;
        double sum = 0;
        for (float weight : weights) {
            squares += (double) weight * weight;
            sum += weight;
        }
        this.norm = Math.sqrt(squares);
        this.total = sum;
    }

    /**
     * A vector of these terms and weights, side by side; neither array may be changed afterwards.
     *
     * @param terms strictly ascending
     */
    public static TermVector of(long[] terms, float[] weights) {
        if (terms.length != weights.length) {
            throw new IllegalArgumentException(
                    weights.length + " weights for " + terms.length + " terms; expected one each");
        }
        for (int i = 1; i < terms.length; i++) {
            if (terms[i - 1] >= terms[i]) {
                throw new IllegalArgumentException(
                        "term " + terms[i] + " follows " + terms[i - 1] + "; expected ascending terms");
            }
        }
        return new TermVector(terms, weights);
    }

    /** How often each term occurs, as its weight. */
    public static TermVector of(Map<String, Integer> counts) {
        LongIntHashMap byNumber = new LongIntHashMap(counts.size());
        counts.forEach((term, count) -> byNumber.addTo(Terms.of(term), count));
        long[] terms = byNumber.keys().toArray();
        Arrays.sort(terms);
        float[] weights = new float[terms.length];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = byNumber.get(terms[i]);
        }
        return new TermVector(terms, weights);
    }

    public int size() {
        return terms.length;
    }

    public long term(int i) {
        return terms[i];
    }

    public float weight(int i) {
        return weights[i];
    }

    /** The Euclidean length. */
    public double norm() {
        return norm;
    }

    /** The share of the weight that lies in terms that both have: of this one, then of the other. */
    double[] shares(TermVector other) {
        double ours = 0;
        double theirs = 0;
        int i = 0;
        int j = 0;
        while (i < terms.length && j < other.terms.length) {
            long one = terms[i];
            long two = other.terms[j];
            if (one == two) {
                ours += weights[i];
                theirs += other.weights[j];
            }
            i += one <= two ? 1 : 0;
            j += one >= two ? 1 : 0;
        }
        return new double[] {total == 0 ? 0 : ours / total, other.total == 0 ? 0 : theirs / other.total};
    }

    boolean contains(String term) {
        return Arrays.binarySearch(terms, Terms.of(term)) >= 0;
    }

    void forEach(LongConsumer consumer) {
        for (long term : terms) {
            consumer.accept(term);
        }
    }

    /** The same terms with other weights, side by side; the array may not be changed afterwards. */
    TermVector with(float[] others) {
        return new TermVector(terms, others);
    }

    /** The terms, the heaviest first; of equal weight in their order. */
    long[] heaviest(int atMost) {
        int[] order = order();
        long[] heaviest = new long[Math.min(atMost, order.length)];
        for (int i = 0; i < heaviest.length; i++) {
            heaviest[i] = terms[order[i]];
        }
        return heaviest;
    }

    double dot(TermVector other) {
        double sum = 0;
        int i = 0;
        int j = 0;
        while (i < terms.length && j < other.terms.length) {
            long ours = terms[i];
            long theirs = other.terms[j];
            if (ours == theirs) {
                sum += (double) weights[i] * other.weights[j];
            }
            i += ours <= theirs ? 1 : 0;
            j += ours >= theirs ? 1 : 0;
        }
        return sum;
    }

    /** Cosine of the angle between the two, 0 if one is empty. */
    public double cosine(TermVector other) {
        return norm == 0 || other.norm == 0 ? 0 : Math.min(1, dot(other) / (norm * other.norm));
    }

    /** Those of some values whose vectors are most like this one, the most like first; of equal likeness by another order. */
    <T> List<T> nearest(List<T> values, Function<T, TermVector> vector, Comparator<T> otherwise, int atMost) {
        record Near<T>(T value, double cosine) {}
        List<Near<T>> near = new ArrayList<>(values.size());
        values.forEach(value -> near.add(new Near<>(value, cosine(vector.apply(value)))));
        near.sort(Comparator.comparingDouble((Near<T> n) -> -n.cosine()).thenComparing(Near::value, otherwise));
        List<T> nearest = new ArrayList<>(Math.min(atMost, near.size()));
        for (int i = 0; i < near.size() && i < atMost; i++) {
            nearest.add(near.get(i).value());
        }
        return nearest;
    }

    /** The terms that both have, those that count most in the sum first. */
    long[] shared(TermVector other, int atMost) {
        long[] both = new long[Math.min(terms.length, other.terms.length)];
        float[] products = new float[both.length];
        int found = 0;
        int i = 0;
        int j = 0;
        while (i < terms.length && j < other.terms.length) {
            long ours = terms[i];
            long theirs = other.terms[j];
            if (ours == theirs) {
                both[found] = ours;
                products[found++] = weights[i] * other.weights[j];
            }
            i += ours <= theirs ? 1 : 0;
            j += ours >= theirs ? 1 : 0;
        }
        return new TermVector(Arrays.copyOf(both, found), Arrays.copyOf(products, found)).heaviest(atMost);
    }

    TermVector plus(TermVector other) {
        return terms.length == 0 ? other : combine(other, 1);
    }

    /** What is left without the other; a term that only rounding would leave is gone. */
    TermVector minus(TermVector other) {
        return combine(other, -1);
    }

    private TermVector combine(TermVector other, int sign) {
        long[] newTerms = new long[terms.length + other.terms.length];
        float[] newWeights = new float[newTerms.length];
        int size = 0;
        int i = 0;
        int j = 0;
        while (i < terms.length || j < other.terms.length) {
            int order = i == terms.length ? 1 : j == other.terms.length ? -1 : Long.compare(terms[i], other.terms[j]);
            long term = order <= 0 ? terms[i] : other.terms[j];
            double weight = 0;
            if (order <= 0) {
                weight += weights[i++];
            }
            if (order >= 0) {
                weight += sign * (double) other.weights[j++];
            }
            if (weight > 1e-5) {
                newTerms[size] = term;
                newWeights[size++] = (float) weight;
            }
        }
        return new TermVector(Arrays.copyOf(newTerms, size), Arrays.copyOf(newWeights, size));
    }

    /** Its heaviest terms alone. */
    TermVector head(int atMost) {
        if (terms.length <= atMost) {
            return this;
        }
        float[] ascending = weights.clone();
        Arrays.sort(ascending);
        float least = ascending[ascending.length - atMost];
        int above = ascending.length - atMost;
        while (above < ascending.length && ascending[above] == least) {
            above++;
        }
        // of those that weigh the least of all that are kept, the first in order
        int room = atMost - (ascending.length - above);
        long[] newTerms = new long[atMost];
        float[] newWeights = new float[atMost];
        int size = 0;
        for (int i = 0; i < terms.length; i++) {
            if (weights[i] > least || weights[i] == least && room-- > 0) {
                newTerms[size] = terms[i];
                newWeights[size++] = weights[i];
            }
        }
        return new TermVector(newTerms, newWeights);
    }

    /** The same direction with the length 1. */
    TermVector unit() {
        if (norm == 0) {
            return this;
        }
        float[] newWeights = new float[weights.length];
        for (int i = 0; i < weights.length; i++) {
            newWeights[i] = (float) (weights[i] / norm);
        }
        return new TermVector(terms, newWeights);
    }

    /** The places of the terms, the heaviest first; of equal weight in their order. */
    private int[] order() {
        long[] keys = new long[terms.length];
        for (int i = 0; i < keys.length; i++) {
            // the bits of floats of one sign are in the order of the floats; no weight is negative
            keys[i] = (long) ~Float.floatToIntBits(weights[i]) << Integer.SIZE | i;
        }
        Arrays.sort(keys);
        int[] order = new int[keys.length];
        for (int i = 0; i < order.length; i++) {
            order[i] = (int) keys[i];
        }
        return order;
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof TermVector other
                && Arrays.equals(terms, other.terms)
                && Arrays.equals(weights, other.weights);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(terms) + Arrays.hashCode(weights);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("{");
        for (int i = 0; i < terms.length; i++) {
            text.append(i > 0 ? ", " : "")
                    .append(Long.toHexString(terms[i]))
                    .append('=')
                    .append(weights[i]);
        }
        return text.append('}').toString();
    }
}
