package io.harmattan.domain;

import org.jspecify.annotations.Nullable;

/**
 * Words that an article gives as somebody's own.
 *
 * @param start first UTF-16 code unit of the words in the text, after the opening mark
 * @param end one past their last, before the closing mark
 * @param text the words between the two, verbatim
 * @param holder who said them, as the article calls them; a pronoun is resolved where it is clear; null where nobody is
 *     named or described
 * @param holderStart first UTF-16 code unit of the words that name the speaker beside the quote, which may be the pronoun
 * @param holderEnd one past their last
 * @param holderEntity the {@link Entity} of the speaker, where it is linked to one
 * @param verb the word of speech that attributes the quote, as it stands in the text
 */
public record Quote(
        int start,
        int end,
        String text,
        @Nullable String holder,
        @Nullable Integer holderStart,
        @Nullable Integer holderEnd,
        @Nullable String holderEntity,
        @Nullable String verb,
        Kind kind) {
    /** What is quoted. */
    public enum Kind {
        /** Whole sentences between marks. */
        DIRECT,
        /** A part of a sentence between marks, the rest in the article's words. */
        MIXED,
        /** A word or name between marks. */
        WORD,
        /** Reported speech without marks: the span is the clause that tells it. */
        INDIRECT
    }

    public Quote {
        Check.surface(start, end, text, "quote");
        if ((holder == null) != (holderStart == null) || (holder == null) != (holderEnd == null)) {
            throw new IllegalArgumentException("quote '" + text + "' has the holder " + holder + " with the span ["
                    + holderStart + ", " + holderEnd + "); expected all three or none");
        }
        if (holder != null && holderStart != null && holderEnd != null) {
            Check.notBlank(holder, "holder of the quote '" + text + "'");
            Check.span(holderStart, holderEnd, "holder '" + holder + "'");
        }
    }
}
