package io.harmattan.domain;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What clustering and the search by meaning compare: made once, in enrich, in parallel.
 *
 * @param body terms of title and text with their counts, in the order of the terms
 * @param title terms of the title with their counts; empty when there is no title
 * @param vector what title and lead mean, where it was computed; clustering goes by those of headlines alone
 */
public record Features(
        SortedMap<String, Integer> body,
        SortedMap<String, Integer> title,
        @Nullable Embedding vector) {
    public static final Features NONE = new Features(new TreeMap<>(), new TreeMap<>(), null);

    public Features {
        body = copy(body);
        title = copy(title);
    }

    /** The same from any maps, without a vector. */
    public static Features of(Map<String, Integer> body, Map<String, Integer> title) {
        return new Features(new TreeMap<>(body), new TreeMap<>(title), null);
    }

    /** The same with another vector. */
    public Features with(@Nullable Embedding other) {
        return new Features(body, title, other);
    }

    private static SortedMap<String, Integer> copy(SortedMap<String, Integer> terms) {
        return java.util.Collections.unmodifiableSortedMap(new TreeMap<>(terms));
    }
}
