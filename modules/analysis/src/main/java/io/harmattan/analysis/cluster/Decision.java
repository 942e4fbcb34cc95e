package io.harmattan.analysis.cluster;

import io.harmattan.analysis.cluster.LiveCluster.Span;
import io.harmattan.domain.EventCluster.EntityCount;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Whether an article belongs to a cluster. For one step. */
final class Decision {
    private static final double DAY = Duration.ofDays(1).toMillis();

    private final ClusterSettings settings;
    private final Rarities rarities;

    Decision(ClusterSettings settings, Rarities rarities) {
        this.settings = settings;
        this.rarities = rarities;
    }

    /**
     * How like an article is to a cluster.
     *
     * @param needed the score from which it joins
     * @param days how far it lies outside the time of the cluster; null where one side has no time of its own
     */
    record Match(
            LiveCluster cluster,
            double score,
            double needed,
            double content,
            double cohesion,
            @Nullable Double entities,
            @Nullable Double days) {

        /** By how much it is enough; negative if it is not. */
        double margin() {
            return score - needed;
        }

        Map<String, Double> scores(int candidates) {
            Map<String, Double> scores = new TreeMap<>();
            scores.put("score", score);
            scores.put("content", content);
            scores.put("cohesion", cohesion);
            scores.put("threshold", needed);
            scores.put("candidates", (double) candidates);
            if (entities != null) {
                scores.put("entities", entities);
            }
            if (days != null) {
                scores.put("days", days);
            }
            return scores;
        }
    }

    /** Null where time forbids it. */
    @Nullable
    Match match(Arrival arrival, LiveCluster cluster) {
        Double days = days(arrival, cluster);
        if (days != null && days > settings.gap().toMillis() / DAY) {
            return null;
        }
        double cohesion = cluster.cohesion();
        double content = cohesion == 0
                ? 0
                : Math.min(
                        1, arrival.vector().cosine(cluster.centroid()) / Math.pow(cohesion, settings.cohesionPower()));
        Double entities = entities(arrival, cluster);
        double score = content;
        if (entities != null) {
            score += settings.entityWeight() * (2 * entities - 1);
        }
        if (days != null) {
            score += settings.timeWeight() * (1 - 2 * days / (settings.gap().toMillis() / DAY));
        }
        boolean oneSided = arrival.timed() != (cluster.timedSpan() != null);
        return new Match(
                cluster,
                Math.max(0, Math.min(1, score)),
                needed(arrival) + (oneSided ? settings.oneSidedTimeExtra() : 0),
                content,
                cohesion,
                entities,
                days);
    }

    /** The score from which an article joins a cluster that has a time as it has one itself. */
    double needed(Arrival arrival) {
        return settings.threshold(arrival.article().features().body().size());
    }

    /** How far an article lies outside the time of a cluster; null where one side has no time of its own. */
    static @Nullable Double days(Arrival arrival, LiveCluster cluster) {
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
    private @Nullable Double entities(Arrival arrival, LiveCluster cluster) {
        if (arrival.entities().isEmpty() || cluster.entities().isEmpty()) {
            return null;
        }
        double dot = 0;
        double ours = 0;
        for (String id : arrival.entities()) {
            double rarity = rarities.ofEntity(id);
            ours += rarity * rarity;
            EntityCount count = cluster.entities().get(id);
            if (count != null) {
                dot += rarity * rarity * count.articles() / cluster.articles();
            }
        }
        double theirs = 0;
        for (EntityCount count : cluster.entities().values()) {
            double weight = rarities.ofEntity(count.entity().id()) * count.articles() / cluster.articles();
            theirs += weight * weight;
        }
        return Math.min(1, dot / Math.sqrt(ours * theirs));
    }
}
