package io.harmattan.analysis.quote;

import io.harmattan.analysis.quote.Clause.Words;
import org.jspecify.annotations.Nullable;

/** Where in a sentence without quotation marks the words are that somebody is said to have said. */
final class Reports {
    /** Fewer items than this tell nothing: "he said so". */
    private static final int LEAST = 4;
    /** How far behind the verb the word may stand that begins what is told: "told the state broadcaster on Friday that". */
    private static final int REACH = 12;
    /** How much may follow the verb of a sentence whose speaker stands at its end: "..., he said on Friday in Niamey." */
    private static final int TAIL = 14;
    /** How far behind such a speaker the verb may stand: "..., the minister later said". */
    private static final int NEAR = 3;

    private Reports() {}

    /** What the subject of the verb at v tells; null where that cannot be told apart. */
    static @Nullable Words told(Clause clause, Words subject, int v, int from, int to) {
        if (clause.transitive(v)) {
            int that = that(clause, v, to);
            return that < 0 ? null : trimmed(clause, that + 1, to);
        }
        boolean speaksNext = v - subject.to() <= NEAR && !clause.is(v - 1, "to");
        if (speaksNext && subject.from() >= from + LEAST && clause.is(subject.from() - 1, ",") && to - v <= TAIL) {
            return trimmed(clause, Math.max(from, clause.afterDateline()), subject.from() - 1);
        }
        int that = that(clause, v, to);
        if (that >= 0) {
            return trimmed(clause, that + 1, to);
        }
        return v + 1 < to && clause.beginsNoun(v + 1) && clause.saysAlone(v) ? trimmed(clause, v + 1, to) : null;
    }

    /** What "according to" somebody is so: the rest of the sentence. */
    static @Nullable Words according(Clause clause, Words noun, int i, int from, int to) {
        if (i <= from + 1) {
            return noun.to() < to && clause.is(noun.to(), ",") ? trimmed(clause, noun.to() + 1, to) : null;
        }
        int end = clause.is(i - 1, ",") ? i - 1 : i;
        return trimmed(clause, Math.max(from, clause.afterDateline()), end);
    }

    private static int that(Clause clause, int v, int to) {
        for (int i = v + 1; i < Math.min(to, v + REACH); i++) {
            if (clause.opensReport(i)) {
                return i;
            }
            if (clause.is(i, ",") || clause.is(i, ";") || clause.isVerb(i)) {
                return -1;
            }
        }
        return -1;
    }

    private static @Nullable Words trimmed(Clause clause, int from, int to) {
        int end = to;
        while (end > from && !clause.isText(end - 1)) {
            end--;
        }
        return end - from < LEAST ? null : new Words(from, end);
    }
}
