package io.harmattan.analysis.fingerprint;

import io.harmattan.analysis.fingerprint.Fingerprint.Overlap;
import java.util.Locale;

/**
 * When a text is a copy of another: so much of the shorter one stands in the longer one, and the two are not of quite
 * different lengths. A retelling has most sentences of its own. How the numbers were chosen: docs/DECISIONS.md, near-copies.
 *
 * @param containment least share of the shorter text
 * @param lengths least ratio of the shorter length to the longer
 * @param sample least sampled shingles of the shorter text; with fewer, only the same text is a copy
 */
public record CopyRule(double containment, double lengths, int sample) {
    /** The numbers in force. */
    public static final CopyRule DEFAULT = new CopyRule(0.5, 0.2, 8);

    /** Whether two texts that overlap so are copies of each other. */
    public boolean isCopy(Overlap overlap) {
        if (overlap.sample() < sample) {
            return overlap.shorter() == overlap.longer()
                    && overlap.sample() == overlap.shared()
                    && overlap.sample() == overlap.shorter()
                    && overlap.shared() > 1;
        }
        return overlap.containment() >= containment && overlap.shorter() >= lengths * overlap.longer();
    }

    /** The decision in words. */
    public String reason(Overlap overlap, String other) {
        String shares = String.format(
                Locale.ROOT,
                "about %.0f%% of the shorter text (%d of %d sampled shingles) stands in the other, article %s",
                100 * overlap.containment(),
                overlap.shared(),
                overlap.sample(),
                other);
        if (isCopy(overlap)) {
            return "copy: " + shares;
        }
        return overlap.containment() >= containment
                ? "no copy: " + shares + ", but it is " + overlap.shorter() + " shingles long and the other "
                        + overlap.longer()
                : String.format(Locale.ROOT, "no copy: %s; a copy has %.0f%%", shares, 100 * containment);
    }
}
