package io.harmattan.analysis.cluster;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The posting lists that lead to a cluster, and its place in each: what was posted later has a higher one. Immutable; equal content
 * is equal.
 */
public final class Posted {
    static final Posted NOWHERE = new Posted(new long[0], new long[0]);

    private final long[] keys;
    private final long[] ticks;

    private Posted(long[] keys, long[] ticks) {
        this.keys = keys;
        this.ticks = ticks;
    }

    /**
     * These lists and the places in them, side by side; neither array may be changed afterwards.
     *
     * @param keys ascending
     */
    public static Posted of(long[] keys, long[] ticks) {
        return new Posted(keys, ticks);
    }

    public int size() {
        return keys.length;
    }

    /** A term or an entity, as a number. */
    public long key(int i) {
        return keys[i];
    }

    public long tick(int i) {
        return ticks[i];
    }

    long[] keys() {
        return keys.clone();
    }

    /** Where a list stands; negative if none does. */
    int indexOf(long key) {
        return Arrays.binarySearch(keys, key);
    }

    /** With a place in this list, instead of the one before. */
    Posted with(long key, long tick) {
        int at = indexOf(key);
        if (at >= 0) {
            long[] moved = ticks.clone();
            moved[at] = tick;
            return new Posted(keys, moved);
        }
        return new Posted(inserted(keys, -at - 1, key), inserted(ticks, -at - 1, tick));
    }

    private static long[] inserted(long[] values, int at, long value) {
        long[] more = new long[values.length + 1];
        System.arraycopy(values, 0, more, 0, at);
        more[at] = value;
        System.arraycopy(values, at, more, at + 1, values.length - at);
        return more;
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof Posted other && Arrays.equals(keys, other.keys) && Arrays.equals(ticks, other.ticks);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(keys) + Arrays.hashCode(ticks);
    }

    @Override
    public String toString() {
        return keys.length + " lists";
    }
}
