package io.harmattan.app;

import io.harmattan.analysis.match.QueryLanguage;
import io.harmattan.dashboard.SubscriptionTrial;
import io.harmattan.domain.EnrichedArticle;
import io.harmattan.domain.EventCluster;
import io.harmattan.domain.Subscription;
import io.harmattan.pipeline.alert.AlertSettings;
import io.harmattan.pipeline.alert.TryOut;
import io.harmattan.wire.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.KafkaException;

/** Tries a subscription out on the articles and clusters of the topics, read from their beginning. */
final class Trial implements SubscriptionTrial {
    private final Servers servers;
    private final QueryLanguage language;
    private final InstantSource clock;

    Trial(Servers servers, QueryLanguage language, InstantSource clock) {
        this.servers = servers;
        this.language = language;
        this.clock = clock;
    }

    private record Found(EnrichedArticle article, TopicReading.At at) {}

    @Override
    public Outcome run(Subscription subscription, int days) {
        try {
            return read(subscription, clock.instant().minus(Duration.ofDays(days)));
        } catch (KafkaException e) {
            throw new UncheckedIOException(
                    new IOException("the articles of the topics cannot be had: " + e.getMessage(), e));
        }
    }

    private Outcome read(Subscription subscription, Instant since) {
        Map<String, EventCluster> clusters = new TreeMap<>();
        TopicReading.each(
                servers,
                Topics.EVENT_CLUSTERS,
                (cluster, at) -> clusters.merge(
                        cluster.id(), cluster, (known, next) -> known.revision() < next.revision() ? next : known));
        clusters.values().removeIf(c -> c.redirectTo() != null);
        List<Found> found = new ArrayList<>();
        TopicReading.each(servers, Topics.ENRICHED_ARTICLES, (article, at) -> {
            if (!article.ingestTime().isBefore(since)) {
                found.add(new Found(article, at));
            }
        });
        found.sort(Comparator.comparing((Found f) -> f.article().ingestTime()).thenComparing(f -> f.at().offset()));
        AlertSettings settings = new AlertSettings(
                servers.settings().naming(),
                Duration.ofDays(1),
                Duration.ZERO,
                servers.settings().optional("alert.pages"));
        try (TryOut tryOut = new TryOut(subscription, language, settings, clusters.values())) {
            found.forEach(f -> tryOut.take(f.article(), f.at().topic(), f.at().partition(), f.at().offset()));
            return new Outcome(tryOut.alerts(), tryOut.matches(), found.size());
        }
    }
}
