package io.harmattan.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.harmattan.local.stack.LocalStack;
import io.harmattan.local.stack.Part;
import io.harmattan.testkit.LocalStackTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The distribution's {@code ingest} as a user runs it, on a real broker: killed, stopped, started again. */
@LocalStackTest({Part.KAFKA, Part.REGISTRY})
class IngestIT {
    private static final int ARTICLES = 10_000;
    private static final Duration LIMIT = Duration.ofMinutes(3);

    @TempDir
    Path folder;

    private final Ingesting ingesting;

    IngestIT(LocalStack stack) {
        ingesting = new Ingesting(stack, "ingest-it");
    }

    @BeforeEach
    void topics() {
        ingesting.topics();
    }

    @AfterEach
    void stop() throws Exception {
        ingesting.close();
    }

    @Test
    void killedHalfwayASecondRunEndsWithEachArticleExactlyOnce() throws Exception {
        Path file = articles();
        Process first = start("first.log", "ingest", "--rate", "2500", file.toString());
        awaitOnTopic(ARTICLES / 2);
        first.destroyForcibly().waitFor(); // kill -9
        assertThat(ingesting.onTopic()).isBetween((long) ARTICLES / 2, (long) ARTICLES - 1);

        Process second = start("second.log", "ingest", "--rate", "1500", file.toString());
        String told = end(second, "second.log");
        assertThat(second.exitValue()).as(told).isZero();
        assertThat(told).contains("goes on").contains("0 refused");
        eachExactlyOnce();

        // and a file that was read is not read again
        assertThat(end(start("third.log", "ingest", file.toString()), "third.log"))
                .contains("0 sent");
        eachExactlyOnce();
    }

    @Test
    void stoppedByCtrlCItGoesOnToo() throws Exception {
        Path file = articles();
        Process first = start("first.log", "ingest", "--rate", "1000", file.toString());
        Awaitility.await("progress is told where nobody looks at a terminal")
                .atMost(LIMIT)
                .until(() -> Files.readString(folder.resolve("first.log")).contains(" to go"));
        first.destroy(); // TERM, as Ctrl-C
        assertThat(end(first, "first.log"))
                .contains("interrupted")
                .containsPattern("progress +\\d+ articles, \\d+/s, \\d+ %, .* to go");
        long sent = ingesting.onTopic();

        assertThat(end(start("second.log", "ingest", file.toString()), "second.log"))
                .contains((ARTICLES - sent) + " sent, 0 duplicates");
        eachExactlyOnce();
    }

    @Test
    void aWatchedFolderIsReadOnceAlsoAfterAKill() throws Exception {
        Path inbox = Files.createDirectory(folder.resolve("inbox"));
        Files.writeString(inbox.resolve("a.txt"), "The first article.");
        Process first = start("first.log", "ingest", "--watch", inbox.toString());
        awaitOnTopic(1);
        Files.writeString(inbox.resolve("b.jsonl"), "{\"text\":\"The second.\"}\n{\"text\":\"The third.\"}\n");
        awaitOnTopic(3);
        first.destroyForcibly().waitFor();
        Files.writeString(inbox.resolve("c.txt"), "The fourth.");
        Process second = start("second.log", "ingest", "--watch", inbox.toString());
        awaitOnTopic(4);
        second.destroy();
        assertThat(end(second, "second.log")).contains("1 sent");
        assertThat(ingesting.records()).hasSize(4);
    }

    private void awaitOnTopic(long count) {
        Awaitility.await(count + " articles are there")
                .atMost(LIMIT)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> ingesting.onTopic() >= count);
    }

    private Process start(String log, String... arguments) throws IOException {
        return ingesting.start(folder.resolve(log), arguments);
    }

    private String end(Process process, String log) throws Exception {
        assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return Files.readString(folder.resolve(log));
    }

    private Path articles() throws IOException {
        return Files.writeString(
                folder.resolve("articles.jsonl"),
                IntStream.range(0, ARTICLES)
                        .mapToObj(
                                i -> "{\"id\":\"" + i + "\",\"title\":\"Article " + i + "\",\"text\":\"Article number "
                                        + i + " tells of things that happened.\",\"url\":\"https://news.example/" + i
                                        + "\",\"published\":\"2024-05-03T10:00:00Z\"}\n")
                        .collect(Collectors.joining()));
    }

    private void eachExactlyOnce() {
        List<String> ids = ingesting.records().stream().map(ConsumerRecord::key).toList();
        assertThat(ids).hasSize(ARTICLES);
        assertThat(new HashSet<>(ids)).hasSize(ARTICLES);
    }
}
