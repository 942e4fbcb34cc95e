package io.harmattan.analysis.quote;

import io.harmattan.analysis.token.Token;
import org.jspecify.annotations.Nullable;

/** A token outside of all quotes, or a whole quote: what a sentence is made of when one asks who speaks. */
record Item(
        int start, int end, @Nullable Token token, @Nullable Marked quote) {
    static Item of(Token token) {
        return new Item(token.start(), token.end(), token, null);
    }

    static Item of(Marked quote) {
        return new Item(quote.open(), quote.close(), null, quote);
    }

    boolean isQuote() {
        return quote != null;
    }

    boolean isWord() {
        return token != null && token.isWord();
    }

    boolean isNumber() {
        return token != null && token.isNumber();
    }

    boolean isCapital() {
        return token != null && token.capital();
    }

    boolean is(String what) {
        return token != null && token.is(what);
    }

    /** The word or mark in lower case; empty for a quote. */
    String lower() {
        return token == null ? "" : token.lower();
    }

    boolean startsParagraph(String text) {
        if (token != null) {
            return token.paragraph();
        }
        int at = start - 1;
        int lines = 0;
        while (at >= 0 && Character.isWhitespace(text.charAt(at))) {
            lines += text.charAt(at) == '\n' ? 1 : 0;
            at--;
        }
        return at < 0 || lines > 1;
    }
}
