package io.harmattan.analysis.extract;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lines after cleaning.
 *
 * @param paragraphs what is left of the body
 * @param published the first date line that does not speak of an update
 * @param updated the first date line that does
 * @param credits outlets that stood on lines of their own
 */
record Cleaned(
        @Nullable String title,
        List<String> paragraphs,
        @Nullable String byline,
        @Nullable String outlet,
        @Nullable FoundDate published,
        @Nullable FoundDate updated,
        List<String> credits) {
    Cleaned {
        paragraphs = List.copyOf(paragraphs);
        credits = List.copyOf(credits);
    }
}
