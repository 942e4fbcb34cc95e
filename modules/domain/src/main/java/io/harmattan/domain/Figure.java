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
 * @param upTo the upper end, for a range; null else
 * @param ofWhom whose they are, in lower case ({@code us}, {@code nigerien}); null where the text does not say
 * @param bound how the text bounds the number
 * @param approximate whether the text says that the number is rounded, a bound or one end of a range
 */
public record Figure(
        int start,
        int end,
        String surface,
        double value,
        @Nullable String unit,
        @Nullable String of,
        @Nullable Double upTo,
        @Nullable String ofWhom,
        Bound bound,
        boolean approximate) {
    /** How a text bounds a number. */
    public enum Bound {
        /** It is the number: "1,000 troops". */
        EXACT,
        /** It is near the number: "about", "around", "nearly". */
        ABOUT,
        /** It is the number or more: "over", "more than", "at least". */
        AT_LEAST,
        /** It is the number or less: "up to", "fewer than". */
        AT_MOST,
        /** It is between the number and {@code upTo}. */
        BETWEEN
    }

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
