package io.harmattan.analysis.date;

import io.harmattan.analysis.token.WordLists;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The words of one language that tell a day. */
record DateWords(
        Map<String, String> months,
        Map<String, String> weekdays,
        Map<String, String> days,
        Set<String> last,
        Set<String> present,
        Set<String> next,
        Set<String> following,
        Map<String, String> units,
        Set<String> ago,
        Set<String> in,
        Set<String> ahead,
        Map<String, String> numbers,
        Set<String> ordinals,
        Set<String> of) {

    private static final Map<String, DateWords> KNOWN = Map.of("en", read("en"), "fr", read("fr"));

    /** The words of a language, or null for one that has no list. */
    static @Nullable DateWords of(String language) {
        return KNOWN.get(language);
    }

    private static DateWords read(String language) {
        WordLists lists = WordLists.read(DateWords.class, language + ".txt");
        return new DateWords(
                pairs(lists, "months"),
                pairs(lists, "weekdays"),
                pairs(lists, "days"),
                lists.words("last"),
                lists.words("this"),
                lists.words("next"),
                lists.words("following"),
                pairs(lists, "units"),
                lists.words("ago"),
                lists.words("in"),
                lists.words("ahead"),
                pairs(lists, "numbers"),
                lists.words("ordinals"),
                lists.words("of"));
    }

    private static Map<String, String> pairs(WordLists lists, String name) {
        Map<String, String> pairs = new HashMap<>();
        for (String word : lists.words(name)) {
            int equals = word.indexOf('=');
            pairs.put(word.substring(0, equals), word.substring(equals + 1));
        }
        return Map.copyOf(pairs);
    }
}
