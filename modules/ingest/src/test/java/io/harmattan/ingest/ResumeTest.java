package io.harmattan.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harmattan.domain.Article;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are read in several runs, or watched; and history that is read as it came. */
class ResumeTest {
    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

    @TempDir
    Path folder;

    private final MemoryJournal journal = new MemoryJournal();

    @Test
    void aFileGoesOnWhereItWasStopped() throws Exception {
        lines("a.jsonl", 10);
        List<String> first = new ArrayList<>();
        assertThatThrownBy(() -> source().read(reading -> {
                    if (first.size() == 4) {
                        throw new IllegalStateException("killed");
                    }
                    first.add(content(reading));
                }))
                .hasMessage("killed");
        assertThat(first).containsExactly("text 0", "text 1", "text 2", "text 3");
        assertThat(read()).containsExactly("text 4", "text 5", "text 6", "text 7", "text 8", "text 9");
        assertThat(read()).isEmpty();
    }

    @Test
    void aFileThatChangedIsReadAgain() throws Exception {
        Path file = lines("a.jsonl", 2);
        assertThat(read()).hasSize(2);
        Files.writeString(file, "{\"text\":\"new\"}\n");
        Files.setLastModifiedTime(file, FileTime.from(NOW.minusSeconds(5)));
        assertThat(read()).containsExactly("new");
    }

    @Test
    void whatIsPutInAWatchedFolderIsTakenOnceAlsoAfterARestart() throws Exception {
        lines("old.jsonl", 1);
        BlockingQueue<String> taken = new LinkedBlockingQueue<>();
        Thread watcher = watch(taken);
        try {
            assertThat(taken.poll(10, TimeUnit.SECONDS)).isEqualTo("text 0");
            Files.createDirectories(folder.resolve("deep/er"));
            Files.writeString(folder.resolve("deep/er/new.txt"), "It just came in.");
            assertThat(taken.poll(20, TimeUnit.SECONDS)).isEqualTo("It just came in.");
            Files.writeString(folder.resolve("picture.png"), "no article");
            Files.writeString(folder.resolve("last.txt"), "The last one.");
            assertThat(taken.poll(20, TimeUnit.SECONDS)).isEqualTo("The last one.");
        } finally {
            watcher.interrupt();
            watcher.join(10_000);
        }
        assertThat(watcher.isAlive()).isFalse();
        assertThat(taken).isEmpty();

        Files.writeString(folder.resolve("meanwhile.txt"), "While nobody looked.");
        Thread again = watch(taken);
        try {
            assertThat(taken.poll(20, TimeUnit.SECONDS)).isEqualTo("While nobody looked.");
        } finally {
            again.interrupt();
            again.join(10_000);
        }
        assertThat(taken).isEmpty();
    }

    @Test
    void historyIsReadAsItCame() throws Exception {
        Path file = folder.resolve("a.jsonl");
        Files.writeString(file, """
                {"text":"undated"}
                {"text":"dated","published":"2024-05-03T10:00:00Z"}
                {"text":"older","published":"2024-05-02T10:00:00Z"}
                {"text":"undated again"}
                {"text":"mistyped","published":"2204-05-02"}
                """);
        List<Article> articles = new ArrayList<>();
        new FileSource(
                        List.of(file),
                        Clock.fixed(NOW, ZoneOffset.UTC),
                        FileOptions.of(1000).withAsOf(Instant.parse("2024-05-01T00:00:00Z")))
                .read(reading -> articles.add(((Reading.Found) reading).article()));
        assertThat(articles)
                .extracting(article -> article.ingestTime() + " " + article.eventTime())
                .containsExactly(
                        "2024-05-01T00:00:00Z 2024-05-01T00:00:00Z",
                        "2024-05-03T10:00:00Z 2024-05-03T10:00:00Z",
                        "2024-05-03T10:00:00Z 2024-05-02T10:00:00Z",
                        "2024-05-03T10:00:00Z 2024-05-03T10:00:00Z",
                        "2024-05-03T10:00:00Z 2024-05-03T10:00:00Z");
    }

    @Test
    void theBytesOfAllFilesAreKnownBeforehandAndCountedOnTheWay() throws Exception {
        long size = Files.size(lines("a.jsonl", 100)) + Files.size(lines("b.jsonl", 50));
        FileSource source = source();
        assertThat(source.bytesInAll()).isEqualTo(size);
        source.read(reading -> {});
        assertThat(source.bytesRead()).isEqualTo(size);
    }

    private Thread watch(BlockingQueue<String> taken) {
        FileSource source = new FileSource(
                List.of(folder), Clock.systemUTC(), FileOptions.of(1000).withJournal(journal, true));
        Thread thread = new Thread(() -> source.read(reading -> {
            if (!(reading instanceof Reading.Checkpoint)) {
                taken.add(content(reading));
            }
        }));
        thread.start();
        return thread;
    }

    private FileSource source() {
        return new FileSource(
                List.of(folder),
                Clock.fixed(NOW, ZoneOffset.UTC),
                FileOptions.of(1000).withJournal(journal, false));
    }

    private List<String> read() {
        List<String> contents = new ArrayList<>();
        source().read(reading -> {
            if (reading instanceof Reading.Found || reading instanceof Reading.Refused) {
                contents.add(content(reading));
            }
        });
        return contents;
    }

    private static String content(Reading reading) {
        return reading instanceof Reading.Found found ? found.article().content() : reading.toString();
    }

    private Path lines(String name, int count) throws IOException {
        Path file = Files.writeString(
                folder.resolve(name),
                IntStream.range(0, count)
                        .mapToObj(i -> "{\"text\":\"text " + i + "\"}\n")
                        .collect(Collectors.joining()));
        Files.setLastModifiedTime(file, FileTime.from(NOW.minusSeconds(60)));
        return file;
    }
}
