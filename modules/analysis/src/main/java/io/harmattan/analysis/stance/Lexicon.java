package io.harmattan.analysis.stance;

import io.harmattan.analysis.stance.Frame.Element;
import io.harmattan.analysis.stance.Frame.Holder;
import io.harmattan.analysis.stance.Frame.Kind;
import io.harmattan.analysis.token.WordLists;
import io.harmattan.domain.Stance.Label;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The words and the frames of one language, from the file beside this class. */
final class Lexicon {
    private static final Map<String, Lexicon> KNOWN = Map.of("en", new Lexicon("en"), "fr", new Lexicon("fr"));

    private final String language;
    private final WordLists lists;
    private final Map<String, Set<String>> sets = new ConcurrentHashMap<>();
    private final Map<String, List<List<String>>> phrases = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> named = new HashMap<>();
    private final List<Frame> frames = new ArrayList<>();
    private final Map<String, List<Frame>> byFirst = new HashMap<>();
    private final List<Frame> others = new ArrayList<>();
    private final Set<String> starters = new HashSet<>();

    private Lexicon(String language) {
        this.language = language;
        this.lists = WordLists.read(Lexicon.class, language + ".txt");
        for (String line : lists.lines("named")) {
            String[] parts = line.split("=", 2);
            Set<String> words = new LinkedHashSet<>();
            for (String word : parts[1].strip().split("[ |]+")) {
                words.addAll(forms(word));
            }
            named.computeIfAbsent(parts[0].strip(), k -> new LinkedHashSet<>()).addAll(words);
        }
        for (String line : lists.lines("frames")) {
            Frame frame = frame(line);
            frames.add(frame);
            Element first = frame.elements().get(0);
            if (first.kind() == Kind.WORDS) {
                first.words().forEach(word -> byFirst.computeIfAbsent(word, k -> new ArrayList<>())
                        .add(frame));
                if (frame.holder() == Holder.SUBJECT) {
                    starters.addAll(first.words());
                }
            } else {
                others.add(frame);
            }
        }
        starters.removeAll(of("no-starters"));
    }

    /** The lexicon of a language that has one. */
    static @Nullable Lexicon ofLanguage(String language) {
        return KNOWN.get(language);
    }

    String language() {
        return language;
    }

    /** A list of words. */
    Set<String> of(String list) {
        return sets.computeIfAbsent(list, key -> {
            Set<String> words = new LinkedHashSet<>();
            for (String word : lists.words(key)) {
                words.addAll(forms(word));
            }
            return Set.copyOf(words);
        });
    }

    /** A list of phrases; their words are joined by hyphens in the file. */
    List<List<String>> phrases(String list) {
        return phrases.computeIfAbsent(list, key -> lists.words(key).stream()
                .map(words -> List.of(words.split("-")))
                .toList());
    }

    /** Whether a word turns round what follows. */
    boolean isNegation(String word) {
        return of("negations").contains(word) || word.endsWith("n't");
    }

    /** The frames that may begin with a word. */
    List<Frame> startingWith(String word) {
        return byFirst.getOrDefault(word, List.of());
    }

    /** The frames that begin with a target or a power. */
    List<Frame> startingWithTarget() {
        return others;
    }

    /** The verbs that frames begin with: none of them stands in a gap. */
    boolean starts(String word) {
        return starters.contains(word);
    }

    private Frame frame(String line) {
        String[] halves = line.split(" : ", 2);
        String[] head = halves[0].strip().split(" +");
        if (halves.length < 2 || head.length != 3) {
            throw new IllegalStateException(
                    language + ".txt has the frame '" + line + "'; expected LABEL act|said HOLDER : ELEMENTS");
        }
        Label label =
                switch (head[0].charAt(0)) {
                    case '+' -> Label.FAVOURABLE;
                    case '-' -> Label.OPPOSED;
                    case '=' -> Label.NEUTRAL;
                    default ->
                        throw new IllegalStateException(
                                language + ".txt has the frame '" + line + "'; expected +, - or = first");
                };
        Holder holder =
                switch (head[2]) {
                    case "S" -> Holder.SUBJECT;
                    case "B" -> Holder.AGENT;
                    case "V" -> Holder.VOICE;
                    case "Q" -> Holder.SPEAKER;
                    case "H" -> Holder.NAMED;
                    case "T" -> Holder.TARGET;
                    case "A" -> Holder.AUTHOR;
                    default ->
                        throw new IllegalStateException(language + ".txt has the frame '" + line
                                + "'; expected a holder S, B, V, Q, H, T or A");
                };
        List<Element> elements = new ArrayList<>();
        for (String part : halves[1].strip().split(" +")) {
            elements.add(element(part, line));
        }
        return new Frame(label, head[0].endsWith("~"), head[1].equals("act"), holder, List.copyOf(elements), line);
    }

    private Element element(String written, String line) {
        boolean optional = written.endsWith("?");
        String part = optional ? written.substring(0, written.length() - 1) : written;
        switch (part) {
            case "T":
                return new Element(Kind.TARGET, Set.of(), 0, optional);
            case "C":
                return new Element(Kind.POWER, Set.of(), 0, optional);
            case "TC":
                return new Element(Kind.EITHER, Set.of(), 0, optional);
            case "O":
                return new Element(Kind.OTHER, Set.of(), 0, optional);
            case "H":
                return new Element(Kind.ACTOR, Set.of(), 0, optional);
            default:
                break;
        }
        if (part.startsWith("*")) {
            return new Element(Kind.GAP, Set.of(), Integer.parseInt(part.substring(1)), true);
        }
        if (part.startsWith("~")) {
            return new Element(Kind.GAP, Set.of(), Integer.parseInt(part.substring(1)), false);
        }
        Set<String> words = new LinkedHashSet<>();
        for (String word : part.split("\\|")) {
            if (word.startsWith("$")) {
                Set<String> list = named.get(word.substring(1));
                if (list == null) {
                    throw new IllegalStateException(language + ".txt has the frame '" + line + "' with " + word
                            + "; expected one of " + named.keySet());
                }
                words.addAll(list);
            } else {
                words.addAll(forms(word));
            }
        }
        return new Element(Kind.WORDS, Set.copyOf(words), 0, optional);
    }

    /** A word, and where a plus follows it, its regular forms. */
    private List<String> forms(String word) {
        if (!word.endsWith("+")) {
            return List.of(word);
        }
        String base = word.substring(0, word.length() - 1);
        return language.equals("fr") ? french(base) : english(base);
    }

    private static List<String> english(String base) {
        boolean consonantY = base.endsWith("y") && "aeiou".indexOf(base.charAt(base.length() - 2)) < 0;
        boolean sibilant = base.matches(".*(s|sh|ch|x|z|o)");
        String stem = base.endsWith("e") ? base.substring(0, base.length() - 1) : base;
        String plural = consonantY ? base.substring(0, base.length() - 1) + "ies" : base + (sibilant ? "es" : "s");
        String past = consonantY ? base.substring(0, base.length() - 1) + "ied" : stem + "ed";
        return List.of(base, plural, past, (base.endsWith("ee") ? base : stem) + "ing");
    }

    /** The regular verbs on -er and the forms of their participle. */
    private static List<String> french(String base) {
        if (!base.endsWith("er")) {
            return List.of(base, base + "s", base + "e", base + "es");
        }
        String stem = base.substring(0, base.length() - 2);
        String soft = stem.endsWith("g")
                ? stem + "e"
                : stem.endsWith("c") ? stem.substring(0, stem.length() - 1) + "ç" : stem;
        List<String> forms = new ArrayList<>(List.of(base));
        for (String ending : List.of("e", "ent", "é", "ée", "és", "ées", "èrent", "era", "eront")) {
            forms.add(stem + ending);
        }
        for (String ending : List.of("ant", "a", "ait", "aient")) {
            forms.add(soft + ending);
        }
        return forms;
    }
}
