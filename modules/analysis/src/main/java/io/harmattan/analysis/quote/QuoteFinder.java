package io.harmattan.analysis.quote;

import io.harmattan.analysis.token.Token;
import io.harmattan.analysis.token.Tokenizer;
import io.harmattan.domain.Quote;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Finds what an article quotes, a single quoted word as well as a speech of many paragraphs, and who said it.
 *
 * <p>Marks are paired in any language; speakers are found in English and French. Safe for use by many threads; takes time
 * in proportion to the length of the text.
 */
public final class QuoteFinder {
    /**
     * The quotes of a text, in order of their first code unit; one within another follows it.
     *
     * @param language ISO 639-1 code of the text's language
     */
    public List<Quote> quotes(String text, String language) {
        SpeechWords words = SpeechWords.of(language);
        List<Marked> marked = QuoteMarks.pairs(text, words.elisions());
        if (marked.isEmpty()) {
            return List.of();
        }
        Map<Marked, Speaker> speakers = new HashMap<>();
        attribute(text, Tokenizer.tokens(text), marked, 0, null, words, speakers);
        List<Quote> quotes = new ArrayList<>();
        for (Marked one : marked) {
            Speaker speaker = speakers.get(one);
            if (speaker != null || !title(text, one)) {
                quotes.add(quote(text, one, speaker));
            }
        }
        return quotes;
    }

    /** Finds the speakers of the quotes of one depth, then those inside each; who quotes somebody unnamed said it himself. */
    private static void attribute(
            String text,
            List<Token> tokens,
            List<Marked> marked,
            int depth,
            @Nullable Speaker around,
            SpeechWords words,
            Map<Marked, Speaker> speakers) {
        List<Marked> here = marked.stream().filter(m -> m.depth() == depth).toList();
        if (here.isEmpty()) {
            return;
        }
        Map<Marked, Speaker> found = SpeakerFinder.speakers(text, items(tokens, here), words);
        int nextToken = 0;
        int nextMark = 0;
        for (Marked one : here) {
            Speaker speaker = found.getOrDefault(one, around);
            if (speaker != null) {
                speakers.put(one, speaker);
            }
            nextMark = skip(marked, nextMark, one.start(), Marked::open);
            int lastMark = skip(marked, nextMark, one.end(), Marked::open);
            nextToken = skip(tokens, nextToken, one.start(), Token::start);
            int lastToken = skip(tokens, nextToken, one.end(), Token::start);
            if (lastMark > nextMark) {
                attribute(
                        text,
                        tokens.subList(nextToken, lastToken),
                        marked.subList(nextMark, lastMark),
                        depth + 1,
                        speaker,
                        words,
                        speakers);
            }
            nextMark = lastMark;
            nextToken = lastToken;
        }
    }

    private static <T> int skip(List<T> list, int from, int least, ToIntFunction<T> place) {
        int i = from;
        while (i < list.size() && place.applyAsInt(list.get(i)) < least) {
            i++;
        }
        return i;
    }

    /** The tokens outside of the quotes, and the quotes, in order. */
    private static List<Item> items(List<Token> tokens, List<Marked> quotes) {
        List<Item> items = new ArrayList<>();
        int quote = 0;
        int covered = -1;
        for (Token token : tokens) {
            if (token.start() < covered) {
                continue;
            }
            if (quote < quotes.size() && token.start() >= quotes.get(quote).open()) {
                Marked marked = quotes.get(quote++);
                items.add(Item.of(marked));
                covered = marked.close();
                if (token.start() < covered) {
                    continue;
                }
            }
            items.add(Item.of(token));
        }
        return items;
    }

    /** Whether capitals alone stand between the marks, as in the title of a work that nobody says. */
    private static boolean title(String text, Marked marked) {
        List<Token> tokens = Tokenizer.tokens(text.substring(marked.start(), marked.end()));
        return !tokens.isEmpty()
                && tokens.get(0).capital()
                && tokens.stream().allMatch(t -> t.capital() || !t.isWord() || t.end() - t.start() < 4)
                && tokens.stream().filter(Token::capital).count() > 1;
    }

    private static Quote quote(String text, Marked marked, @Nullable Speaker speaker) {
        return new Quote(
                marked.start(),
                marked.end(),
                text.substring(marked.start(), marked.end()),
                speaker == null ? null : speaker.name(),
                speaker == null ? null : speaker.start(),
                speaker == null ? null : speaker.end(),
                null,
                null,
                Quote.Kind.DIRECT);
    }
}
