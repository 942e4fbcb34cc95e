package io.harmattan.analysis.tag;

/**
 * The shape of a word, which a model that reads lower case is told besides: names begin with capitals. The numbers are
 * those that the model was trained with (modules/analysis/training/names/tagger.py).
 */
final class WordShape {
    static final int NONE = 0;
    private static final int LOWER = 1;
    private static final int CAPITALISED = 2;
    private static final int CAPITALS = 3;
    private static final int ONE_CAPITAL = 4;
    private static final int MIXED = 5;
    private static final int CAPITAL_INSIDE = 6;
    private static final int DIGITS = 7;
    private static final int LETTERS_AND_DIGITS = 8;
    private static final int MARK = 9;
    private static final int NO_CASE = 10;

    private WordShape() {}

    /** The shape of a word as it stands in the text. */
    static int of(CharSequence word) {
        int letters = 0;
        int upper = 0;
        int lower = 0;
        boolean digit = false;
        boolean firstUpper = false;
        for (int i = 0; i < word.length(); ) {
            int c = Character.codePointAt(word, i);
            i += Character.charCount(c);
            digit |= Character.isDigit(c);
            if (Character.isLetter(c)) {
                boolean capital = Character.isUpperCase(c) || Character.isTitleCase(c);
                firstUpper |= letters == 0 && capital;
                letters++;
                upper += capital ? 1 : 0;
                lower += Character.isLowerCase(c) ? 1 : 0;
            }
        }
        if (digit) {
            return letters > 0 ? LETTERS_AND_DIGITS : DIGITS;
        }
        if (letters == 0) {
            return MARK;
        }
        if (upper == 0) {
            return lower > 0 ? LOWER : NO_CASE;
        }
        if (upper == letters) {
            return letters == 1 ? ONE_CAPITAL : CAPITALS;
        }
        if (!firstUpper) {
            return CAPITAL_INSIDE;
        }
        return upper == 1 ? CAPITALISED : MIXED;
    }
}
