package io.harmattan.analysis.cluster;

import com.carrotsearch.hppc.BitMixer;
import com.carrotsearch.hppc.LongObjectHashMap;
import com.carrotsearch.hppc.cursors.LongObjectCursor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Posting lists: from keys, which are terms and entities as numbers ({@link Terms}), to clusters, in the order in which they were posted. A cluster is a small number here, so that a list is
 * short and weights add up in arrays. Not for use by several threads.
 */
final class Postings {
    private static final int FEW = 4;
    private static final int HEAD = Long.SIZE / Character.SIZE;

    private final LongObjectHashMap<Posting> lists = new LongObjectHashMap<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<Integer> free = new ArrayList<>();

    /** By number; what follows too. */
    private String[] ids = new String[FEW];

    /** The first characters of the ids as numbers in their order: most comparisons need no more. */
    private long[] heads = new long[FEW];

    /** In how many lists the cluster is. */
    private int[] listed = new int[FEW];

    private final Sums sums = new Sums();

    private int used;

    private static final class Posting {
        private int[] clusters = new int[FEW];
        private long[] ticks = new long[FEW];
        private int size;

        void put(int cluster, long tick) {
            if (size == ticks.length) {
                clusters = Arrays.copyOf(clusters, 2 * size);
                ticks = Arrays.copyOf(ticks, 2 * size);
            }
            int at = size == 0 || ticks[size - 1] < tick ? size : place(tick);
            System.arraycopy(clusters, at, clusters, at + 1, size - at);
            System.arraycopy(ticks, at, ticks, at + 1, size - at);
            clusters[at] = cluster;
            ticks[at] = tick;
            size++;
        }

        void remove(int cluster, long tick) {
            int at = place(tick);
            while (at < size && ticks[at] == tick && clusters[at] != cluster) {
                at++;
            }
            if (at == size || ticks[at] != tick) {
                throw new IllegalStateException("a cluster is not in the posting list that it was put in");
            }
            System.arraycopy(clusters, at + 1, clusters, at, size - at - 1);
            System.arraycopy(ticks, at + 1, ticks, at, size - at - 1);
            size--;
        }

        /** Where the newest of it begin, so many. */
        int from(int newest) {
            return Math.max(0, size - newest);
        }

        private int place(long tick) {
            int at = Arrays.binarySearch(ticks, 0, size, tick);
            while (at > 0 && ticks[at - 1] == tick) {
                at--;
            }
            return at < 0 ? -at - 1 : at;
        }
    }

    /** How many clusters the key leads to. */
    int size(long key) {
        Posting list = lists.get(key);
        return list == null ? 0 : list.size;
    }

    /** Whether what was put there at that tick is among so many of the newest. */
    boolean isAmong(int newest, long key, long tick) {
        Posting list = lists.get(key);
        return list == null || list.size <= newest || newest > 0 && list.ticks[list.size - newest] <= tick;
    }

    /** Makes the key lead to the cluster, to which it did not. */
    void put(long key, String cluster, long tick) {
        int number = numbers.computeIfAbsent(cluster, this::number);
        listed[number]++;
        Posting list = lists.get(key);
        if (list == null) {
            list = new Posting();
            lists.put(key, list);
        }
        list.put(number, tick);
    }

    /** Makes the key lead to the cluster no longer. */
    void remove(long key, String cluster, long tick) {
        Posting list = lists.get(key);
        Integer number = numbers.get(cluster);
        if (list == null || number == null) {
            throw new IllegalStateException("cluster " + cluster + " is not in the posting list of " + key);
        }
        list.remove(number, tick);
        if (list.size == 0) {
            lists.remove(key);
        }
        listed[number]--;
        if (listed[number] == 0) {
            numbers.remove(cluster);
            free.add(number);
        }
    }

    private int number(String cluster) {
        int number = free.isEmpty() ? used++ : free.remove(free.size() - 1);
        if (number == ids.length) {
            ids = Arrays.copyOf(ids, 2 * number);
            heads = Arrays.copyOf(heads, 2 * number);
            listed = Arrays.copyOf(listed, 2 * number);
        }
        ids[number] = cluster;
        heads[number] = head(cluster);
        return number;
    }

    private static long head(String id) {
        long head = 0;
        for (int i = 0; i < HEAD; i++) {
            head = head << Character.SIZE | (i < id.length() ? id.charAt(i) : 0);
        }
        return head;
    }

    /** The clusters to which the key leads, the newest last, so many of them at most. */
    List<String> newest(long key, int atMost) {
        List<String> newest = new ArrayList<>();
        Posting list = lists.get(key);
        if (list != null) {
            for (int i = list.from(atMost); i < list.size; i++) {
                newest.add(ids[list.clusters[i]]);
            }
        }
        return newest;
    }

    /**
     * The clusters to which most of the weight leads, of equal weight the lowest id first.
     *
     * @param weightOf the weight of each key, more than 0
     * @param newest so many clusters of each list count, the newest
     * @param ofAll to each at least this share of all weight must lead
     * @param ofBest and this share of what leads to the heaviest
     */
    List<String> heaviest(long[] keys, double[] weightOf, int newest, double ofAll, double ofBest, int atMost) {
        double all = 0;
        for (double weight : weightOf) {
            all += weight;
        }
        double least = ofAll * all;
        weigh(keys, weightOf, newest, least);
        int[] best = new int[atMost];
        int kept = 0;
        for (int i = 0; i < sums.size; i++) {
            if (sums.weights[i] < least) {
                continue;
            }
            int at = kept;
            while (at > 0 && heavier(i, best[at - 1])) {
                at--;
            }
            if (at < atMost) {
                kept = Math.min(atMost, kept + 1);
                System.arraycopy(best, at, best, at + 1, kept - at - 1);
                best[at] = i;
            }
        }
        List<String> heaviest = new ArrayList<>(kept);
        for (int i = 0; i < kept && sums.weights[best[i]] >= ofBest * sums.weights[best[0]]; i++) {
            heaviest.add(ids[sums.clusters[best[i]]]);
        }
        return heaviest;
    }

    /**
     * Adds up what leads to each cluster, the heaviest keys first. Most clusters are led to by a single key, which is rarely enough:
     * those are told by a filter and not added up.
     */
    private void weigh(long[] keys, double[] weightOf, int newest, double least) {
        Posting[] postings = new Posting[keys.length];
        long[] order = new long[keys.length];
        for (int k = 0; k < order.length; k++) {
            postings[k] = lists.get(keys[k]);
            // the bits of floats of one sign are in the order of the floats
            order[k] = (long) ~Float.floatToIntBits((float) weightOf[k]) << Integer.SIZE | k;
        }
        Arrays.sort(order);
        sums.clear();
        for (long each : order) {
            int k = (int) each;
            Posting list = postings[k];
            for (int i = list == null ? 0 : list.from(newest); list != null && i < list.size; i++) {
                if (sums.isSecond(list.clusters[i]) || weightOf[k] >= least) {
                    sums.open(list.clusters[i]);
                }
            }
        }
        for (long each : order) {
            int k = (int) each;
            Posting list = postings[k];
            for (int i = list == null ? 0 : list.from(newest); list != null && i < list.size; i++) {
                sums.add(list.clusters[i], weightOf[k]);
            }
        }
    }

    private boolean heavier(int one, int other) {
        if (sums.weights[one] != sums.weights[other]) {
            return sums.weights[one] > sums.weights[other];
        }
        int first = sums.clusters[one];
        int second = sums.clusters[other];
        int order = Long.compareUnsigned(heads[first], heads[second]);
        return order != 0 ? order < 0 : ids[first].compareTo(ids[second]) < 0;
    }

    /**
     * Weights that add up by cluster, side by side with the clusters in the order in which they were opened. Filter and table fit
     * the caches of a processor, however many clusters there are.
     */
    private static final class Sums {
        private static final int SEEN_BITS = 16;
        private static final int LEAST_BITS = 9;

        private int[] clusters = new int[1 << LEAST_BITS - 1];
        private double[] weights = new double[1 << LEAST_BITS - 1];
        private int size;

        /** Where a cluster stands, by its hash: one more than the place; 0 for none. Half of it is free at least. */
        private int[] places = new int[1 << LEAST_BITS];

        private int bits = LEAST_BITS;

        /** By hash, whether a cluster was asked for: a Bloom filter with one hash (Bloom, CACM 13(7), 1970). */
        private final long[] seen = new long[1 << SEEN_BITS - 6];

        /** Begins anew. */
        void clear() {
            Arrays.fill(seen, 0);
            bits = LEAST_BITS;
            Arrays.fill(places, 0, 1 << bits, 0);
            size = 0;
        }

        /** Whether it was asked before; of few it says so that were not. */
        boolean isSecond(int cluster) {
            int hash = BitMixer.mixPhi(cluster) >>> Integer.SIZE - SEEN_BITS;
            long bit = 1L << hash;
            boolean second = (seen[hash >>> 6] & bit) != 0;
            seen[hash >>> 6] |= bit;
            return second;
        }

        /** The cluster counts from now on. */
        void open(int cluster) {
            int slot = slot(cluster);
            if (places[slot] > 0) {
                return;
            }
            if (size == 1 << bits - 1) {
                grow();
                slot = slot(cluster);
            }
            clusters[size] = cluster;
            weights[size++] = 0;
            places[slot] = size;
        }

        /** Adds to what leads to the cluster, if that counts. */
        void add(int cluster, double weight) {
            int place = places[slot(cluster)];
            if (place > 0) {
                weights[place - 1] += weight;
            }
        }

        /** Where it stands in the table, or is to stand. */
        private int slot(int cluster) {
            int slot = BitMixer.mixPhi(cluster) >>> Integer.SIZE - bits;
            while (places[slot] > 0 && clusters[places[slot] - 1] != cluster) {
                slot = slot + 1 & (1 << bits) - 1;
            }
            return slot;
        }

        private void grow() {
            bits++;
            if (places.length < 1 << bits) {
                places = new int[1 << bits];
                clusters = Arrays.copyOf(clusters, 1 << bits - 1);
                weights = Arrays.copyOf(weights, 1 << bits - 1);
            } else {
                Arrays.fill(places, 0, 1 << bits, 0);
            }
            for (int i = 0; i < size; i++) {
                places[slot(clusters[i])] = i + 1;
            }
        }
    }

    /** How many entries the lists have. */
    long size() {
        long size = 0;
        for (LongObjectCursor<Posting> each : lists) {
            size += each.value.size;
        }
        return size;
    }
}
