package io.harmattan.analysis.token;

/**
 * A word, a number or a mark of a text.
 *
 * @param start first UTF-16 code unit in the text
 * @param end one past the last
 * @param lower the token in lower case, with straight apostrophes
 * @param capital whether a word begins with a capital
 * @param space whether white space or the start of the text comes before it
 * @param line whether a line starts with it
 * @param paragraph whether it is the first of the text or after an empty line
 */
public record Token(
        int start, int end, Kind kind, String lower, boolean capital, boolean space, boolean line, boolean paragraph) {
    /** What a token is made of. */
    public enum Kind {
        /** Letters; digits, apostrophes and the points of an abbreviation inside. */
        WORD,
        /** Digits with their points, commas and thin spaces. */
        NUMBER,
        /** Anything else, one character at a time. */
        MARK
    }

    /** Whether this is a word. */
    public boolean isWord() {
        return kind == Kind.WORD;
    }

    /** Whether this is a number in digits. */
    public boolean isNumber() {
        return kind == Kind.NUMBER;
    }

    /** Whether this is exactly the given word or mark. */
    public boolean is(String what) {
        return lower.equals(what);
    }
}
