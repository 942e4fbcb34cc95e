package io.harmattan.domain;

import java.time.LocalDate;

/**
 * A date in an article's text, resolved to the days it means.
 *
 * @param start first UTF-16 code unit of the span in the text
 * @param end one past its last
 * @param surface the text between the two, verbatim
 * @param from the first day meant
 * @param to the last day meant; equal to {@code from} for a single day
 * @param relative whether it was resolved against the publication date ("Wednesday"); false where the text says it all
 */
public record DateMention(int start, int end, String surface, LocalDate from, LocalDate to, boolean relative) {
    public DateMention {
        Check.surface(start, end, surface, "date");
        if (to.isBefore(from)) {
            throw new IllegalArgumentException(
                    "date '" + surface + "' runs from " + from + " to " + to + "; expected the first day first");
        }
    }
}
