package io.harmattan.ingest;

import io.harmattan.domain.Article;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The pages behind a list of addresses: one a line, anywhere in it, with the time at which somebody saw it beside it where
 * there is one (14 digits as GDELT writes them, in UTC, or ISO-8601; of several the latest before the address). The
 * seen-time is taken for the time of ingest when history is read as it came, and never for a date of publication. Some
 * pages are fetched at once, and handed over in the order of the list.
 */
final class UrlLines {
    private static final int AT_ONCE = 8;
    private static final int AHEAD = 2 * AT_ONCE;

    private static final Pattern ADDRESS = Pattern.compile("\\b[A-Za-z][A-Za-z0-9+.-]{1,10}://[^\\s,;\"'<>]+");
    private static final Pattern TIME = Pattern.compile(
            "(?<!\\d)(?<digits>(?:19|20)\\d{12})(?!\\d)|\\b(?<iso>\\d{4}-\\d\\d-\\d\\dT[\\d:.]+(?:Z|[+-]\\d\\d:\\d\\d))");
    private static final DateTimeFormatter GDELT = DateTimeFormatter.ofPattern("uuuuMMddHHmmss", Locale.ROOT);

    private final FetchSettings settings;
    private final ArticleMaker maker;
    private final Clock clock;
    private final long maxBytes;

    UrlLines(FetchSettings settings, ArticleMaker maker, Clock clock, long maxBytes) {
        this.settings = settings;
        this.maker = maker;
        this.clock = clock;
        this.maxBytes = maxBytes;
    }

    /** Reads to the end. */
    void read(String name, InputStream in, ReadingSink to) throws IOException, Refusal {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE, work -> new Thread(work, "ingest-pages"));
        Deque<Asked> ahead = new ArrayDeque<>();
        try (Fetcher fetcher = new Fetcher(settings, clock)) {
            Lines lines = new Lines(in, maxBytes);
            long number = 0;
            boolean any = false;
            for (Lines.Line line = lines.next(); line != null; line = lines.next()) {
                number++;
                if (line.length() <= maxBytes && (Lines.isBlank(line.bytes()) || line.bytes()[0] == '#')) {
                    continue;
                }
                any = true;
                if (to.skips()) {
                    continue;
                }
                if (ahead.size() == AHEAD) {
                    to.give(done(ahead.remove()));
                }
                String location = name + ":" + number;
                Lines.Line each = line;
                ahead.add(ask(location, each, fetcher, threads));
            }
            while (!ahead.isEmpty()) {
                to.give(done(ahead.remove()));
            }
            if (!any) {
                throw new Refusal("lists nothing; expected an address a line");
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** A page on its way; fetched by any thread, made an article in the order of the lines, so that two runs make the same. */
    private record Asked(
            String location, String url, @Nullable Instant seen, CompletableFuture<String> page) {}

    private Asked ask(String location, Lines.Line bytes, Fetcher fetcher, Executor threads) {
        try {
            if (bytes.length() > maxBytes) {
                throw new Refusal("has " + bytes.length() + " bytes; expected an address in a line");
            }
            String line = Decoding.text(bytes.bytes());
            Matcher address = ADDRESS.matcher(line);
            if (!address.find()) {
                throw new Refusal(
                        "names no address: '" + shown(line) + "'; expected http://… or https://… in the line");
            }
            String url = address.group();
            Instant before = latest(line.substring(0, address.start()));
            Instant seen = before == null ? latest(line.substring(address.end())) : before;
            return new Asked(
                    location,
                    url,
                    seen,
                    CompletableFuture.supplyAsync(
                            () -> {
                                try {
                                    return Fetched.page(url, fetcher.get(url));
                                } catch (Refusal e) {
                                    throw new CompletionException(e);
                                }
                            },
                            threads));
        } catch (Refusal e) {
            return new Asked(location, "", null, CompletableFuture.failedFuture(e));
        }
    }

    private Reading done(Asked asked) {
        try {
            return new Reading.Found(
                    asked.url(),
                    maker.make(
                            asked.location(),
                            asked.url(),
                            Article.ContentType.HTML,
                            null,
                            asked.page().join(),
                            null,
                            null,
                            asked.seen()));
        } catch (CompletionException e) {
            if (e.getCause() instanceof Refusal refusal) {
                return new Reading.Refused(asked.location(), refusal.reason());
            }
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** The latest time that stands in a piece of a line. */
    static @Nullable Instant latest(String piece) {
        Instant latest = null;
        Matcher time = TIME.matcher(piece);
        while (time.find()) {
            try {
                Instant at = time.group("digits") != null
                        ? LocalDateTime.parse(time.group("digits"), GDELT).toInstant(ZoneOffset.UTC)
                        : DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(time.group("iso"), Instant::from);
                latest = latest == null || at.isAfter(latest) ? at : latest;
            } catch (DateTimeException e) {
                // a number that looks like a time, and is none
            }
        }
        return latest;
    }

    private static String shown(String line) {
        return line.length() > 80 ? line.substring(0, 80) + "…" : line;
    }
}
