package io.harmattan.index;

import static io.harmattan.testkit.SampleArticle.article;
import static io.harmattan.testkit.SampleCluster.cluster;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.harmattan.domain.Alert;
import io.harmattan.domain.ClusterChange;
import io.harmattan.domain.DeadLetter;
import io.harmattan.domain.EnrichedArticle;
import io.harmattan.domain.EventCluster;
import io.harmattan.domain.NewsSearch;
import io.harmattan.local.stack.LocalStack;
import io.harmattan.testkit.LocalStackTest;
import io.harmattan.wire.Topic;
import io.harmattan.wire.TopicSetup;
import io.harmattan.wire.Topics;
import io.harmattan.wire.Wire;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/** The index stage on real servers, with topics and indices of each test's own. */
@LocalStackTest
@Timeout(value = 3, unit = TimeUnit.MINUTES)
abstract class SinkStage {
    static final Duration LIMIT = Duration.ofSeconds(90);

    final LocalStack stack;
    final Topic.Naming naming =
            new Topic.Naming("sink-" + UUID.randomUUID().toString().substring(0, 8) + "-", 1);
    final Map<String, Object> kafka;
    final List<IndexSink> sinks = new ArrayList<>();
    Wire wire;
    Admin admin;
    KafkaProducer<byte[], byte[]> producer;
    ScratchIndex scratch;

    SinkStage(LocalStack stack) {
        this.stack = stack;
        this.kafka = Map.of("bootstrap.servers", stack.bootstrapServers(), "session.timeout.ms", 6000);
    }

    @BeforeEach
    void open() {
        wire = wire(stack.registryUrl());
        Map<String, Object> client = Map.of("bootstrap.servers", stack.bootstrapServers());
        admin = Admin.create(client);
        new TopicSetup(naming, (short) -1).ensure(admin);
        producer = new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer());
        scratch = new ScratchIndex(elasticsearch());
    }

    /** Which Elasticsearch. */
    SearchSettings elasticsearch() {
        return SearchSettings.of(URI.create(stack.elasticsearchUrl()));
    }

    @AfterEach
    void close() {
        sinks.forEach(IndexSink::close);
        producer.close();
        admin.close();
        scratch.close();
    }

    NewsSearch search() {
        return scratch.search();
    }

    static Wire wire(String registry) {
        return new Wire(
                Wire.BUILT_IN_SERDE, Map.of("schema.registry.url", registry, "schema.registry.patience.ms", "500"));
    }

    IndexSink.Settings settings(int bulkDocuments) {
        return new IndexSink.Settings(
                kafka, naming, bulkDocuments, 5_000_000, Duration.ofMillis(50), Duration.ofMillis(500), null);
    }

    IndexSink startSink() {
        return startSink(500);
    }

    IndexSink startSink(int bulkDocuments) {
        return startSink(scratch.node(), bulkDocuments);
    }

    IndexSink startSink(SearchNode node, int bulkDocuments) {
        IndexSink sink = new IndexSink(node, wire, settings(bulkDocuments));
        sinks.add(sink);
        sink.start();
        return sink;
    }

    RecordMetadata send(EnrichedArticle article) {
        return send(Topics.ENRICHED_ARTICLES, article.desk(), article);
    }

    RecordMetadata send(EventCluster cluster) {
        return send(Topics.EVENT_CLUSTERS, cluster.id(), cluster);
    }

    RecordMetadata send(Alert alert) {
        return send(Topics.ALERTS, alert.id(), alert);
    }

    RecordMetadata send(ClusterChange change) {
        return send(Topics.CLUSTER_CHANGES, change.desk(), change);
    }

    <V> RecordMetadata send(Topic<V> topic, String key, V value) {
        String name = topic.name(naming);
        return sendBytes(
                name,
                key.getBytes(StandardCharsets.UTF_8),
                wire.serde(topic).serializer().serialize(name, value));
    }

    RecordMetadata sendBytes(String topic, byte[] key, byte[] value) {
        try {
            return producer.send(new ProducerRecord<>(topic, key, value)).get();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    void awaitAllCommitted() {
        await().atMost(LIMIT).untilAsserted(() -> assertThat(committed()).containsAllEntriesOf(ends()));
    }

    Map<TopicPartition, Long> committed() throws AssertionError {
        try {
            return admin
                    .listConsumerGroupOffsets(settings(500).group())
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .entrySet()
                    .stream()
                    .filter(e -> e.getValue() != null)
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, e -> e.getValue().offset()));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** The ends of all partitions that hold something. */
    Map<TopicPartition, Long> ends() {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        for (Topic<?> topic :
                List.of(Topics.ENRICHED_ARTICLES, Topics.EVENT_CLUSTERS, Topics.CLUSTER_CHANGES, Topics.ALERTS)) {
            for (int i = 0; i < topic.partitions(); i++) {
                asked.put(new TopicPartition(topic.name(naming), i), OffsetSpec.latest());
            }
        }
        try {
            return admin.listOffsets(asked).all().get().entrySet().stream()
                    .filter(e -> e.getValue().offset() > 0)
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, e -> e.getValue().offset()));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    List<DeadLetter> deadLetters() {
        String topic = Topics.DEAD_LETTERS.name(naming);
        List<DeadLetter> letters = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", stack.bootstrapServers(), "auto.offset.reset", "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(200))
                        .forEach(r -> letters.add(
                                wire.serde(Topics.DEAD_LETTERS).deserializer().deserialize(topic, r.value())));
            }
        }
        return letters;
    }
}
