package io.harmattan.analysis.cluster;

import io.harmattan.analysis.cluster.LiveCluster.Posted;
import java.util.HashMap;
import java.util.Map;

/**
 * What terms and entities say of the clusters of a desk: in how many open ones each is, and to which clusters each leads. It lies in
 * memory and holds nothing that the clusters do not say themselves: whoever keeps those over a restart makes it anew from them
 * ({@link #add(LiveCluster)}, {@link #add(PastCluster)}), in whichever order, and it is what it was. Not for use by several threads.
 */
public final class DeskIndex {
    private final Map<String, Count> terms = new HashMap<>();
    private final Map<String, Count> entities = new HashMap<>();
    private final Postings open = new Postings();
    private final Postings past = new Postings();
    private long tick;

    private static final class Count {
        private int clusters;
    }

    /** Takes in an open cluster that is kept. */
    public void add(LiveCluster cluster) {
        cluster.centroid().forEach((term, weight) -> count(term, 1));
        cluster.entities().keySet().forEach(id -> countEntity(id, 1));
        for (Posted posted : cluster.posted()) {
            open.put(posted.key(), cluster.id(), posted.tick());
            tick = Math.max(tick, posted.tick());
        }
    }

    /** Takes in a closed cluster that is remembered. */
    public void add(PastCluster cluster) {
        cluster.keys().forEach(key -> past.put(key, cluster.id(), cluster.tick()));
        tick = Math.max(tick, cluster.tick());
    }

    /** How many open clusters have the term in their centroid. */
    int frequency(String term) {
        return of(terms, term);
    }

    /** How many open clusters mention the entity. */
    int entityFrequency(String id) {
        return of(entities, id);
    }

    /** So many more open clusters have the term. */
    void count(String term, int more) {
        count(terms, term, more);
    }

    /** So many more open clusters mention the entity. */
    void countEntity(String id, int more) {
        count(entities, id, more);
    }

    private static int of(Map<String, Count> counts, String key) {
        Count count = counts.get(key);
        return count == null ? 0 : count.clusters;
    }

    private static void count(Map<String, Count> counts, String key, int more) {
        Count count = counts.computeIfAbsent(key, k -> new Count());
        count.clusters += more;
        if (count.clusters <= 0) {
            counts.remove(key);
        }
    }

    /** The place in the posting lists of what is posted next: behind all before. */
    long nextTick() {
        return ++tick;
    }

    /** What leads to open clusters. */
    Postings open() {
        return open;
    }

    /** What leads to closed clusters that are remembered. */
    Postings past() {
        return past;
    }

    /** How many entries it has. */
    long size() {
        return terms.size() + entities.size() + open.size() + past.size();
    }
}
