package io.harmattan.analysis.fingerprint;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A bounded sample of a text's shingles: hashes of {@value #WIDTH} words in a row, of which those are kept whose first
 * {@code level} bits are 0; the level is the lowest that keeps at most {@value #MOST}. Every text keeps or drops the same
 * shingle, so samples can be compared (A. Broder 1997, "On the resemblance and containment of documents", sections 2 and 3,
 * sampling modulo a power of two). Containment, not resemblance, is what stays high when an ending is cut or an
 * introduction added, which is why there are no MinHash bands here: they find what resembles.
 *
 * <p>Letter case, punctuation and white space do not count.
 */
public final class Fingerprint {
    /** Words in a shingle. */
    static final int WIDTH = 4;

    /** Most hashes in a sample. */
    static final int MOST = 48;

    private final int level;
    private final int shingles;
    private final long[] hashes;

    private Fingerprint(int level, int shingles, long[] hashes) {
        this.level = level;
        this.shingles = shingles;
        this.hashes = hashes;
    }

    /** Of a text; where there is none, of the title. */
    public static Fingerprint of(@Nullable String title, String text) {
        List<Long> words = words(text.isBlank() && title != null ? title : text);
        int count = words.size() < WIDTH ? (words.isEmpty() ? 0 : 1) : words.size() - WIDTH + 1;
        long[] all = new long[count];
        for (int i = 0; i < count; i++) {
            long hash = 1;
            for (int j = i; j < Math.min(words.size(), i + WIDTH); j++) {
                hash = mix(hash * 0x9E3779B97F4A7C15L + words.get(j));
            }
            all[i] = hash;
        }
        long[] sorted = Arrays.stream(all).sorted().distinct().toArray();
        int level = 0;
        long[] kept = sorted;
        while (kept.length > MOST) {
            level++;
            kept = at(kept, level);
        }
        return new Fingerprint(level, sorted.length, kept);
    }

    /**
     * As it was kept.
     *
     * @param hashes sorted, as {@link #hashes()} gave them
     */
    public static Fingerprint restored(int level, int shingles, long[] hashes) {
        return new Fingerprint(level, shingles, hashes.clone());
    }

    /** How many first bits of the kept hashes are 0. */
    public int level() {
        return level;
    }

    /** How many different shingles the text has. */
    public int shingles() {
        return shingles;
    }

    /** The kept hashes, sorted. */
    public long[] hashes() {
        return hashes.clone();
    }

    /** How much of the shorter text stands in the longer one, by the sample that both kept. */
    public Overlap overlap(Fingerprint other) {
        int common = Math.max(level, other.level);
        long[] mine = at(hashes, common);
        long[] theirs = at(other.hashes, common);
        int shared = 0;
        int i = 0;
        int j = 0;
        while (i < mine.length && j < theirs.length) {
            int order = Long.compare(mine[i], theirs[j]);
            if (order == 0) {
                shared++;
            }
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }
        return new Overlap(
                shared,
                shingles <= other.shingles ? mine.length : theirs.length,
                Math.min(shingles, other.shingles),
                Math.max(shingles, other.shingles));
    }

    /**
     * @param shared kept hashes that both have
     * @param sample kept hashes of the shorter text
     * @param shorter different shingles of the shorter text
     * @param longer of the longer
     */
    public record Overlap(int shared, int sample, int shorter, int longer) {
        /** Estimated share of the shorter text that stands in the longer one, in [0, 1]; 0 where nothing was sampled. */
        public double containment() {
            return sample == 0 ? 0 : Math.min(1, (double) shared / sample);
        }
    }

    /** Those whose first bits are 0; the hashes are compared as signed numbers, so these lie in one stretch. */
    private static long[] at(long[] sorted, int level) {
        if (level == 0) {
            return sorted;
        }
        int from = Arrays.binarySearch(sorted, 0);
        from = from < 0 ? -from - 1 : from;
        long limit = 1L << (64 - level);
        int to = sorted.length;
        if (limit > 0) {
            to = Arrays.binarySearch(sorted, limit);
            to = to < 0 ? -to - 1 : to;
        }
        return from >= to ? new long[0] : Arrays.copyOfRange(sorted, from, to);
    }

    private static List<Long> words(String text) {
        String folded = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        List<Long> words = new ArrayList<>();
        long hash = 0;
        boolean inside = false;
        for (int i = 0; i < folded.length(); ) {
            int c = folded.codePointAt(i);
            i += Character.charCount(c);
            if (Character.isLetterOrDigit(c)) {
                hash = inside ? hash * 1_099_511_628_211L ^ c : 0xCBF29CE484222325L ^ c;
                inside = true;
            } else if (inside && c != '\'' && c != '’') {
                words.add(mix(hash));
                inside = false;
            }
        }
        if (inside) {
            words.add(mix(hash));
        }
        return words;
    }

    /** The finalizer of MurmurHash3 (A. Appleby, public domain), which spreads every bit over all. */
    private static long mix(long h) {
        long x = h;
        x = (x ^ x >>> 33) * 0xFF51AFD7ED558CCDL;
        x = (x ^ x >>> 33) * 0xC4CEB9FE1A85EC53L;
        return x ^ x >>> 33;
    }
}
