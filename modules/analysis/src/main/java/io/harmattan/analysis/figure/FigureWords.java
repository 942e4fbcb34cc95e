package io.harmattan.analysis.figure;

import io.harmattan.analysis.token.WordLists;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The words of one language that make a number, or say what it counts. */
record FigureWords(
        Map<String, Double> cardinals,
        Map<String, Double> magnitudes,
        Map<String, Double> vague,
        Map<String, Double> fractions,
        Map<String, Double> magnitudeSuffixes,
        Set<String> articles,
        Set<String> several,
        Set<String> and,
        Set<String> of,
        Set<String> range,
        Set<String> between,
        Set<String> from,
        List<List<String>> qualifiers,
        Set<String> exact,
        Set<String> atLeast,
        Set<String> atMost,
        Map<String, String> currencyWords,
        Map<String, String> units,
        List<List<String>> percentPhrases,
        Set<String> durations,
        Set<String> ordinals,
        Set<String> clock,
        Set<String> months,
        Set<String> numbered,
        Set<String> people,
        Set<String> irregular,
        Set<String> noHeads,
        Set<String> modifiers,
        Set<String> modified,
        Set<String> stops,
        Map<String, String> casualties,
        Set<String> casualtyAdjectives,
        Set<String> scores,
        Set<String> functions,
        Set<String> beforeYears) {

    private static final Map<String, FigureWords> KNOWN = Map.of("en", read("en"), "fr", read("fr"));

    /** The words of a language, or null for one that has no list. */
    static @Nullable FigureWords of(String language) {
        return KNOWN.get(language);
    }

    private static FigureWords read(String language) {
        WordLists lists = WordLists.read(FigureWords.class, language + ".txt");
        return new FigureWords(
                numbers(lists, "cardinals"),
                numbers(lists, "magnitudes"),
                numbers(lists, "vague"),
                numbers(lists, "fractions"),
                numbers(lists, "magnitude-suffixes"),
                lists.words("articles"),
                lists.words("several"),
                lists.words("and"),
                lists.words("of"),
                lists.words("range"),
                lists.words("between"),
                lists.words("from"),
                phrases(lists, "qualifiers"),
                Set.copyOf(lists.lines("exact")),
                Set.copyOf(lists.lines("at-least")),
                Set.copyOf(lists.lines("at-most")),
                pairs(lists, "currency-words"),
                pairs(lists, "units"),
                phrases(lists, "percent-phrases"),
                lists.words("durations"),
                lists.words("ordinals"),
                lists.words("clock"),
                lists.words("months"),
                lists.words("numbered"),
                lists.words("people"),
                lists.words("irregular"),
                lists.words("no-heads"),
                lists.words("modifiers"),
                lists.words("modified"),
                lists.words("stops"),
                pairs(lists, "casualties"),
                lists.words("casualty-adjectives"),
                lists.words("scores"),
                lists.words("functions"),
                lists.words("before-years"));
    }

    private static Map<String, String> pairs(WordLists lists, String name) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String word : lists.words(name)) {
            int equals = word.indexOf('=');
            if (equals < 1) {
                throw new IllegalStateException(
                        "the list " + name + " has the entry '" + word + "'; expected word=value");
            }
            pairs.put(word.substring(0, equals), word.substring(equals + 1));
        }
        return pairs;
    }

    private static Map<String, Double> numbers(WordLists lists, String name) {
        Map<String, Double> numbers = new LinkedHashMap<>();
        pairs(lists, name).forEach((word, value) -> numbers.put(word, Double.valueOf(value)));
        return numbers;
    }

    /** Each line cut into words, the longest first. */
    private static List<List<String>> phrases(WordLists lists, String name) {
        List<List<String>> phrases = new ArrayList<>();
        for (String line : lists.lines(name)) {
            phrases.add(List.of(line.split(" +")));
        }
        phrases.sort(
                Comparator.comparingInt((List<String> phrase) -> phrase.size()).reversed());
        return phrases;
    }
}
