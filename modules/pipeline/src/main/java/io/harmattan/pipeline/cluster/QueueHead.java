package io.harmattan.pipeline.cluster;

import java.util.TreeSet;
import java.util.function.BiFunction;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.jspecify.annotations.Nullable;

/**
 * The keys that are first in a queue of a store, read already: spares an article a look at the store, and all what was deleted there.
 * Not for use by several threads.
 */
final class QueueHead {
    private static final int READ = 100;

    private final Bytes from;
    private final Bytes to;
    private final TreeSet<Bytes> keys = new TreeSet<>();

    /** All keys of the queue up to that one are in {@code keys}; null before any was read. */
    private @Nullable Bytes until;

    /**
     * @param from the lowest key that the queue can have
     * @param to what is higher than all of them, and no key of the store
     */
    QueueHead(Bytes from, Bytes to) {
        this.from = from;
        this.to = to;
    }

    /**
     * The first key of the queue; null if it is empty.
     *
     * @param range reads the store from a key to another
     */
    @Nullable
    Bytes first(BiFunction<Bytes, Bytes, KeyValueIterator<Bytes, byte[]>> range) {
        if (keys.isEmpty() && !to.equals(until)) {
            try (KeyValueIterator<Bytes, byte[]> waiting = range.apply(until == null ? from : until, to)) {
                while (waiting.hasNext() && keys.size() < READ) {
                    keys.add(waiting.next().key);
                }
                until = waiting.hasNext() ? keys.last() : to;
            }
        }
        return keys.isEmpty() ? null : keys.first();
    }

    /** The key was put into the store. */
    void put(Bytes key) {
        if (until == null || key.compareTo(until) > 0) {
            return;
        }
        keys.add(key);
        if (keys.size() > 2 * READ) {
            keys.pollLast();
            until = keys.last();
        }
    }

    /** The key was deleted from the store. */
    void delete(Bytes key) {
        keys.remove(key);
    }
}
