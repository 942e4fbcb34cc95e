package io.harmattan.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.harmattan.domain.Article;
import io.harmattan.local.stack.LocalStack;
import io.harmattan.local.stack.Part;
import io.harmattan.testkit.LocalStackTest;
import io.harmattan.wire.Topic;
import io.harmattan.wire.TopicSetup;
import io.harmattan.wire.Topics;
import io.harmattan.wire.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The distribution's {@code ingest} as a user runs it, on a real broker: killed, stopped, started again. */
@LocalStackTest({Part.KAFKA, Part.REGISTRY})
class IngestIT {
    private static final Path HARMATTAN =
            Path.of("target", "harmattan", "bin", "harmattan").toAbsolutePath();
    private static final int ARTICLES = 10_000;
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private static int runs;

    @TempDir
    Path folder;

    private final LocalStack stack;
    private final Topic.Naming naming = new Topic.Naming("ingest-it-" + ++runs + "-", 1);
    private final List<Process> started = new ArrayList<>();

    IngestIT(LocalStack stack) {
        this.stack = stack;
    }

    @BeforeEach
    void topics() {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", stack.bootstrapServers()))) {
            new TopicSetup(naming, (short) 1).ensure(admin);
        }
    }

    @AfterEach
    void stop() throws Exception {
        for (Process process : started) {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void killedHalfwayASecondRunEndsWithEachArticleExactlyOnce() throws Exception {
        Path file = articles();
        Process first = start("first.log", "ingest", "--rate", "2500", file.toString());
        Awaitility.await("half of the articles are there")
                .atMost(LIMIT)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> onTopic() >= ARTICLES / 2);
        first.destroyForcibly().waitFor(); // kill -9
        assertThat(onTopic()).isBetween((long) ARTICLES / 2, (long) ARTICLES - 1);

        Process second = start("second.log", "ingest", "--rate", "1500", file.toString());
        assertThat(second.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        String told = Files.readString(folder.resolve("second.log"));
        assertThat(second.exitValue()).as(told).isZero();
        assertThat(told).contains("goes on").contains("0 refused");
        eachExactlyOnce();

        // and a file that was read is not read again
        Process third = start("third.log", "ingest", file.toString());
        assertThat(third.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(folder.resolve("third.log"))).contains("0 sent");
        eachExactlyOnce();
    }

    @Test
    void stoppedByCtrlCItGoesOnToo() throws Exception {
        Path file = articles();
        Process first = start("first.log", "ingest", "--rate", "1200", file.toString());
        Awaitility.await("some of the articles are there")
                .atMost(LIMIT)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> onTopic() >= ARTICLES / 4);
        Awaitility.await("progress is told where nobody looks at a terminal")
                .atMost(LIMIT)
                .until(() -> Files.readString(folder.resolve("first.log")).contains(" to go"));
        first.destroy(); // TERM, as Ctrl-C
        assertThat(first.waitFor(30, TimeUnit.SECONDS)).isTrue();
        String told = Files.readString(folder.resolve("first.log"));
        assertThat(told).contains("interrupted").containsPattern("progress +\\d+ articles, \\d+/s, \\d+ %, .* to go");
        long sent = onTopic();

        Process second = start("second.log", "ingest", file.toString());
        assertThat(second.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(folder.resolve("second.log"))).contains((ARTICLES - sent) + " sent, 0 duplicates");
        eachExactlyOnce();
    }

    private Path articles() throws IOException {
        return Files.writeString(
                folder.resolve("articles.jsonl"),
                IntStream.range(0, ARTICLES)
                        .mapToObj(i -> "{\"id\":\"" + i + "\",\"title\":\"Article " + i + "\",\"text\":\"Article number " + i
                                + " tells of things that happened.\",\"url\":\"https://news.example/" + i
                                + "\",\"published\":\"2024-05-03T10:00:00Z\"}\n")
                        .collect(Collectors.joining()));
    }

    private void eachExactlyOnce() {
        List<String> ids = records().stream().map(ConsumerRecord::key).toList();
        assertThat(ids).hasSize(ARTICLES);
        assertThat(new HashSet<>(ids)).hasSize(ARTICLES);
    }

    private Process start(String log, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(HARMATTAN.toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of(
                "--data",
                folder.resolve("data").toString(),
                "--set",
                "kafka.bootstrap-servers=" + stack.bootstrapServers(),
                "--set",
                "registry.url=" + stack.registryUrl(),
                "--set",
                "elasticsearch.url=http://127.0.0.1:9",
                "--set",
                "kafka.prefix=" + naming.prefix()));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(log).toFile())
                .start();
        started.add(process);
        return process;
    }

    private long onTopic() {
        try (KafkaConsumer<String, Article> consumer = consumer()) {
            return consumer.endOffsets(partitions(consumer)).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
        }
    }

    private List<ConsumerRecord<String, Article>> records() {
        List<ConsumerRecord<String, Article>> records = new ArrayList<>();
        try (KafkaConsumer<String, Article> consumer = consumer()) {
            List<TopicPartition> partitions = partitions(consumer);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
                consumer.poll(Duration.ofSeconds(1)).forEach(records::add);
            }
        }
        return records;
    }

    private KafkaConsumer<String, Article> consumer() {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", stack.bootstrapServers(), "isolation.level", "read_committed"),
                new StringDeserializer(),
                new Wire(Wire.BUILT_IN_SERDE, Map.of("schema.registry.url", stack.registryUrl()))
                        .serde(Topics.ARTICLES)
                        .deserializer());
    }

    private List<TopicPartition> partitions(KafkaConsumer<?, ?> consumer) {
        return consumer.partitionsFor(Topics.ARTICLES.name(naming)).stream()
                .map(p -> new TopicPartition(p.topic(), p.partition()))
                .toList();
    }
}
