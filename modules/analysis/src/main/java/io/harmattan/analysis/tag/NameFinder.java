package io.harmattan.analysis.tag;

import io.harmattan.domain.EntityType;
import java.util.List;

/** Finds names that nobody listed. Implementations are safe for use by many threads. */
public interface NameFinder {
    /**
     * A name in a text.
     *
     * @param start first UTF-16 code unit
     * @param end one past the last
     * @param type what it names
     */
    record Name(int start, int end, EntityType type) {}

    /** The names of a text, in order of their start, none overlapping. */
    List<Name> names(String text);
}
