package io.harmattan.analysis.tag;

import io.harmattan.domain.EntityType;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

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

    /**
     * The names without the lone words that the profile lists too and that a model takes for a person whom nothing in the
     * text introduces: no title or given name before the word, and no fuller name with it anywhere. {@code Washington} after
     * {@code Denzel Washington} is a person, and by itself it is not.
     */
    static List<Found> introduced(Passage passage, List<Found> names, List<Found> listed) {
        Set<String> known = new HashSet<>();
        for (Found name : names) {
            if (name.type() == EntityType.PERSON) {
                String[] words =
                        passage.text.substring(name.start(), name.end()).split(" ");
                if (words.length > 1) {
                    known.add(Folding.fold(words[0]));
                    known.add(Folding.fold(words[words.length - 1]));
                }
            }
        }
        Set<Integer> starts = listed.stream().map(Found::start).collect(Collectors.toSet());
        return names.stream()
                .filter(name -> name.type() != EntityType.PERSON
                        || !starts.contains(name.start())
                        || passage.text.substring(name.start(), name.end()).indexOf(' ') >= 0
                        || known.contains(Folding.fold(passage.text.substring(name.start(), name.end())))
                        || isPartOfOne(passage, name.start(), name.end()))
                .toList();
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
