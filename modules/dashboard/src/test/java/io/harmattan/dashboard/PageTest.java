package io.harmattan.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.WaitForSelectorState;
import io.harmattan.domain.ClusterChange;
import io.harmattan.domain.Entity;
import io.harmattan.domain.EntityType;
import io.harmattan.domain.EventCluster;
import io.harmattan.domain.Figure;
import io.harmattan.domain.GeoPoint;
import io.harmattan.domain.Stance;
import io.harmattan.testkit.MemoryNewsStream;
import io.harmattan.testkit.SampleAlert;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The page in a real browser, Debian's chromium; skipped where there is none. Screenshots lie in target/pages. */
class PageTest {
    private static final Instant NOON = Instant.parse("2024-05-03T12:00:00Z");
    private static final String EVIL = "Troops <script>document.title='run'</script> & \"leave\"";

    private static Playwright playwright;
    private static Browser browser;

    private final MemoryNewsStream stream = Fixtures.stream();
    private final List<Page> pages = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private volatile List<EventCluster> clusters = List.of(cluster(), Fixtures.cluster());
    private ApiServer server;

    @BeforeAll
    static void launch() {
        Path chromium = Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
        Assumptions.assumeTrue(chromium != null, "no chromium under /usr/bin");
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(chromium)
                        .setArgs(List.of(
                                "--headless",
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
    }

    @AfterAll
    static void quit() {
        if (playwright != null) {
            playwright.close();
        }
    }

    @BeforeEach
    void start() {
        server = new Fixtures.Server()
                        .search(new Fixtures.Search() {
                            @Override
                            public Clusters clusters(ClusterQuestion question) {
                                return new Clusters(clusters.size(), clusters, null);
                            }

                            @Override
                            public Optional<EventCluster> cluster(String id) {
                                return Optional.of(PageTest.cluster());
                            }
                        })
                        .stream(stream)
                        .status(() -> List.of(new StackStatus.Part("kafka", true, "4.3.1", "localhost:9092", null)))
                        .start();
    }

    @AfterEach
    void stop() {
        pages.forEach(Page::close);
        server.close();
        assertThat(faults).isEmpty();
    }

    @Test
    void theEventsAreListedWithWhatTheySay() {
        Document page = dom(open("", "list.png", 1280, "#state.live"));

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
    void anEventShowsWhereItsSourcesDifferWhoIsForWhatAndItsPlaces() {
        Document page = dom(
                open("clusters/e" + Fixtures.CLUSTER.substring(1), "event.png", 1280, "#map path.leaflet-interactive"));

        assertThat(page.select("#detail .claim").eachText())
                .containsExactly("about 1,000 troopsThe Herald", "1,100 troopsan officer · The Courier");
        assertThat(page.select("#detail .stances").text()).contains("against", "“asked them to go”", "2 sources");
        assertThat(page.select("#map path.leaflet-interactive")).hasSize(1);
        assertThat(page.select("#detail table").text()).contains("first to tell", "copy", "An officer");
        assertThat(page.select("#detail a[href^=javascript]")).isEmpty();
    }

    @Test
    void whatComesFromArticlesIsText() {
        Document page = dom(open("clusters/e" + Fixtures.CLUSTER.substring(1), "evil.png", 1280, "#detail h1"));

        assertThat(page.select("#detail h1").text()).isEqualTo(EVIL);
        assertThat(page.title()).startsWith(EVIL);
        assertThat(page.select("#detail script, #cards script")).isEmpty();
    }

    @Test
    void onAPhoneOneThingAtATimeFitsTheWidth() {
        open("", "phone-list.png", 412, "#cards .card");
        open("clusters/e" + Fixtures.CLUSTER.substring(1), "phone-event.png", 412, "#map path.leaflet-interactive");
        Document search = dom(open("search?q=base", "phone-search.png", 412, "#detail h1"));

        assertThat(search.select("#detail h1").text()).isEqualTo("7 articles");
        assertThat(search.select("#detail li b").text()).isEqualTo("Troops enter <b>base</b>");
        assertThat(search.select("#detail a.chip").eachAttr("href"))
                .contains(
                        "/search?q=base%20AND%20country%3A%22NE%22",
                        // by its id, which a name that no profile lists has too
                        "/search?q=base%20AND%20entity%3A%22name-person-jane-sample%22");
        assertThat(search.select("#detail button").text()).isEqualTo("More");
    }

    @Test
    void aChangeIsSeenAtOnceAndAWindowWiderThanThePageIsNeverNeeded() {
        Page page = open("", "live.png", 412, "#state.live");
        page.waitForCondition(() -> stream.readers() > 0);
        clusters = List.of(Fixtures.cluster());
        Instant time = Instant.parse("2026-03-01T09:30:00Z");
        stream.happened(
                new ClusterChange(
                        "e1",
                        2,
                        1,
                        "default",
                        ClusterChange.Kind.MERGED,
                        null,
                        null,
                        time,
                        time,
                        false,
                        "",
                        Map.of(),
                        null),
                Fixtures.cluster());

        // sooner than the page would ask by itself
        page.locator("#cards .card")
                .nth(1)
                .waitFor(new Locator.WaitForOptions()
                        .setState(WaitForSelectorState.DETACHED)
                        .setTimeout(4_000));

        for (String path : List.of("", "alerts", "search?q=base", "clusters/e" + Fixtures.CLUSTER.substring(1))) {
            Page narrow = open(path, "narrow.png", 360, path.isEmpty() ? "#cards .card" : "#detail .back");
            assertThat((Integer) narrow.evaluate("document.documentElement.scrollWidth"))
                    .as(path)
                    .isLessThanOrEqualTo(360);
        }
    }

    @Test
    void anEntityAndWhatHappenedToAnEventAreShown() {
        Page page = open("clusters/e" + Fixtures.CLUSTER.substring(1), "event-whole.png", 1280, "#detail h1");
        assertThat(page.textContent("#detail")).contains("What happened to it", "The Herald, The Courier");
        page.navigate(server.address() + "entities/" + Fixtures.ENTITY);
        page.locator("#detail .days .bar").first().waitFor();
        assertThat(page.textContent("#detail h1")).isEqualTo("Air Base 101");
        shoot(page, "entity.png");
    }

    @Test
    void alertsAreShownToWhoeverHasATokenAsTheyCome() {
        Page page = open("alerts", "alerts-token.png", 1280, "#token");
        page.fill("#token", "wrong");
        page.keyboard().press("Enter");
        page.locator("#detail .error").waitFor();
        assertThat(page.textContent("#detail .error")).contains("not known");

        page.fill("#token", "subscriber");
        page.keyboard().press("Enter");
        page.locator("#alerts li").nth(1).waitFor();
        page.waitForCondition(() -> stream.readers() > 1);
        stream.told(SampleAlert.alert("fresh", "bases", SampleAlert.NOW));
        page.locator("#alerts li").nth(2).waitFor();
        assertThat(page.locator("#alerts a").first().getAttribute("href")).isEqualTo("/alerts/fresh");
        shoot(page, "alerts.png");

        page.locator("#alerts a[href='/alerts/" + Fixtures.ALERT + "']").click();
        page.locator("text=Attempts").waitFor();
        assertThat(page.textContent("#detail")).contains("is tried again · 500", "arrived · 204");
        page.locator("text=Send it again").click();
        page.locator("#detail .error, button:has-text('On its way')").waitFor();
        shoot(page, "alert.png");
    }

    /** Opens an address, waits until it shows what it waits for, and keeps a picture. */
    private Page open(String path, String screenshot, int width, String waitFor) {
        Page page = browser.newPage(new Browser.NewPageOptions().setViewportSize(width, 900));
        pages.add(page);
        page.onPageError(faults::add);
        page.navigate(server.address() + path);
        page.locator(waitFor).first().waitFor();
        shoot(page, screenshot);
        return page;
    }

    private static void shoot(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of("target", "pages", name))
                .setFullPage(true));
    }

    private static Document dom(Page page) {
        return Jsoup.parse(page.content());
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
                target,
                "the junta",
                "ne-junta",
                label,
                3,
                2,
                List.of("The Herald", "The Courier"),
                NOON,
                NOON.plusSeconds(90_000),
                "a",
                evidence);
    }

    private static EventCluster.Claim claim(
            double value, Figure.Bound bound, String surface, String says, String outlet) {
        return new EventCluster.Claim(value, null, bound, surface, says, List.of("a"), List.of(outlet), 1);
    }

    private static EventCluster.Member member(String id, EventCluster.Role role, String outlet, String url) {
        return new EventCluster.Member(id, 1, NOON, true, EVIL, outlet, url, false, id, role);
    }
}
