package io.harmattan.pipeline;

import static io.harmattan.wire.Topics.ALERTS;
import static io.harmattan.wire.Topics.DEAD_LETTERS;
import static io.harmattan.wire.Topics.ENRICHED_ARTICLES;
import static io.harmattan.wire.Topics.EVENT_CLUSTERS;
import static io.harmattan.wire.Topics.FIRINGS;
import static io.harmattan.wire.Topics.SUBSCRIPTIONS;

import io.harmattan.pipeline.alert.AlertSettings;
import io.harmattan.pipeline.alert.AlertStage;
import io.harmattan.pipeline.alert.AlertStores;
import io.harmattan.pipeline.alert.LiveSubscriptions;
import io.harmattan.wire.Topic;
import io.harmattan.wire.Wire;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.Stores;

/**
 * enriched-articles and event-clusters → alert → firings → limit → alerts, or dead-letters; subscriptions everywhere.
 *
 * <p>An article and the clusters of its desk come to one task, since both topics are parted by desk; a subscription's
 * firings come to one task, since they are keyed by it.
 */
public final class AlertTopology {
    /** The name of the stage, in every place. */
    public static final String STAGE = "alert";

    /** Its second half, which limits. */
    static final String LIMIT = "limit";

    private static final String FIRED = "fired";
    private static final String LIMIT_DEAD_LETTERS = "limit-dead-letters";

    private AlertTopology() {}

    /** @param subscriptions kept in step with the topic while the topology runs; to be closed after it */
    public static Topology build(Wire wire, AlertSettings settings, LiveSubscriptions subscriptions) {
        Topic.Naming naming = settings.naming();
        AlertStage stage = new AlertStage(subscriptions, settings, wire);
        return new Topology()
                .addGlobalStore(
                        Stores.keyValueStoreBuilder(
                                        Stores.persistentKeyValueStore(AlertStores.SUBSCRIPTIONS),
                                        Serdes.String(),
                                        Serdes.ByteArray())
                                .withLoggingDisabled(),
                        SUBSCRIPTIONS.stem(),
                        new StringDeserializer(),
                        new ByteArrayDeserializer(),
                        SUBSCRIPTIONS.name(naming),
                        "subscribe",
                        stage.subscribe())
                .addSource(
                        ENRICHED_ARTICLES.stem(),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer(),
                        ENRICHED_ARTICLES.name(naming))
                .addSource(
                        EVENT_CLUSTERS.stem(),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer(),
                        EVENT_CLUSTERS.name(naming))
                .addProcessor(
                        "alert-articles",
                        guarded(STAGE, ENRICHED_ARTICLES, wire, naming, stage.articles(), DEAD_LETTERS.stem()),
                        ENRICHED_ARTICLES.stem())
                .addProcessor(
                        "alert-clusters",
                        guarded(STAGE, EVENT_CLUSTERS, wire, naming, stage.clusters(), DEAD_LETTERS.stem()),
                        EVENT_CLUSTERS.stem())
                .addSink(
                        FIRINGS.stem(),
                        FIRINGS.name(naming),
                        new StringSerializer(),
                        wire.serde(FIRINGS).serializer(),
                        "alert-articles",
                        "alert-clusters")
                .addSink(
                        DEAD_LETTERS.stem(),
                        DEAD_LETTERS.name(naming),
                        new StringSerializer(),
                        wire.serde(DEAD_LETTERS).serializer(),
                        "alert-articles",
                        "alert-clusters")
                .addSource(FIRED, new ByteArrayDeserializer(), new ByteArrayDeserializer(), FIRINGS.name(naming))
                .addProcessor(LIMIT, guarded(STAGE, FIRINGS, wire, naming, stage.limit(), LIMIT_DEAD_LETTERS), FIRED)
                .addSink(
                        ALERTS.stem(),
                        ALERTS.name(naming),
                        new StringSerializer(),
                        wire.serde(ALERTS).serializer(),
                        LIMIT)
                .addSink(
                        LIMIT_DEAD_LETTERS,
                        DEAD_LETTERS.name(naming),
                        new StringSerializer(),
                        wire.serde(DEAD_LETTERS).serializer(),
                        LIMIT);
    }

    private static <V> Stage<V> guarded(
            String name,
            Topic<V> topic,
            Wire wire,
            Topic.Naming naming,
            ProcessorSupplier<String, V, Object, Object> own,
            String deadLetters) {
        return new Stage<>(name, naming.epoch(), topic, wire, own, deadLetters);
    }
}
