package io.harmattan.analysis.compare;

import io.harmattan.domain.Figure;
import org.jspecify.annotations.Nullable;

/**
 * That an article gives a figure for something.
 *
 * @param subject what the figure is about, the same for all articles that speak of the same thing
 * @param of what people are shown of that ({@code troops in Niger})
 * @param ofWhom whose they are, where the article says so
 * @param unit of a money figure; null for a count
 * @param toll whether it may only grow with time, as a number of dead does
 * @param surface the words of the figure, verbatim
 * @param says who is said to give it; null where the article gives it itself
 */
public record Statement(
        String subject,
        String of,
        @Nullable String ofWhom,
        @Nullable String unit,
        boolean toll,
        double value,
        @Nullable Double upTo,
        Figure.Bound bound,
        String surface,
        @Nullable String says) {}
