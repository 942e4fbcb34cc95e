package io.harmattan.analysis.cluster;

import com.carrotsearch.hppc.BitMixer;

/**
 * Terms and entities as numbers, by which they are compared, counted and kept: a hash of 64 bits (FNV-1a over the characters, by
 * Fowler, Noll and Vo, its bits mixed). Of a million different ones two are the same number with a probability of 3 in a hundred
 * million, and then count as one.
 */
final class Terms {
    private static final long BASIS = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    /** What parts entities from terms; no term starts with it. */
    private static final char ENTITY = '@';

    private Terms() {}

    /** The number of a term. */
    static long of(String term) {
        return hash(BASIS, term);
    }

    /** The number of an entity, by its id; no term has it. */
    static long ofEntity(String id) {
        return hash((BASIS ^ ENTITY) * PRIME, id);
    }

    private static long hash(long start, String text) {
        long hash = start;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * PRIME;
        }
        return BitMixer.mix64(hash);
    }
}
