package io.harmattan.analysis.tag;

import com.hankcs.algorithm.AhoCorasickDoubleArrayTrie;
import io.harmattan.analysis.profile.Alias;
import io.harmattan.analysis.profile.Alias.CaseRule;
import io.harmattan.analysis.profile.WatchProfile;
import io.harmattan.domain.Entity;
import io.harmattan.domain.EntityType;
import io.harmattan.domain.Mention;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the entities of a watch profile in a text by the names they go by: Aho-Corasick over all aliases, the longest
 * match first, then what words, letter case and neighbours allow. A person named in full is found again under the bare
 * surname.
 *
 * <p>Immutable once built; safe for use by many threads.
 */
public final class Tagger {
    private static final int SHORTEST_IN_SMALL_LETTERS = 4;
    private static final int SHORTEST_SURNAME = 4;
    private static final Set<String> TITLES = Set.of(
            "mr",
            "mrs",
            "ms",
            "miss",
            "dr",
            "sir",
            "gen",
            "general",
            "lt",
            "lieutenant",
            "col",
            "colonel",
            "maj",
            "major",
            "capt",
            "captain",
            "adm",
            "admiral",
            "sgt",
            "sergeant",
            "brig",
            "brigadier",
            "cmdr",
            "commander",
            "marshal",
            "president",
            "minister",
            "secretary",
            "ambassador",
            "chancellor",
            "premier",
            "senator",
            "sen",
            "rep",
            "gov",
            "governor",
            "judge",
            "king",
            "queen",
            "prince",
            "imam",
            "sheikh",
            "général",
            "capitaine",
            "commandant",
            "président",
            "ministre",
            "ambassadeur",
            "monsieur",
            "madame",
            "mme",
            "m",
            "spokesman",
            "spokeswoman",
            "spokesperson",
            "chief",
            "director",
            "analyst",
            "professor",
            "prof",
            "leader",
            "envoy");

    /** Words that begin sentences and are no given names, and the names of days and months. */
    private static final Set<String> OPENERS = Set.of(
            "but",
            "and",
            "yet",
            "so",
            "or",
            "while",
            "when",
            "as",
            "after",
            "before",
            "if",
            "although",
            "though",
            "since",
            "then",
            "however",
            "meanwhile",
            "in",
            "on",
            "at",
            "for",
            "by",
            "with",
            "to",
            "from",
            "that",
            "like",
            "unlike",
            "because",
            "did",
            "does",
            "has",
            "had",
            "will",
            "would",
            "can",
            "could",
            "earlier",
            "later",
            "yesterday",
            "today",
            "tomorrow",
            "still",
            "once",
            "where",
            "why",
            "how",
            "what",
            "who",
            "whether",
            "both",
            "neither",
            "even",
            "only",
            "until",
            "under",
            "about",
            "asked",
            "the",
            "mais",
            "et",
            "selon",
            "pour",
            "quand",
            "avec",
            "hier",
            "alors",
            "comme",
            "si",
            "que",
            "pourquoi",
            "monday",
            "tuesday",
            "wednesday",
            "thursday",
            "friday",
            "saturday",
            "sunday",
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
            "lundi",
            "mardi",
            "mercredi",
            "jeudi",
            "vendredi",
            "samedi",
            "dimanche");

    private final AhoCorasickDoubleArrayTrie<List<Alias>> trie;
    private final Map<String, Entity> entities;

    /** A tagger for the entities and aliases of a profile. */
    public Tagger(WatchProfile profile) {
        this.entities = profile.entities();
        Map<String, List<Alias>> byText = new TreeMap<>();
        for (Alias alias : profile.aliases()) {
            byText.computeIfAbsent(Folding.fold(alias.text()), text -> new ArrayList<>())
                    .add(alias);
        }
        this.trie = new AhoCorasickDoubleArrayTrie<>();
        this.trie.build(byText);
    }

    /**
     * Tags a text.
     *
     * @param title its headline; names in it count as context and as entities, but the mentions are those of the text
     * @param language ISO 639-1 code or {@code und}; aliases of all languages are looked for, as names travel
     */
    public Tags tag(@Nullable String title, String text, String language) {
        Passage body = new Passage(text);
        Passage head = new Passage(title == null ? "" : title);
        String context = head.folded + "\n" + body.folded;
        List<Mention> inHead = mentions(head, context);
        List<Mention> inBody = mentions(body, context);
        Map<String, Entity> known = people(inHead, inBody);
        inHead = withSurnames(head, inHead, known);
        inBody = withSurnames(body, inBody, known);
        Set<Entity> named = new LinkedHashSet<>();
        for (List<Mention> mentions : List.of(inHead, inBody)) {
            for (Mention mention : mentions) {
                Entity entity = mention.entityId() == null ? null : entities.get(mention.entityId());
                if (entity != null) {
                    named.add(entity);
                }
            }
        }
        return new Tags(inBody, List.copyOf(named));
    }

    private record Hit(int start, int end, Alias alias) {}

    private List<Mention> mentions(Passage passage, String context) {
        List<Hit> hits = new ArrayList<>();
        Map<Set<String>, Boolean> needs = new HashMap<>();
        trie.parseText(passage.folded, (int start, int end, List<Alias> aliases) -> {
            if (passage.isWhole(start, end)) {
                for (Alias alias : aliases) {
                    if (passage.isWritten(start, end, alias)
                            && passage.hasNeighbours(start, end, alias)
                            && needs.computeIfAbsent(alias.needs(), words -> meets(words, context))) {
                        hits.add(new Hit(start, end, alias));
                        break;
                    }
                }
            }
        });
        hits.sort(Comparator.<Hit>comparingInt(hit -> hit.start() - hit.end()).thenComparingInt(Hit::start));
        BitSet taken = new BitSet(passage.text.length());
        TreeMap<Integer, Mention> mentions = new TreeMap<>();
        for (Hit hit : hits) {
            int next = taken.nextSetBit(hit.start());
            if (next < 0 || next >= hit.end()) {
                taken.set(hit.start(), hit.end());
                Entity entity = entities.get(hit.alias().entityId());
                if (entity != null) {
                    mentions.put(hit.start(), passage.mention(hit.start(), hit.end(), entity));
                }
            }
        }
        return List.copyOf(mentions.values());
    }

    private static boolean meets(Set<String> words, String context) {
        if (words.isEmpty()) {
            return true;
        }
        for (String word : words) {
            String wanted = Folding.fold(word);
            for (int at = context.indexOf(wanted); at >= 0; at = context.indexOf(wanted, at + 1)) {
                if (Passage.isBoundary(context, at) && Passage.isBoundary(context, at + wanted.length())) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The people who are named in full, by their folded surname; a surname that two of them share is left out. */
    private Map<String, Entity> people(List<Mention> head, List<Mention> body) {
        Map<String, Entity> known = new LinkedHashMap<>();
        Set<String> shared = new LinkedHashSet<>();
        for (List<Mention> mentions : List.of(head, body)) {
            for (Mention mention : mentions) {
                Entity entity = mention.entityId() == null ? null : entities.get(mention.entityId());
                if (entity == null
                        || entity.type() != EntityType.PERSON
                        || mention.surface().indexOf(' ') < 0) {
                    continue;
                }
                for (String surname :
                        new LinkedHashSet<>(List.of(surname(entity.name()), surname(mention.surface())))) {
                    Entity other = known.putIfAbsent(surname, entity);
                    if (other != null && !other.id().equals(entity.id())) {
                        shared.add(surname);
                    }
                }
            }
        }
        known.keySet().removeAll(shared);
        return known;
    }

    private static String surname(String name) {
        String folded = Folding.fold(name.strip());
        return folded.substring(folded.lastIndexOf(' ') + 1);
    }

    private List<Mention> withSurnames(Passage passage, List<Mention> mentions, Map<String, Entity> known) {
        TreeMap<Integer, Mention> all = new TreeMap<>();
        BitSet taken = new BitSet(passage.text.length());
        for (Mention mention : mentions) {
            all.put(mention.start(), mention);
            taken.set(mention.start(), mention.end());
        }
        for (Map.Entry<String, Entity> person : known.entrySet()) {
            String surname = person.getKey();
            if (surname.length() < SHORTEST_SURNAME) {
                continue;
            }
            for (int at = passage.folded.indexOf(surname); at >= 0; at = passage.folded.indexOf(surname, at + 1)) {
                int end = at + surname.length();
                int next = taken.nextSetBit(at);
                if ((next < 0 || next >= end)
                        && passage.isWhole(at, end)
                        && passage.isCapital(at)
                        && passage.standsAlone(at, end)) {
                    all.put(at, passage.mention(at, end, person.getValue()));
                    taken.set(at, end);
                }
            }
        }
        return List.copyOf(all.values());
    }

    /** A text with what the checks on it need. */
    private static final class Passage {
        private final String text;
        private final String folded;
        private final boolean noCapitals;
        // the line looked at last
        private int lineStart;
        private int lineEnd;
        private boolean lineInCapitals;

        Passage(String text) {
            this.text = text;
            this.folded = Folding.fold(text);
            this.noCapitals = text.chars().noneMatch(Character::isUpperCase);
        }

        Mention mention(int start, int end, Entity entity) {
            return new Mention(start, end, text.substring(start, end), entity.type(), entity.id());
        }

        boolean isWhole(int start, int end) {
            return isBoundary(text, start) && isBoundary(text, end);
        }

        /** Whether no word goes on across {@code at}; marks that combine with the letter before them belong to it. */
        static boolean isBoundary(CharSequence text, int at) {
            if (at <= 0 || at >= text.length()) {
                return true;
            }
            int after = Character.codePointAt(text, at);
            int type = Character.getType(after);
            if (type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK) {
                return false;
            }
            return !Character.isLetterOrDigit(Character.codePointBefore(text, at)) || !Character.isLetterOrDigit(after);
        }

        boolean isCapital(int at) {
            return noCapitals || Character.isUpperCase(text.charAt(at)) || !Character.isLowerCase(text.charAt(at));
        }

        boolean isWritten(int start, int end, Alias alias) {
            if (alias.caseRule() == CaseRule.ANY) {
                return true;
            }
            boolean same = true;
            for (int i = start; i < end && same; i++) {
                char wanted = alias.text().charAt(i - start);
                char there = text.charAt(i);
                same = !Character.isLetter(wanted) || Character.isUpperCase(wanted) == Character.isUpperCase(there);
            }
            if (alias.caseRule() == CaseRule.EXACT) {
                return same && !inCapitals(start);
            }
            if (same) {
                return true;
            }
            if (noCapitals) {
                return end - start >= SHORTEST_IN_SMALL_LETTERS;
            }
            return inCapitals(start);
        }

        /** Whether the line around {@code at} is written in capitals throughout. */
        private boolean inCapitals(int at) {
            if (at < lineStart || at >= lineEnd) {
                lineStart = text.lastIndexOf('\n', at) + 1;
                int to = text.indexOf('\n', at);
                lineEnd = to < 0 ? text.length() : to;
                int capitals = 0;
                int small = 0;
                for (int i = lineStart; i < lineEnd && small == 0; i++) {
                    small += Character.isLowerCase(text.charAt(i)) ? 1 : 0;
                    capitals += Character.isUpperCase(text.charAt(i)) ? 1 : 0;
                }
                lineInCapitals = small == 0 && capitals > 0;
            }
            return lineInCapitals;
        }

        boolean hasNeighbours(int start, int end, Alias alias) {
            return (alias.notAfter().isEmpty() || !endsWith(start, alias.notAfter()))
                    && (alias.notBefore().isEmpty() || !startsWith(end, alias.notBefore()));
        }

        private boolean endsWith(int start, Set<String> words) {
            int end = start;
            while (end > 0 && folded.charAt(end - 1) == ' ') {
                end--;
            }
            for (String word : words) {
                String wanted = Folding.fold(word);
                if (folded.startsWith(wanted, end - wanted.length()) && isBoundary(folded, end - wanted.length())) {
                    return true;
                }
            }
            return false;
        }

        private boolean startsWith(int end, Set<String> words) {
            int start = end;
            while (start < folded.length() && folded.charAt(start) == ' ') {
                start++;
            }
            for (String word : words) {
                String wanted = Folding.fold(word);
                if (folded.startsWith(wanted, start) && isBoundary(folded, start + wanted.length())) {
                    return true;
                }
            }
            return false;
        }

        /** Whether a surname is not part of a longer name: no other capitalised word next to it, titles apart. */
        boolean standsAlone(int start, int end) {
            return !isNamePart(wordBefore(start)) && !isCapitalised(wordAfter(end));
        }

        private static boolean isNamePart(String word) {
            String plain = word.toLowerCase(Locale.ROOT).replace(".", "");
            return isCapitalised(word) && !TITLES.contains(plain) && !OPENERS.contains(plain);
        }

        private static boolean isCapitalised(String word) {
            return !word.isEmpty() && Character.isUpperCase(word.codePointAt(0));
        }

        /** The word that one blank parts from {@code start}; empty when something else stands there. */
        private String wordBefore(int start) {
            if (start < 2 || text.charAt(start - 1) != ' ') {
                return "";
            }
            int from = start - 1;
            while (from > 0
                    && (Character.isLetterOrDigit(text.charAt(from - 1))
                            || ".'’-".indexOf(text.charAt(from - 1)) >= 0)) {
                from--;
            }
            return text.substring(from, start - 1);
        }

        private String wordAfter(int end) {
            if (end + 1 >= text.length() || text.charAt(end) != ' ') {
                return "";
            }
            int to = end + 1;
            while (to < text.length() && Character.isLetterOrDigit(text.charAt(to))) {
                to++;
            }
            return text.substring(end + 1, to);
        }
    }
}
