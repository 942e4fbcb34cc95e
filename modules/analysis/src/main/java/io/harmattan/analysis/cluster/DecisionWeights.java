package io.harmattan.analysis.cluster;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * The weights of the decision, one set for each kind of comparison. Read from {@code decision.tsv} beside this class, whose
 * head says how they were learned.
 */
final class DecisionWeights {
    private static final String TABLE = "decision.tsv";

    /** What is compared. */
    enum Kind {
        /** A pair of articles. */
        ARTICLE,
        /** A pair of which one names nothing. */
        NAMELESS,
        /** A headline alone, by its words. */
        HEADLINE,
        /** A headline alone, where both sides have a vector. */
        MEANING
    }

    /** What is weighed. */
    enum Feature {
        /** 1. */
        INTERCEPT,
        /** Logarithm of the cosine of all words to the centroid. */
        WORDS,
        /** Logarithm of how alike the members of the cluster are. */
        COHESION,
        /** Cosine of names and numbers. */
        NAMES,
        /** Its logarithm. */
        LOG_NAMES,
        /** How much of the title and lead of one is in those of the other: of the one of which less is. */
        LEAD,
        /** Its logarithm. */
        LOG_LEAD,
        /** Of the one of which more is. */
        OTHER_LEAD,
        /** Its logarithm. */
        LOG_OTHER_LEAD,
        /** Cosine of the entities, 0 if one side has none. */
        ENTITIES,
        /** 1 if both sides have entities, and share none. */
        OTHER_ENTITIES,
        /** 1 if only one side has a time of its own. */
        ONE_SIDED,
        /** 1 if both have. */
        TIMED,
        /** Days that the article lies outside the time of the cluster. */
        DAYS,
        /** Cosine of the vectors. */
        MEANING
    }

    /** By kind and feature. */
    private final double[][] weights;

    private DecisionWeights(double[][] weights) {
        this.weights = weights;
    }

    static DecisionWeights shipped() {
        try (InputStream in = DecisionWeights.class.getResourceAsStream(TABLE)) {
            if (in == null) {
                throw new IllegalStateException(
                        TABLE + " is not beside " + DecisionWeights.class.getName() + "; the jar is incomplete");
            }
            return read(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + TABLE, e);
        }
    }

    /**
     * Reads a table of kind, feature and weight; what it does not list weighs nothing.
     *
     * @throws IllegalArgumentException with the line that is no such row
     */
    static DecisionWeights read(BufferedReader lines) throws IOException {
        double[][] weights = new double[Kind.values().length][Feature.values().length];
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("#") || line.isBlank()) {
                continue;
            }
            String[] cells = line.split("\t", -1);
            try {
                Kind kind = Kind.valueOf(cells[0].toUpperCase(Locale.ROOT));
                Feature feature = Feature.valueOf(cells[1].toUpperCase(Locale.ROOT));
                weights[kind.ordinal()][feature.ordinal()] = Double.parseDouble(cells[2]);
            } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
                throw new IllegalArgumentException(
                        "line '" + line + "' of " + TABLE + "; expected a kind, a feature and a number, parted by tabs",
                        e);
            }
        }
        return new DecisionWeights(weights);
    }

    /** The probability that features of that kind mean one event, in [0, 1]. */
    double probability(Kind kind, double[] features) {
        double[] each = weights[kind.ordinal()];
        double sum = 0;
        for (int i = 0; i < features.length; i++) {
            sum += each[i] * features[i];
        }
        return 1 / (1 + Math.exp(-sum));
    }
}
