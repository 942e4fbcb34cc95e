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
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the article in what came in: plain text as it was scraped, or a web page.
 *
 * <p>Pure and safe for use by many threads. Any input gives an answer: what is no article comes out as an empty text.
 */
public final class ArticleExtractor {
    private static final LocalDate FIRST_DAY = LocalDate.of(1990, 1, 1);
    private static final Duration AHEAD = Duration.ofDays(1);

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
                notes);
    }

    private static Extracted fromText(Article article) {
        List<String> lines = LineCleaner.linesOf(Characters.normalise(article.content()));
        return finish(article, LineCleaner.clean(lines, normalised(article.title())), null);
    }

    private static Extracted fromPage(Article article) {
        Page page = PageReader.read(article.content(), article.url());
        String title = article.title() == null ? page.title() : normalised(article.title());
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
        String outlet = first(article.outlet(), page == null ? null : page.outlet(), cleaned.outlet());
        return new Extracted(
                title,
                text,
                first(page == null ? null : page.byline(), cleaned.byline()),
                outlet,
                List.copyOf(credits),
                LanguageIdentifier.identify(title == null ? text : title + "\n" + text),
                published,
                first(page == null ? null : page.canonicalUrl(), article.url()),
                notes);
    }

    /** The first date that can be one; those before it are noted with the reason. */
    private static @Nullable Published firstBelievable(List<Published> dates, Instant ingestTime, List<String> notes) {
        LocalDate newest = LocalDate.ofInstant(ingestTime.plus(AHEAD), ZoneOffset.UTC);
        for (Published date : dates) {
            LocalDate day = date.at().toLocalDate();
            if (day.isBefore(FIRST_DAY)) {
                notes.add("the date " + date + " (" + date.origin() + ") is refused: before " + FIRST_DAY);
            } else if (day.isAfter(newest)) {
                notes.add("the date " + date + " (" + date.origin() + ") is refused: after " + newest
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

    private static @Nullable String first(@Nullable String... values) {
        for (String value : values) {
            if (value != null && !value.isBlank()) {
                return value;
            }
        }
        return null;
    }
}
