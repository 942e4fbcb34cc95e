package io.harmattan.analysis.tag;

import java.util.Locale;

/** Tells from its neighbours whether a word that is also a place's name is a person's here. */
final class Persons {
    private Persons() {}

    /** Whether a title or a given name stands before the span, or a surname behind it. */
    static boolean isPartOfOne(Passage passage, int start, int end) {
        String before = passage.wordBefore(start);
        String after = passage.wordAfter(end);
        return Passage.isCapitalised(before) && (Passage.isTitle(before) || isGiven(before))
                || isGiven(passage.text.substring(start, end)) && passage.capitalsTell(start) && isSurname(after);
    }

    /** Whether some capitalised word that is neither title nor opener stands before a name that may be a surname. */
    static boolean followsAName(Passage passage, int start) {
        String before = passage.wordBefore(start);
        return before.length() > 2
                && Character.isLowerCase(before.charAt(1))
                && Passage.isNamePart(before)
                && !Words.DIRECTIONS.contains(Folding.fold(before))
                && !passage.inHeadline(start);
    }

    private static boolean isGiven(String word) {
        String plain = Folding.fold(word);
        return Words.GIVEN.contains(plain) || word.length() == 2 && word.endsWith(".");
    }

    /** Whether a word behind a name reads like a surname: capitalised, of letters, no title and no acronym. */
    private static boolean isSurname(String word) {
        return word.length() > 2
                && Passage.isCapitalised(word)
                && Character.isLowerCase(word.charAt(1))
                && !Passage.isTitle(word)
                && !Words.OPENERS.contains(word.toLowerCase(Locale.ROOT))
                && !Words.DIRECTIONS.contains(word.toLowerCase(Locale.ROOT))
                && !Words.COMMON.contains(word.toLowerCase(Locale.ROOT));
    }
}
