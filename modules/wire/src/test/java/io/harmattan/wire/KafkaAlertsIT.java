package io.harmattan.wire;

import io.harmattan.domain.Alert;
import io.harmattan.domain.Alerts;
import io.harmattan.domain.Attempt;
import io.harmattan.domain.Receipt;
import io.harmattan.local.stack.LocalStack;
import io.harmattan.local.stack.Part;
import io.harmattan.testkit.AlertsContract;
import io.harmattan.testkit.LocalStackTest;
import io.harmattan.testkit.SampleAlert;
import io.harmattan.wire.registry.RegistryConfig;
import io.harmattan.wire.registry.SchemaRegistryClient;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** Alerts and receipts in the topics of a real broker, written in transactions, as the alert stage writes them. */
@LocalStackTest({Part.KAFKA, Part.REGISTRY})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KafkaAlertsIT extends AlertsContract {
    private final Topic.Naming naming =
            new Topic.Naming("alerts-" + UUID.randomUUID().toString().substring(0, 8) + "-", 1);
    private final Map<String, Object> kafka;
    private final String registry;
    private final Wire wire;
    private KafkaAlerts alerts;

    KafkaAlertsIT(LocalStack stack) {
        kafka = Map.of("bootstrap.servers", stack.bootstrapServers());
        registry = stack.registryUrl();
        wire = new Wire(Wire.BUILT_IN_SERDE, Map.of("schema.registry.url", registry));
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
        alerts = new KafkaAlerts(kafka, naming, wire, Clock.fixed(SampleAlert.NOW, ZoneOffset.UTC));
    }

    @AfterAll
    void stop() {
        alerts.close();
    }

    @Override
    protected Alerts alerts() {
        return alerts;
    }

    @Override
    protected void tell(List<Alert> told) {
        send(Topics.ALERTS, told, Alert::id);
    }

    @Override
    protected void write(List<Receipt> receipts) {
        send(Topics.DELIVERIES, receipts, Receipt::alertId);
    }

    private <V> void send(Topic<V> topic, List<V> values, Function<V, String> key) {
        String name = topic.name(naming);
        Map<String, Object> settings = new java.util.HashMap<>(kafka);
        settings.put("transactional.id", naming.prefix());
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            for (V value : values) {
                // a transaction each: half of what lies in the partition are its marks
                producer.beginTransaction();
                producer.send(new ProducerRecord<>(
                        name,
                        null,
                        SampleAlert.NOW.toEpochMilli(),
                        key.apply(value),
                        wire.serde(topic).serializer().serialize(name, value)));
                producer.commitTransaction();
            }
        }
    }

    @Override
    protected List<String> resent() {
        String name = Topics.DELIVERY_DUE.name(naming);
        List<String> ids = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(kafka, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(name).stream()
                    .map(p -> new TopicPartition(name, p.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                    Attempt attempt =
                            wire.serde(Topics.DELIVERY_DUE).deserializer().deserialize(name, record.value());
                    if (attempt.equals(new Attempt(attempt.alert(), null, 1, SampleAlert.NOW, SampleAlert.NOW))) {
                        ids.add(attempt.alert().id());
                    }
                });
            }
        }
        return ids;
    }
}
