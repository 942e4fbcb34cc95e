package io.harmattan.domain;

import org.jspecify.annotations.Nullable;

/**
 * A number in an article's text, with what it counts.
 *
 * @param start first UTF-16 code unit of the span in the text: the number with its qualifier, unit and what it counts
 * @param end one past its last
 * @param surface the text between the two, verbatim
 * @param value the number, in the unit
 * @param unit ISO 4217 code of a currency, {@code km}, {@code mi}, {@code m}, {@code ft}, or {@code %}; null for a count
 * @param of what is counted, in lower case; null where the text does not say or the unit says it
 * @param approximate whether the text says that the number is rounded, a bound or one end of a range
 */
public record Figure(
        int start,
        int end,
        String surface,
        double value,
        @Nullable String unit,
        @Nullable String of,
        boolean approximate) {
    public Figure {
        Check.surface(start, end, surface, "figure");
        if (!Double.isFinite(value) || value < 0) {
            throw new IllegalArgumentException(
                    "figure '" + surface + "' has the value " + value + "; expected a finite number, 0 or more");
        }
        if (unit != null) {
            Check.notBlank(unit, "unit of the figure '" + surface + "'");
        }
        if (of != null) {
            Check.notBlank(of, "what the figure '" + surface + "' counts");
        }
    }
}
