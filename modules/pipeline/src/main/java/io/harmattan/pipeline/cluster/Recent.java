package io.harmattan.pipeline.cluster;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What was last put into a store or read from it, as objects: most of what is asked for was put within the hour, and reading it again
 * takes longer than what is done with it. What has been asked for since its turn to go came last stays another turn (CLOCK: Corbató, A
 * Paging Experiment with the Multics System, 1969): unlike an order of last use that writes little to memory when it is asked. Not for
 * use by several threads.
 */
final class Recent<K, V> {
    private static final class Entry<V> {
        private V value;
        private int size;
        private boolean asked;

        Entry(V value, int size) {
            this.value = value;
            this.size = size;
        }
    }

    /** Whose turn to go comes first is first. */
    private final Map<K, Entry<V>> entries = new LinkedHashMap<>();

    private final LongSupplier most;
    private long bytes;

    /** @param most so many bytes all of it may take; it may change */
    Recent(LongSupplier most) {
        this.most = most;
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
        Entry<V> known = entries.get(key);
        if (known == null) {
            put(key, new Entry<>(value, size));
        } else {
            bytes += size - known.size;
            known.value = value;
            known.size = size;
            known.asked = true;
        }
        long room = most.getAsLong();
        while (bytes > room && entries.size() > 1) {
            Map.Entry<K, Entry<V>> next = entries.entrySet().iterator().next();
            Entry<V> entry = next.getValue();
            forget(next.getKey());
            if (entry.asked) {
                entry.asked = false;
                put(next.getKey(), entry);
            }
        }
    }

    private void put(K key, Entry<V> entry) {
        entries.put(key, entry);
        bytes += entry.size;
    }

    void forget(K key) {
        Entry<V> before = entries.remove(key);
        bytes -= before == null ? 0 : before.size;
    }
}
