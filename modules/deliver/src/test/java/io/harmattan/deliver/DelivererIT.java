package io.harmattan.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.harmattan.domain.Alert;
import io.harmattan.domain.Attempt;
import io.harmattan.domain.Receipt;
import io.harmattan.domain.Subscription;
import io.harmattan.local.stack.LocalStack;
import io.harmattan.local.stack.Part;
import io.harmattan.testkit.LocalStackTest;
import io.harmattan.wire.SchemaSetup;
import io.harmattan.wire.Topic;
import io.harmattan.wire.TopicSetup;
import io.harmattan.wire.Topics;
import io.harmattan.wire.Wire;
import io.harmattan.wire.registry.RegistryConfig;
import io.harmattan.wire.registry.SchemaRegistryClient;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Deliver on a real broker, with webhooks on a local server. */
@LocalStackTest({Part.KAFKA, Part.REGISTRY})
class DelivererIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Topic.Naming naming =
            new Topic.Naming("deliver-" + UUID.randomUUID().toString().substring(0, 8) + "-", 1);
    private final Map<String, Object> kafka;
    private final Wire wire;
    private final String registry;
    private final Map<String, ConcurrentLinkedQueue<String>> ids = new ConcurrentHashMap<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private HttpServer server;
    private KafkaProducer<String, byte[]> producer;
    private Deliverer deliverer;

    DelivererIT(LocalStack stack) {
        kafka = Map.of("bootstrap.servers", stack.bootstrapServers());
        registry = stack.registryUrl();
        wire = new Wire(Wire.BUILT_IN_SERDE, Map.of("schema.registry.url", registry));
    }

    @BeforeEach
    void start() throws Exception {
        try (Admin admin = Admin.create(kafka)) {
            new TopicSetup(naming, (short) 1).ensure(admin);
        }
        new SchemaSetup(
                        new SchemaRegistryClient(
                                RegistryConfig.of(Map.of("schema.registry.url", registry)), (u, d, w) -> {}),
                        naming)
                .ensure();
        producer = new KafkaProducer<>(kafka, new StringSerializer(), new ByteArraySerializer());
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1000);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            ids.computeIfAbsent(path, p -> new ConcurrentLinkedQueue<>())
                    .add(exchange.getRequestHeaders().getFirst("webhook-id"));
            if (path.equals("/hang")) {
                try {
                    over.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            int code = path.equals("/gone") ? 410 : path.equals("/broken") ? 500 : 204;
            exchange.sendResponseHeaders(code, -1);
            exchange.close();
        });
        server.start();
        deliverer = deliverer(16);
        deliverer.start();
    }

    private Deliverer deliverer(int queued) {
        return new Deliverer(
                wire,
                new Deliverer.Settings(
                        kafka, naming, true, Duration.ofSeconds(3), queued, 2, 1000, Duration.ofDays(7), null),
                Clock.fixed(Samples.NOW.plusSeconds(1), java.time.ZoneOffset.UTC));
    }

    @AfterEach
    void stop() {
        over.countDown();
        deliverer.close();
        producer.close();
        server.stop(0);
    }

    @Test
    void eachAlertArrivesWithItsReceiptAndAHangingEndpointDelaysNobody() {
        // the hanging endpoint is a server of its own name, as endpoints are told apart by host and port
        subscribe("hanging", "http://localhost:" + port() + "/hang");
        subscribe("quick", at("/quick"));
        for (int i = 0; i < 100; i++) {
            due("h" + i, "hanging");
        }
        // no more at once than fit into the queue of an endpoint: the others would wait in Kafka for another turn
        for (int i = 1; i <= 50; i++) {
            due("q" + i, "quick");
            int sent = i;
            if (sent % 10 == 0) {
                await().atMost(LIMIT)
                        .until(() -> ids.getOrDefault("/quick", new ConcurrentLinkedQueue<>())
                                        .size()
                                >= sent);
            }
        }
        await().atMost(LIMIT).untilAsserted(() -> assertThat(receipts())
                .filteredOn(r -> r.status() == Receipt.Status.DELIVERED)
                .extracting(Receipt::alertId)
                .hasSize(50)
                .doesNotHaveDuplicates());
        // what did not fit into the queue of the hanging endpoint waits in Kafka
        await().atMost(LIMIT).untilAsserted(() -> assertThat(waiting()).hasSizeGreaterThanOrEqualTo(80));
    }

    @Test
    void ofAThousandSubscriptionsOneWhoseEndpointHangsDelaysNoOther() {
        deliverer.close();
        deliverer = deliverer(1000);
        deliverer.start();
        subscribe("hanging", "http://localhost:" + port() + "/hang");
        due("h", "hanging");
        for (int i = 1; i < 1000; i++) {
            subscribe("s" + i, at("/quick"));
        }
        for (int i = 1; i < 1000; i++) {
            due("a" + i, "s" + i);
        }
        await().atMost(LIMIT)
                .until(() -> ids.getOrDefault("/quick", new ConcurrentLinkedQueue<>())
                                .size()
                        >= 999);
        await().atMost(LIMIT).untilAsserted(() -> assertThat(receipts())
                .filteredOn(r -> r.status() == Receipt.Status.DELIVERED)
                .extracting(Receipt::alertId)
                .hasSize(999)
                .doesNotHaveDuplicates());
        assertThat(receipts())
                .filteredOn(r -> !r.alertId().equals("h"))
                .extracting(Receipt::latencyMillis)
                .allSatisfy(millis -> assertThat(millis).isLessThan(3000));
        await().atMost(LIMIT).untilAsserted(() -> assertThat(receipts())
                .filteredOn(r -> r.alertId().equals("h"))
                .singleElement()
                .satisfies(r -> {
                    assertThat(r.status()).isEqualTo(Receipt.Status.RETRYING);
                    assertThat(r.message()).isEqualTo("no answer within 3 s");
                }));
    }

    @Test
    void aFailureIsTriedAgainLaterAndARefusalForGoodEndsTheEndpoint() {
        subscribe("broken", at("/broken"));
        subscribe("gone", at("/gone"));
        due("b", "broken");
        due("g", "gone");
        due("d", "deleted");
        // the clock was put back after it had become due
        due("early", "broken", Samples.NOW.plus(Duration.ofMinutes(10)));
        // what a replay finds that nobody was told of last month
        due("o", "broken", Samples.NOW.minus(Duration.ofDays(30)));

        await().atMost(LIMIT).untilAsserted(() -> assertThat(receipts())
                .extracting(Receipt::alertId, Receipt::status)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("b", Receipt.Status.RETRYING),
                        org.assertj.core.groups.Tuple.tuple("g", Receipt.Status.GONE),
                        org.assertj.core.groups.Tuple.tuple("d", Receipt.Status.DROPPED),
                        org.assertj.core.groups.Tuple.tuple("early", Receipt.Status.RETRYING),
                        org.assertj.core.groups.Tuple.tuple("o", Receipt.Status.DROPPED)));
        assertThat(receipts())
                .filteredOn(r -> r.alertId().equals("o"))
                .extracting(Receipt::message)
                .first()
                .asString()
                .startsWith("old news: its cause was taken in at 2026-01-30T10:00:00Z");
        assertThat(waiting())
                .filteredOn(attempt -> attempt.alert().id().equals("early"))
                .singleElement()
                .satisfies(attempt -> assertThat(attempt.due()).isEqualTo(attempt.first()));
        assertThat(waiting())
                .filteredOn(attempt -> attempt.alert().id().equals("b"))
                .singleElement()
                .satisfies(attempt -> {
                    assertThat(attempt.number()).isEqualTo(2);
                    assertThat(attempt.address()).isEqualTo(at("/broken"));
                    assertThat(Duration.between(attempt.first(), attempt.due())).isPositive();
                });
        await().atMost(LIMIT).untilAsserted(() -> assertThat(read(Topics.SUBSCRIPTIONS))
                .filteredOn(s -> s.id().equals("gone"))
                .last()
                .satisfies(s -> assertThat(s.deliveries()).isEmpty()));
    }

    @Test
    void whatARestartInterruptsIsDeliveredWithTheSameId() {
        subscribe("quick", at("/quick"));
        for (int i = 0; i < 200; i++) {
            due("a" + i, "quick");
        }
        await().atMost(LIMIT)
                .until(() -> ids.getOrDefault("/quick", new ConcurrentLinkedQueue<>())
                                .size()
                        >= 20);
        deliverer.close();
        deliverer = deliverer(16);
        deliverer.start();
        // those that found the endpoint's queue full wait in Kafka
        await().atMost(LIMIT).untilAsserted(() -> assertThat(Stream.concat(
                                ids.get("/quick").stream(), waiting().stream().map(attempt -> attempt.alert()
                                        .id()))
                        .distinct())
                .hasSize(200));
    }

    private int port() {
        return server.getAddress().getPort();
    }

    private String at(String path) {
        return "http://127.0.0.1:" + port() + path;
    }

    private void subscribe(String id, String address) {
        send(Topics.SUBSCRIPTIONS, id, Samples.subscription(id, Samples.webhook(address)));
    }

    private void due(String id, String subscription) {
        due(id, subscription, Samples.NOW);
    }

    private void due(String id, String subscription, java.time.Instant at) {
        Alert like = Samples.alert(id, "Title");
        Alert alert = new Alert(
                id,
                1,
                subscription,
                1,
                like.subscriptionName(),
                like.owner(),
                Subscription.Kind.NEW_CLUSTER,
                "c",
                1,
                null,
                "t",
                0,
                0,
                at,
                at,
                at,
                "Title",
                List.of(),
                null,
                1,
                List.of());
        send(Topics.DELIVERY_DUE, id, Attempt.first(alert));
    }

    private <V> void send(Topic<V> topic, String key, V value) {
        String name = topic.name(naming);
        producer.send(
                new ProducerRecord<>(name, key, wire.serde(topic).serializer().serialize(name, value)));
        producer.flush();
    }

    private List<Receipt> receipts() {
        return read(Topics.DELIVERIES);
    }

    private List<Attempt> waiting() {
        return read(Topics.DELIVERY_WAITING);
    }

    private <V> List<V> read(Topic<V> topic) {
        String name = topic.name(naming);
        List<V> all = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(kafka, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(name).stream()
                    .map(p -> new TopicPartition(name, p.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
                consumer.poll(Duration.ofMillis(200))
                        .forEach(r -> all.add(wire.serde(topic).deserializer().deserialize(name, r.value())));
            }
        }
        return all;
    }
}
