package io.harmattan.analysis.cluster;

import io.harmattan.domain.Embedding;
import io.harmattan.domain.EnrichedArticle;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The sum of the vectors of those members that have one. Immutable; equal content is equal. */
public final class Meaning {
    private final String model;
    private final int articles;
    private final float[] sum;

    private Meaning(String model, int articles, float[] sum) {
        this.model = model;
        this.articles = articles;
        this.sum = sum;
    }

    /**
     * A sum; the array may not be changed afterwards.
     *
     * @param model of all the vectors
     * @param articles how many they are
     */
    public static Meaning of(String model, int articles, float[] sum) {
        return new Meaning(model, articles, sum);
    }

    public String model() {
        return model;
    }

    public int articles() {
        return articles;
    }

    /** How many dimensions the sum has. */
    public int size() {
        return sum.length;
    }

    public float component(int i) {
        return sum[i];
    }

    /** The vector that clustering compares: that of a headline that came alone. */
    static @Nullable Embedding of(EnrichedArticle article) {
        return article.text().isBlank() ? article.features().vector() : null;
    }

    /** With one vector more; one of another model is left out. */
    static @Nullable Meaning plus(@Nullable Meaning meaning, @Nullable Embedding more) {
        return more == null ? meaning : plus(meaning, new Meaning(more.model(), 1, more.floats()), 1);
    }

    /** Without one of its vectors. */
    static @Nullable Meaning minus(@Nullable Meaning meaning, @Nullable Embedding less) {
        return less == null || meaning == null
                ? meaning
                : plus(meaning, new Meaning(less.model(), 1, less.floats()), -1);
    }

    /** Both together. */
    static @Nullable Meaning plus(@Nullable Meaning one, @Nullable Meaning other) {
        return other == null ? one : plus(one, other, 1);
    }

    private static @Nullable Meaning plus(@Nullable Meaning one, Meaning other, int sign) {
        if (one == null) {
            return other;
        }
        if (!one.model.equals(other.model) || one.sum.length != other.sum.length) {
            return one;
        }
        int articles = one.articles + sign * other.articles;
        if (articles <= 0) {
            return null;
        }
        float[] sum = one.sum.clone();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += sign * other.sum[i];
        }
        return new Meaning(one.model, articles, sum);
    }

    /** Cosine of the angle between the two; null where one lacks, or another model made it. */
    static @Nullable Double cosine(@Nullable Meaning one, @Nullable Meaning other) {
        if (one == null || other == null || !one.model.equals(other.model) || one.sum.length != other.sum.length) {
            return null;
        }
        double dot = 0;
        double ours = 0;
        double theirs = 0;
        for (int i = 0; i < one.sum.length; i++) {
            dot += (double) one.sum[i] * other.sum[i];
            ours += (double) one.sum[i] * one.sum[i];
            theirs += (double) other.sum[i] * other.sum[i];
        }
        return ours == 0 || theirs == 0 ? 0 : Math.max(-1, Math.min(1, dot / Math.sqrt(ours * theirs)));
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof Meaning other
                && model.equals(other.model)
                && articles == other.articles
                && Arrays.equals(sum, other.sum);
    }

    @Override
    public int hashCode() {
        return 31 * model.hashCode() + Arrays.hashCode(sum);
    }

    @Override
    public String toString() {
        return articles + " vectors of " + model;
    }
}
