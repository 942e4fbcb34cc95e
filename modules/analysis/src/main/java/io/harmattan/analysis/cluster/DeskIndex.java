package io.harmattan.analysis.cluster;

import com.carrotsearch.hppc.LongIntHashMap;

/**
 * What terms and entities say of the clusters of a desk: in how many open ones each is, and to which clusters each leads. It lies in
 * memory and holds nothing that the clusters do not say themselves: whoever keeps those over a restart makes it anew from them
 * ({@link #add(LiveCluster)}, {@link #add(PastCluster)}), in whichever order, and it is what it was. Not for use by several threads.
 */
public final class DeskIndex {
    /** By number, of terms and entities alike ({@link Terms}). */
    private final LongIntHashMap clusters = new LongIntHashMap();

    private final Postings open = new Postings();
    private final Postings past = new Postings();
    private long tick;

    /** Takes in an open cluster that is kept. */
    public void add(LiveCluster cluster) {
        cluster.centroid().forEach(term -> count(term, 1));
        Mentioned mentioned = cluster.centre().mentioned();
        for (int i = 0; i < mentioned.size(); i++) {
            count(mentioned.entity(i), 1);
        }
        Posted posted = cluster.posted();
        for (int i = 0; i < posted.size(); i++) {
            open.put(posted.key(i), cluster.id(), posted.tick(i));
            tick = Math.max(tick, posted.tick(i));
        }
    }

    /** Takes in a closed cluster that is remembered. */
    public void add(PastCluster cluster) {
        Posted posted = cluster.posted();
        for (int i = 0; i < posted.size(); i++) {
            past.put(posted.key(i), cluster.id(), posted.tick(i));
            tick = Math.max(tick, posted.tick(i));
        }
    }

    /** How many open clusters have the term in their centroid, or mention the entity. */
    int frequency(long key) {
        return clusters.get(key);
    }

    /** So many more open clusters have the term, or mention the entity. */
    void count(long key, int more) {
        if (clusters.addTo(key, more) <= 0) {
            clusters.remove(key);
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
        return clusters.size() + open.size() + past.size();
    }
}
