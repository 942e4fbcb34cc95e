package io.harmattan.analysis.stance;

import io.harmattan.analysis.token.Token;
import io.harmattan.analysis.token.Tokenizer;
import io.harmattan.domain.Mention;
import io.harmattan.domain.Quote;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A text cut into tokens and sentences, with the quote and the mention that each token stands in. */
final class Prose {
    private static final int LONGEST_SENTENCE = 160;
    private static final int SHORTEST_SPEECH = 3;

    /** Half-open span of tokens. */
    record Sentence(int from, int to) {}

    final String text;
    final List<Token> tokens;
    final List<Sentence> sentences = new ArrayList<>();
    final List<Mention> mentions;
    final List<Quote> quotes;
    private final String[] lowers;
    private final int[] quoteAt;
    private final int[] mentionAt;

    /**
     * A text with what was found in it.
     *
     * @param elided words that stand before an apostrophe and are looked over: {@code l'armée} is read as {@code armée}
     */
    Prose(String text, List<Mention> mentions, List<Quote> quotes, Set<String> elided) {
        this.text = text;
        this.tokens = Tokenizer.tokens(text);
        this.lowers = tokens.stream()
                .map(token -> behindElision(token.lower(), elided))
                .toArray(String[]::new);
        this.mentions = mentions;
        this.quotes = quotes;
        this.quoteAt = new int[tokens.size()];
        this.mentionAt = new int[tokens.size()];
        Arrays.fill(quoteAt, -1);
        Arrays.fill(mentionAt, -1);
        int at = 0;
        for (int m = 0; m < mentions.size(); m++) {
            at = mark(mentionAt, at, mentions.get(m).start(), mentions.get(m).end(), m);
        }
        at = 0;
        for (int q = 0; q < quotes.size(); q++) {
            Quote quote = quotes.get(q);
            if (quote.kind() != Quote.Kind.INDIRECT
                    && Tokenizer.tokens(quote.text()).size() >= SHORTEST_SPEECH) {
                at = mark(quoteAt, at, quote.start(), quote.end(), q);
            }
        }
        cut();
    }

    private static String behindElision(String word, Set<String> elided) {
        int mark = word.indexOf('\'');
        return mark > 0 && mark + 1 < word.length() && elided.contains(word.substring(0, mark))
                ? word.substring(mark + 1)
                : word;
    }

    private int mark(int[] where, int at, int start, int end, int number) {
        int i = at;
        while (i < tokens.size() && tokens.get(i).end() <= start) {
            i++;
        }
        int first = i;
        while (i < tokens.size() && tokens.get(i).start() < end) {
            where[i++] = number;
        }
        return first;
    }

    private void cut() {
        int from = 0;
        for (int i = 1; i <= tokens.size(); i++) {
            if (i == tokens.size() || ends(from, i)) {
                sentences.add(new Sentence(from, i));
                from = i;
            }
        }
    }

    /** Whether a sentence that began at from ends before the token at i. */
    private boolean ends(int from, int i) {
        Token at = tokens.get(i);
        if (at.line() || i - from >= LONGEST_SENTENCE) {
            return true;
        }
        if (!at.space() || !at.capital() && !at.isNumber() && !isOpening(at)) {
            return false;
        }
        int back = i - 1;
        while (back > from && isClosing(tokens.get(back))) {
            back--;
        }
        Token mark = tokens.get(back);
        boolean stop = mark.is(".") || mark.is("!") || mark.is("?") || mark.is("…");
        // "Go home!" the crowd shouted: the mark ends the quote, and the sentence goes on unless a capital follows
        return stop;
    }

    private static boolean isOpening(Token token) {
        return token.is("\"") || token.is("“") || token.is("«") || token.is("‘") || token.is("'");
    }

    private static boolean isClosing(Token token) {
        return token.is("\"") || token.is("”") || token.is("»") || token.is("’") || token.is("'") || token.is(")");
    }

    String lower(int token) {
        return token < 0 || token >= tokens.size() ? "" : lowers[token];
    }

    /** Where the word of a token begins, behind what is elided before it. */
    int start(int token) {
        return tokens.get(token).end() - lowers[token].length();
    }

    /** Whether the word of a token begins with a capital. */
    boolean capital(int token) {
        return Character.isUpperCase(text.charAt(start(token)));
    }

    /** The words of a span of tokens as they stand in the text. */
    String words(int from, int to) {
        return text.substring(tokens.get(from).start(), tokens.get(to - 1).end());
    }

    /** The quote that a token stands in; null when it stands in none. */
    @Nullable
    Quote quote(int token) {
        return quoteAt[token] < 0 ? null : quotes.get(quoteAt[token]);
    }

    /** Whether two tokens stand in the same quote, or both in none. */
    boolean sameVoice(int one, int other) {
        return quoteAt[one] == quoteAt[other];
    }

    /** The mention that a token stands in; null when it stands in none. */
    @Nullable
    Mention mention(int token) {
        return mentionAt[token] < 0 ? null : mentions.get(mentionAt[token]);
    }

    boolean sameMention(int one, int other) {
        return mentionAt[one] >= 0 && mentionAt[one] == mentionAt[other];
    }

    /** First token of the paragraph that a token stands in. */
    int paragraph(int token) {
        int at = token;
        while (at > 0 && !tokens.get(at).paragraph()) {
            at--;
        }
        return at;
    }
}
