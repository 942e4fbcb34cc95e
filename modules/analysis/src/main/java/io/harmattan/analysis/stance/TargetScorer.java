package io.harmattan.analysis.stance;

import io.harmattan.domain.Stance.Label;
import java.util.List;

/** Tells the stance of a passage towards marked words in it. Implementations are safe for use by many threads. */
public interface TargetScorer {
    /**
     * Marked words in a passage.
     *
     * @param start first UTF-16 code unit
     * @param end one past the last
     */
    record Marked(String text, int start, int end) {
        /** Refuses a span that is empty or outside of the text. */
        public Marked {
            if (start < 0 || end <= start || end > text.length()) {
                throw new IllegalArgumentException("the target [" + start + ", " + end + ") does not lie in a text of "
                        + text.length() + " characters; expected 0 <= start < end <= length");
            }
        }
    }

    /**
     * How likely each label is.
     *
     * @param favourable probability, in [0, 1]
     * @param neutral probability
     * @param opposed probability; the three add up to one
     */
    record Likelihood(double favourable, double neutral, double opposed) {
        /** The likeliest label. */
        public Label label() {
            if (favourable > neutral && favourable > opposed) {
                return Label.FAVOURABLE;
            }
            return opposed > neutral ? Label.OPPOSED : Label.NEUTRAL;
        }

        /** How likely a label is. */
        public double of(Label label) {
            return switch (label) {
                case FAVOURABLE -> favourable;
                case NEUTRAL -> neutral;
                case OPPOSED -> opposed;
            };
        }
    }

    /** The likelihoods, in the order of what was asked. */
    List<Likelihood> likelihoods(List<Marked> asked);
}
