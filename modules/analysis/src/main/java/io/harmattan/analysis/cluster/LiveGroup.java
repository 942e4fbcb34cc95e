package io.harmattan.analysis.cluster;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the members of an open cluster that carry one text add up to: one independent source.
 *
 * @param articles how many members carry the text
 * @param entities by id, how many of them mention each; of those alone that the cluster counts
 */
public record LiveGroup(int articles, SortedMap<String, Integer> entities) {
    static final LiveGroup EMPTY = new LiveGroup(0, new TreeMap<>());

    public LiveGroup {
        entities = Collections.unmodifiableSortedMap(new TreeMap<>(entities));
    }

    LiveGroup with(List<String> mentioned) {
        SortedMap<String, Integer> more = new TreeMap<>(entities);
        mentioned.forEach(id -> more.merge(id, 1, Integer::sum));
        return new LiveGroup(articles + 1, more);
    }

    LiveGroup without(List<String> mentioned) {
        SortedMap<String, Integer> fewer = new TreeMap<>(entities);
        mentioned.forEach(id -> fewer.computeIfPresent(id, (k, n) -> n == 1 ? null : n - 1));
        return new LiveGroup(articles - 1, fewer);
    }

    /** Without what is known of other entities than these. */
    LiveGroup only(Set<String> ids) {
        SortedMap<String, Integer> fewer = new TreeMap<>(entities);
        return fewer.keySet().retainAll(ids) ? new LiveGroup(articles, fewer) : this;
    }

    boolean mentions(String entity) {
        return entities.containsKey(entity);
    }
}
