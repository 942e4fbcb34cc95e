package io.harmattan.analysis.cluster;

import io.harmattan.analysis.cluster.DecisionWeights.Feature;
import io.harmattan.analysis.cluster.DecisionWeights.Kind;
import io.harmattan.analysis.cluster.LiveCluster.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Whether an article belongs to a cluster, and whether two clusters are one. An article is compared with members one by one
 * ({@link Pairs}), a headline, which says too little for that, with the centroid: a logistic decision over words and meaning. Both
 * are likenesses to the whole cluster, so that no single link makes a chain. For one step.
 */
final class Decision {
    private static final double DAY = Duration.ofDays(1).toMillis();

    /** Less alike than that is as good as not at all: keeps logarithms finite. */
    private static final double LEAST = 0.02;

    /** A cluster for which less speaks has nothing to do with an article. */
    private static final double NEAR = 0.05;

    private final ClusterSettings settings;
    private final DecisionWeights weights;
    private final Pairs pairs;

    Decision(ClusterSettings settings, DecisionWeights weights) {
        this.settings = settings;
        this.weights = weights;
        this.pairs = new Pairs(weights, settings.gap());
    }

    /** How like an article is to a cluster. */
    sealed interface Likeness {
        /** Each respect by its name. */
        Map<String, Double> byName();
    }

    /** To its members, on average. */
    record ToMembers(Pairs.Likeness pairs) implements Likeness {
        @Override
        public Map<String, Double> byName() {
            return pairs.byName();
        }
    }

    /**
     * To its centroid.
     *
     * @param meaning null if one side has no vector
     */
    record ToCentroid(
            double words, double cohesion, @Nullable Double meaning) implements Likeness {
        @Override
        public Map<String, Double> byName() {
            Map<String, Double> byName = new TreeMap<>(Map.of("words", words, "cohesion", cohesion));
            if (meaning != null) {
                byName.put("meaning", Math.max(0, meaning));
            }
            return byName;
        }
    }

    /**
     * How like an article is to a cluster.
     *
     * @param score the probability that it belongs to it
     * @param needed the score from which it joins
     * @param days how far it lies outside the time of the cluster; null where one side has no time of its own
     * @param likeness in each respect
     */
    record Match(
            Centre cluster,
            double score,
            double needed,
            @Nullable Double days,
            Likeness likeness) {

        /** By how much it is enough; negative if it is not. */
        double margin() {
            return score - needed;
        }

        /** Whether so much speaks for it that it may be one with where the article goes. */
        boolean isNear() {
            return score >= NEAR || likeness instanceof ToCentroid;
        }

        /** The score and what it takes. */
        String inWords() {
            return Telling.number(score) + " of the needed " + Telling.number(needed);
        }

        Map<String, Double> scores(int candidates) {
            Map<String, Double> scores = new TreeMap<>(likeness.byName());
            scores.put("score", score);
            scores.put("threshold", needed);
            scores.put("candidates", (double) candidates);
            if (days != null) {
                scores.put("days", days);
            }
            return scores;
        }
    }

    /** Null where time forbids it. */
    @Nullable
    Match match(Arrival arrival, Centre cluster) {
        Double days = days(arrival, cluster);
        if (days != null && days > settings.gap().toMillis() / DAY) {
            return null;
        }
        if (!isHeadline(arrival)) {
            Pairs.Likeness alike = pairs.mean(List.of(arrival.exemplar()), cluster.exemplars(), days, NEAR);
            return new Match(cluster, alike.score(), settings.articleThreshold(), days, new ToMembers(alike));
        }
        ToCentroid likeness = toCentroid(arrival, cluster);
        Kind kind = kind(likeness);
        // what shares no word is no candidate for being one event, unless it means the same
        boolean alike = likeness.words > 0 || likeness.meaning != null;
        double score = alike ? weights.probability(kind, features(arrival, cluster, likeness)) : 0;
        return new Match(cluster, score, needed(kind), days, likeness);
    }

    ToCentroid toCentroid(Arrival arrival, Centre cluster) {
        return new ToCentroid(
                arrival.vector().cosine(cluster.words()),
                cluster.cohesion(),
                Meaning.cosine(arrival.meaning(), cluster.meaning()));
    }

    /** The probability that two articles tell of one event, whenever they do. */
    double probability(Exemplar one, Exemplar other) {
        return pairs.mean(List.of(one), List.of(other), null, 0).score();
    }

    /** The same for a member and another cluster. */
    double probability(Exemplar one, Centre cluster) {
        return pairs.mean(List.of(one), cluster.exemplars(), null, NEAR).score();
    }

    /** The same for two groups of members on average; 0 where time parts them. */
    double probability(List<Exemplar> some, List<Exemplar> others) {
        Double days = days(timedSpan(some), timedSpan(others));
        return days != null && days > settings.gap().toMillis() / DAY
                ? 0
                : pairs.mean(some, others, days, 0).score();
    }

    private static @Nullable Span timedSpan(List<Exemplar> members) {
        Span span = null;
        for (Exemplar each : members) {
            span = each.timed() ? Span.with(span, each.when()) : span;
        }
        return span;
    }

    /** The score from which an article joins a cluster, were it most like it. */
    double needed(Arrival arrival) {
        return needed(isHeadline(arrival) && arrival.meaning() != null ? Kind.MEANING : Kind.ARTICLE);
    }

    /** Between headlines alone less is enough; a short text beside whole articles says as little of itself as any. */
    private double needed(Kind kind) {
        return kind == Kind.MEANING ? settings.headlineThreshold() : settings.articleThreshold();
    }

    boolean isHeadline(Arrival arrival) {
        return arrival.isHeadline(settings);
    }

    static Kind kind(ToCentroid likeness) {
        return likeness.meaning == null ? Kind.HEADLINE : Kind.MEANING;
    }

    /** Of a headline, in the order of {@link Feature}. */
    double[] features(Arrival arrival, Centre cluster, ToCentroid likeness) {
        double[] features = new double[Feature.values().length];
        Double days = days(arrival, cluster);
        features[Feature.INTERCEPT.ordinal()] = 1;
        features[Feature.WORDS.ordinal()] = log(likeness.words);
        features[Feature.COHESION.ordinal()] = log(likeness.cohesion);
        features[Feature.ONE_SIDED.ordinal()] = isOneSided(arrival, cluster) ? 1 : 0;
        features[Feature.TIMED.ordinal()] = days == null ? 0 : 1;
        features[Feature.DAYS.ordinal()] = days == null ? 0 : days;
        features[Feature.MEANING.ordinal()] = likeness.meaning == null ? 0 : likeness.meaning;
        return features;
    }

    /** Whether only one side has a time of its own, and it is not about the time when the other came in. */
    private boolean isOneSided(Arrival arrival, Centre cluster) {
        Span timed = cluster.timedSpan();
        if (arrival.timed() == (timed != null)) {
            return false;
        }
        Double days = days(new Span(arrival.when(), arrival.when()), timed == null ? cluster.span() : timed);
        return days != null && days > settings.gap().toMillis() / DAY;
    }

    private static double log(double likeness) {
        return Math.log(Math.max(LEAST, likeness));
    }

    /**
     * How much two clusters are one.
     *
     * @param score of their members, each with each, or of their meaning
     * @param needed what it must reach
     */
    record Union(Centre other, double score, double needed, Map<String, Double> likeness) {
        /** The score and what it takes. */
        String inWords() {
            return Telling.number(score) + " of the needed " + Telling.number(needed);
        }

        double margin() {
            return score - needed;
        }

        Map<String, Double> scores() {
            Map<String, Double> scores = new TreeMap<>(likeness);
            scores.put("score", score);
            scores.put("threshold", needed);
            return scores;
        }
    }

    /** Of these clusters the one that is one event with this; null if none is. */
    @Nullable
    Union union(Centre cluster, List<Centre> others) {
        Union best = null;
        for (Centre other : others) {
            Union union = union(cluster, other);
            if (union != null && (best == null || union.margin() > best.margin())) {
                best = union;
            }
        }
        return best;
    }

    private @Nullable Union union(Centre cluster, Centre other) {
        boolean bounded = Math.min(cluster.articles(), other.articles()) <= settings.mergeMembers();
        Double days = days(cluster.timedSpan(), other.timedSpan());
        if (!bounded || days != null && days > settings.gap().toMillis() / DAY) {
            return null;
        }
        Union union;
        Double meaning = Meaning.cosine(cluster.meaning(), other.meaning());
        if (meaning == null) {
            Pairs.Likeness alike =
                    pairs.mean(cluster.exemplars(), other.exemplars(), days, settings.mergeThreshold() / 2);
            union = new Union(other, alike.score(), settings.mergeThreshold(), new ToMembers(alike).byName());
        } else {
            double words = cluster.words().cosine(other.words());
            double score = words < LEAST ? 0 : meaning;
            union = new Union(other, score, settings.mergeMeaning(), Map.of("words", words));
        }
        return union.margin() < 0 ? null : union;
    }

    /** How far an article lies outside the time of a cluster; null where one side has no time of its own. */
    static @Nullable Double days(Arrival arrival, Centre cluster) {
        return days(arrival.timed() ? new Span(arrival.when(), arrival.when()) : null, cluster.timedSpan());
    }

    private static @Nullable Double days(@Nullable Span one, @Nullable Span two) {
        if (one == null || two == null) {
            return null;
        }
        Instant last = one.last().isBefore(two.last()) ? one.last() : two.last();
        Instant first = one.first().isAfter(two.first()) ? one.first() : two.first();
        return Math.max(0, Duration.between(last, first).toMillis() / DAY);
    }
}
