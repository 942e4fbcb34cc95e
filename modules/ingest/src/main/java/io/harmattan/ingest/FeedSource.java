package io.harmattan.ingest;

import io.harmattan.domain.Article;
import io.harmattan.domain.FeedState;
import io.harmattan.domain.Published;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The articles of many feeds, each asked on its own schedule until the source is closed. A feed that breaks is asked ever
 * more rarely and holds no other up. What was taken in is remembered in {@link FeedStates}, after the articles are safe:
 * a crash repeats at most one asking, and enrich knows the articles again.
 */
public final class FeedSource implements ArticleSource, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FeedSource.class);
    private static final int THREADS = 8;
    private static final Duration LONGEST_BACK_OFF = Duration.ofHours(6);
    private static final double JITTER = 0.1;

    /** Entries remembered at least; more when a feed has more. */
    private static final int REMEMBERED = 1000;

    private final List<ListedFeed> feeds;
    private final FeedStates states;
    private final Fetcher fetcher;
    private final ArticleMaker maker;
    private final Clock clock;
    private final boolean once;
    private final CountDownLatch closed = new CountDownLatch(1);

    /**
     * @param states where to go on
     * @param clock the wall clock
     * @param once whether each feed that is due is asked once and that is all
     */
    public FeedSource(List<ListedFeed> feeds, FeedStates states, FetchSettings settings, Clock clock, boolean once) {
        this.feeds = List.copyOf(feeds);
        this.states = states;
        this.fetcher = new Fetcher(settings, clock);
        this.maker = new ArticleMaker(clock);
        this.clock = clock;
        this.once = once;
    }

    @Override
    public void read(Consumer<? super Reading> to) {
        ScheduledThreadPoolExecutor threads =
                new ScheduledThreadPoolExecutor(THREADS, r -> new Thread(r, "ingest-feeds"));
        threads.setRemoveOnCancelPolicy(true);
        AtomicReference<@Nullable RuntimeException> end = new AtomicReference<>();
        CountDownLatch asked = new CountDownLatch(feeds.size());
        try {
            for (ListedFeed feed : feeds) {
                Instant due = states.get(feed.url()).map(FeedState::due).orElse(Instant.MIN);
                schedule(threads, feed, once ? Instant.MIN : due, to, asked, end);
            }
            while (end.get() == null
                    && !(once ? asked.await(200, TimeUnit.MILLISECONDS) : closed.await(200, TimeUnit.MILLISECONDS))
                    && closed.getCount() > 0) {
                Thread.onSpinWait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            threads.shutdownNow();
            try {
                threads.awaitTermination(5, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        RuntimeException broken = end.get();
        if (broken != null) {
            throw broken;
        }
    }

    private void schedule(
            ScheduledExecutorService threads,
            ListedFeed feed,
            Instant due,
            Consumer<? super Reading> to,
            CountDownLatch asked,
            AtomicReference<@Nullable RuntimeException> end) {
        Instant now = clock.instant();
        long wait = due.isAfter(now) ? Duration.between(now, due).toMillis() : 0;
        var unused = threads.schedule(
                () -> {
                    try {
                        FeedState next = ask(feed, to);
                        if (!once && closed.getCount() > 0) {
                            schedule(threads, feed, next.due(), to, asked, end);
                        }
                    } catch (RuntimeException e) {
                        end.compareAndSet(null, e); // what the consumer throws ends the reading
                    } finally {
                        asked.countDown();
                    }
                },
                wait,
                TimeUnit.MILLISECONDS);
    }

    /** Asks a feed, hands over what is new, says where to go on. */
    private FeedState ask(ListedFeed feed, Consumer<? super Reading> to) {
        Optional<FeedState> before = states.get(feed.url());
        List<Reading> readings = new ArrayList<>();
        FeedState after;
        Fetched fetched = fetcher.get(
                feed.url(),
                before.map(FeedState::etag).orElse(null),
                before.map(FeedState::lastModified).orElse(null));
        if (closed.getCount() == 0) { // what was cut off by that says nothing about the feed
            return before.orElseGet(() -> calm(feed, null, null, List.of()));
        }
        if (fetched instanceof Fetched.NotModified) {
            after = before.map(s -> calm(feed, s.etag(), s.lastModified(), s.seen()))
                    .orElseGet(() -> calm(feed, null, null, List.of()));
        } else if (fetched instanceof Fetched.Content content) {
            try {
                return take(feed, before, content, to);
            } catch (Refusal e) {
                after = trouble(feed, before, null, e.reason(), readings);
            }
        } else {
            Fetched.Failed failed = (Fetched.Failed) fetched;
            after = trouble(feed, before, failed.retryAfter(), failed.reason(), readings);
        }
        handOver(to, feed, readings, after);
        return after;
    }

    private FeedState take(
            ListedFeed feed, Optional<FeedState> before, Fetched.Content content, Consumer<? super Reading> to)
            throws Refusal {
        FeedEntries entries = FeedEntries.parse(content);
        Set<String> seen = new LinkedHashSet<>(before.map(FeedState::seen).orElse(List.of()));
        String outlet = feed.outlet() == null ? entries.title() : feed.outlet();
        boolean missing = false;
        for (FeedEntries.Entry entry : entries.entries()) {
            if (seen.contains(entry.id())) {
                continue;
            }
            if (closed.getCount() == 0) {
                missing = true;
                break;
            }
            Reading reading = article(feed, outlet, entry);
            if (closed.getCount() == 0 && reading instanceof Reading.Refused) {
                missing = true;
                break;
            }
            if (reading instanceof Reading.Refused refused && refused.reason().startsWith(LATER)) {
                missing = true; // its page could not be had now: the entry stays new
                handOver(to, reading);
                continue;
            }
            seen.add(entry.id());
            handOver(to, reading);
        }
        List<String> kept = new ArrayList<>(seen);
        int most = Math.max(REMEMBERED, 2 * entries.entries().size());
        FeedState after = calm(
                feed,
                missing ? null : content.etag(), // or the same answer would not come again
                missing ? null : content.lastModified(),
                kept.subList(Math.max(0, kept.size() - most), kept.size()));
        handOver(to, feed, List.of(), after);
        return after;
    }

    private static final String LATER = "its page cannot be had now: ";

    private Reading article(ListedFeed feed, @Nullable String outlet, FeedEntries.Entry entry) {
        String location = feed.url() + "#" + entry.id();
        boolean page =
                feed.pages() == ListedFeed.Pages.ALWAYS || feed.pages() == ListedFeed.Pages.AUTO && entry.isSummary();
        if (page && entry.url() != null) {
            Fetched fetched = fetcher.get(entry.url());
            if (fetched instanceof Fetched.Failed failed && !failed.forGood()) {
                return new Reading.Refused(location, LATER + failed.reason());
            }
            try {
                return found(location, entry, Fetched.page(entry.url(), fetched), outlet);
            } catch (Refusal e) {
                return fallback(location, entry, outlet, "its page: " + e.reason());
            }
        }
        return fallback(location, entry, outlet, "has neither text nor title");
    }

    /** The entry itself, where there is enough of it. */
    private Reading fallback(String location, FeedEntries.Entry entry, @Nullable String outlet, String otherwise) {
        return entry.html().isBlank() && entry.title() == null
                ? new Reading.Refused(location, otherwise)
                : found(location, entry, entry.html(), outlet);
    }

    private Reading found(String location, FeedEntries.Entry entry, String html, @Nullable String outlet) {
        Published published = entry.published();
        Article article =
                maker.make(location, entry.url(), Article.ContentType.HTML, entry.title(), html, published, outlet);
        return new Reading.Found(entry.id(), article);
    }

    private FeedState calm(ListedFeed feed, @Nullable String etag, @Nullable String lastModified, List<String> seen) {
        return new FeedState(feed.url(), later(feed, feed.every(), 0), etag, lastModified, 0, null, seen);
    }

    /** Asked twice as rarely after each failure, up to six hours, and not before it wants to be. */
    private FeedState trouble(
            ListedFeed feed,
            Optional<FeedState> before,
            @Nullable Duration wish,
            String reason,
            List<Reading> readings) {
        int failures = before.map(FeedState::failures).orElse(0) + 1;
        Duration wait = feed.every();
        for (int i = 1; i < failures && wait.compareTo(LONGEST_BACK_OFF) < 0; i++) {
            wait = wait.multipliedBy(2);
        }
        wait = wait.compareTo(LONGEST_BACK_OFF) > 0 && feed.every().compareTo(LONGEST_BACK_OFF) < 0
                ? LONGEST_BACK_OFF
                : wait;
        if (wish != null && wish.compareTo(wait) > 0) {
            wait = wish.compareTo(Duration.ofDays(1)) > 0 ? Duration.ofDays(1) : wish;
        }
        readings.add(new Reading.Refused(feed.url(), "is no feed that can be read now: " + reason));
        LOG.warn("a feed cannot be read: feed={} failures={} cause={}", feed.url(), failures, reason);
        return new FeedState(
                feed.url(),
                later(feed, wait, failures),
                before.map(FeedState::etag).orElse(null),
                before.map(FeedState::lastModified).orElse(null),
                failures,
                reason,
                before.map(FeedState::seen).orElse(List.of()));
    }

    /** Some jitter, drawn from the feed and the time, so that feeds do not come all at once. */
    private Instant later(ListedFeed feed, Duration wait, int failures) {
        Instant now = clock.instant();
        double stretch = 1
                + JITTER
                        * new SplittableRandom(feed.url().hashCode() * 31L + now.getEpochSecond() + failures)
                                .nextDouble();
        return now.plusMillis(Math.round(wait.toMillis() * stretch));
    }

    private synchronized void handOver(Consumer<? super Reading> to, Reading reading) {
        to.accept(reading);
    }

    private synchronized void handOver(
            Consumer<? super Reading> to, ListedFeed feed, List<Reading> readings, FeedState after) {
        readings.forEach(to);
        to.accept(new Reading.Checkpoint(feed.url(), () -> states.put(after)));
    }

    /** Ends the reading; what is being asked is not waited for. */
    @Override
    public void close() {
        closed.countDown();
        fetcher.close();
    }
}
