package io.harmattan.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UrlLinesTest {
    @TempDir
    Path folder;

    private final List<Reading> readings = new ArrayList<>();

    @Test
    void takesThePagesOfAListInItsOrderAndTheTimesAtWhichTheyWereSeen() throws Exception {
        try (LocalSite site = new LocalSite()) {
            site.page("/a", exchange -> {
                try {
                    Thread.sleep(300);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                LocalSite.send(exchange, 200, "text/html", "<p>a</p>");
            });
            site.page("/b", "text/html", "<p>b</p>").page("/pdf", "application/pdf", "%PDF");
            Path list = Files.writeString(
                    folder.resolve("seen.urls"),
                    "# remark\n410000000\t20240503130000\t20240503133000\t1\texample\t" + site.at("/a") + "\n"
                            + "20240503140000\t" + site.at("/b") + "\nnothing\n" + site.at("/c")
                            + "\nfile:///etc/passwd\n"
                            + site.at("/pdf") + "\n");
            read(list, options(list).withAsOf(Instant.parse("2024-01-01T00:00:00Z")));
            assertThat(readings).hasSize(6);
            Reading.Found a = (Reading.Found) readings.get(0);
            assertThat(a.article().ingestTime()).isEqualTo(Instant.parse("2024-05-03T13:30:00Z"));
            assertThat(a.article().published()).isNull();
            assertThat(a.article().url()).isEqualTo(site.at("/a"));
            assertThat(a.article().content()).isEqualTo("<p>a</p>");
            Reading.Found b = (Reading.Found) readings.get(1); // which was there first
            assertThat(b.article().content()).isEqualTo("<p>b</p>");
            assertThat(b.article().ingestTime()).isEqualTo(Instant.parse("2024-05-03T14:00:00Z"));
            assertThat(((Reading.Refused) readings.get(2)).reason()).contains("names no address: 'nothing'");
            assertThat(((Reading.Refused) readings.get(3)).reason()).contains("the server answers 404");
            assertThat(readings.get(3).location()).isEqualTo(list + ":5");
            assertThat(((Reading.Refused) readings.get(4)).reason()).contains("expected http");
            assertThat(((Reading.Refused) readings.get(5)).reason()).contains("application/pdf; expected a page");
        }
    }

    @Test
    void aListGoesOnWhereItWasStopped() throws Exception {
        try (LocalSite site = new LocalSite()) {
            StringBuilder lines = new StringBuilder();
            for (int i = 0; i < 40; i++) {
                site.page("/" + i, "text/html", "<p>" + i + "</p>");
                lines.append(site.at("/" + i)).append('\n');
            }
            Path list = Files.writeString(folder.resolve("a.urls"), lines);
            FileOptions options = options(list).withJournal(new MemoryJournal(), false);
            try {
                new FileSource(List.of(list), Clock.systemUTC(), options).read(reading -> {
                    if (readings.size() == 15) {
                        throw new IllegalStateException("killed");
                    }
                    readings.add(reading);
                });
            } catch (IllegalStateException e) {
                assertThat(e).hasMessage("killed");
            }
            read(list, options);
            assertThat(readings.stream().filter(Reading.Found.class::isInstance))
                    .hasSize(40);
            assertThat(readings.stream().map(Reading::location).distinct()).hasSizeGreaterThanOrEqualTo(40);
        }
    }

    @Test
    void readsBothWaysOfWritingATimeAndTakesTheLatest() {
        assertThat(UrlLines.latest("x 2024-05-03T14:30:00+01:00 y")).isEqualTo("2024-05-03T13:30:00Z");
        assertThat(UrlLines.latest("20240503130000\t20240504130000\t2024")).isEqualTo("2024-05-04T13:00:00Z");
        assertThat(UrlLines.latest("20249903143000 y")).isNull();
        assertThat(UrlLines.latest("2024050314300012345")).isNull();
    }

    private FileOptions options(Path list) {
        return FileOptions.of(1 << 20).withFetch(LocalSite.settings());
    }

    private void read(Path list, FileOptions options) {
        new FileSource(List.of(list), Clock.systemUTC(), options).read(readings::add);
    }
}
