package io.harmattan.analysis.quote;

import io.harmattan.analysis.token.WordLists;
import java.util.Map;
import java.util.Set;

/** The words of one language that tell who speaks. */
record SpeechWords(
        Set<String> verbs,
        Set<String> transitive,
        Set<String> modals,
        Set<String> infinitive,
        Set<String> helpers,
        Set<String> passive,
        Set<String> boundaries,
        Set<String> rightBoundaries,
        Set<String> pronouns,
        Set<String> resolved,
        Set<String> determiners,
        Set<String> prepositions,
        Set<String> time,
        Set<String> and,
        Set<String> according,
        Set<String> by,
        Set<String> as,
        Set<String> relative,
        Set<String> nounMakers,
        Set<String> elisions,
        Set<String> that,
        Set<String> bare) {

    private static final Map<String, SpeechWords> KNOWN = Map.of("en", read("en"), "fr", read("fr"));
    private static final SpeechWords NONE = none();

    /** The words of a language; no words at all for one that has no list. */
    static SpeechWords of(String language) {
        return KNOWN.getOrDefault(language, NONE);
    }

    private static SpeechWords read(String language) {
        WordLists lists = WordLists.read(SpeechWords.class, language + ".txt");
        return new SpeechWords(
                lists.words("verbs"),
                lists.words("transitive"),
                lists.words("modals"),
                lists.words("infinitive"),
                lists.words("helpers"),
                lists.words("passive"),
                lists.words("boundaries"),
                lists.words("right-boundaries"),
                lists.words("pronouns"),
                lists.words("resolved"),
                lists.words("determiners"),
                lists.words("prepositions"),
                lists.words("time"),
                lists.words("and"),
                lists.words("according"),
                lists.words("by"),
                lists.words("as"),
                lists.words("relative"),
                lists.words("noun-makers"),
                lists.words("elisions"),
                lists.words("that"),
                lists.words("bare"));
    }

    private static SpeechWords none() {
        Set<String> no = Set.of();
        return new SpeechWords(no, no, no, no, no, no, no, no, no, no, no, no, no, no, no, no, no, no, no, no, no, no);
    }
}
