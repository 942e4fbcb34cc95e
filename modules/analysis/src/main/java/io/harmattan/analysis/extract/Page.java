package io.harmattan.analysis.extract;

import io.harmattan.domain.Published;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a web page gives before its lines are cleaned.
 *
 * @param lines the blocks of its main part, characters in order
 * @param dates when it says it was published, the most trusted first
 * @param updates when it says it was last changed
 */
record Page(
        @Nullable Sourced title,
        List<String> lines,
        @Nullable Sourced byline,
        @Nullable Sourced outlet,
        @Nullable Sourced canonicalUrl,
        List<Published> dates,
        List<Published> updates) {
    Page {
        lines = List.copyOf(lines);
        dates = List.copyOf(dates);
        updates = List.copyOf(updates);
    }
}
