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

class UrlListSourceTest {
    @TempDir
    Path folder;

    @Test
    void takesThePagesOfAListAndTheTimeAtWhichTheyWereSeen() throws Exception {
        try (LocalSite site = new LocalSite()) {
            site.page("/a", "text/html", "<p>a</p>").page("/b", "text/html", "<p>b</p>");
            Path list = folder.resolve("gdelt.csv");
            Files.writeString(
                    list,
                    "# remark\n20240503133000\t1\t" + site.at("/a") + "\n" + site.at("/b") + "\nnothing\n"
                            + site.at("/c") + "\nfile:///etc/passwd\n");
            List<Reading> readings = new ArrayList<>();
            try (UrlListSource source =
                    new UrlListSource(List.of(list), LocalSite.settings(), Clock.systemUTC(), true)) {
                source.read(readings::add);
            }
            assertThat(readings).hasSize(5);
            Reading.Found a = (Reading.Found) readings.get(0);
            assertThat(a.article().ingestTime()).isEqualTo(Instant.parse("2024-05-03T13:30:00Z"));
            assertThat(a.article().published()).isNull();
            assertThat(a.article().url()).isEqualTo(site.at("/a"));
            assertThat(readings.get(1)).isInstanceOf(Reading.Found.class);
            assertThat(((Reading.Refused) readings.get(2)).reason()).contains("names no address: 'nothing'");
            assertThat(((Reading.Refused) readings.get(3)).reason()).contains("the server answers 404");
            assertThat(readings.get(3).location()).isEqualTo(list + ":5");
            assertThat(((Reading.Refused) readings.get(4)).reason()).contains("expected http");
        }
    }

    @Test
    void readsBothWaysOfWritingATime() {
        assertThat(UrlListSource.seen("x 2024-05-03T14:30:00+01:00 y")).isEqualTo("2024-05-03T13:30:00Z");
        assertThat(UrlListSource.seen("20249903143000 y")).isNull();
        assertThat(UrlListSource.seen("http://x/2024050314300012345")).isNull();
    }
}
