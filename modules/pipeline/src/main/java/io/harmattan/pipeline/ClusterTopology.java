package io.harmattan.pipeline;

import static io.harmattan.wire.Topics.CLUSTER_CHANGES;
import static io.harmattan.wire.Topics.DEAD_LETTERS;
import static io.harmattan.wire.Topics.ENRICHED_ARTICLES;
import static io.harmattan.wire.Topics.EVENT_CLUSTERS;

import io.harmattan.domain.EnrichedArticle;
import io.harmattan.domain.EventCluster;
import io.harmattan.wire.Topic;
import io.harmattan.wire.Wire;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;

/** enriched-articles → cluster → cluster-changes and event-clusters, or dead-letters. */
public final class ClusterTopology {
    /** The name of the stage, in every place. */
    public static final String STAGE = "cluster";

    private ClusterTopology() {}

    /** @param cluster makes the processors that decide; they forward to the stems of the two topics */
    public static Topology build(
            Wire wire, Topic.Naming naming, ProcessorSupplier<String, EnrichedArticle, Object, Object> cluster) {
        return new Topology()
                .addSource(
                        ENRICHED_ARTICLES.stem(),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer(),
                        ENRICHED_ARTICLES.name(naming))
                .addProcessor(
                        STAGE,
                        new Stage<>(STAGE, naming.epoch(), ENRICHED_ARTICLES, wire, cluster),
                        ENRICHED_ARTICLES.stem())
                .addSink(
                        CLUSTER_CHANGES.stem(),
                        CLUSTER_CHANGES.name(naming),
                        new StringSerializer(),
                        wire.serde(CLUSTER_CHANGES).serializer(),
                        STAGE)
                .addSink(
                        EVENT_CLUSTERS.stem(),
                        EVENT_CLUSTERS.name(naming),
                        new StringSerializer(),
                        wire.serde(EVENT_CLUSTERS).serializer(),
                        byDesk(),
                        STAGE)
                .addSink(
                        DEAD_LETTERS.stem(),
                        DEAD_LETTERS.name(naming),
                        new StringSerializer(),
                        wire.serde(DEAD_LETTERS).serializer(),
                        STAGE);
    }

    /** The partition of the desk, so that a reader meets a cluster where it meets the articles of its desk. */
    private static StreamPartitioner<String, EventCluster> byDesk() {
        StringSerializer keys = new StringSerializer();
        return (topic, id, cluster, partitions) -> Optional.of(
                Set.of(Utils.toPositive(Utils.murmur2(keys.serialize(topic, cluster.desk()))) % partitions));
    }
}
