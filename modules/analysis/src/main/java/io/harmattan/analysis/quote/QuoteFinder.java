package io.harmattan.analysis.quote;

import io.harmattan.analysis.quote.SpeakerFinder.Reported;
import io.harmattan.analysis.token.Token;
import io.harmattan.analysis.token.Tokenizer;
import io.harmattan.domain.Quote;
import java.util.ArrayList;
import java.util.Comparator;
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
    /** In words: up to this a quote that is no sentence is a word or name of somebody's. */
    private static final int LONGEST_WORD = 3;

    /**
     * The quotes of a text, in order of their first code unit; one within another follows it. Speech reported without
     * marks is {@link Quote.Kind#INDIRECT}; entities are not linked here.
     *
     * @param language ISO 639-1 code of the text's language
     */
    public List<Quote> quotes(String text, String language) {
        SpeechWords words = SpeechWords.of(language);
        List<Marked> marked = QuoteMarks.pairs(text, words.elisions());
        Map<Marked, Speaker> speakers = new HashMap<>();
        List<Quote> quotes = new ArrayList<>();
        List<Token> tokens = Tokenizer.tokens(text);
        for (Reported one : attribute(text, tokens, marked, 0, null, words, speakers)) {
            quotes.add(quote(text, one.start(), one.end(), one.speaker(), Quote.Kind.INDIRECT));
        }
        for (Marked one : marked) {
            Speaker speaker = speakers.get(one);
            if (speaker != null || !title(text, one)) {
                quotes.add(quote(text, one.start(), one.end(), speaker, kind(text, one)));
            }
        }
        quotes.sort(Comparator.comparingInt(Quote::start));
        return quotes;
    }

    /**
     * Finds the speakers of the quotes of one depth, then those inside each; who quotes somebody unnamed said it himself.
     *
     * @return what is told without marks outside of all quotes
     */
    private static List<Reported> attribute(
            String text,
            List<Token> tokens,
            List<Marked> marked,
            int depth,
            @Nullable Speaker around,
            SpeechWords words,
            Map<Marked, Speaker> speakers) {
        List<Marked> here = marked.stream().filter(m -> m.depth() == depth).toList();
        if (here.isEmpty() && depth > 0) {
            return List.of();
        }
        SpeakerFinder.Found all = SpeakerFinder.find(text, items(tokens, here), words);
        Map<Marked, Speaker> found = all.speakers();
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
        return all.reported();
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

    /** A word or name alone, whole sentences, or a part of one. */
    private static Quote.Kind kind(String text, Marked marked) {
        String said = text.substring(marked.start(), marked.end()).strip();
        List<Token> tokens = Tokenizer.tokens(said);
        long parts = tokens.stream().filter(t -> t.isWord() || t.isNumber()).count();
        boolean ends = !said.isEmpty() && ".,!?…".indexOf(said.charAt(said.length() - 1)) >= 0
                || marked.close() < text.length() && ".,".indexOf(text.charAt(marked.close())) >= 0;
        boolean begins = !tokens.isEmpty() && tokens.get(0).capital();
        if (begins && ends && (parts > 1 || !said.isEmpty() && ".!?".indexOf(said.charAt(said.length() - 1)) >= 0)) {
            return Quote.Kind.DIRECT;
        }
        return parts <= LONGEST_WORD ? Quote.Kind.WORD : Quote.Kind.MIXED;
    }

    private static Quote quote(String text, int start, int end, @Nullable Speaker speaker, Quote.Kind kind) {
        return new Quote(
                start,
                end,
                text.substring(start, end),
                speaker == null ? null : speaker.name(),
                speaker == null ? null : speaker.start(),
                speaker == null ? null : speaker.end(),
                null,
                speaker == null ? null : speaker.verb(),
                kind);
    }
}
