package io.harmattan.analysis.stance;

import io.harmattan.domain.Stance.Label;
import java.util.List;
import java.util.Set;

/**
 * A pattern of words that shows a stance: {@code - act S : $order ~4 T ~6 $leave}.
 *
 * @param label what it shows
 * @param flips whether a negation before it turns it round; else a negation takes it away
 * @param act whether the holder does something rather than speaks
 * @param holder where the holder stands
 * @param elements what must follow one another
 * @param source the line of the file
 */
record Frame(Label label, boolean flips, boolean act, Holder holder, List<Element> elements, String source) {
    /** Where the holder of a frame stands. */
    enum Holder {
        /** The subject of its first word. */
        SUBJECT,
        /** Behind "by" or "from"; without it, the actor of another country that the sentence names. */
        AGENT,
        /** Whoever speaks; the author where nobody does. */
        VOICE,
        /** Whoever speaks; no stance where nobody does. */
        SPEAKER,
        /** The element H. */
        NAMED,
        /** The target's own people. */
        TARGET,
        /** The article's own voice, and only outside of quotes and reported speech. */
        AUTHOR
    }

    /** What an element stands for. */
    enum Kind {
        /** One of some words. */
        WORDS,
        /** Up to some words of any kind. */
        GAP,
        /** A mention of the target. */
        TARGET,
        /** The power whose presence it is. */
        POWER,
        /** Either. */
        EITHER,
        /** A mention of another target. */
        OTHER,
        /** Somebody who may hold a stance. */
        ACTOR
    }

    /**
     * One element.
     *
     * @param words the words of {@link Kind#WORDS}
     * @param most how many words a gap may have
     * @param optional whether it may be missing; for a gap, whether it may run over anything in the sentence
     */
    record Element(Kind kind, Set<String> words, int most, boolean optional) {}
}
