package io.harmattan.analysis.extract;

import io.harmattan.domain.Article;
import io.harmattan.domain.Article.ContentType;
import io.harmattan.domain.Published;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds the article in what came in: plain text as it was scraped, or a web page.
 *
 * <p>Pure and safe for use by many threads. Any input gives an answer: what is no article comes out as an empty text.
 */
public final class ArticleExtractor {
    private static final LocalDate FIRST_DAY = LocalDate.of(1990, 1, 1);
    private static final Duration AHEAD = Duration.ofDays(1);
    private static final String GIVEN = Published.Origin.SOURCE.name();
    private static final String VISIBLE = Published.Origin.TEXT.name();
    private static final String REFUSED = "is refused";

    /**
     * Title, body and the rest, cleaned: characters put in order, boilerplate dropped, paragraphs kept. What the article
     * was given beside its content (title, date, outlet) is believed before the content.
     */
    public Extracted extract(Article article) {
        return article.contentType() == ContentType.HTML ? fromPage(article) : fromText(article);
    }

    /** The same without cleaning: the text is the content, code unit for code unit, so offsets refer to what was given. */
    public Extracted asIs(Article article) {
        List<String> notes = new ArrayList<>();
        List<Published> dates = article.published() == null ? List.of() : List.of(article.published());
        String text = article.content();
        return new Extracted(
                article.title(),
                text,
                null,
                article.outlet(),
                Credits.of(text.lines().toList()),
                LanguageIdentifier.identify(text),
                firstBelievable(dates, article.ingestTime(), notes),
                article.url(),
                Map.of(),
                refused(notes),
                notes);
    }

    private static Extracted fromText(Article article) {
        List<String> lines = LineCleaner.linesOf(Characters.normalise(article.content()));
        return finish(article, LineCleaner.clean(lines, normalised(article.title())), null);
    }

    private static Extracted fromPage(Article article) {
        Page page = PageReader.read(article.content(), article.url());
        Sourced own = page.title();
        String title = article.title() != null ? normalised(article.title()) : own == null ? null : own.value();
        return finish(article, LineCleaner.clean(page.lines(), title), page);
    }

    private static Extracted finish(Article article, Cleaned cleaned, @Nullable Page page) {
        List<String> notes = new ArrayList<>();
        List<Published> dates = new ArrayList<>();
        if (article.published() != null) {
            dates.add(article.published());
        }
        if (page != null) {
            dates.addAll(page.dates());
        }
        if (cleaned.published() != null) {
            dates.add(cleaned.published().published(Published.Origin.TEXT));
        }
        Published published = firstBelievable(dates, article.ingestTime(), notes);
        if (published == null) {
            List<Published> updates = new ArrayList<>(page == null ? List.of() : page.updates());
            if (cleaned.updated() != null) {
                updates.add(cleaned.updated().published(Published.Origin.TEXT));
            }
            published = firstBelievable(updates, article.ingestTime(), notes);
            if (published != null) {
                notes.add("the date " + published + " is that of an update; the article gives no other");
            }
        }
        Set<String> credits = new LinkedHashSet<>(cleaned.credits());
        credits.addAll(Credits.of(cleaned.paragraphs()));
        String text = String.join("\n\n", cleaned.paragraphs());
        String title = cleaned.title();
        Map<String, String> origins = new TreeMap<>();
        if (title != null) {
            Sourced own = page == null ? null : page.title();
            origins.put(
                    "title",
                    article.title() != null
                            ? GIVEN
                            : own == null ? VISIBLE : own.origin().name());
        }
        String byline = first("byline", origins, null, page == null ? null : page.byline(), cleaned.byline());
        String outlet =
                first("outlet", origins, article.outlet(), page == null ? null : page.outlet(), cleaned.outlet());
        String canonical = first("url", origins, null, page == null ? null : page.canonicalUrl(), null);
        if (canonical == null && article.url() != null) {
            canonical = article.url();
            origins.put("url", GIVEN);
        }
        String language = LanguageIdentifier.identify(title == null ? text : title + "\n" + text);
        origins.put("language", "DETECTED");
        if (published != null) {
            origins.put("published", published.origin().name());
        }
        return new Extracted(
                title,
                text,
                byline,
                outlet,
                List.copyOf(credits),
                language,
                published,
                canonical,
                origins,
                refused(notes),
                notes);
    }

    /** Why dates were refused, in one line. */
    private static @Nullable String refused(List<String> notes) {
        String all = notes.stream().filter(n -> n.contains(REFUSED)).collect(Collectors.joining("; "));
        return all.isEmpty() ? null : all;
    }

    /** The first date that can be one; those before it are noted with the reason. */
    private static @Nullable Published firstBelievable(List<Published> dates, Instant ingestTime, List<String> notes) {
        LocalDate newest = LocalDate.ofInstant(ingestTime.plus(AHEAD), ZoneOffset.UTC);
        for (Published date : dates) {
            LocalDate day = date.at().toLocalDate();
            if (day.isBefore(FIRST_DAY)) {
                notes.add("the date " + date + " (" + date.origin() + ") " + REFUSED + ": before " + FIRST_DAY);
            } else if (day.isAfter(newest)) {
                notes.add("the date " + date + " (" + date.origin() + ") " + REFUSED + ": after " + newest
                        + ", a day past the reading of the article");
            } else {
                return date;
            }
        }
        return null;
    }

    private static @Nullable String normalised(@Nullable String line) {
        if (line == null) {
            return null;
        }
        String clean = Characters.squeeze(Characters.normalise(line));
        return clean.isEmpty() ? null : clean;
    }

    /** What was given, else what the page's markup says, else what stands in its text; notes which of them it was. */
    private static @Nullable String first(
            String field,
            Map<String, String> origins,
            @Nullable String given,
            @Nullable Sourced page,
            @Nullable String visible) {
        if (given != null && !given.isBlank()) {
            origins.put(field, GIVEN);
            return given;
        }
        if (page != null && !page.value().isBlank()) {
            origins.put(field, page.origin().name());
            return page.value();
        }
        if (visible != null && !visible.isBlank()) {
            origins.put(field, VISIBLE);
            return visible;
        }
        return null;
    }
}
