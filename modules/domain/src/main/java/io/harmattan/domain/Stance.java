package io.harmattan.domain;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * That somebody is for or against a target, with the words that show it. No evidence, no stance.
 *
 * @param target what the stance is towards, as in the watch profile ({@code us-presence})
 * @param holder who takes it, as the article calls them; {@value #AUTHOR} for the article's own voice
 * @param holderEntity the {@link Entity} of the holder, where it is linked to one
 * @param confidence calibrated probability that the label is right, in [0, 1]
 * @param start first UTF-16 code unit of the evidence in the text
 * @param end one past its last
 */
public record Stance(
        String target,
        String holder,
        @Nullable String holderEntity,
        Label label,
        double confidence,
        int start,
        int end,
        Manner manner) {
    /** The holder of a stance that an article takes in its own voice. */
    public static final String AUTHOR = "author";

    /** What the stance is. */
    public enum Label {
        /** For it: wants to get it, keep it, or welcomes it. */
        FAVOURABLE,
        /** Against it. */
        OPPOSED,
        /** Spoke of it without taking a side. */
        NEUTRAL;

        /** The name in files, documents and output: lower case. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How the article shows it. */
    public enum Manner {
        /** The holder's own words, in quotation marks; for the author, the article's. */
        OWN,
        /** What the article says that the holder said. */
        REPORTED,
        /** What the holder did: ordering troops out, ending an accord, welcoming trainers. */
        ACT
    }

    public Stance {
        Check.notBlank(target, "target of a stance");
        Check.notBlank(holder, "holder of a stance towards " + target);
        Check.share(confidence, "confidence of a stance towards " + target);
        Check.span(start, end, "evidence of a stance towards " + target);
    }
}
