package io.harmattan.analysis.quote;

import io.harmattan.analysis.quote.Clause.Words;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the speaker of each quote among its sentence's words, then among what was said before it. */
final class SpeakerFinder {
    private final String text;
    private final List<Item> items;
    private final SpeechWords words;
    private final Map<Marked, Speaker> speakers = new HashMap<>();
    private final List<Reported> reported = new ArrayList<>();

    /** Who was last named or described as speaking. */
    private @Nullable Speaker last;
    /** Who spoke the last quote of the paragraph, or of the one before. */
    private @Nullable Speaker running;

    private SpeakerFinder(String text, List<Item> items, SpeechWords words) {
        this.text = text;
        this.items = items;
        this.words = words;
    }

    /** Speech without marks: the clause that tells it, and who speaks. */
    record Reported(int start, int end, Speaker speaker) {}

    /** Who speaks in a text: for each quote that has a speaker, and in sentences without quotes. */
    record Found(Map<Marked, Speaker> speakers, List<Reported> reported) {}

    /** The speakers of the quotes among the items; those without one are left out. */
    static Found find(String text, List<Item> items, SpeechWords words) {
        SpeakerFinder finder = new SpeakerFinder(text, items, words);
        finder.run();
        return new Found(finder.speakers, finder.reported);
    }

    private void run() {
        List<Integer> starts = Sentences.starts(text, items, words);
        for (int s = 0; s + 1 < starts.size(); s++) {
            int from = starts.get(s);
            int to = starts.get(s + 1);
            if (from < to) {
                sentence(from, to);
            }
        }
    }

    private void sentence(int from, int to) {
        Clause clause = new Clause(items, from, to, words);
        List<Marked> quotes = new ArrayList<>();
        Speaker found = null;
        for (int i = from; i < to; i++) {
            Marked quote = items.get(i).quote();
            if (quote != null) {
                quotes.add(quote);
                Speaker speaker = speaker(clause, i, from, to);
                found = speaker == null ? found : speaker;
                if (found != null) {
                    speakers.put(quote, found);
                }
            }
        }
        if (found == null && !quotes.isEmpty()) {
            found = continued(from);
        }
        if (found != null) {
            // those before the one that is attributed: "a" and "b," he said
            for (Marked quote : quotes) {
                speakers.putIfAbsent(quote, found);
            }
        } else {
            found = speaks(clause, from, to);
        }
        if (found != null) {
            running = found.goingOn();
            if (!found.pronoun()) {
                last = running;
            }
        }
    }

    /** A quote that is a sentence of its own goes on with who spoke before it. */
    private @Nullable Speaker continued(int from) {
        Item first = items.get(from);
        Marked quote = first.quote();
        if (quote != null && quote.end() - quote.start() > 15) {
            return running;
        }
        return words.resolved().contains(first.lower()) ? last : null;
    }

    /** Who speaks in a sentence, by its first verb of speech that has a subject. */
    private @Nullable Speaker speaks(Clause clause, int from, int to) {
        for (int i = from; i < to; i++) {
            if (clause.isVerb(i) && !clause.participle(i)) {
                Words subject = clause.subjectLeft(i);
                Speaker speaker = speaker(clause, subject, i, 1);
                if (speaker != null && subject != null) {
                    report(Reports.told(clause, subject, i, from, to), speaker);
                    return speaker;
                }
            }
            int according = clause.according(i);
            if (according > 0) {
                Words noun = clause.nounRight(i + according);
                Speaker speaker = speaker(clause, noun, i, according);
                if (speaker != null && noun != null) {
                    report(Reports.according(clause, noun, i, from, to), speaker);
                }
                return speaker;
            }
        }
        return null;
    }

    private void report(@Nullable Words told, Speaker speaker) {
        if (told != null) {
            reported.add(new Reported(
                    items.get(told.from()).start(), items.get(told.to() - 1).end(), speaker));
        }
    }

    private @Nullable Speaker speaker(Clause clause, int q, int from, int to) {
        Speaker speaker = q > from ? before(clause, q, from, q - 4) : null;
        boolean parted = comma(q) || q + 1 < to && items.get(q + 1).is(",");
        if (speaker == null && (!parted || q > from && words.as().contains(clause.lower(q - 1)))) {
            speaker = before(clause, q, from, from);
        }
        if (speaker == null) {
            speaker = after(clause, q, to);
        }
        if (speaker == null) {
            speaker = before(clause, q, from, from);
        }
        return speaker == null ? later(clause, q, to) : speaker;
    }

    /** "…," said Smith. "…," Smith told reporters. "…," Smith, the mayor, added. */
    private @Nullable Speaker after(Clause clause, int q, int to) {
        int i = q + 1;
        while (i < to
                && (items.get(i).is(",")
                        || items.get(i).is("—")
                        || items.get(i).is("–")
                        || items.get(i).is("-"))) {
            i++;
        }
        if (i >= to) {
            return null;
        }
        int verb = clause.auxiliary(i) ? i + 1 : i;
        if (clause.inverts(verb)) {
            Speaker inverted = speaker(clause, clause.nounRight(verb + 1), verb, 1);
            if (inverted != null) {
                return inverted;
            }
        }
        int according = clause.according(i);
        if (according > 0) {
            return speaker(clause, clause.nounRight(i + according), i, according);
        }
        if (words.boundaries().contains(clause.lower(i))) {
            return null;
        }
        boolean free = i > q + 1 || comma(q);
        if (free || items.get(i).isCapital() || words.pronouns().contains(clause.lower(i))) {
            for (int v = i + 1; v < Math.min(to, i + 30); v++) {
                if (items.get(v).isQuote()) {
                    return null;
                }
                if (clause.isVerb(v) && !clause.participle(v)) {
                    Words subject = clause.subjectLeft(v);
                    return subject == null || subject.from() < i ? null : speaker(clause, subject, v, 1);
                }
            }
        }
        return null;
    }

    private boolean comma(int q) {
        Marked quote = items.get(q).quote();
        return quote != null && ",?!—–-".indexOf(text.charAt(quote.end() - 1)) >= 0;
    }

    /** Smith said "…"; Smith called it a "…"; according to Smith, it was "…"; described by Smith as "…". */
    private @Nullable Speaker before(Clause clause, int q, int from, int least) {
        for (int v = q - 1; v >= Math.max(from, least); v--) {
            if (items.get(v).isQuote() && v < q - 1) {
                Marked earlier = items.get(v).quote();
                Speaker same = earlier == null ? null : speakers.get(earlier);
                if (same != null) {
                    return same;
                }
            }
            int according = clause.according(v);
            if (according > 0) {
                return speaker(clause, clause.nounRight(v + according), v, according);
            }
            if (clause.isVerb(v)) {
                Words subject = clause.agent(v);
                if (subject == null) {
                    subject = clause.subjectLeft(v);
                }
                if (subject == null && v + 1 < q && v > from && items.get(v - 1).isQuote()) {
                    subject = clause.nounRight(v + 1);
                }
                Speaker speaker = speaker(clause, subject, v, 1);
                if (speaker != null && subject != null && clause.pronoun(subject)) {
                    // Smith said he thinks it "…": he is Smith
                    Speaker named = before(clause, v, from, from);
                    return named == null ? speaker : named;
                }
                if (speaker != null) {
                    return speaker;
                }
            }
        }
        return null;
    }

    /** "…" to discuss it, Smith said at a briefing. */
    private @Nullable Speaker later(Clause clause, int q, int to) {
        for (int v = q + 1; v < to; v++) {
            if (clause.isVerb(v) && !clause.participle(v)) {
                Words subject = clause.subjectLeft(v);
                if (subject != null
                        && subject.from() > q
                        && items.get(subject.from() - 1).is(",")) {
                    return speaker(clause, subject, v, 1);
                }
            }
            int according = clause.according(v);
            if (according > 0) {
                return speaker(clause, clause.nounRight(v + according), v, according);
            }
        }
        return null;
    }

    private @Nullable Speaker speaker(Clause clause, @Nullable Words noun, int verb, int verbWords) {
        if (noun == null) {
            return null;
        }
        String said = text.substring(
                items.get(verb).start(), items.get(verb + verbWords - 1).end());
        int start = items.get(noun.from()).start();
        int end = items.get(noun.to() - 1).end();
        if (clause.pronoun(noun)) {
            boolean clear = words.resolved().contains(clause.lower(noun.from())) && last != null;
            return clear && last != null
                    ? new Speaker(last.name(), start, end, false, said)
                    : new Speaker(text.substring(start, end), start, end, true, said);
        }
        return new Speaker(text.substring(start, end), start, end, false, said);
    }
}
