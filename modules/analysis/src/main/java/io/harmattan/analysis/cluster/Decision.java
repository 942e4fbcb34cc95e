package io.harmattan.analysis.cluster;

import io.harmattan.analysis.cluster.DecisionWeights.Feature;
import io.harmattan.analysis.cluster.DecisionWeights.Kind;
import io.harmattan.analysis.cluster.LiveCluster.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Whether an article belongs to a cluster, and whether two clusters are one: a logistic decision over several likenesses.
 * All are likenesses to the whole cluster and not to one of its members, so that no single link makes a chain. For one step.
 */
final class Decision {
    private static final double DAY = Duration.ofDays(1).toMillis();

    /** Less alike than that is as good as not at all: keeps logarithms finite. */
    private static final double LEAST = 0.02;

    /** A term that fewer members have is none of the cluster's: so a large one does not know every name. */
    private static final double OF_CLUSTER = 0.1;

    /** What members are taken to be alike, counted as so many pairs, until a cluster has enough of its own. */
    private static final double USUAL_LIKENESS = 0.2;

    private static final double USUAL_PAIRS = 2;

    private final ClusterSettings settings;
    private final DecisionWeights weights;
    private final Rarities rarities;

    /** How rare each term of an article is, worked out for the first cluster that it is compared with. */
    private final Map<TermVector, double[]> rarity = new IdentityHashMap<>();

    Decision(ClusterSettings settings, DecisionWeights weights, Rarities rarities) {
        this.settings = settings;
        this.weights = weights;
        this.rarities = rarities;
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

        /** The score and what it takes. */
        String inWords() {
            return Telling.number(score) + " of the needed " + Telling.number(needed);
        }

        Map<String, Double> scores(int candidates) {
            Map<String, Double> scores = likeness.byName();
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
        Likeness likeness = likeness(arrival, cluster);
        // what shares no word at all is no candidate for being one event, whatever else is like
        double score = likeness.words == 0
                ? 0
                : weights.probability(kind(arrival, likeness), features(arrival, cluster, likeness));
        return new Match(cluster, score, needed(kind(arrival, likeness)), days, likeness);
    }

    /**
     * How like an article and a cluster are, in each respect.
     *
     * @param belonging the likeness to a member against that of the members to each other
     * @param newLead how much of title and lead, by rarity, is none of the cluster's
     * @param newNames the same of names and numbers
     * @param entities null if one side has none
     * @param meaning null if one side has no vector
     */
    record Likeness(
            double words,
            double cohesion,
            double lead,
            double names,
            double belonging,
            double newLead,
            double newNames,
            @Nullable Double entities,
            @Nullable Double meaning) {
        SortedMap<String, Double> byName() {
            SortedMap<String, Double> byName = new TreeMap<>();
            byName.put("words", words);
            byName.put("cohesion", cohesion);
            byName.put("lead", lead);
            byName.put("names", names);
            byName.put("belonging", belonging);
            byName.put("new-lead", newLead);
            byName.put("new-names", newNames);
            if (entities != null) {
                byName.put("entities", entities);
            }
            if (meaning != null) {
                byName.put("meaning", Math.max(0, meaning));
            }
            return byName;
        }
    }

    Likeness likeness(Arrival arrival, Centre cluster) {
        Facets ours = arrival.facets();
        Facets theirs = cluster.sum();
        double words = ours.words().cosine(theirs.words());
        return new Likeness(
                words,
                cluster.cohesion(),
                ours.lead().cosine(theirs.lead()),
                ours.names().cosine(theirs.names()),
                belonging(words, cluster),
                unknown(ours.lead(), theirs.lead(), cluster.articles()),
                unknown(ours.names(), theirs.names(), cluster.articles()),
                entities(arrival, cluster),
                Meaning.cosine(arrival.meaning(), cluster.meaning()));
    }

    /** The mean likeness of an article to the members, against the mean likeness of these to each other; 1 is as like as they are. */
    private static double belonging(double words, Centre cluster) {
        double members = cluster.articles();
        double sum = cluster.sum().words().norm();
        double pairs = members * (members - 1);
        double among = (sum * sum - members + USUAL_PAIRS * USUAL_LIKENESS) / (pairs + USUAL_PAIRS);
        return words * sum / members / Math.sqrt(Math.max(LEAST, among));
    }

    /** The share of the terms of an article, by rarity, that hardly any member has; a half if it has none. */
    private double unknown(TermVector ours, TermVector theirs, int members) {
        double[] rare = rarity.computeIfAbsent(ours, this::rarity);
        double all = 0;
        double unknown = 0;
        int j = 0;
        for (int i = 0; i < ours.size(); i++) {
            while (j < theirs.size() && theirs.term(j) < ours.term(i)) {
                j++;
            }
            double weight = j < theirs.size() && theirs.term(j) == ours.term(i) ? theirs.weight(j) : 0;
            all += rare[i];
            unknown += weight < OF_CLUSTER * members * ours.weight(i) ? rare[i] : 0;
        }
        return all == 0 ? 0.5 : unknown / all;
    }

    private double[] rarity(TermVector terms) {
        double[] rare = new double[terms.size()];
        Arrays.setAll(rare, i -> rarities.ofTerm(terms.term(i)));
        return rare;
    }

    /** The score from which an article joins a cluster, were it most like it. */
    double needed(Arrival arrival) {
        return needed(isHeadline(arrival) && arrival.meaning() != null ? Kind.MEANING : Kind.ARTICLE);
    }

    /** Between headlines alone less is enough; a short text beside whole articles says as little of itself as any. */
    private double needed(Kind kind) {
        return kind == Kind.MEANING ? settings.headlineThreshold() : settings.articleThreshold();
    }

    private boolean isHeadline(Arrival arrival) {
        return arrival.vector().size() <= settings.headlineTerms();
    }

    Kind kind(Arrival arrival, Likeness likeness) {
        return !isHeadline(arrival) ? Kind.ARTICLE : likeness.meaning == null ? Kind.HEADLINE : Kind.MEANING;
    }

    /** In the order of {@link Feature}. */
    double[] features(Arrival arrival, Centre cluster, Likeness likeness) {
        double[] features = new double[Feature.values().length];
        Double days = days(arrival, cluster);
        Double entities = likeness.entities;
        features[Feature.INTERCEPT.ordinal()] = 1;
        features[Feature.WORDS.ordinal()] = log(likeness.words);
        features[Feature.COHESION.ordinal()] = log(likeness.cohesion);
        features[Feature.LEAD.ordinal()] = log(likeness.lead);
        features[Feature.NAMES.ordinal()] = likeness.names;
        features[Feature.NO_NAMES.ordinal()] = arrival.facets().names().size() == 0 ? 1 : 0;
        features[Feature.BELONGING.ordinal()] = Math.min(1, Math.log(Math.max(LEAST, likeness.belonging)));
        features[Feature.NEW_LEAD.ordinal()] = likeness.newLead;
        features[Feature.NEW_NAMES.ordinal()] = likeness.newNames;
        features[Feature.ENTITIES.ordinal()] = entities == null ? 0 : entities;
        features[Feature.OTHER_ENTITIES.ordinal()] = entities != null && entities == 0 ? 1 : 0;
        features[Feature.ONE_SIDED.ordinal()] = arrival.timed() != (cluster.timedSpan() != null) ? 1 : 0;
        features[Feature.TIMED.ordinal()] = days == null ? 0 : 1;
        features[Feature.DAYS.ordinal()] = days == null ? 0 : days;
        features[Feature.MEANING.ordinal()] = likeness.meaning == null ? 0 : likeness.meaning;
        return features;
    }

    private static double log(double likeness) {
        return Math.log(Math.max(LEAST, likeness));
    }

    /**
     * How much two clusters are one.
     *
     * @param needed what {@code words} must reach, or {@code meaning} where it counts
     */
    record Union(Centre other, double words, @Nullable Double meaning, double needed) {
        Map<String, Double> scores() {
            Map<String, Double> scores = new TreeMap<>(Map.of("words", words, "threshold", needed));
            if (meaning != null) {
                scores.put("meaning", Math.max(0, meaning));
            }
            return scores;
        }
    }

    /** Of these clusters the one that is one event with this; null if none is. */
    @Nullable
    Union union(Centre cluster, List<Centre> others) {
        Union best = null;
        for (Centre other : others) {
            Union union = union(cluster, other);
            if (union != null && (best == null || union.words > best.words)) {
                best = union;
            }
        }
        return best;
    }

    private @Nullable Union union(Centre cluster, Centre other) {
        boolean bounded = Math.min(cluster.articles(), other.articles()) <= settings.mergeMembers();
        if (!bounded || apart(cluster, other).compareTo(settings.gap()) > 0) {
            return null;
        }
        double words = cluster.sum().words().cosine(other.sum().words());
        Double meaning = Meaning.cosine(cluster.meaning(), other.meaning());
        boolean one =
                meaning == null ? words >= settings.mergeWords() : meaning >= settings.mergeMeaning() && words >= LEAST;
        return one
                ? new Union(other, words, meaning, meaning == null ? settings.mergeWords() : settings.mergeMeaning())
                : null;
    }

    private static Duration apart(Centre cluster, Centre other) {
        Span one = cluster.timedSpan();
        Span two = other.timedSpan();
        if (one == null || two == null) {
            return Duration.ZERO;
        }
        Duration after = Duration.between(one.last(), two.first());
        Duration before = Duration.between(two.last(), one.first());
        return after.compareTo(before) > 0 ? after : before;
    }

    /** How far an article lies outside the time of a cluster; null where one side has no time of its own. */
    static @Nullable Double days(Arrival arrival, Centre cluster) {
        Span timed = cluster.timedSpan();
        if (!arrival.timed() || timed == null) {
            return null;
        }
        Instant when = arrival.when();
        Duration apart = when.isBefore(timed.first())
                ? Duration.between(when, timed.first())
                : when.isAfter(timed.last()) ? Duration.between(timed.last(), when) : Duration.ZERO;
        return apart.toMillis() / DAY;
    }

    /** Cosine of the entities by rarity, in the cluster by the share of members too; null if one side has none. */
    private @Nullable Double entities(Arrival arrival, Centre cluster) {
        Mentioned mentioned = cluster.mentioned();
        if (arrival.entities().isEmpty() || mentioned.size() == 0) {
            return null;
        }
        double dot = 0;
        double ours = 0;
        for (long entity : arrival.entityNumbers()) {
            double rarity = rarities.ofEntity(entity);
            ours += rarity * rarity;
            dot += rarity * rarity * mentioned.of(entity) / cluster.articles();
        }
        double theirs = 0;
        for (int i = 0; i < mentioned.size(); i++) {
            double weight = rarities.ofEntity(mentioned.entity(i)) * mentioned.articles(i) / cluster.articles();
            theirs += weight * weight;
        }
        return Math.min(1, dot / Math.sqrt(ours * theirs));
    }
}
