package io.harmattan.pipeline.cluster;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What was last put into a store or read from it, as objects: most of what is asked for was put within the hour, and reading it again
 * takes longer than what is done with it. What has been asked for since its turn to go came last stays another turn (CLOCK: Corbató, A
 * Paging Experiment with the Multics System, 1969): unlike an order of last use that writes little to memory when it is asked. Not for
 * use by several threads.
 */
final class Recent<K, V> {
    /** How many states of desks share the memory. */
    private static final AtomicInteger SHARING = new AtomicInteger();

    private static final class Entry<V> {
        private final V value;
        private final int size;
        private boolean asked;

        Entry(V value, int size) {
            this.value = value;
            this.size = size;
        }
    }

    /** Whose turn to go comes first is first. */
    private final Map<K, Entry<V>> entries = new LinkedHashMap<>();

    private final long most;
    private long bytes;

    /** @param part one of so many parts of the heap is for this and the same of other desks */
    Recent(int part) {
        this.most = Runtime.getRuntime().maxMemory() / part;
    }

    /** One more state of a desk shares the memory, or one less. */
    static void share(int more) {
        SHARING.addAndGet(more);
    }

    @Nullable
    V get(K key) {
        Entry<V> known = entries.get(key);
        if (known == null) {
            return null;
        }
        if (!known.asked) {
            known.asked = true;
        }
        return known.value;
    }

    /** @param size about so many bytes in memory */
    void put(K key, V value, int size) {
        forget(key);
        entries.put(key, new Entry<>(value, size));
        bytes += size;
        long ours = most / Math.max(1, SHARING.get());
        while (bytes > ours && entries.size() > 1) {
            Map.Entry<K, Entry<V>> next = entries.entrySet().iterator().next();
            forget(next.getKey());
            if (next.getValue().asked) {
                put(next.getKey(), next.getValue());
            }
        }
    }

    private void put(K key, Entry<V> entry) {
        entry.asked = false;
        entries.put(key, entry);
        bytes += entry.size;
    }

    void forget(K key) {
        Entry<V> before = entries.remove(key);
        bytes -= before == null ? 0 : before.size;
    }
}
