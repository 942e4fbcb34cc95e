package io.harmattan.analysis.cluster;

import java.nio.charset.StandardCharsets;
import org.apache.commons.codec.digest.MurmurHash3;

/**
 * Terms and entities as numbers, by which they are compared, counted and kept: half of a hash of 128 bits (MurmurHash3). Of a million
 * different ones two are the same number with a probability of 3 in a hundred million, and then count as one.
 */
final class Terms {
    /** What parts entities from terms; no term starts with it. */
    private static final char ENTITY = '@';

    private Terms() {}

    /** The number of a term. */
    static long of(String term) {
        return MurmurHash3.hash128x64(term.getBytes(StandardCharsets.UTF_8))[0];
    }

    /** The number of an entity, by its id; no term has it. */
    static long ofEntity(String id) {
        return of(ENTITY + id);
    }
}
