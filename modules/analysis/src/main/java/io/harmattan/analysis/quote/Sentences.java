package io.harmattan.analysis.quote;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts items into sentences for the question who speaks. A quote with the words that attribute it is one sentence, whatever
 * marks end the quote itself; so is a colon and the quote of the next paragraph.
 */
final class Sentences {
    /** A text without full stops is cut here, so that the time a sentence takes stays bounded. */
    private static final int LONGEST = 200;

    private Sentences() {}

    /** Index of the first item of each sentence, and the number of items at the end. */
    static List<Integer> starts(String text, List<Item> items, SpeechWords words) {
        List<Integer> starts = new ArrayList<>();
        starts.add(0);
        for (int i = 1; i < items.size(); i++) {
            if (i - starts.get(starts.size() - 1) >= LONGEST || breaks(text, items, i, words)) {
                starts.add(i);
            }
        }
        starts.add(items.size());
        return starts;
    }

    private static boolean breaks(String text, List<Item> items, int i, SpeechWords words) {
        Item before = items.get(i - 1);
        Item at = items.get(i);
        if (at.startsParagraph(text)) {
            return !(before.is(":") && at.isQuote());
        }
        if (before.is(".") || before.is("!") || before.is("?") || before.is("…")) {
            return at.isCapital() || at.isQuote() || at.isNumber();
        }
        Marked quote = before.quote();
        if (quote == null) {
            return false;
        }
        char last = text.charAt(quote.end() - 1);
        if (last == '”' || last == '’' || last == '\'' || last == '"') {
            last = quote.end() > 1 ? text.charAt(quote.end() - 2) : last;
        }
        boolean ends = last == '.' || last == '!' || last == '?' || last == '…';
        return ends && (at.isQuote() || at.isCapital() && !(verbSoon(items, i, words)));
    }

    /** Whether a name and a verb of speech follow directly: "Why?" Smith asked. */
    private static boolean verbSoon(List<Item> items, int from, SpeechWords words) {
        for (int i = from; i < Math.min(items.size(), from + 5); i++) {
            Item item = items.get(i);
            if (words.verbs().contains(item.lower())) {
                // "Why?" Smith asked. but not: "Why?" Smith said he knew.
                return i + 1 >= items.size()
                        || !items.get(i + 1).isWord()
                        || words.rightBoundaries().contains(items.get(i + 1).lower());
            }
            if (!item.isCapital() && !words.helpers().contains(item.lower())) {
                return false;
            }
        }
        return false;
    }
}
