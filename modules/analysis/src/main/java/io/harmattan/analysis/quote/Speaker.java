package io.harmattan.analysis.quote;

import org.jspecify.annotations.Nullable;

/**
 * Who speaks.
 *
 * @param name what the article calls the speaker, a pronoun resolved where that is clear
 * @param start first code unit of the words beside the verb, which may be the pronoun
 * @param end one past the last
 * @param pronoun whether those words are a pronoun that stayed unresolved
 * @param verb the words of speech beside it, as they stand in the text
 */
record Speaker(
        String name,
        int start,
        int end,
        boolean pronoun,
        @Nullable String verb) {
    /** The same speaker, who goes on without another word of speech. */
    Speaker goingOn() {
        return new Speaker(name, start, end, pronoun, null);
    }
}
