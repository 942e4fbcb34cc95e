package io.harmattan.pipeline.alert;

import io.harmattan.domain.Alert;
import io.harmattan.domain.EnrichedArticle;
import io.harmattan.domain.EventCluster;
import io.harmattan.domain.EventCluster.Member;
import io.harmattan.domain.Firing;
import io.harmattan.domain.Stance;
import io.harmattan.domain.Subscription;
import io.harmattan.domain.Subscription.Kind;
import io.harmattan.domain.Subscription.Trigger;
import io.harmattan.pipeline.alert.AlertWriter.Origin;
import io.harmattan.pipeline.alert.Told.Known;
import io.harmattan.wire.Topics;
import io.harmattan.wire.Wire;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Asks of each article, and of each change that an article made to a cluster, who is to be told, and remembers it. Articles
 * and clusters of a desk come on two topics in any order: an article waits for the snapshot that holds it, and a snapshot
 * is asked again when the article comes.
 */
final class FiringProcessor {
    /** Old entries forgotten per record: more than are added, so that forgetting keeps up. */
    private static final int FORGOTTEN_AT_ONCE = 20;

    /** How often, in ingest time, a subscription that waits for silence is told that articles do come. */
    private static final Duration PULSE = Duration.ofMinutes(1);

    private static final String ARTICLE = "article";
    private static final String NEW = "new";
    private static final String GROWS = "grows";

    private final LiveSubscriptions subscriptions;
    private final AlertSettings settings;
    private final Wire wire;
    private final AlertWriter writer;
    private final Map<String, Instant> pulses = new HashMap<>();
    private ProcessorContext<Object, Object> context;
    private Told told;
    private Sensor fired;
    private Sensor stale;

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
    private FiringProcessor(LiveSubscriptions subscriptions, AlertSettings settings, Wire wire) {
        this.subscriptions = subscriptions;
        this.settings = settings;
        this.wire = wire;
        this.writer = new AlertWriter(settings.epoch(), settings.pages());
    }

    private void init(ProcessorContext<Object, Object> context) {
        this.context = context;
        Serde<EnrichedArticle> articles = wire.serde(Topics.ENRICHED_ARTICLES);
        Serde<EventCluster> clusters = wire.serde(Topics.EVENT_CLUSTERS);
        this.told = new Told(
                context,
                articles.serializer(),
                articles.deserializer(),
                clusters.serializer(),
                clusters.deserializer());
        this.fired = sensor("fired");
        this.stale = sensor("stale");
        subscriptions.load(
                context.getStateStore(AlertStores.SUBSCRIPTIONS),
                wire.serde(Topics.SUBSCRIPTIONS).deserializer());
    }

    private Sensor sensor(String what) {
        return context.metrics()
                .addRateTotalSensor(
                        "stage",
                        "alert",
                        what,
                        Sensor.RecordingLevel.INFO,
                        "task",
                        context.taskId().toString());
    }

    private void article(EnrichedArticle article) {
        Origin origin = new Origin(
                context.recordMetadata().map(m -> m.topic()).orElse(""),
                context.recordMetadata().map(m -> m.partition()).orElse(0),
                context.recordMetadata().map(m -> m.offset()).orElse(0L));
        Instant now = article.ingestTime();
        for (Subscription subscription : subscriptions.matching(article, now)) {
            boolean first = told.first(article.id(), subscription.id(), ARTICLE);
            if (first && isFresh(article)) {
                Alert alert = writer.ofArticle(subscription, article, ARTICLE, origin);
                boolean tells = subscription.trigger().kind() == Kind.ARTICLE;
                forward(new Firing(
                        alert,
                        tells ? Firing.Kind.FIRED : Firing.Kind.MATCHED,
                        stances(article, subscription, Stance.Label.FAVOURABLE),
                        stances(article, subscription, Stance.Label.OPPOSED)));
            }
        }
        pulse(article, origin);

        Known known = told.article(article.id());
        EventCluster cluster = known.clusterId().isEmpty() ? null : told.cluster(known.clusterId());
        boolean inSnapshot = cluster != null
                && cluster.members().stream()
                        .anyMatch(m -> m.articleId().equals(article.id()) && m.revision() >= article.revision());
        if (cluster != null && inSnapshot) {
            told.put(article.id(), new Known(cluster.id(), article.revision(), null, 0, 0), now.toEpochMilli());
            changed(cluster, article, origin);
        } else if (article.revision() > known.revision()) {
            told.put(
                    article.id(),
                    new Known(known.clusterId(), known.revision(), article, origin.partition(), origin.offset()),
                    now.toEpochMilli());
        }
        told.forget(now.minus(settings.remembered()).toEpochMilli(), FORGOTTEN_AT_ONCE);
    }

    static int stances(EnrichedArticle article, Subscription subscription, Stance.Label label) {
        String target = subscription.trigger().target();
        return (int) article.stances().stream()
                .filter(s -> s.label() == label && (target == null || target.equals(s.target())))
                .count();
    }

    private void pulse(EnrichedArticle article, Origin origin) {
        for (Subscription subscription : subscriptions.ofSilence()) {
            Instant last = pulses.get(subscription.id());
            if (last == null || article.ingestTime().isAfter(last.plus(PULSE))) {
                pulses.put(subscription.id(), article.ingestTime());
                Alert heard = writer.ofArticle(subscription, article, ARTICLE, origin);
                forward(new Firing(heard, Firing.Kind.PULSE, 0, 0));
            }
        }
    }

    private void cluster(EventCluster cluster) {
        if (cluster.redirectTo() != null) {
            told.inherit(cluster.id(), cluster.redirectTo());
            told.put(cluster);
            return;
        }
        EventCluster before = told.cluster(cluster.id());
        if (before != null && before.revision() >= cluster.revision()) {
            return;
        }
        told.put(cluster);
        long now = cluster.updated().toEpochMilli();
        Map<EnrichedArticle, Origin> causes = new LinkedHashMap<>();
        for (Member member : cluster.members()) {
            Known known = told.article(member.articleId());
            boolean moved = !known.clusterId().equals(cluster.id());
            if (moved && !known.clusterId().isEmpty()) {
                told.inherit(known.clusterId(), cluster.id());
            }
            EnrichedArticle waiting = known.waiting();
            if (waiting != null && waiting.revision() <= member.revision()) {
                causes.put(
                        waiting,
                        new Origin(
                                Topics.ENRICHED_ARTICLES.name(settings.naming()), known.partition(), known.offset()));
                told.put(member.articleId(), new Known(cluster.id(), member.revision(), null, 0, 0), now);
            } else if (moved) {
                told.put(member.articleId(), known.in(cluster.id()), now);
            }
        }
        causes.forEach((article, origin) -> changed(cluster, article, origin));
    }

    /** That the article made the cluster what it is now. */
    private void changed(EventCluster cluster, EnrichedArticle article, Origin origin) {
        Instant now = article.ingestTime();
        for (Subscription subscription : subscriptions.matching(cluster, article, now)) {
            told.matched(cluster.id(), subscription.id(), subscription.version());
        }
        for (KeyValue<String, Integer> matched : told.matched(cluster.id())) {
            Subscription subscription = subscriptions.get(matched.key);
            if (subscription == null
                    || subscription.version() != matched.value
                    || !LiveSubscriptions.isAwake(subscription, now)) {
                continue;
            }
            String instance = instance(subscription.trigger(), cluster, article);
            if (instance != null && told.first(cluster.id(), subscription.id(), instance)) {
                if (isFresh(article)) {
                    forward(new Firing(
                            writer.ofCluster(subscription, cluster, article, instance, origin),
                            Firing.Kind.FIRED,
                            0,
                            0));
                }
            }
        }
    }

    /** What is told once; null where there is nothing to tell. */
    static @Nullable String instance(Trigger trigger, EventCluster cluster, EnrichedArticle article) {
        return switch (trigger.kind()) {
            case NEW_CLUSTER -> NEW;
            case UPDATE -> "update " + article.id();
            case GROWS -> hasGrown(trigger, cluster) ? GROWS : null;
            default -> null;
        };
    }

    private static boolean hasGrown(Trigger trigger, EventCluster cluster) {
        int articles = cluster.articles();
        int sources = cluster.sources();
        Duration within = trigger.within();
        if (within != null) {
            Instant since = cluster.lastEventTime().minus(within);
            List<Member> recent = new ArrayList<>(cluster.members());
            recent.removeIf(member -> member.eventTime().isBefore(since));
            articles = recent.size();
            sources = (int) recent.stream().map(Member::copyGroup).distinct().count();
        }
        Integer wantedArticles = trigger.articles();
        Integer wantedSources = trigger.sources();
        return wantedArticles != null && articles >= wantedArticles
                || wantedSources != null && sources >= wantedSources;
    }

    /** Whether the article is news: an old one that was only now taken in is nobody's alert. */
    private boolean isFresh(EnrichedArticle article) {
        boolean fresh = !article.timed()
                || settings.stale().isZero()
                || article.eventTime().isAfter(article.ingestTime().minus(settings.stale()));
        if (!fresh) {
            stale.record();
        }
        return fresh;
    }

    private void forward(Firing firing) {
        if (firing.kind() == Firing.Kind.FIRED) {
            fired.record();
        }
        Alert alert = firing.alert();
        // Kafka knows no time before 1970
        context.forward(
                new Record<>(
                        alert.subscriptionId(),
                        firing,
                        Math.max(0, alert.ingestTime().toEpochMilli())),
                Topics.FIRINGS.stem());
    }

    /** Makes the processors of one half of the input, all with the same stores. */
    static <V> ProcessorSupplier<String, V, Object, Object> supplier(
            Class<V> type,
            LiveSubscriptions subscriptions,
            AlertSettings settings,
            Wire wire,
            Set<StoreBuilder<?>> stores) {
        Supplier<FiringProcessor> make = () -> new FiringProcessor(subscriptions, settings, wire);
        return new ProcessorSupplier<>() {
            @Override
            public Set<StoreBuilder<?>> stores() {
                return stores;
            }

            @Override
            public Processor<String, V, Object, Object> get() {
                FiringProcessor own = make.get();
                return new Processor<>() {
                    @Override
                    public void init(ProcessorContext<Object, Object> context) {
                        own.init(context);
                    }

                    @Override
                    public void process(Record<String, V> record) {
                        if (type == EnrichedArticle.class) {
                            own.article((EnrichedArticle) record.value());
                        } else {
                            own.cluster((EventCluster) record.value());
                        }
                    }
                };
            }
        };
    }
}
