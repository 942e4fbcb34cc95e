package io.harmattan.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.harmattan.domain.Receipt;
import io.harmattan.local.stack.LocalStack;
import io.harmattan.local.stack.Part;
import io.harmattan.testkit.LocalStackTest;
import io.harmattan.testkit.SampleAlert;
import io.harmattan.wire.SchemaSetup;
import io.harmattan.wire.Topic;
import io.harmattan.wire.TopicSetup;
import io.harmattan.wire.Topics;
import io.harmattan.wire.registry.RegistryConfig;
import io.harmattan.wire.registry.SchemaRegistryClient;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands {@code subscriptions} and {@code alerts} as a user calls them, on a real broker. */
@LocalStackTest({Part.KAFKA, Part.REGISTRY})
class AlertsIT {
    private static final Path SUBSCRIPTIONS = WholeWay.REPOSITORY.resolve("seeds/subscriptions");
    private static final String DELIVERED = "a0123456789abcdef0123456789abcde";
    private static final String UNSENT = "b0123456789abcdef0123456789abcde";

    @TempDir
    Path folder;

    private final LocalStack stack;
    private final Ingesting parts;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    AlertsIT(LocalStack stack) {
        this.stack = stack;
        this.parts = new Ingesting(stack, "alerts-it");
    }

    @BeforeEach
    void start() {
        parts.topics();
        new SchemaSetup(
                        new SchemaRegistryClient(
                                RegistryConfig.of(Map.of("schema.registry.url", stack.registryUrl())), (u, d, w) -> {}),
                        parts.naming())
                .ensure();
    }

    @AfterEach
    void stop() throws Exception {
        parts.close();
    }

    @Test
    void subscriptionsAreKeptAsFilesSayThem() throws Exception {
        assertThat(run("subscriptions", "list")).isZero();
        assertThat(out.toString()).contains("There is no subscription yet");
        assertThat(run("subscriptions", "add", SUBSCRIPTIONS.toString())).isZero();
        assertThat(out.toString()).contains("new-basing-story, version 1");
        assertThat(run("subscriptions", "list")).isZero();
        assertThat(out.toString().lines()).hasSize(5).allSatisfy(line -> assertThat(line.length())
                .isLessThanOrEqualTo(Console.WIDTH));

        assertThat(run("subscriptions", "pause", "outlet-turns")).isZero();
        assertThat(run("subscriptions", "list", "--json")).isZero();
        assertThat(out.toString().lines().filter(l -> l.contains("\"paused\":true")))
                .singleElement()
                .asString()
                .contains("\"id\":\"outlet-turns\"", "\"version\":2");
        assertThat(run("subscriptions", "remove", "outlet-turns")).isZero();
        assertThat(run("subscriptions", "remove", "outlet-turns")).isEqualTo(2);
        assertThat(err.toString()).contains("There is no subscription outlet-turns");

        Path shift = Files.writeString(
                folder.resolve("shift.yaml"), "query: coup\ntrigger: {kind: stance-shift, target: us-presense}\n");
        assertThat(run("subscriptions", "add", shift.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("'us-presense'; expected one of russian-presence, us-presence");
        Path bad = Files.writeString(folder.resolve("bad.yaml"), "query: persn:Tiani\n");
        assertThat(run("subscriptions", "add", bad.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("persn").contains("person");
    }

    @Test
    void twoEpochsAreNotDeliveredBesideEachOther() {
        String group = "one-epoch-" + UUID.randomUUID();
        Topic.Naming next =
                new Topic.Naming(parts.naming().prefix(), parts.naming().epoch() + 1);
        Map<String, Object> client = Map.of("bootstrap.servers", stack.bootstrapServers(), "group.id", group);
        try (Admin admin = Admin.create(client)) {
            OneEpochDelivers.check(admin, group, next); // nobody is at work
            try (KafkaConsumer<byte[], byte[]> atWork =
                    new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
                atWork.subscribe(List.of(Topics.ALERTS.name(parts.naming())));
                while (atWork.assignment().isEmpty()) {
                    atWork.poll(Duration.ofMillis(100));
                }
                OneEpochDelivers.check(admin, group, parts.naming());
                assertThatThrownBy(() -> OneEpochDelivers.check(admin, group, next))
                        .isInstanceOf(UserException.class)
                        .hasMessageContainingAll(Topics.ALERTS.name(parts.naming()), "deliver.enabled=false");
            }
            OneEpochDelivers.check(admin, group, next);
        }
    }

    @Test
    void epochsAreComparedWithoutSendingAnything() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", stack.bootstrapServers()))) {
            new TopicSetup(other(), (short) 1).ensure(admin);
        }
        new SchemaSetup(
                        new SchemaRegistryClient(
                                RegistryConfig.of(Map.of("schema.registry.url", stack.registryUrl())), (u, d, w) -> {}),
                        other())
                .ensure();
        for (String id : List.of("same", "gone", "held")) {
            send(Topics.ALERTS, id, SampleAlert.alert(id, "bases", SampleAlert.NOW));
        }
        send(other(), Topics.ALERTS, "same", SampleAlert.alert("same", "bases", SampleAlert.NOW));
        send(other(), Topics.ALERTS, "new", SampleAlert.alert("new", "coups", SampleAlert.NOW));
        // limits gathered it this time: it is told all the same
        send(other(), Topics.ALERTS, "digest", SampleAlert.digest("digest", "bases", List.of("held")));

        assertThat(run("alerts", "compare", "2")).isEqualTo(1);
        assertThat(out.toString())
                .contains("Epoch 2 against epoch 1: 2 the same, 1 new, 1 gone.")
                .containsPattern("gone +gone +bases")
                .containsPattern("new +new +coups");
        assertThat(run("alerts", "compare", "2", "--json")).isEqualTo(1);
        assertThat(out.toString().lines()).hasSize(2).first().asString().contains("\"what\":\"gone\"");
        assertThat(run("alerts", "compare", "7")).isEqualTo(2);
        assertThat(err.toString()).contains("There is no topic").contains("alerts-7");
        assertThat(run("alerts", "compare", "1")).isEqualTo(2);
    }

    private Topic.Naming other() {
        return new Topic.Naming(parts.naming().prefix(), 2);
    }

    @Test
    void anAlertIsListedShownAndSentOnceMore() throws Exception {
        assertThat(run("alerts", "list")).isZero();
        assertThat(out.toString()).contains("There is no alert yet");

        send(Topics.ALERTS, DELIVERED, SampleAlert.alert(DELIVERED, "bases", SampleAlert.NOW.plusSeconds(60)));
        send(Topics.ALERTS, UNSENT, SampleAlert.alert(UNSENT, "coups", SampleAlert.NOW));
        String hook = "https://hooks.example/services/a/long/way/to/go";
        send(Topics.DELIVERIES, DELIVERED, SampleAlert.receipt(DELIVERED, hook, 1, Receipt.Status.RETRYING, 429));
        send(Topics.DELIVERIES, DELIVERED, SampleAlert.receipt(DELIVERED, hook, 2, Receipt.Status.DELIVERED, 204));

        assertThat(run("alerts", "list")).isZero();
        assertThat(out.toString().lines().toList())
                .hasSize(3)
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(Console.WIDTH))
                .satisfies(lines -> {
                    assertThat(lines.get(1)).contains(DELIVERED, "2026-03-01 10:01", "delivered", "bases");
                    assertThat(lines.get(2)).contains(UNSENT, " - ", "coups");
                });
        assertThat(run("alerts", "list", "--subscription", "coups", "--json")).isZero();
        JsonNode one = new ObjectMapper().readTree(out.toString());
        assertThat(one.at("/alert/id").asText()).isEqualTo(UNSENT);
        assertThat(one.path("receipts")).isEmpty();

        // the list needs no Elasticsearch, and none is there; a search does
        assertThat(run("alerts", "list", "troops")).isEqualTo(2);
        assertThat(err.toString()).contains("Elasticsearch at http://127.0.0.1:9 does not answer");
        assertThat(run("alerts", "list", "country:NE")).isEqualTo(2);
        assertThat(err.toString()).contains("asks for country, which alerts do not have");

        assertThat(run("alerts", "show", DELIVERED)).isZero();
        assertThat(out.toString())
                .contains("bases, version 3, new-cluster, of desk")
                .contains("enriched-articles-1, partition 2, offset 17")
                .contains("c0123456789abcdef0123456789abcde, revision 2")
                .containsPattern("2026-03-01 10:01:00 +1 +webhook +retrying +429 +42 +2026-03-01 10:01:05")
                .containsPattern("2026-03-01 10:02:00 +2 +webhook +delivered +204 +42 +-");
        assertThat(out.toString().lines().filter(line -> !line.startsWith("Last")))
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(Console.WIDTH));

        assertThat(run("alerts", "show", "none")).isEqualTo(2);
        assertThat(err.toString()).contains("There is no alert none");
        assertThat(run("alerts", "list", "--limit", "0")).isEqualTo(2);
        assertThat(err.toString()).contains("--limit is 0; expected 1 to");

        assertThat(run("alerts", "resend", DELIVERED)).isEqualTo(2);
        assertThat(err.toString()).contains("subscription 'bases'").contains("was removed");
        Path file = Files.writeString(
                folder.resolve("bases.yaml"), "query: base\ndeliveries: [{webhook: 'https://hooks.example/a'}]\n");
        assertThat(run("subscriptions", "add", file.toString())).isZero();
        assertThat(run("alerts", "resend", DELIVERED)).isZero();
        assertThat(out.toString()).contains("on its way").contains(DELIVERED + ", for bases");
    }

    private <V> void send(Topic<V> topic, String key, V value) throws Exception {
        send(parts.naming(), topic, key, value);
    }

    private <V> void send(Topic.Naming naming, Topic<V> topic, String key, V value) throws Exception {
        String name = topic.name(naming);
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", stack.bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(
                            name,
                            null,
                            SampleAlert.NOW.toEpochMilli(),
                            key,
                            parts.wire().serde(topic).serializer().serialize(name, value)))
                    .get();
        }
    }

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        List<String> all = new ArrayList<>(List.of(arguments));
        Map.of(
                        "kafka.bootstrap-servers", stack.bootstrapServers(),
                        "registry.url", stack.registryUrl(),
                        "elasticsearch.url", "http://127.0.0.1:9",
                        "kafka.prefix", parts.naming().prefix(),
                        "profile",
                                WholeWay.REPOSITORY
                                        .resolve("ops/profiles/sahel")
                                        .toString())
                .forEach((key, value) -> all.addAll(List.of("--set", key + "=" + value)));
        all.addAll(List.of("--data", folder.resolve("data").toString()));
        return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), all.toArray(String[]::new));
    }
}
