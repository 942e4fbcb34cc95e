package io.harmattan.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.harmattan.domain.FeedState;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FeedSourceTest {
    private final Memory states = new Memory();
    private final List<Reading> readings = Collections.synchronizedList(new ArrayList<>());
    private LocalSite site;

    @BeforeEach
    void start() throws Exception {
        site = new LocalSite();
    }

    @AfterEach
    void stop() {
        site.close();
    }

    private ListedFeed feed(String path, ListedFeed.Pages pages) {
        return new ListedFeed(site.at(path), Duration.ofSeconds(1), null, pages);
    }

    private void once(ListedFeed... feeds) {
        try (FeedSource source =
                new FeedSource(List.of(feeds), states, LocalSite.settings(), Clock.systemUTC(), true)) {
            source.read(this::take);
        }
    }

    private void take(Reading reading) {
        if (reading instanceof Reading.Checkpoint checkpoint) {
            checkpoint.reached().run();
        } else {
            readings.add(reading);
        }
    }

    private List<Reading.Found> found() {
        return readings.stream()
                .filter(Reading.Found.class::isInstance)
                .map(Reading.Found.class::cast)
                .toList();
    }

    private static String rss(String... items) {
        return "<rss version=\"2.0\"><channel><title>Site</title><link>x</link><description>d</description>"
                + String.join("", items) + "</channel></rss>";
    }

    private static String item(String id, String text) {
        return "<item><title>Title " + id + "</title><link>/" + id + "</link><guid>" + id + "</guid><description>"
                + text + "</description></item>";
    }

    @Test
    void takesEachEntryOnceAndGoesOnWhereAnotherInstanceWas() {
        site.page("/feed", "application/rss+xml", rss(item("1", "one"), item("2", "two")));
        once(feed("/feed", ListedFeed.Pages.NEVER));
        assertThat(found()).extracting(f -> f.article().title()).containsExactly("Title 1", "Title 2");
        assertThat(found()).allMatch(f -> "Site".equals(f.article().outlet()));

        site.page("/feed", "application/rss+xml", rss(item("3", "three"), item("1", "one"), item("2", "two")));
        once(feed("/feed", ListedFeed.Pages.NEVER));
        assertThat(found()).extracting(f -> f.article().title()).containsExactly("Title 1", "Title 2", "Title 3");
    }

    @Test
    void fetchesThePageWhereTheFeedHasOnlyASummary() {
        String words = "Some words of a long article that says all there is to say. ".repeat(20);
        site.page("/feed", "application/rss+xml", rss(item("1", "short"), item("2", words), item("3", "short")));
        site.page("/1", "text/html", "<html><body><p>the whole page</p></body></html>");
        once(feed("/feed", ListedFeed.Pages.AUTO));
        assertThat(found()).hasSize(3);
        assertThat(found().get(0).article().content()).contains("the whole page");
        assertThat(found().get(1).article().content()).isEqualToIgnoringWhitespace(words);
        assertThat(found().get(2).article().content()).as("its page is gone").isEqualTo("short");
        assertThat(site.asked).doesNotContain("/2");
    }

    @Test
    void anEntryWhosePageCannotBeHadNowIsTakenLater() {
        site.page("/feed", "application/rss+xml", rss(item("1", "short")));
        site.page("/1", exchange -> LocalSite.send(exchange, 503, "text/plain", ""));
        once(feed("/feed", ListedFeed.Pages.AUTO));
        assertThat(found()).isEmpty();
        site.page("/1", "text/html", "<p>page</p>");
        once(feed("/feed", ListedFeed.Pages.AUTO));
        assertThat(found()).hasSize(1);
    }

    @Test
    void aFeedThatBreaksIsAskedMoreRarelyAndHoldsNobodyUp() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        site.page("/hangs", exchange -> {
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        site.page("/broken", "text/html", "<p>no feed</p>");
        site.page("/good", "application/rss+xml", rss(item("1", "one")));
        CountDownLatch good = new CountDownLatch(1);
        FeedSource source = new FeedSource(
                List.of(
                        feed("/hangs", ListedFeed.Pages.NEVER),
                        feed("/broken", ListedFeed.Pages.NEVER),
                        feed("/good", ListedFeed.Pages.NEVER)),
                states,
                LocalSite.settings(),
                Clock.systemUTC(),
                false);
        Thread reading = new Thread(() -> source.read(r -> {
            take(r);
            if (r instanceof Reading.Found) {
                good.countDown();
            }
        }));
        reading.start();
        assertThat(good.await(20, TimeUnit.SECONDS)).isTrue();
        org.awaitility.Awaitility.await().until(() -> states.get(site.at("/broken"))
                .filter(s -> s.failures() >= 2)
                .isPresent());
        source.close();
        over.countDown();
        reading.join(10_000);
        FeedState broken = states.get(site.at("/broken")).orElseThrow();
        assertThat(broken.trouble()).contains("is no feed");
        assertThat(states.get(site.at("/good")).orElseThrow().failures()).isZero();
    }

    @Test
    void asksConditionallyAndTakesTenThousandEntries() {
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 10_000; i++) {
            many.append(item(Integer.toString(i), "text " + i));
        }
        String body = rss(many.toString());
        site.page("/feed", exchange -> {
            if ("\"v\"".equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
                exchange.sendResponseHeaders(304, -1);
                exchange.close();
                return;
            }
            exchange.getResponseHeaders().add("ETag", "\"v\"");
            LocalSite.send(exchange, 200, "application/rss+xml", body);
        });
        FetchSettings large = new FetchSettings(
                "Harmattan-test", Duration.ofSeconds(20), 10 << 20, Duration.ofMillis(1), true, true, false);
        for (int i = 0; i < 2; i++) {
            try (FeedSource source = new FeedSource(
                    List.of(feed("/feed", ListedFeed.Pages.NEVER)), states, large, Clock.systemUTC(), true)) {
                source.read(this::take);
            }
        }
        assertThat(found()).hasSize(10_000);
        assertThat(states.get(site.at("/feed")).orElseThrow().seen()).hasSize(10_000);
    }

    private static final class Memory implements FeedStates {
        private final Map<String, FeedState> states = new ConcurrentHashMap<>();

        @Override
        public Optional<FeedState> get(String url) {
            return Optional.ofNullable(states.get(url));
        }

        @Override
        public void put(FeedState state) {
            states.put(state.url(), state);
        }

        @Override
        public void close() {}
    }
}
