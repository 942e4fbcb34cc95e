package io.harmattan.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.harmattan.domain.Alert;
import io.harmattan.domain.Attempt;
import io.harmattan.domain.DeadLetter;
import io.harmattan.domain.Subscription;
import io.harmattan.wire.Topic;
import io.harmattan.wire.Topics;
import io.harmattan.wire.Wire;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeliverTopologyTest {
    private static final Topic.Naming NAMING = new Topic.Naming("", 3);
    private static final Wire WIRE = new Wire(PlainAvroSerde.class.getName(), Map.of());
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    @TempDir
    Path stateDir;

    private TopologyTestDriver driver;
    private TestInputTopic<String, Alert> alerts;
    private TestInputTopic<String, Attempt> waiting;
    private TestInputTopic<byte[], byte[]> bytes;
    private TestOutputTopic<String, Attempt> due;
    private TestOutputTopic<String, DeadLetter> deadLetters;

    @BeforeEach
    void start() {
        Properties config = StreamsStage.properties(
                new StreamsStage.Settings("test", "nowhere:1", stateDir, 1, 1, Duration.ofSeconds(6), Map.of()));
        config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
        driver = new TopologyTestDriver(
                DeliverTopology.build(WIRE, NAMING, Duration.ofSeconds(1), Duration.ofDays(90)), config, NOW);
        alerts = driver.createInputTopic(
                Topics.ALERTS.name(NAMING),
                new StringSerializer(),
                WIRE.serde(Topics.ALERTS).serializer());
        bytes = driver.createInputTopic(
                Topics.ALERTS.name(NAMING), new ByteArraySerializer(), new ByteArraySerializer());
        waiting = driver.createInputTopic(
                Topics.DELIVERY_WAITING.name(NAMING),
                new StringSerializer(),
                WIRE.serde(Topics.DELIVERY_WAITING).serializer());
        due = driver.createOutputTopic(
                Topics.DELIVERY_DUE.name(NAMING),
                new StringDeserializer(),
                WIRE.serde(Topics.DELIVERY_DUE).deserializer());
        deadLetters = driver.createOutputTopic(
                Topics.DEAD_LETTERS.name(NAMING),
                new StringDeserializer(),
                WIRE.serde(Topics.DEAD_LETTERS).deserializer());
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    @Test
    void describesItself() {
        Golden.check("deliver.txt", DeliverTopology.build(WIRE, NAMING, Duration.ofSeconds(1), Duration.ofDays(90)));
    }

    @Test
    void anAlertGoesAtOnceAndOnce() {
        alerts.pipeInput("a", alert("a", NOW));
        alerts.pipeInput("a", alert("a", NOW));

        assertThat(due.readValuesToList()).containsExactly(Attempt.first(alert("a", NOW)));
    }

    @Test
    void aHeldAlertWaitsForItsHour() {
        Alert held = alert("a", NOW.plus(Duration.ofHours(8)));
        alerts.pipeInput("a", held);
        driver.advanceWallClockTime(Duration.ofHours(7));
        assertThat(due.isEmpty()).isTrue();

        driver.advanceWallClockTime(Duration.ofHours(1).plusSeconds(1));
        assertThat(due.readValuesToList()).containsExactly(Attempt.first(held));
        driver.advanceWallClockTime(Duration.ofHours(1));
        assertThat(due.isEmpty()).isTrue();
    }

    @Test
    void anAttemptWaitsUntilItIsDueAlsoOverARestart() {
        Attempt again = new Attempt(alert("a", NOW), "https://hooks.example/", 2, NOW.plusSeconds(5), NOW);
        Attempt other = new Attempt(alert("a", NOW), "https://other.example/", 2, NOW.plusSeconds(5), NOW);
        waiting.pipeInput("a", again);
        waiting.pipeInput("a", other);
        driver.advanceWallClockTime(Duration.ofSeconds(4));
        assertThat(due.isEmpty()).isTrue();

        driver.advanceWallClockTime(Duration.ofSeconds(2));
        assertThat(due.readValuesToList()).containsExactlyInAnyOrder(again, other);
    }

    @Test
    void aClockThatLeapsAheadLosesAndRepeatsNothing() {
        Alert held = alert("held", NOW.plus(Duration.ofHours(2)));
        alerts.pipeInput("held", held);
        driver.advanceWallClockTime(Duration.ofDays(30));
        assertThat(due.readValuesToList()).containsExactly(Attempt.first(held));

        alerts.pipeInput("held", held);
        alerts.pipeInput("next", alert("next", NOW)); // of before the leap
        assertThat(due.readValuesToList()).containsExactly(Attempt.first(alert("next", NOW)));
        driver.advanceWallClockTime(Duration.ofDays(1));
        assertThat(due.isEmpty()).isTrue();
    }

    @Test
    void bytesThatAreNoAlertAreSetAside() {
        bytes.pipeInput(new byte[] {1}, new byte[] {0, 1, 2});
        alerts.pipeInput("a", alert("a", NOW));

        assertThat(deadLetters.readValue().stage()).isEqualTo("deliver");
        assertThat(due.readValuesToList()).hasSize(1);
    }

    private static Alert alert(String id, Instant due) {
        return new Alert(
                id,
                3,
                "s",
                1,
                "Bases",
                "desk",
                Subscription.Kind.NEW_CLUSTER,
                "c",
                1,
                "a",
                "cluster-changes-3",
                0,
                7,
                NOW,
                NOW,
                due,
                "Title",
                List.of("One."),
                null,
                1,
                List.of());
    }
}
