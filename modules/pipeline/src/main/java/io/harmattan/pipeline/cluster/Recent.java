package io.harmattan.pipeline.cluster;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What was last put into a store or read from it, as objects: most of what is asked for was put within the hour, and reading it again
 * takes longer than what is done with it. Not for use by several threads.
 */
final class Recent<K, V> {
    /** How many states of desks share the memory. */
    private static final AtomicInteger SHARING = new AtomicInteger();

    private record Sized<V>(V value, int bytes) {}

    private final Map<K, Sized<V>> values = new LinkedHashMap<>(16, 0.75f, true);
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
        Sized<V> known = values.get(key);
        return known == null ? null : known.value;
    }

    /** @param size about so many bytes in memory */
    void put(K key, V value, int size) {
        bytes += size;
        Sized<V> before = values.put(key, new Sized<>(value, size));
        bytes -= before == null ? 0 : before.bytes;
        long ours = most / Math.max(1, SHARING.get());
        Iterator<Sized<V>> eldest = values.values().iterator();
        while (bytes > ours && values.size() > 1) {
            bytes -= eldest.next().bytes;
            eldest.remove();
        }
    }

    void forget(K key) {
        Sized<V> before = values.remove(key);
        bytes -= before == null ? 0 : before.bytes;
    }
}
