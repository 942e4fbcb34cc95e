package io.harmattan.pipeline.alert;

import io.harmattan.analysis.match.NewsQuery;
import io.harmattan.analysis.match.QueryException;
import io.harmattan.analysis.match.QueryLanguage;
import io.harmattan.analysis.match.StoredQueries;
import io.harmattan.domain.Alert;
import io.harmattan.domain.EnrichedArticle;
import io.harmattan.domain.EventCluster;
import io.harmattan.domain.Stance;
import io.harmattan.domain.Subscription;
import io.harmattan.domain.Subscription.Kind;
import io.harmattan.pipeline.alert.AlertWriter.Origin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a subscription would have told of articles that are there, before it is saved: its query and its trigger, over the
 * clusters as they stand now; limits hold nothing back here. To be fed in the order of ingest.
 */
public final class TryOut implements AutoCloseable {
    private final Subscription subscription;
    private final AlertWriter writer;
    private final Map<String, EventCluster> clusterOf = new HashMap<>();
    private final StoredQueries queries = new StoredQueries();
    private final Rates rates = new Rates();
    private final Set<String> told = new HashSet<>();
    private final List<Alert> alerts = new ArrayList<>();
    private int matches;

    /**
     * @param clusters as they stand
     * @throws QueryException when the query cannot be used
     */
    public TryOut(
            Subscription subscription,
            QueryLanguage language,
            AlertSettings settings,
            Iterable<EventCluster> clusters) {
        this.subscription = subscription;
        this.writer = new AlertWriter(settings.epoch(), settings.pages());
        NewsQuery query = language.parse(subscription.query());
        queries.put(subscription.id(), query);
        for (EventCluster cluster : clusters) {
            cluster.members().forEach(member -> clusterOf.put(member.articleId(), cluster));
        }
    }

    /** Takes an article and where it lies. */
    public void take(EnrichedArticle article, String topic, int partition, long offset) {
        Origin origin = new Origin(topic, partition, offset);
        Kind kind = subscription.trigger().kind();
        if (LiveSubscriptions.OF_CLUSTERS.contains(kind)) {
            EventCluster cluster = clusterOf.get(article.id());
            if (cluster != null
                    && !queries.match(cluster, article, article.ingestTime())
                            .ids()
                            .isEmpty()) {
                matches++;
                String instance = FiringProcessor.instance(subscription.trigger(), cluster, article);
                if (instance != null && told.add(cluster.id() + " " + instance)) {
                    alerts.add(writer.ofCluster(subscription, cluster, article, instance, origin));
                }
            }
            return;
        }
        if (queries.match(article, article.ingestTime()).ids().isEmpty() || !told.add(article.id())) {
            return;
        }
        matches++;
        Alert match = writer.ofArticle(subscription, article, "article", origin);
        if (kind == Kind.ARTICLE) {
            alerts.add(match);
        } else if (kind == Kind.SPIKE && rates.count(article.eventTime(), subscription.trigger()) != null) {
            alerts.add(match);
        } else if (kind == Kind.STANCE_SHIFT
                && rates.lean(
                                article.eventTime(),
                                FiringProcessor.stances(article, subscription, Stance.Label.FAVOURABLE),
                                FiringProcessor.stances(article, subscription, Stance.Label.OPPOSED),
                                subscription.trigger())
                        != null) {
            alerts.add(match);
        }
    }

    /** What it would have told, in order. */
    public List<Alert> alerts() {
        return List.copyOf(alerts);
    }

    /** How many articles matched. */
    public int matches() {
        return matches;
    }

    @Override
    public void close() {
        queries.close();
    }
}
