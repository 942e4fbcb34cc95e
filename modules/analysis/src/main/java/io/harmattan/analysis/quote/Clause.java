package io.harmattan.analysis.quote;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads subjects of verbs of speech in one sentence. There is no parser behind it: names and descriptions are what stands
 * between two words that cannot be in one.
 */
final class Clause {
    /** Half-open span of items. */
    record Words(int from, int to) {}

    /** The longest name or description, and the longest aside between a name and its verb, in items. */
    private static final int LONGEST = 30;

    private final List<Item> items;
    private final int start;
    private final int end;
    private final SpeechWords words;

    Clause(List<Item> items, int start, int end, SpeechWords words) {
        this.items = items;
        this.start = start;
        this.end = end;
        this.words = words;
    }

    /** Whether the word at i is a verb of speech here, and not a noun that looks like one: "his claims". */
    boolean isVerb(int i) {
        if (i < start || i >= end || !words.verbs().contains(lower(i))) {
            return false;
        }
        if (i == start) {
            return !items.get(i).isCapital()
                    || participle(i)
                    || i + 1 < end && words.by().contains(lower(i + 1));
        }
        Item before = items.get(i - 1);
        return !words.nounMakers().contains(before.lower())
                && !words.modals().contains(before.lower())
                && !before.lower().endsWith("n't")
                && !before.lower().endsWith("'s")
                && !before.is("-")
                && !(items.get(i).isCapital() && !before.isQuote());
    }

    /** Whether the word at i is "according to" or its like; the number of its words, or 0. */
    int according(int i) {
        if (!words.according().contains(lower(i))) {
            return 0;
        }
        return i + 1 < end && items.get(i + 1).is("to") ? 2 : lower(i).equals("according") ? 0 : 1;
    }

    /** The subject of the verb at v, which stands to its left. */
    @Nullable
    Words subjectLeft(int v) {
        if (participle(v) || v > start && words.infinitive().contains(lower(v - 1))) {
            return clauseSubject(v);
        }
        int to = v;
        boolean passive = false;
        while (to > start && skippable(to - 1)) {
            passive |= words.passive().contains(lower(to - 1));
            to--;
        }
        if (passive && !ing(v)) {
            return byAgent(v);
        }
        if (to == start) {
            return null;
        }
        Item before = items.get(to - 1);
        if (before.isQuote()) {
            return null;
        }
        if (words.relative().contains(before.lower())) {
            int back = to - 1;
            while (back > start
                    && (items.get(back - 1).is(",") || words.prepositions().contains(lower(back - 1)))) {
                back--;
            }
            return nounLeft(back);
        }
        if (before.is(")")) {
            int back = to - 1;
            while (back > start && !items.get(back).is("(") && to - back < LONGEST) {
                back--;
            }
            return items.get(back).is("(") ? nounLeft(back) : null;
        }
        if (before.is(",") || before.is("—") || before.is("–")) {
            return beforeAside(to - 1, before.lower());
        }
        if (words.and().contains(before.lower()) || !before.isWord() && !before.isNumber()) {
            return clauseSubject(to);
        }
        Words noun = nounLeft(to);
        return noun == null ? clauseSubject(to) : noun;
    }

    /** The name before an aside that ends at a comma: Smith, the mayor, said. */
    private @Nullable Words beforeAside(int comma, String mark) {
        for (int i = comma - 1; i > start && comma - i < LONGEST; i--) {
            if (items.get(i).isQuote()) {
                break;
            }
            if (items.get(i).is(mark)) {
                Words name = nounLeft(i);
                // Smith, a general, who led the force, said; Smith of Dover, Del., said
                if (name != null && !named(name) && i > start) {
                    Words further = beforeAside(i, mark);
                    if (further != null && named(further)) {
                        return further;
                    }
                    // the mayor's spokesman, Ana Moreau, said
                    Words aside = nounRight(i + 1);
                    if (aside != null && aside.to() == comma && isName(aside)) {
                        return aside;
                    }
                }
                return name;
            }
        }
        Words first = clauseSubject(comma);
        return first;
    }

    /** The first name, description or pronoun of the sentence before v: the subject of "…, saying" and of "… and said". */
    @Nullable
    Words clauseSubject(int v) {
        int i = afterDateline();
        // a quote first: the subject stands after it
        for (int k = v - 1; k > start; k--) {
            if (items.get(k).isQuote() && k + 1 < v && !items.get(k + 1).is(",") && startsNoun(k + 1)) {
                i = k + 1;
                break;
            }
        }
        for (int guard = 0; guard < 3 && i < v; guard++) {
            if (!introduces(i)) {
                break;
            }
            int comma = i;
            while (comma < v && !items.get(comma).is(",")) {
                comma++;
            }
            if (comma >= v) {
                break;
            }
            i = comma + 1;
        }
        while (i < v && !startsNoun(i)) {
            i++;
        }
        if (i >= v) {
            return null;
        }
        return shortNoun(i, v);
    }

    /** The first item after "LYON (ABC) –", or the first of all. */
    int afterDateline() {
        for (int i = start + 1; i < Math.min(end, start + 10); i++) {
            Item item = items.get(i);
            if ((item.is("–") || item.is("—") || item.is("-"))
                    && items.get(i - 1).is(")")) {
                return i + 1;
            }
        }
        return start;
    }

    private boolean introduces(int i) {
        String lower = lower(i);
        return words.prepositions().contains(lower)
                || words.time().contains(lower)
                || words.boundaries().contains(lower)
                || lower.endsWith("ing")
                        && items.get(i).isCapital()
                        && words.verbs().contains(lower)
                || i + 1 < end
                        && items.get(i + 1).is(",")
                        && !named(new Words(i, i + 1))
                        && !items.get(i).isQuote();
    }

    /** A subject that starts at i when its verb is not known: a pronoun, a run of capitals, or a description up to its verb. */
    private Words shortNoun(int i, int limit) {
        if (words.pronouns().contains(lower(i))) {
            return new Words(i, i + 1);
        }
        int to = i;
        boolean seen = false;
        while (to < limit && to - i < LONGEST) {
            Item item = items.get(to);
            if (!item.isWord() && !item.isNumber() && !item.is("-")) {
                break;
            }
            boolean capital = item.isCapital() && to > i
                    || item.isCapital() && !words.determiners().contains(item.lower());
            if (to > i
                    && (words.boundaries().contains(item.lower())
                            || words.helpers().contains(item.lower())
                            || isVerb(to)
                            || item.lower().endsWith("ed") && !capital)) {
                break;
            }
            if (seen && !capital && !"of".equals(item.lower()) && !item.is("-")) {
                break;
            }
            seen |= capital;
            to++;
        }
        while (to > i + 1 && !items.get(to - 1).isWord()) {
            to--;
        }
        return new Words(i, Math.max(to, i + 1));
    }

    private boolean startsNoun(int i) {
        Item item = items.get(i);
        return item.isWord()
                && (words.pronouns().contains(item.lower())
                        || words.determiners().contains(item.lower())
                        || item.isCapital()
                                && !words.prepositions().contains(item.lower())
                                && !words.boundaries().contains(item.lower())
                                && !words.time().contains(item.lower())
                                && !words.helpers().contains(item.lower())
                                && !words.and().contains(item.lower()));
    }

    /** The agent of a passive: described by an official as. */
    private @Nullable Words byAgent(int v) {
        for (int i = v + 1; i < Math.min(end, v + 4); i++) {
            if (words.by().contains(lower(i))) {
                return nounRight(i + 1);
            }
        }
        return null;
    }

    /** Whether "by" follows the verb at v: then its agent speaks. */
    @Nullable
    Words agent(int v) {
        return v + 1 < end && words.by().contains(lower(v + 1)) ? nounRight(v + 2) : null;
    }

    /** The name or description that ends before the item at to. */
    @Nullable
    Words nounLeft(int to) {
        int end = to;
        while (end > start && (time(end - 1) || words.prepositions().contains(lower(end - 1)) && end < to)) {
            end--;
        }
        if (end == start) {
            return null;
        }
        int from = end;
        while (from > start && end - from < LONGEST) {
            Item item = items.get(from - 1);
            if (!partOfName(from - 1)) {
                break;
            }
            String lower = item.lower();
            if (words.boundaries().contains(lower) && !lower.equals("to")
                    || from < end && isVerb(from - 1) && !item.isCapital()) {
                break;
            }
            if (contracted(lower)) {
                break;
            }
            if (words.pronouns().contains(lower) && !determined(from - 1, end)) {
                from--;
                break;
            }
            from--;
        }
        return trim(from, end);
    }

    /** Words, numbers, hyphens, and the apostrophe of "the sailors' union". */
    private boolean partOfName(int i) {
        Item item = items.get(i);
        return item.isWord()
                || item.isNumber()
                || item.is("-")
                || item.is("&")
                || item.is("/")
                || item.is("'") && i > start && lower(i - 1).endsWith("s");
    }

    /** "He's" holds a verb, so no name runs across it. */
    private boolean contracted(String lower) {
        int mark = lower.indexOf('\'');
        return mark > 0 && words.pronouns().contains(lower.substring(0, mark));
    }

    /** "One" of "one of the sources" is no pronoun. */
    private boolean determined(int i, int end) {
        return i + 1 < end && words.determiners().contains(lower(i));
    }

    private @Nullable Words trim(int from, int to) {
        int i = from;
        while (i < to) {
            String lower = lower(i);
            if (words.prepositions().contains(lower)) {
                i++;
                // what the preposition governs goes with it: "in March US officials"
                if (i < to && time(i)) {
                    i++;
                    while (i < to && items.get(i).isNumber()) {
                        i++;
                    }
                }
            } else if (words.and().contains(lower)
                    || words.helpers().contains(lower) && !items.get(i).isCapital()
                    || words.boundaries().contains(lower)
                    || !items.get(i).isWord() && !items.get(i).isNumber()) {
                i++;
            } else {
                break;
            }
        }
        return i < to ? new Words(i, to) : null;
    }

    /** The name or description that starts at from. */
    @Nullable
    Words nounRight(int from) {
        int to = from;
        while (to < end && to - from < LONGEST) {
            Item item = items.get(to);
            if (!partOfName(to) || to == from && !item.isWord() && !item.isNumber()) {
                break;
            }
            String lower = item.lower();
            if (to == from
                    && words.pronouns().contains(lower)
                    && !(to + 1 < end && lower(to + 1).equals("of"))) {
                to++;
                break;
            }
            if (words.rightBoundaries().contains(lower)
                    && !(item.isCapital() && to > from && items.get(to - 1).isCapital() && !time(to))) {
                break;
            }
            if (words.and().contains(lower) && !(to + 1 < end && startsNoun(to + 1))) {
                break;
            }
            if (isVerb(to)
                    || words.boundaries().contains(lower)
                    || words.helpers().contains(lower) && !item.isCapital()) {
                break;
            }
            to++;
        }
        while (to > from
                && (items.get(to - 1).is("-")
                        || words.prepositions().contains(lower(to - 1))
                        || words.and().contains(lower(to - 1)))) {
            to--;
        }
        return to == from || words.prepositions().contains(lower(from)) ? null : new Words(from, to);
    }

    private boolean skippable(int i) {
        Item item = items.get(i);
        String lower = item.lower();
        return words.helpers().contains(lower) && !(item.isCapital() && i > start)
                || lower.length() > 4 && lower.endsWith("ly") && !item.isCapital();
    }

    private boolean time(int i) {
        return words.time().contains(lower(i)) && items.get(i).isWord();
    }

    /** Whether the verb at v is one without a subject of its own. */
    boolean participle(int v) {
        return ing(v) && !(v > start && words.passive().contains(lower(v - 1)));
    }

    private boolean ing(int v) {
        return lower(v).endsWith("ing") || lower(v).endsWith("ant");
    }

    /** Whether the verb at v can stand between a quote and who speaks: "…," said Smith. */
    boolean inverts(int v) {
        return isVerb(v) && !participle(v) && !words.transitive().contains(lower(v));
    }

    /** Whether the verb at v takes a thing or a person and not a sentence: "called", "accused". */
    boolean transitive(int v) {
        return words.transitive().contains(lower(v));
    }

    /** Whether the word at i opens what is told: "that". */
    boolean opensReport(int i) {
        return words.that().contains(lower(i)) || lower(i).startsWith("qu'");
    }

    /** Whether what is told may follow the verb at v without a word between: "said the port would stay shut". */
    boolean saysAlone(int v) {
        return words.bare().contains(lower(v));
    }

    /** Whether a name, a description or a pronoun may begin at i. */
    boolean beginsNoun(int i) {
        return startsNoun(i);
    }

    boolean is(int i, String what) {
        return items.get(i).is(what);
    }

    /** Whether a word, number or quote stands at i, and no mark. */
    boolean isText(int i) {
        Item item = items.get(i);
        return item.isWord() || item.isNumber() || item.isQuote();
    }

    /** Whether the word at i may stand before an inverted verb: « … », a dit Moreau. */
    boolean auxiliary(int i) {
        String lower = lower(i);
        return words.helpers().contains(lower)
                && !words.passive().contains(lower)
                && !words.infinitive().contains(lower);
    }

    boolean named(Words noun) {
        for (int i = noun.from(); i < noun.to(); i++) {
            if (items.get(i).isCapital()
                    && !words.determiners().contains(lower(i))
                    && !words.pronouns().contains(lower(i))) {
                return true;
            }
        }
        return false;
    }

    /** Whether it begins like the name of a person: two capitals, neither a determiner. */
    private boolean isName(Words noun) {
        return noun.to() - noun.from() > 1
                && items.get(noun.from()).isCapital()
                && items.get(noun.from() + 1).isCapital()
                && !words.determiners().contains(lower(noun.from()));
    }

    boolean pronoun(Words noun) {
        return noun.to() == noun.from() + 1 && words.pronouns().contains(lower(noun.from()));
    }

    String lower(int i) {
        return items.get(i).lower();
    }
}
