package io.harmattan.ingest;

import java.util.HexFormat;

/**
 * The 128-bit hashes that came by lately, in a fixed piece of memory (16 bytes each). What it calls seen was seen; what
 * was seen long ago may be forgotten, which costs a resend that changes nothing. A Bloom filter would err the other way
 * and lose articles.
 */
final class Seen {
    /** Sixteen to a bucket: with random hashes next to nothing is forgotten while the table is half empty. */
    private static final int WAYS = 16;

    private final long[] table;
    private final byte[] next;
    private final int mask;

    /**
     * @param capacity how many hashes to remember; rounded up to a power of two of at least {@value #WAYS}
     */
    Seen(int capacity) {
        int buckets = Integer.highestOneBit(Math.max(1, (Math.max(capacity, 1) - 1) / WAYS)) * 2;
        table = new long[buckets * WAYS * 2];
        next = new byte[buckets];
        mask = buckets - 1;
    }

    /**
     * Remembers a hash.
     *
     * @param hash 32 hex digits
     * @return false when it was there
     */
    boolean add(String hash) {
        long high = HexFormat.fromHexDigitsToLong(hash, 0, 16);
        long low = HexFormat.fromHexDigitsToLong(hash, 16, 32);
        int bucket = (int) low & mask;
        int base = bucket * WAYS * 2;
        for (int i = base; i < base + WAYS * 2; i += 2) {
            if (table[i] == high && table[i + 1] == low) {
                return false;
            }
        }
        int slot = base + next[bucket] * 2;
        table[slot] = high;
        table[slot + 1] = low;
        next[bucket] = (byte) ((next[bucket] + 1) % WAYS);
        return true;
    }

    /** Whether a hash of 32 hex digits is remembered. */
    boolean has(String hash) {
        long high = HexFormat.fromHexDigitsToLong(hash, 0, 16);
        long low = HexFormat.fromHexDigitsToLong(hash, 16, 32);
        int base = ((int) low & mask) * WAYS * 2;
        for (int i = base; i < base + WAYS * 2; i += 2) {
            if (table[i] == high && table[i + 1] == low) {
                return true;
            }
        }
        return false;
    }
}
