package io.harmattan.ingest;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A feed of a list.
 *
 * @param url its address
 * @param every how often it is asked
 * @param outlet who publishes it; null for what the feed says
 * @param pages when the pages of its entries are fetched
 */
public record ListedFeed(
        String url, Duration every, @Nullable String outlet, Pages pages) {
    private static final Duration USUAL = Duration.ofMinutes(15);
    private static final Duration LEAST = Duration.ofSeconds(1);

    /** When the page of an entry is fetched. */
    public enum Pages {
        /** When the entry has only a summary. */
        AUTO,
        /** Always. */
        ALWAYS,
        /** Never: the entry is the article. */
        NEVER
    }

    /**
     * Reads a list: CSV with a header and the columns {@code url}, {@code every} ({@code 90s}, {@code 15m}, {@code 2h};
     * empty: 15m), {@code outlet} and {@code pages} ({@code auto}, {@code always}, {@code never}); {@code url} alone is
     * needed; lines that begin with {@code #} are remarks.
     *
     * @param name what the list is called in messages
     * @throws IllegalArgumentException naming list and line, when it is not that
     */
    public static List<ListedFeed> parse(String name, Reader list) {
        List<ListedFeed> feeds = new ArrayList<>();
        Set<String> urls = new TreeSet<>();
        try (CsvReader<NamedCsvRecord> csv = CsvReader.builder()
                .commentStrategy(CommentStrategy.SKIP)
                .skipEmptyLines(true)
                .ofNamedCsvRecord(list)) {
            for (NamedCsvRecord row : csv) {
                String where = name + ":" + row.getStartingLineNumber() + ": ";
                for (String column : row.getHeader()) {
                    if (!Set.of("url", "every", "outlet", "pages").contains(column)) {
                        throw new IllegalArgumentException(
                                name + ":1: unknown column '" + column + "'; expected url, every, outlet, pages");
                    }
                }
                String url = row.findField("url").orElse("").strip();
                if (url.isEmpty()
                        || !url.matches("(?i)https?://\\S+")
                        || URI.create(url).getHost() == null) {
                    throw new IllegalArgumentException(where + "url is '" + url + "'; expected http:// or https://…");
                }
                if (!urls.add(url)) {
                    throw new IllegalArgumentException(where + "the feed " + url + " is there already");
                }
                String outlet = row.findField("outlet").orElse("").strip();
                feeds.add(new ListedFeed(
                        url,
                        every(where, row.findField("every").orElse("").strip()),
                        outlet.isEmpty() ? null : outlet,
                        pages(where, row.findField("pages").orElse("").strip())));
            }
        } catch (CsvParseException e) {
            throw new IllegalArgumentException(name + ": is no CSV: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (feeds.isEmpty()) {
            throw new IllegalArgumentException(name + ": lists no feed; expected CSV with a column url");
        }
        return feeds;
    }

    private static Duration every(String where, String value) {
        if (value.isEmpty()) {
            return USUAL;
        }
        if (!value.matches("\\d{1,6}[smhd]")) {
            throw new IllegalArgumentException(where + "every is '" + value + "'; expected such as 90s, 15m, 2h or 1d");
        }
        long number = Long.parseLong(value.substring(0, value.length() - 1));
        Duration every =
                switch (value.charAt(value.length() - 1)) {
                    case 's' -> Duration.ofSeconds(number);
                    case 'm' -> Duration.ofMinutes(number);
                    case 'h' -> Duration.ofHours(number);
                    default -> Duration.ofDays(number);
                };
        if (every.compareTo(LEAST) < 0) {
            throw new IllegalArgumentException(where + "every is '" + value + "'; expected a second or more");
        }
        return every;
    }

    private static Pages pages(String where, String value) {
        return switch (value) {
            case "", "auto" -> Pages.AUTO;
            case "always" -> Pages.ALWAYS;
            case "never" -> Pages.NEVER;
            default ->
                throw new IllegalArgumentException(where + "pages is '" + value + "'; expected auto, always or never");
        };
    }
}
