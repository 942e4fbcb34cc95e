package io.harmattan.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.harmattan.domain.Entity;
import io.harmattan.domain.EntityType;
import io.harmattan.domain.EventCluster;
import io.harmattan.domain.Figure;
import io.harmattan.domain.GeoPoint;
import io.harmattan.domain.Stance;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in a real browser, Debian's chromium; skipped where there is none. Screenshots lie in target/pages. */
class PageTest {
    private static final Instant NOON = Instant.parse("2024-05-03T12:00:00Z");
    private static final String EVIL = "Troops <script>document.title='run'</script> & \"leave\"";

    @TempDir
    Path profile;

    private ApiServer server;

    @BeforeEach
    void start() {
        server = Fixtures.start(
                0,
                new Fixtures.Search() {
                    @Override
                    public List<EventCluster> clusters(ClusterQuestion question) {
                        return List.of(PageTest.cluster(), Fixtures.cluster());
                    }

                    @Override
                    public Optional<EventCluster> cluster(String id) {
                        return Optional.of(PageTest.cluster());
                    }
                },
                () -> List.of(new StackStatus.Part("kafka", true, "4.3.1", "localhost:9092", null)));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void theEventsAreListedWithWhatTheySay() throws Exception {
        Document page = open("", "list.png", "1280,900");

        assertThat(page.select("#cards .card")).hasSize(2);
        assertThat(page.select("#cards .card").get(0).text())
                .contains(
                        "5 articles, 3 independent sources",
                        "Air Base 101",
                        "1 for russian presence",
                        "1 against US presence",
                        "1 figure differs");
        assertThat(page.select("#state").text()).isEqualTo("live");
    }

    @Test
    void anEventShowsWhereItsSourcesDifferWhoIsForWhatAndItsPlaces() throws Exception {
        Document page = open("clusters/e" + Fixtures.CLUSTER.substring(1), "event.png", "1280,1800");

        assertThat(page.select("#detail .claim").eachText())
                .containsExactly("about 1,000 troopsThe Herald", "1,100 troopsan officer · The Courier");
        assertThat(page.select("#detail .stances").text()).contains("against", "“asked them to go”", "2 sources");
        assertThat(page.select("#map path.leaflet-interactive")).hasSize(1);
        assertThat(page.select("#detail table").text()).contains("first to tell", "copy", "An officer");
        assertThat(page.select("#detail a[href^=javascript]")).isEmpty();
    }

    @Test
    void whatComesFromArticlesIsText() throws Exception {
        Document page = open("clusters/e" + Fixtures.CLUSTER.substring(1), "evil.png", "1280,900");

        assertThat(page.select("#detail h1").text()).isEqualTo(EVIL);
        assertThat(page.title()).startsWith(EVIL);
        assertThat(page.select("#detail script, #cards script")).isEmpty();
    }

    @Test
    void onAPhoneOneThingAtATimeFitsTheWidth() throws Exception {
        open("", "phone-list.png", "412,900");
        open("clusters/e" + Fixtures.CLUSTER.substring(1), "phone-event.png", "412,2400");
        Document search = open("search?q=base", "phone-search.png", "412,900");

        assertThat(search.select("#detail h1").text()).isEqualTo("7 articles");
        assertThat(search.select("#detail li b").text()).isEqualTo("Troops enter <b>base</b>");
        assertThat(search.select("#detail a.chip").eachAttr("href"))
                .contains(
                        "/search?q=base%20AND%20country%3A%22NE%22",
                        // as words: the language knows entities of the profile alone, and articles name others too
                        "/search?q=base%20AND%20%22Jane%20Sample%22");
        assertThat(search.select("#detail button").text()).isEqualTo("More");
    }

    private Document open(String path, String screenshot, String size) throws Exception {
        Path shot = Files.createDirectories(Path.of("target", "pages")).resolve(screenshot);
        run(List.of("--window-size=" + size, "--screenshot=" + shot.toAbsolutePath()), path);
        return Jsoup.parse(run(List.of("--window-size=" + size, "--dump-dom"), path));
    }

    private String run(List<String> what, String path) throws IOException, InterruptedException {
        String browser = Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                .filter(b -> Files.isExecutable(Path.of(b)))
                .findFirst()
                .orElse(null);
        Assumptions.assumeTrue(browser != null, "no chromium under /usr/bin");
        List<String> command = new ArrayList<>(List.of(
                browser,
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--hide-scrollbars",
                "--virtual-time-budget=3000",
                "--user-data-dir=" + profile.resolve(Integer.toString(what.hashCode()))));
        command.addAll(what);
        command.add(server.address() + path);
        Path out = profile.resolve("out");
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS))
                    .as(String.join(" ", command))
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        return Files.readString(out, StandardCharsets.UTF_8);
    }

    private static EventCluster cluster() {
        Entity base = new Entity(
                "ne-air-base-101", "Air Base 101", EntityType.PLACE, "base", "NE", new GeoPoint(13.48, 2.18));
        Entity person = new Entity("ada-sample", "Ada Sample", EntityType.PERSON, null, null, null);
        return EventCluster.builder("e" + Fixtures.CLUSTER.substring(1), "default", NOON)
                .revision(7)
                .title(EVIL)
                .firstEventTime(NOON)
                .lastEventTime(NOON.plusSeconds(90_000))
                .timed(true)
                .members(List.of(
                        member("a", EventCluster.Role.FIRST, "The Herald", "https://herald.example/a"),
                        member("b", EventCluster.Role.COPY, "The Courier", "javascript:alert(1)")))
                .articles(5)
                .sources(3)
                .entities(List.of(new EventCluster.EntityCount(base, 4, 3), new EventCluster.EntityCount(person, 2, 1)))
                .summary(
                        List.of(new EventCluster.SummaryLine("a", "The Herald", "The troops left the base on Friday.")))
                .stances(List.of(
                        tally("us-presence", Stance.Label.OPPOSED, "asked them to go"),
                        tally("russian-presence", Stance.Label.FAVOURABLE, "welcomed the trainers")))
                .disagreements(List.of(new EventCluster.Disagreement(
                        "troops in Niger",
                        "United States",
                        null,
                        List.of(
                                claim(1000, Figure.Bound.ABOUT, "about 1,000 troops", null, "The Herald"),
                                claim(1100, Figure.Bound.EXACT, "1,100 troops", "an officer", "The Courier")))))
                .quoted(List.of(new EventCluster.QuotedBy("an officer", null, 2, 2, List.of("The Herald"))))
                .build();
    }

    private static EventCluster.StanceTally tally(String target, Stance.Label label, String evidence) {
        return new EventCluster.StanceTally(
                target, "the junta", "ne-junta", label, 3, 2, NOON, NOON.plusSeconds(90_000), "a", evidence);
    }

    private static EventCluster.Claim claim(
            double value, Figure.Bound bound, String surface, String says, String outlet) {
        return new EventCluster.Claim(value, null, bound, surface, says, List.of("a"), List.of(outlet), 1);
    }

    private static EventCluster.Member member(String id, EventCluster.Role role, String outlet, String url) {
        return new EventCluster.Member(id, 1, NOON, true, EVIL, outlet, url, false, id, role);
    }
}
