package io.harmattan.pipeline.alert;

import io.harmattan.analysis.match.NewsQuery;
import io.harmattan.analysis.match.QueryException;
import io.harmattan.analysis.match.QueryLanguage;
import io.harmattan.analysis.match.StoredQueries;
import io.harmattan.domain.EnrichedArticle;
import io.harmattan.domain.EventCluster;
import io.harmattan.domain.Subscription;
import io.harmattan.domain.Subscription.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The subscriptions of the compacted topic with their queries in memory: one for all threads of an instance, in step with
 * the global store. A subscription whose query cannot be read, such as one that names an entity which a profile has lost,
 * rests, with a line in the log, until it or the profile is mended.
 *
 * <p>Safe for use by many threads.
 */
public final class LiveSubscriptions implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveSubscriptions.class);

    /** Told of clusters; the others are told of articles. */
    static final Set<Kind> OF_CLUSTERS = EnumSet.of(Kind.NEW_CLUSTER, Kind.GROWS, Kind.UPDATE);

    private final QueryLanguage language;
    private final Map<String, Subscription> byId = new ConcurrentHashMap<>();
    private final StoredQueries ofArticles = new StoredQueries();
    private final StoredQueries ofClusters = new StoredQueries();
    /** Those of {@link #byId} that wait for silence: asked for with every article. */
    private final Map<String, Subscription> silences = new ConcurrentHashMap<>();

    private boolean loaded;

    /** None yet. */
    public LiveSubscriptions(QueryLanguage language) {
        this.language = language;
    }

    /** Takes over all of the store, the first time it is called. */
    synchronized void load(ReadOnlyKeyValueStore<String, byte[]> store, Deserializer<Subscription> values) {
        if (loaded) {
            return;
        }
        loaded = true;
        Map<String, NewsQuery> articles = new HashMap<>();
        Map<String, NewsQuery> clusters = new HashMap<>();
        try (KeyValueIterator<String, byte[]> all = store.all()) {
            while (all.hasNext()) {
                KeyValue<String, byte[]> entry = all.next();
                Subscription subscription = read(entry.key, entry.value, values);
                NewsQuery query = subscription == null || subscription.paused() ? null : query(subscription);
                if (subscription != null) {
                    byId.put(entry.key, subscription);
                    silences(entry.key, subscription);
                }
                if (subscription != null && query != null) {
                    (isOfClusters(subscription) ? clusters : articles).put(entry.key, query);
                }
            }
        }
        ofArticles.putAll(articles);
        ofClusters.putAll(clusters);
        LOG.info("took over subscriptions: count={}", byId.size());
    }

    /** Takes over what the store says of one subscription. */
    synchronized void refresh(String id, byte @Nullable [] bytes, Deserializer<Subscription> values) {
        Subscription subscription = bytes == null ? null : read(id, bytes, values);
        Subscription before = subscription == null ? byId.remove(id) : byId.put(id, subscription);
        silences(id, subscription);
        NewsQuery query = subscription == null || subscription.paused() ? null : query(subscription);
        StoredQueries to = subscription != null && isOfClusters(subscription) ? ofClusters : ofArticles;
        if (before != null || query == null) {
            (to == ofClusters ? ofArticles : ofClusters).remove(id);
        }
        if (query == null) {
            to.remove(id);
        } else {
            to.put(id, query);
        }
    }

    private static boolean isOfClusters(Subscription subscription) {
        return OF_CLUSTERS.contains(subscription.trigger().kind());
    }

    private static @Nullable Subscription read(String id, byte[] bytes, Deserializer<Subscription> values) {
        try {
            return values.deserialize("subscriptions", bytes);
        } catch (SerializationException e) {
            LOG.warn("a subscription cannot be read and is left out: subscription={} cause={}", id, e.getMessage());
            return null;
        }
    }

    private @Nullable NewsQuery query(Subscription subscription) {
        try {
            return language.parse(subscription.query());
        } catch (QueryException e) {
            LOG.warn(
                    "a subscription rests, its query cannot be used: subscription={} query={} cause={}",
                    subscription.id(),
                    subscription.query(),
                    e.getMessage());
            return null;
        }
    }

    /** The newest version of a subscription; null when there is none, paused or not. */
    @Nullable
    Subscription get(String id) {
        return byId.get(id);
    }

    private void silences(String id, @Nullable Subscription subscription) {
        if (subscription != null && subscription.trigger().kind() == Kind.SILENCE && !subscription.paused()) {
            silences.put(id, subscription);
        } else {
            silences.remove(id);
        }
    }

    /** Those that wait for silence and are not paused. */
    Collection<Subscription> ofSilence() {
        return silences.values();
    }

    /** Those that an article matches and that are told of articles. */
    List<Subscription> matching(EnrichedArticle article, Instant now) {
        return awake(ofArticles, ofArticles.match(article, now), now);
    }

    /** Those that a cluster matches, or the article that changed it, and that are told of clusters. */
    List<Subscription> matching(EventCluster cluster, EnrichedArticle article, Instant now) {
        return awake(ofClusters, ofClusters.match(cluster, article, now), now);
    }

    private List<Subscription> awake(StoredQueries queries, StoredQueries.Matches matches, Instant now) {
        matches.failed().forEach((id, cause) -> {
            LOG.warn("a subscription rests, its query cannot be run: subscription={} cause={}", id, cause);
            queries.remove(id);
        });
        List<Subscription> awake = new ArrayList<>();
        for (String id : matches.ids()) {
            Subscription subscription = byId.get(id);
            if (subscription != null && isAwake(subscription, now)) {
                awake.add(subscription);
            }
        }
        return awake;
    }

    /** Whether it is neither paused nor past its time. */
    static boolean isAwake(Subscription subscription, Instant now) {
        Instant expires = subscription.limits().expires();
        return !subscription.paused() && (expires == null || now.isBefore(expires));
    }

    @Override
    public void close() {
        ofArticles.close();
        ofClusters.close();
    }
}
