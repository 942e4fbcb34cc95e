package io.harmattan.analysis.stance;

/**
 * Words that name a target or refer to it.
 *
 * @param target its id
 * @param from first token
 * @param to one past the last
 */
record TargetMention(String target, int from, int to, Kind kind) {
    /** How clear the words are. */
    enum Kind {
        /** They name it. */
        NAME,
        /** The people of the power, who may be its troops or its government: {@code the Americans}. */
        PEOPLE,
        /** A noun that refers to what the paragraph named. */
        REFERENCE,
        /** A pronoun. */
        PRONOUN
    }

    boolean covers(int token) {
        return token >= from && token < to;
    }
}
