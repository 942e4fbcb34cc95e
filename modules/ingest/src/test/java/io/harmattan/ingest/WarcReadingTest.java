package io.harmattan.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netpreserve.jwarc.HttpResponse;
import org.netpreserve.jwarc.MediaType;
import org.netpreserve.jwarc.WarcCompression;
import org.netpreserve.jwarc.WarcResponse;
import org.netpreserve.jwarc.WarcWriter;

class WarcReadingTest {
    private static final Instant ARCHIVED = Instant.parse("2024-05-03T13:30:00Z");

    @TempDir
    Path folder;

    private Path archive(String name, WarcCompression compression) throws Exception {
        Path file = folder.resolve(name);
        try (WarcWriter writer = new WarcWriter(
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE), compression)) {
            for (int i = 0; i < 20; i++) {
                write(writer, i, 200, "text/html; charset=windows-1252", "<p>é page " + i + " " + "words ".repeat(300));
            }
            write(writer, 20, 404, "text/html", "gone");
            write(writer, 21, 200, "image/png", "png");
        }
        return file;
    }

    private static void write(WarcWriter writer, int number, int status, String type, String body) throws Exception {
        HttpResponse http = new HttpResponse.Builder(status, "x")
                .body(MediaType.parse(type), body.getBytes(java.nio.charset.Charset.forName("windows-1252")))
                .build();
        writer.write(new WarcResponse.Builder(URI.create("https://news.example/" + number))
                .date(ARCHIVED)
                .body(http)
                .build());
    }

    private List<Reading> read(Path file, boolean asOf) {
        List<Reading> readings = new ArrayList<>();
        FileOptions options = FileOptions.of(1 << 20);
        new FileSource(
                        List.of(file),
                        Clock.systemUTC(),
                        asOf ? options.withAsOf(Instant.parse("2024-01-01T00:00:00Z")) : options)
                .read(readings::add);
        return readings;
    }

    @Test
    void takesThePagesOfAnArchivePackedOrNot() throws Exception {
        for (WarcCompression compression : new WarcCompression[] {WarcCompression.GZIP, WarcCompression.NONE}) {
            List<Reading> readings = read(archive(compression + ".warc", compression), true);
            assertThat(readings).hasSize(20).allMatch(Reading.Found.class::isInstance);
            Reading.Found first = (Reading.Found) readings.get(0);
            assertThat(first.article().content()).startsWith("<p>é page 0");
            assertThat(first.article().url()).isEqualTo("https://news.example/0");
            assertThat(first.article().ingestTime()).isEqualTo(ARCHIVED);
            assertThat(first.article().published()).isNull();
        }
    }

    @Test
    void keepsWhatCameBeforeTheCut() throws Exception {
        Path whole = archive("whole.warc.gz", WarcCompression.GZIP);
        byte[] bytes = Files.readAllBytes(whole);
        Path cut = folder.resolve("cut.warc.gz");
        Files.write(cut, Arrays.copyOf(bytes, bytes.length / 2));
        List<Reading> readings = read(cut, false);
        assertThat(readings).hasSizeBetween(5, 20);
        Reading last = readings.get(readings.size() - 1);
        assertThat(last).isInstanceOf(Reading.Refused.class);
        assertThat(((Reading.Refused) last).reason()).contains("breaks off in record");
    }

    @Test
    void saysThatAFileIsNoArchive() throws Exception {
        Path file = folder.resolve("no.warc");
        Files.write(file, "hello".getBytes(StandardCharsets.UTF_8));
        assertThat(read(file, false)).singleElement().isInstanceOf(Reading.Refused.class);
        Path empty = folder.resolve("empty.warc");
        Files.write(empty, new byte[0]);
        assertThat(read(empty, false)).singleElement().isInstanceOf(Reading.Refused.class);
    }

    @Test
    void aFolderMayHoldArchives() throws Exception {
        archive("a.warc.gz", WarcCompression.GZIP);
        List<Reading> readings = new ArrayList<>();
        new FileSource(List.of(folder), Clock.systemUTC(), FileOptions.of(1 << 20)).read(readings::add);
        assertThat(readings).hasSize(20).allMatch(Reading.Found.class::isInstance);
    }
}
