package io.harmattan.analysis.cluster;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Weighted terms in the order of the terms. Immutable; equal content is equal. */
public final class TermVector {
    public static final TermVector EMPTY = new TermVector(new String[0], new float[0]);

    private static final int HEAD = 8;

    /** Stands for itself and for all characters above it, and for whatever follows such. */
    private static final int WIDE = 0xff;

    private final String[] terms;
    private final float[] weights;
    private final double norm;

    /** The first characters of each term as a number in their order: most comparisons need no more. */
    private final long[] heads;

    private TermVector(String[] terms, float[] weights) {
        this.terms = terms;
        this.weights = weights;
        double squares = 0;
        for (float weight : weights) {
            squares += (double) weight * weight;
        }
        this.norm = Math.sqrt(squares);
        this.heads = new long[terms.length];
        for (int i = 0; i < terms.length; i++) {
            heads[i] = head(terms[i]);
        }
    }

    private static long head(String term) {
        long head = 0;
        int last = 0;
        for (int i = 0; i < HEAD; i++) {
            last = last == WIDE ? WIDE : i < term.length() ? Math.min(WIDE, term.charAt(i)) : 0;
            head = head << Byte.SIZE | last;
        }
        // so that the order of signed numbers is that of the characters
        return head ^ Long.MIN_VALUE;
    }

    /** As {@link String#compareTo} of the two terms, in sign. */
    int compare(int i, TermVector other, int j) {
        int order = Long.compare(heads[i], other.heads[j]);
        return order != 0 || whole(heads[i]) ? order : terms[i].compareTo(other.terms[j]);
    }

    /** Whether a term is no longer than its head. */
    private static boolean whole(long head) {
        return (head & WIDE) == 0;
    }

    /**
     * A vector of these terms and weights, side by side; neither array may be changed afterwards.
     *
     * @param terms strictly ascending
     */
    public static TermVector of(String[] terms, float[] weights) {
        if (terms.length != weights.length) {
            throw new IllegalArgumentException(
                    weights.length + " weights for " + terms.length + " terms; expected one each");
        }
        TermVector vector = new TermVector(terms, weights);
        for (int i = 1; i < terms.length; i++) {
            if (vector.compare(i - 1, vector, i) >= 0) {
                throw new IllegalArgumentException(
                        "term '" + terms[i] + "' follows '" + terms[i - 1] + "'; expected ascending terms");
            }
        }
        return vector;
    }

    /** The same from a map. */
    public static TermVector of(SortedMap<String, Float> entries) {
        String[] terms = new String[entries.size()];
        float[] weights = new float[terms.length];
        int i = 0;
        for (Map.Entry<String, Float> entry : new TreeMap<>(entries).entrySet()) {
            terms[i] = entry.getKey();
            weights[i++] = entry.getValue();
        }
        return new TermVector(terms, weights);
    }

    public int size() {
        return terms.length;
    }

    public String term(int i) {
        return terms[i];
    }

    public float weight(int i) {
        return weights[i];
    }

    /** The Euclidean length. */
    public double norm() {
        return norm;
    }

    boolean contains(String term) {
        return Arrays.binarySearch(terms, term) >= 0;
    }

    void forEach(BiConsumer<String, Float> consumer) {
        for (int i = 0; i < terms.length; i++) {
            consumer.accept(terms[i], weights[i]);
        }
    }

    /** The terms, the heaviest first; of equal weight in their order. */
    List<String> heaviest(int atMost) {
        int[] order = order();
        List<String> heaviest = new ArrayList<>(Math.min(atMost, order.length));
        for (int i = 0; i < order.length && i < atMost; i++) {
            heaviest.add(terms[order[i]]);
        }
        return heaviest;
    }

    double dot(TermVector other) {
        double sum = 0;
        int i = 0;
        int j = 0;
        while (i < heads.length && j < other.heads.length) {
            long ours = heads[i];
            long theirs = other.heads[j];
            int order = ours == theirs ? compare(i, other, j) : ours < theirs ? -1 : 1;
            if (order == 0) {
                sum += (double) weights[i] * other.weights[j];
            }
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
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
    List<String> shared(TermVector other, int atMost) {
        String[] both = new String[Math.min(terms.length, other.terms.length)];
        float[] products = new float[both.length];
        int found = 0;
        int i = 0;
        int j = 0;
        while (i < terms.length && j < other.terms.length) {
            int order = compare(i, other, j);
            if (order == 0) {
                both[found] = terms[i];
                products[found++] = weights[i] * other.weights[j];
            }
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }
        return new TermVector(Arrays.copyOf(both, found), Arrays.copyOf(products, found)).heaviest(atMost);
    }

    TermVector plus(TermVector other) {
        return combine(other, 1);
    }

    /** What is left without the other; a term that only rounding would leave is gone. */
    TermVector minus(TermVector other) {
        return combine(other, -1);
    }

    private TermVector combine(TermVector other, int sign) {
        List<String> newTerms = new ArrayList<>(terms.length + other.terms.length);
        float[] newWeights = new float[terms.length + other.terms.length];
        int i = 0;
        int j = 0;
        while (i < terms.length || j < other.terms.length) {
            int order = i == terms.length ? 1 : j == other.terms.length ? -1 : compare(i, other, j);
            String term = order <= 0 ? terms[i] : other.terms[j];
            double weight = 0;
            if (order <= 0) {
                weight += weights[i++];
            }
            if (order >= 0) {
                weight += sign * (double) other.weights[j++];
            }
            if (weight > 1e-5) {
                newWeights[newTerms.size()] = (float) weight;
                newTerms.add(term);
            }
        }
        return new TermVector(newTerms.toArray(String[]::new), Arrays.copyOf(newWeights, newTerms.size()));
    }

    /** Its heaviest terms alone. */
    TermVector head(int atMost) {
        if (terms.length <= atMost) {
            return this;
        }
        int[] kept = Arrays.copyOf(order(), atMost);
        Arrays.sort(kept);
        String[] newTerms = new String[kept.length];
        float[] newWeights = new float[kept.length];
        for (int k = 0; k < kept.length; k++) {
            newTerms[k] = terms[kept[k]];
            newWeights[k] = weights[kept[k]];
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
        forEach((term, weight) -> text.append(text.length() > 1 ? ", " : "")
                .append(term)
                .append('=')
                .append(weight));
        return text.append('}').toString();
    }
}
