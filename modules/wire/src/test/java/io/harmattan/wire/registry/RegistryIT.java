package io.harmattan.wire.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The registry of {@code local} with a Kafka broker, both as processes: the contract, and what a restart must keep. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RegistryIT extends SchemaRegistryContract {
    private static final String MAIN = "io.harmattan.local.registry.RegistryMain";

    private final int brokerPort = freePort();
    private final int registryPort = freePort();
    private Path folder = Path.of("");
    private ChildProcess broker;
    private ChildProcess registry;

    @BeforeAll
    void start(@TempDir Path temporary) throws IOException {
        folder = temporary;
        Path settings = folder.resolve("server.properties");
        int controllerPort = freePort();
        Files.writeString(settings, """
                process.roles=broker,controller
                node.id=1
                listeners=PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d
                advertised.listeners=PLAINTEXT://127.0.0.1:%d
                controller.listener.names=CONTROLLER
                controller.quorum.voters=1@127.0.0.1:%d
                offsets.topic.replication.factor=1
                log.cleaner.dedupe.buffer.size=16777216
                log.dirs=%s
                """.formatted(
                        brokerPort, controllerPort, brokerPort, controllerPort, folder.resolve("kafka")));
        broker = startBroker().ready();
        registry = startRegistry().ready();
    }

    @AfterAll
    void stop() throws InterruptedException {
        registry.terminate();
        broker.terminate();
    }

    @Override
    String url() {
        return "http://127.0.0.1:" + registryPort;
    }

    @Test
    void keepsIdsOverARestart() throws Exception {
        int first = ours().register(subject(), schema(record("a")));
        int second = ours().register(subject(), schema(record("a", "b")));
        ours().setCompatibility(subject(), CompatibilityLevel.FULL);

        registry.terminate();
        registry = startRegistry().ready();
        same(first, second);

        registry.kill();
        registry = startRegistry().ready();
        same(first, second);
        assertThat(ours().register(subject() + "2", schema(record("after"))))
                .as("no id twice")
                .isGreaterThan(second);
    }

    @Test
    void keepsASchemaOfAlmostAMegabyte() throws Exception {
        String large = "{\"type\":\"record\",\"name\":\"R\",\"doc\":\"" + "x".repeat(1_000_000) + "\",\"fields\":[]}";
        int id = ours().register(subject(), schema(large));

        registry.kill();
        registry = startRegistry().ready();

        assertThat(ours().byId(id).getDoc()).hasSize(1_000_000);
    }

    @Test
    void isWaitedForWhileItRestarts() throws Exception {
        registry.terminate();
        List<String> said = new CopyOnWriteArrayList<>();
        SchemaRegistryClient client = new SchemaRegistryClient(
                RegistryConfig.of(url()).withPatience(Duration.ofMinutes(2)), (urls, soFar, why) -> said.add(why));
        CompletableFuture<Integer> id =
                CompletableFuture.supplyAsync(() -> client.register(subject(), schema(record("a"))));
        await().atMost(Duration.ofSeconds(30)).until(() -> !said.isEmpty());

        registry = startRegistry().ready();

        assertThat(id.get(30, TimeUnit.SECONDS)).isPositive();
    }

    @Test
    void goesOnWhenKafkaComesBack() throws Exception {
        int known = ours().register(subject(), schema(record("a")));
        broker.kill();
        List<String> said = new CopyOnWriteArrayList<>();
        SchemaRegistryClient client = new SchemaRegistryClient(
                RegistryConfig.of(url()).withPatience(Duration.ofMinutes(3)), (urls, soFar, why) -> said.add(why));
        CompletableFuture<Integer> id =
                CompletableFuture.supplyAsync(() -> client.register(subject(), schema(record("a", "b"))));

        await().atMost(Duration.ofSeconds(60)).until(() -> !said.isEmpty());
        assertThat(said.get(0)).contains("HTTP 500", "50001");
        assertThat(ours().byId(known)).as("readers notice nothing").isEqualTo(schema(record("a")));

        broker = startBroker().ready();
        assertThat(id.get(2, TimeUnit.MINUTES)).isGreaterThan(known);
        assertThat(foreign().versions(subject())).containsExactly(1, 2);
    }

    @Test
    void endsWhenItsParentIsGone() throws Exception {
        assertThat(registry.abandon()).isZero();
        registry = startRegistry().ready();
    }

    @Test
    void saysWhichPortIsInUse() throws Exception {
        try (ChildProcess second = startRegistry()) {
            assertThat(second.ended()).isNotZero();
            assertThat(second.errors()).contains("port " + registryPort, "--port");
        }
    }

    @Test
    void waitsForKafka() throws Exception {
        try (ChildProcess early =
                ChildProcess.start("registry", MAIN, folder, "--port", "0", "--bootstrap", "127.0.0.1:" + freePort())) {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> early.errors().contains("waiting for Kafka at 127.0.0.1"));
            assertThat(early.errors()).doesNotContain("Exception");
            early.terminate();
        }
    }

    @Test
    void refusesATopicThatWouldLoseSchemas() throws Exception {
        String topic = "not-compacted";
        try (Admin admin =
                Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:" + brokerPort))) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get(30, TimeUnit.SECONDS);
        }
        try (ChildProcess refused = ChildProcess.start(
                "registry", MAIN, folder, "--port", "0", "--bootstrap", "127.0.0.1:" + brokerPort, "--topic", topic)) {
            assertThat(refused.ended()).isNotZero();
            assertThat(refused.errors()).contains(topic, "cleanup.policy=delete", "expected compact");
        }
    }

    @Test
    void gives422ToWhatIsNoVersion() throws Exception {
        ours().register(subject(), schema(record("a")));

        assertThat(ask("GET", "/subjects/" + subject() + "/versions/0", null)).isEqualTo("422 42202");
    }

    private void same(int first, int second) {
        assertThat(ours().lookup(subject(), schema(record("a"))).id()).isEqualTo(first);
        assertThat(ours().latest(subject()).id()).isEqualTo(second);
        assertThat(ours().byId(first)).isEqualTo(schema(record("a")));
        assertThat(ours().compatibility(subject())).isEqualTo(CompatibilityLevel.FULL);
        assertThat(ours().register(subject(), schema(record("a", "b")))).isEqualTo(second);
    }

    private ChildProcess startBroker() throws IOException {
        return ChildProcess.start(
                "broker",
                "io.harmattan.local.broker.BrokerMain",
                folder,
                folder.resolve("server.properties").toString());
    }

    private ChildProcess startRegistry() throws IOException {
        return ChildProcess.start(
                "registry",
                MAIN,
                folder,
                "--port",
                Integer.toString(registryPort),
                "--bootstrap",
                "127.0.0.1:" + brokerPort);
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
