package io.harmattan.analysis.cluster;

import com.carrotsearch.hppc.BitMixer;
import org.jspecify.annotations.Nullable;

/**
 * Numbers that vectors near each other are likely to share, so that an inverted index leads from one to the others: the signs of the
 * products with random vectors of ones and minus ones, ten together, eight times over (Charikar, Similarity Estimation Techniques
 * from Rounding Algorithms, STOC 2002, section 3). Of two at an angle of 30 degrees four in five pairs share a number.
 */
final class NearKeys {
    private static final int TABLES = 8;
    private static final int BITS = 10;

    /** What parts the numbers from those of terms and entities, and the random vectors from others. */
    private static final long SEED = 0x6e656172L;

    private static final long[] NONE = new long[0];

    private NearKeys() {}

    /** Those of a vector; none where there is none. */
    static long[] of(@Nullable Meaning meaning) {
        if (meaning == null) {
            return NONE;
        }
        long[] keys = new long[TABLES];
        for (int table = 0; table < TABLES; table++) {
            long signs = 0;
            for (int bit = 0; bit < BITS; bit++) {
                signs = signs << 1 | (isPositive(meaning, table * BITS + bit) ? 1 : 0);
            }
            keys[table] = BitMixer.mix64(SEED + (signs * TABLES + table));
        }
        return keys;
    }

    /** The sign of the product with a random vector. */
    private static boolean isPositive(Meaning meaning, int vector) {
        double product = 0;
        long ones = 0;
        for (int i = 0; i < meaning.size(); i++) {
            if (i % Long.SIZE == 0) {
                ones = BitMixer.mix64(SEED ^ (long) vector << Integer.SIZE ^ i);
            }
            product += (ones & 1) == 0 ? -meaning.component(i) : meaning.component(i);
            ones >>>= 1;
        }
        return product > 0;
    }
}
