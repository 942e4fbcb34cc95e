package io.harmattan.ingest;

import io.harmattan.domain.Article;
import io.harmattan.domain.Published;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The pages behind lists of addresses: one a line, anywhere in it, with the time at which somebody saw it beside it where
 * there is one (14 digits as GDELT writes them, in UTC, or ISO-8601). The seen-time is kept as the time of ingest when
 * history is read as it happened, and is never taken for a date of publication.
 */
public final class UrlListSource implements ArticleSource, AutoCloseable {
    private static final Pattern ADDRESS = Pattern.compile("\\b[A-Za-z][A-Za-z0-9+.-]{1,10}://[^\\s,;\"'<>\\t]+");
    private static final Pattern DIGITS = Pattern.compile("(?<!\\d)((?:19|20)\\d{12})(?!\\d)");
    private static final Pattern ISO = Pattern.compile("\\b\\d{4}-\\d\\d-\\d\\dT[\\d:.]+(?:Z|[+-]\\d\\d:?\\d\\d)");
    private static final DateTimeFormatter GDELT = DateTimeFormatter.ofPattern("uuuuMMddHHmmss", Locale.ROOT);
    private static final int LONGEST_LINE = 100_000;

    private final List<Path> lists;
    private final boolean asOf;
    private final Fetcher fetcher;
    private final Clock clock;

    /**
     * @param asOf whether an article is taken as read when it was seen, so that windows pass as they did
     * @param clock gives the ingest time else
     */
    public UrlListSource(List<Path> lists, FetchSettings settings, Clock clock, boolean asOf) {
        this.lists = List.copyOf(lists);
        this.asOf = asOf;
        this.fetcher = new Fetcher(settings, clock);
        this.clock = clock;
    }

    @Override
    public void read(Consumer<? super Reading> to) {
        for (Path list : lists) {
            long number = 0;
            try (BufferedReader lines = Files.newBufferedReader(list, StandardCharsets.UTF_8)) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    number++;
                    if (!line.isBlank() && !line.startsWith("#")) {
                        to.accept(reading(list + ":" + number, line));
                    }
                }
            } catch (MalformedInputException e) {
                to.accept(new Reading.Refused(list + ":" + (number + 1), "is not valid UTF-8; expected lines of text"));
            } catch (IOException e) {
                to.accept(new Reading.Refused(list.toString(), "cannot be read: " + e.getMessage()));
            }
        }
    }

    private Reading reading(String location, String line) {
        Matcher address = ADDRESS.matcher(line);
        if (line.length() > LONGEST_LINE || !address.find()) {
            return new Reading.Refused(
                    location, "names no address: '" + shown(line) + "'; expected http://… or https://… in the line");
        }
        String url = address.group();
        Instant seen = seen(line);
        Fetched fetched = fetcher.get(url);
        if (fetched instanceof Fetched.Content content) {
            try {
                String html = Decoding.page(content.body(), content.charset());
                if (Decoding.isBlank(html)) {
                    return new Reading.Refused(location, url + " is an empty page");
                }
                ArticleMaker maker = new ArticleMaker(asOf && seen != null ? Clock.fixed(seen, ZoneOffset.UTC) : clock);
                Published unknown = null;
                return new Reading.Found(
                        url, maker.make(location, url, Article.ContentType.HTML, null, html, unknown, null));
            } catch (Refusal e) {
                return new Reading.Refused(location, url + " " + e.reason());
            }
        }
        return new Reading.Refused(
                location, url + ": " + (fetched instanceof Fetched.Failed f ? f.reason() : "nothing was sent"));
    }

    static @Nullable Instant seen(String line) {
        try {
            Matcher iso = ISO.matcher(line);
            if (iso.find()) {
                return DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(iso.group(), Instant::from);
            }
            Matcher digits = DIGITS.matcher(line);
            return digits.find() ? LocalDateTime.parse(digits.group(1), GDELT).toInstant(ZoneOffset.UTC) : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static String shown(String line) {
        return line.length() > 80 ? line.substring(0, 80) + "…" : line;
    }

    @Override
    public void close() {
        fetcher.close();
    }
}
