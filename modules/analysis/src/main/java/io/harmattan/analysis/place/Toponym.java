package io.harmattan.analysis.place;

import java.util.List;

/**
 * A span that names a place.
 *
 * @param start first UTF-16 code unit
 * @param end one past the last
 * @param name what is named, folded: spans with one name mean one place in an article unless the text says otherwise
 * @param spots what it may stand for, at least one
 */
public record Toponym(int start, int end, String name, List<Spot> spots) {
    public Toponym {
        spots = List.copyOf(spots);
    }
}
