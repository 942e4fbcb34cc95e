package io.harmattan.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.harmattan.domain.Alert;
import io.harmattan.domain.ClusterChange;
import io.harmattan.domain.EventCluster;
import io.harmattan.domain.NewsStream;
import io.harmattan.local.stack.LocalStack;
import io.harmattan.local.stack.Part;
import io.harmattan.testkit.LocalStackTest;
import io.harmattan.testkit.NewsStreamContract;
import io.harmattan.testkit.SampleCluster;
import io.harmattan.wire.registry.RegistryConfig;
import io.harmattan.wire.registry.SchemaRegistryClient;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The stream out of the topics of a real broker, written in transactions, as the stages write them. */
@LocalStackTest({Part.KAFKA, Part.REGISTRY})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KafkaNewsStreamIT extends NewsStreamContract {
    private final Topic.Naming naming =
            new Topic.Naming("stream-" + UUID.randomUUID().toString().substring(0, 8) + "-", 1);
    private final Map<String, Object> kafka;
    private final String registry;
    private final Wire wire;
    private final KafkaProducer<String, byte[]> producer;

    KafkaNewsStreamIT(LocalStack stack) {
        kafka = Map.of("bootstrap.servers", stack.bootstrapServers());
        registry = stack.registryUrl();
        wire = new Wire(Wire.BUILT_IN_SERDE, Map.of("schema.registry.url", registry));
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put("transactional.id", naming.prefix());
        producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    @BeforeAll
    void start() {
        try (Admin admin = Admin.create(kafka)) {
            new TopicSetup(naming, (short) 1).ensure(admin);
        }
        new SchemaSetup(
                        new SchemaRegistryClient(
                                RegistryConfig.of(Map.of("schema.registry.url", registry)), (u, d, w) -> {}),
                        naming)
                .ensure();
        producer.initTransactions();
    }

    @AfterAll
    void stop() {
        producer.close();
    }

    @Override
    protected NewsStream stream() {
        return new KafkaNewsStream(kafka, naming, wire, NewsStreamContract::query);
    }

    @Override
    protected void happen(List<ClusterChange> changes, List<EventCluster> snapshots) {
        producer.beginTransaction();
        for (int i = 0; i < changes.size(); i++) {
            send(Topics.CLUSTER_CHANGES, "default", changes.get(i));
            send(Topics.EVENT_CLUSTERS, "default", snapshots.get(i));
        }
        producer.commitTransaction();
    }

    @Override
    protected void tell(List<Alert> alerts) {
        producer.beginTransaction();
        alerts.forEach(alert -> send(Topics.ALERTS, alert.id(), alert));
        producer.commitTransaction();
    }

    private <V> void send(Topic<V> topic, String key, V value) {
        String name = topic.name(naming);
        producer.send(
                new ProducerRecord<>(name, key, wire.serde(topic).serializer().serialize(name, value)));
    }

    @Test
    void aChangeWhoseSnapshotIsGoneIsToldWithoutIt() {
        Instant time = Instant.parse("2026-03-01T09:30:00Z");
        try (NewsStream.Reading reading = stream().open(NewsStream.Wanted.CHANGES, null)) {
            producer.beginTransaction();
            send(
                    Topics.CLUSTER_CHANGES,
                    "default",
                    new ClusterChange(
                            "lone",
                            4,
                            1,
                            "default",
                            ClusterChange.Kind.JOINED,
                            "x",
                            null,
                            time,
                            time,
                            false,
                            "",
                            Map.of(),
                            null));
            send(
                    Topics.EVENT_CLUSTERS,
                    "default",
                    SampleCluster.cluster("lone").revision(3).build());
            producer.commitTransaction();

            List<NewsStream.Event> events = reading.next(Duration.ofSeconds(20));

            assertThat(events).singleElement().satisfies(e -> {
                assertThat(((NewsStream.Changed) e).change().revision()).isEqualTo(4);
                assertThat(((NewsStream.Changed) e).cluster()).isNull();
            });
        }
    }
}
