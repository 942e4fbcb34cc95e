package io.harmattan.analysis.stance;

import io.harmattan.analysis.stance.Prose.Sentence;
import io.harmattan.domain.Quote;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the subject of a verb and the one who speaks, in a sentence and the one before it. There is no parser behind it. */
final class HolderFinder {
    private final Prose prose;
    private final Lexicon lexicon;
    private final Actors actors;

    HolderFinder(Prose prose, Lexicon lexicon, Actors actors) {
        this.prose = prose;
        this.lexicon = lexicon;
        this.actors = actors;
    }

    /** Who does what the verb at a token says; the speaker where the subject is "we" or "I". */
    @Nullable
    Actor subject(int sentence, int verb) {
        Sentence here = prose.sentences.get(sentence);
        int from = here.from();
        while (from < verb && !prose.sameVoice(from, verb)) {
            from++;
        }
        int at = verb;
        boolean joined = false;
        while (at > from && (lexicon.of("helpers").contains(prose.lower(at - 1)) || isQuoteMark(at - 1))) {
            at--;
        }
        if (at > from && lexicon.of("and").contains(prose.lower(at - 1))) {
            joined = true;
        }
        if (at > from && prose.lower(at - 1).equals(",")) {
            // an aside between the subject and its verb: Chad, which lies south, ordered
            int comma = at - 2;
            while (comma > from && !prose.lower(comma).equals(",")) {
                comma--;
            }
            if (comma > from && (at < verb || !prose.lower(verb).endsWith("ing"))) {
                Actor before = endingAt(from, comma);
                if (before != null) {
                    return before;
                }
            }
            joined = true;
        }
        String last = at > from ? prose.lower(at - 1) : "";
        if (lexicon.of("first-person").contains(last)) {
            return ownSpeaker(sentence, verb);
        }
        if (lexicon.of("relative").contains(last)) {
            int back = at - 1;
            while (back > from
                    && (prose.lower(back - 1).equals(",")
                            || lexicon.of("prepositions").contains(prose.lower(back - 1)))) {
                back--;
            }
            Actor antecedent = nearest(from, back, false);
            return antecedent;
        }
        if (lexicon.of("third-person").contains(last)) {
            return antecedent(sentence, at - 1, lexicon.of("one-person").contains(last));
        }
        Actor adjacent = joined ? null : endingAt(from, at);
        if (adjacent != null && !adjacent.bound()) {
            return adjacent;
        }
        int clause = joined ? from : clause(from, at);
        Actor first = nearest(clause, at, true);
        if (first == null && clause > from) {
            first = nearest(from, at, true);
        }
        if (first != null) {
            return first;
        }
        for (int i = clause; i < at; i++) {
            if (lexicon.of("third-person").contains(prose.lower(i))) {
                return antecedent(sentence, i, lexicon.of("one-person").contains(prose.lower(i)));
            }
            if (lexicon.of("first-person").contains(prose.lower(i))) {
                return ownSpeaker(sentence, verb);
            }
        }
        return null;
    }

    /** Who says "I" in a quote; outside of quotes it is nobody that is known. */
    private @Nullable Actor ownSpeaker(int sentence, int verb) {
        return prose.quote(verb) == null ? null : speaker(sentence, verb);
    }

    private boolean isQuoteMark(int at) {
        String mark = prose.lower(at);
        return mark.equals("\"") || mark.equals("“") || mark.equals("”") || mark.equals("«") || mark.equals("‘");
    }

    /** Where the clause that ends at a token begins: behind the last word that opens one. */
    private int clause(int from, int at) {
        for (int i = at - 1; i > from; i--) {
            if (lexicon.of("subordinators").contains(prose.lower(i))) {
                return i + 1;
            }
        }
        return from;
    }

    private @Nullable Actor endingAt(int from, int end) {
        List<Actor> before = actors.between(from, end);
        Actor last = before.isEmpty() ? null : before.get(before.size() - 1);
        return last != null && last.to() == end ? last : null;
    }

    /** The first, or the last, actor of a span that no preposition binds; else one that is bound. */
    private @Nullable Actor nearest(int from, int to, boolean first) {
        Actor found = null;
        for (Actor actor : actors.between(from, to)) {
            if (!actor.bound() || !first) {
                if (first) {
                    return actor;
                }
                found = actor;
            }
        }
        return found;
    }

    private @Nullable Actor antecedent(int sentence, int pronoun, boolean person) {
        for (int s = sentence; s >= Math.max(0, sentence - 1); s--) {
            Sentence where = prose.sentences.get(s);
            Actor best = null;
            for (Actor actor : actors.between(where.from(), Math.min(where.to(), pronoun))) {
                if (!actor.bound() && (!person || actor.person() || best == null)) {
                    best = s == sentence || best == null ? actor : best;
                }
            }
            if (best != null) {
                return best;
            }
            if (where.from() == 0 || prose.tokens.get(where.from()).paragraph()) {
                return null;
            }
        }
        return null;
    }

    /** Who speaks at a token: the quote's holder, or the subject of a verb of speech in the sentence. */
    @Nullable
    Actor speaker(int sentence, int token) {
        Quote quote = prose.quote(token);
        if (quote != null) {
            if (quote.holder() == null || quote.holderStart() == null || quote.holderEnd() == null) {
                return reported(sentence, token);
            }
            Actor actor = actors.over(quote.holderStart(), quote.holderEnd());
            String name = quote.holder();
            if (actor == null) {
                return named(name);
            }
            boolean pronoun = !prose.text
                    .substring(quote.holderStart(), quote.holderEnd())
                    .equals(name);
            return pronoun ? named(name) : actor;
        }
        return reported(sentence, token);
    }

    private Actor named(String name) {
        int at = prose.text.indexOf(name);
        Actor known = at < 0 ? null : actors.over(at, at + name.length());
        return known != null ? known : new Actor(0, 1, name, null, null, false, false, false);
    }

    private @Nullable Actor reported(int sentence, int token) {
        Sentence here = prose.sentences.get(sentence);
        int verb = -1;
        for (int i = here.from(); i < here.to(); i++) {
            boolean outside = prose.quote(i) == null;
            if (outside && lexicon.of("speech").contains(prose.lower(i)) && isVerb(i) && (verb < 0 || i < token)) {
                verb = i;
            }
        }
        if (verb < 0) {
            for (int i = here.from(); i < token; i++) {
                if (prose.lower(i).equals(":") && prose.quote(i) == null) {
                    return nearest(here.from(), i, true);
                }
            }
            for (int i = here.from(); i + 1 < here.to(); i++) {
                if (lexicon.of("according").contains(prose.lower(i))) {
                    List<Actor> after = actors.between(i + 1, Math.min(here.to(), i + 16));
                    return after.isEmpty() ? null : after.get(0);
                }
            }
            return null;
        }
        if (verb > token) {
            Actor left = endingAt(here.from(), verb);
            if (left != null && !left.bound()) {
                return left;
            }
            Actor right = actors.startingAt(verb + 1);
            if (right != null) {
                return right;
            }
            if (lexicon.of("third-person").contains(prose.lower(verb - 1))) {
                return antecedent(sentence, verb - 1, lexicon.of("one-person").contains(prose.lower(verb - 1)));
            }
            int comma = verb;
            while (comma > token && !prose.lower(comma).equals(",")) {
                comma--;
            }
            return nearest(comma, verb, true);
        }
        return subject(sentence, verb);
    }

    private boolean isVerb(int at) {
        return at == 0 || !lexicon.of("determiners").contains(prose.lower(at - 1));
    }

    /** Whoever is named behind "by" or "from" within some words. */
    @Nullable
    Actor agent(Sentence sentence, int from) {
        for (int i = from; i < Math.min(sentence.to(), from + 12); i++) {
            if (lexicon.of("by").contains(prose.lower(i))) {
                List<Actor> after = actors.between(i + 1, Math.min(sentence.to(), i + 12));
                return after.isEmpty() || after.get(0).from() > i + 2 ? null : after.get(0);
            }
        }
        return null;
    }
}
