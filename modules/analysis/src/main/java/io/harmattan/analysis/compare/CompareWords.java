package io.harmattan.analysis.compare;

import io.harmattan.analysis.figure.FigureFinder;
import io.harmattan.analysis.token.WordLists;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The words of a language that tell what a figure is about.
 *
 * @param kinds noun → the kind of thing it counts
 * @param deeds word → what is done to or by what is counted
 * @param forces kinds that are somewhere, come and leave as a body; of others only what befalls them is compared
 * @param tolls deeds whose numbers only grow
 * @param here words behind a figure that say where it is, and so that it is there
 * @param definite words before a figure that mean all there are
 * @param more words beside a figure that say that it comes on top of another or is a part of one
 * @param have verbs whose subject is whose the things are
 * @param light words that may stand between a figure and the word that tells its deed
 * @param vague number words that are no number ({@code dozens})
 */
record CompareWords(
        Map<String, String> kinds,
        Map<String, String> deeds,
        Set<String> forces,
        Set<String> tolls,
        Set<String> here,
        Set<String> definite,
        Set<String> more,
        Set<String> have,
        Set<String> light,
        Set<String> vague) {
    private static final Map<String, CompareWords> BY_LANGUAGE = Map.of("en", read("en"), "fr", read("fr"));

    /** Null for a language without lists. */
    static @Nullable CompareWords of(@Nullable String language) {
        return language == null ? null : BY_LANGUAGE.get(language);
    }

    private static CompareWords read(String language) {
        WordLists lists = WordLists.read(CompareWords.class, language + ".txt");
        Set<String> vague = new HashSet<>();
        for (String entry :
                WordLists.read(FigureFinder.class, language + ".txt").words("vague")) {
            vague.add(entry.substring(0, entry.indexOf('=')));
        }
        return new CompareWords(
                named(lists.lines("kinds")),
                named(lists.lines("deeds")),
                lists.words("forces"),
                lists.words("tolls"),
                lists.words("here"),
                lists.words("definite"),
                lists.words("more"),
                lists.words("have"),
                lists.words("light"),
                vague);
    }

    /** Lines of a name, a colon and the words that mean it. */
    private static Map<String, String> named(List<String> lines) {
        Map<String, String> names = new HashMap<>();
        for (String line : lines) {
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw new IllegalStateException("'" + line + "' has no name; expected 'name: words'");
            }
            String name = line.substring(0, colon);
            for (String word : line.substring(colon + 1).strip().split(" +")) {
                names.put(word, name);
            }
        }
        return names;
    }
}
