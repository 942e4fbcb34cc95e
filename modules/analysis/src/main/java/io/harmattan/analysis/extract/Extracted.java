package io.harmattan.analysis.extract;

import io.harmattan.domain.ArticleId;
import io.harmattan.domain.Published;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was found in an article.
 *
 * @param title its headline, if it has one
 * @param text its body, paragraphs parted by one empty line
 * @param byline who wrote it
 * @param outlet who published this copy
 * @param credits whom the text says it comes from, each once, in order of appearance
 * @param language ISO 639-1 code, or {@code und}
 * @param published when it says it was published; null where it does not say
 * @param canonicalUrl its address as the page itself gives it
 * @param origins what each of title, byline, outlet, url, published and language was read from: {@code SOURCE} for what
 *     was given beside the content, {@code DETECTED} for the language, else as in {@link Published.Origin}
 * @param dateRefused why dates that were found were not taken; null when none was refused
 * @param notes what was refused and why, for people
 */
public record Extracted(
        @Nullable String title,
        String text,
        @Nullable String byline,
        @Nullable String outlet,
        List<String> credits,
        String language,
        @Nullable Published published,
        @Nullable String canonicalUrl,
        Map<String, String> origins,
        @Nullable String dateRefused,
        List<String> notes) {
    public Extracted {
        credits = List.copyOf(credits);
        origins = Map.copyOf(origins);
        notes = List.copyOf(notes);
    }

    /** Tells one revision of the article from the next: what is clean counts, not what the page has around it. */
    public String contentHash() {
        return ArticleId.contentHash(title, text);
    }
}
