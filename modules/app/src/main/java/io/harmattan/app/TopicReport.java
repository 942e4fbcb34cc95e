package io.harmattan.app;

import io.harmattan.index.IndexSink;
import io.harmattan.pipeline.ClusterTopology;
import io.harmattan.pipeline.EnrichTopology;
import io.harmattan.wire.Topic;
import io.harmattan.wire.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** How much lies on each topic and how far behind each stage is. */
final class TopicReport {
    /** Offsets up to this many are looked at one by one, since some of them are marks of transactions, not records. */
    private static final long COUNTED = 20_000;

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Admin admin;
    private final Map<String, Object> client;
    private final Topic.Naming naming;

    TopicReport(Admin admin, Map<String, Object> client, Topic.Naming naming) {
        this.admin = admin;
        this.client = client;
        this.naming = naming;
    }

    /**
     * A topic.
     *
     * @param exact whether {@code records} was counted; else it is the span of offsets, which is never less
     * @param lag records that each stage which reads the topic has still to do
     */
    record Row(String name, int partitions, long records, boolean exact, Map<String, Lag> lag) {}

    /** Records to do, counted or, where there are many, the span of offsets. */
    record Lag(long records, boolean exact) {}

    /** The topics that exist, in the order in which an article meets them. */
    List<Row> rows() {
        var existing = get(admin.listTopics().names());
        List<Row> rows = new ArrayList<>();
        for (Topic<?> topic : Topics.ALL) {
            String name = topic.name(naming);
            if (!existing.contains(name)) {
                continue;
            }
            List<TopicPartition> partitions = partitions(name);
            Map<TopicPartition, Long> begin = offsets(partitions, OffsetSpec.earliest());
            Map<TopicPartition, Long> end = offsets(partitions, OffsetSpec.latest());
            Lag records = between(begin, end);
            Map<String, Lag> lag = new TreeMap<>();
            for (String stage : readers(topic)) {
                lag.put(stage, between(committed(stage, begin), end));
            }
            rows.add(new Row(name, partitions.size(), records.records(), records.exact(), lag));
        }
        return rows;
    }

    private static List<String> readers(Topic<?> topic) {
        if (topic.equals(Topics.ARTICLES) || topic.equals(Topics.DISTINCT_ARTICLES)) {
            return List.of(EnrichTopology.STAGE);
        }
        if (topic.equals(Topics.ENRICHED_ARTICLES)) {
            return List.of(ClusterTopology.STAGE, IndexSink.STAGE);
        }
        return List.of(Topics.EVENT_CLUSTERS, Topics.CLUSTER_CHANGES, Topics.ALERTS)
                        .contains(topic)
                ? List.of(IndexSink.STAGE)
                : List.of();
    }

    private Map<TopicPartition, Long> offsets(List<TopicPartition> partitions, OffsetSpec which) {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        partitions.forEach(p -> asked.put(p, which));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        for (Map.Entry<TopicPartition, ListOffsetsResultInfo> e :
                get(admin.listOffsets(asked).all()).entrySet()) {
            offsets.put(e.getKey(), e.getValue().offset());
        }
        return offsets;
    }

    /** Where the stage's group will go on; the beginning where it has not begun. */
    private Map<TopicPartition, Long> committed(String stage, Map<TopicPartition, Long> begin) {
        Map<TopicPartition, Long> from = new HashMap<>(begin);
        try {
            Map<TopicPartition, OffsetAndMetadata> done = get(
                    admin.listConsumerGroupOffsets(Servers.group(naming, stage)).partitionsToOffsetAndMetadata());
            done.forEach((partition, offset) -> {
                if (offset != null && from.containsKey(partition)) {
                    from.merge(partition, offset.offset(), Math::max);
                }
            });
        } catch (GroupIdNotFoundException e) {
            return from; // the stage has not run yet: everything is to do
        }
        return from;
    }

    /** The offsets of one partition that lie between two positions. */
    private record Stretch(TopicPartition partition, long from, long to) {}

    private Lag between(Map<TopicPartition, Long> from, Map<TopicPartition, Long> to) {
        List<Stretch> stretches = to.entrySet().stream()
                .map(e -> new Stretch(e.getKey(), from.getOrDefault(e.getKey(), 0L), e.getValue()))
                .filter(s -> s.from() < s.to())
                .toList();
        long span = stretches.stream().mapToLong(s -> s.to() - s.from()).sum();
        return span == 0 || span > COUNTED ? new Lag(span, span == 0) : count(stretches, span);
    }

    private Lag count(List<Stretch> stretches, long span) {
        Properties properties = new Properties();
        properties.putAll(client);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(stretches.stream().map(Stretch::partition).toList());
            stretches.forEach(s -> consumer.seek(s.partition(), s.from()));
            List<Stretch> open = new ArrayList<>(stretches);
            long records = 0;
            long until = System.nanoTime() + PATIENCE.toNanos();
            while (!open.isEmpty()) {
                if (System.nanoTime() > until) {
                    return new Lag(span, false);
                }
                var read = consumer.poll(Duration.ofMillis(200));
                for (Stretch stretch : open) {
                    records += read.records(stretch.partition()).stream()
                            .filter(r -> r.offset() < stretch.to())
                            .count();
                }
                open.removeIf(s -> consumer.position(s.partition()) >= s.to());
            }
            return new Lag(records, true);
        }
    }

    private List<TopicPartition> partitions(String topic) {
        return get(admin.describeTopics(List.of(topic)).allTopicNames()).values().stream()
                .flatMap(description -> description.partitions().stream())
                .map(p -> new TopicPartition(topic, p.partition()))
                .toList();
    }

    private static <T> T get(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptException(e);
        }
    }
}
