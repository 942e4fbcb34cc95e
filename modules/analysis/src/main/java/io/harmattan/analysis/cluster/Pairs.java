package io.harmattan.analysis.cluster;

import io.harmattan.analysis.cluster.DecisionWeights.Feature;
import io.harmattan.analysis.cluster.DecisionWeights.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Whether two articles tell of one event: a logistic decision over how alike they are. Clusters are compared by the mean over
 * their members, each with each, as average linkage does (Sokal and Michener 1958): one member that is much alike makes no chain.
 */
final class Pairs {
    /** Less alike than that is as good as not at all: keeps logarithms finite. */
    private static final double LEAST = 0.02;

    /** So many members show whether a cluster is worth a closer look. */
    private static final int FEW = 4;

    private final DecisionWeights weights;
    private final Duration gap;

    /** @param gap how far apart events are another */
    Pairs(DecisionWeights weights, Duration gap) {
        this.weights = weights;
        this.gap = gap;
    }

    /**
     * How alike two articles, or articles of two sides on average, are.
     *
     * @param score the probability that they tell of one event
     * @param names cosine of names and numbers
     * @param lead how much of the title and lead of either is in those of the other: of the one of which less is
     * @param otherLead of the one of which more is
     * @param entities cosine of the entities, 0 if one side has none
     * @param compared how many pairs that is of
     */
    record Likeness(double score, double names, double lead, double otherLead, double entities, int compared) {
        static final Likeness NONE = new Likeness(0, 0, 0, 0, 0, 0);

        /** Each respect by its name. */
        Map<String, Double> byName() {
            return new TreeMap<>(Map.of(
                    "names", names, "lead", lead, "other-lead", otherLead, "entities", entities, "members", (double)
                            compared));
        }
    }

    /**
     * The mean over all pairs of one of these and one of those; over a few of either alone where these are hardly alike.
     *
     * @param days how far the two sides lie apart in time; null where one has no time of its own
     * @param hardly a score below which nobody asks how far
     */
    Likeness mean(List<Exemplar> some, List<Exemplar> others, @Nullable Double days, double hardly) {
        int one = Math.min(FEW, some.size());
        int other = Math.min(FEW, others.size());
        Sum sum = new Sum(days);
        sum.add(some.subList(0, one), others.subList(0, other));
        if (sum.mean().score >= hardly) {
            sum.add(some.subList(0, one), others.subList(other, others.size()));
            sum.add(some.subList(one, some.size()), others);
        }
        return sum.mean();
    }

    private final class Sum {
        private final @Nullable Double days;
        private final double[] features = new double[Feature.values().length];
        private double score;
        private double names;
        private double lead;
        private double otherLead;
        private double entities;
        private int compared;

        Sum(@Nullable Double days) {
            this.days = days;
        }

        void add(List<Exemplar> some, List<Exemplar> others) {
            for (Exemplar one : some) {
                for (Exemplar other : others) {
                    add(one, other);
                }
            }
        }

        private void add(Exemplar one, Exemplar other) {
            if (one.articleId().equals(other.articleId())) {
                return;
            }
            Kind kind = features(one, other, days, features);
            score += weights.probability(kind, features);
            names += features[Feature.NAMES.ordinal()];
            lead += features[Feature.LEAD.ordinal()];
            otherLead += features[Feature.OTHER_LEAD.ordinal()];
            entities += features[Feature.ENTITIES.ordinal()];
            compared++;
        }

        Likeness mean() {
            return compared == 0
                    ? Likeness.NONE
                    : new Likeness(
                            score / compared,
                            names / compared,
                            lead / compared,
                            otherLead / compared,
                            entities / compared,
                            compared);
        }
    }

    /** Fills in what a pair is weighed by, in the order of {@link Feature}; gives by which weights. */
    Kind features(Exemplar one, Exemplar other, @Nullable Double days, double[] features) {
        double[] shares = one.lead().shares(other.lead());
        double lead = Math.min(shares[0], shares[1]);
        double otherLead = Math.max(shares[0], shares[1]);
        double names = one.names().cosine(other.names());
        boolean entities = one.entities().size() > 0 && other.entities().size() > 0;
        double entity = entities ? one.entities().cosine(other.entities()) : 0;
        features[Feature.INTERCEPT.ordinal()] = 1;
        features[Feature.NAMES.ordinal()] = names;
        features[Feature.LOG_NAMES.ordinal()] = log(names);
        features[Feature.LEAD.ordinal()] = lead;
        features[Feature.LOG_LEAD.ordinal()] = log(lead);
        features[Feature.OTHER_LEAD.ordinal()] = otherLead;
        features[Feature.LOG_OTHER_LEAD.ordinal()] = log(otherLead);
        features[Feature.ENTITIES.ordinal()] = entity;
        features[Feature.OTHER_ENTITIES.ordinal()] = entities && entity == 0 ? 1 : 0;
        features[Feature.ONE_SIDED.ordinal()] = isOneSided(one, other) ? 1 : 0;
        features[Feature.TIMED.ordinal()] = days == null ? 0 : 1;
        features[Feature.DAYS.ordinal()] = days == null ? 0 : days;
        return one.names().size() == 0 || other.names().size() == 0 ? Kind.NAMELESS : Kind.ARTICLE;
    }

    /** Whether only one has a time of its own, and it is not about the time when the other came in. */
    private boolean isOneSided(Exemplar one, Exemplar other) {
        return one.timed() != other.timed()
                && Duration.between(one.when(), other.when()).abs().compareTo(gap) > 0;
    }

    private static double log(double likeness) {
        return Math.log(Math.max(LEAST, likeness));
    }
}
