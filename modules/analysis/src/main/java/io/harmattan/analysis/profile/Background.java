package io.harmattan.analysis.profile;

import java.util.Map;

/**
 * How common terms are in general, so that what is rare is known before the first article.
 *
 * @param passages how many passages of text were counted
 * @param frequencies in how many of them each term is, as clustering makes terms; a term of none is left out
 */
public record Background(int passages, Map<String, Integer> frequencies) {
    /** Nothing is known: what is rare is learned from the articles alone. */
    public static final Background NOTHING = new Background(0, Map.of());

    public Background {
        frequencies = Map.copyOf(frequencies);
    }
}
