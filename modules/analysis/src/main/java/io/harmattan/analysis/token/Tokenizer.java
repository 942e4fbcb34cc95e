package io.harmattan.analysis.token;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Cuts a text into words, numbers and marks. Linear in the length of the text; every offset is a UTF-16 code unit of it. */
public final class Tokenizer {
    /** Words that keep the point after them, which then ends no sentence. */
    private static final Set<String> ABBREVIATIONS = Set.of(
            "mr", "mrs", "ms", "dr", "gen", "col", "lt", "capt", "maj", "sgt", "sen", "rep", "gov", "adm", "prof", "st",
            "no", "vs", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "dept",
            "brig", "rev", "hon", "jr", "sr", "approx", "est", "mme", "mlle");

    private final String text;
    private final List<Token> tokens = new ArrayList<>();

    private Tokenizer(String text) {
        this.text = text;
    }

    /** The tokens of a text, in order. */
    public static List<Token> tokens(String text) {
        return new Tokenizer(text).run();
    }

    private List<Token> run() {
        boolean space = true;
        int lines = 2;
        int at = 0;
        while (at < text.length()) {
            int c = text.codePointAt(at);
            if (isSpace(c)) {
                space = true;
                lines += c == '\n' ? 1 : 0;
                at += Character.charCount(c);
                continue;
            }
            Token.Kind kind = Token.Kind.MARK;
            int end = at + Character.charCount(c);
            if (Character.isLetter(c)) {
                kind = Token.Kind.WORD;
                end = wordEnd(at);
            } else if (c < Character.MIN_SUPPLEMENTARY_CODE_POINT && Character.isDigit(c)) {
                kind = Token.Kind.NUMBER;
                end = numberEnd(at);
            } else {
                while (end < text.length() && isCombining(text.codePointAt(end))) {
                    end += Character.charCount(text.codePointAt(end));
                }
            }
            tokens.add(new Token(
                    at,
                    end,
                    kind,
                    text.substring(at, end).toLowerCase(Locale.ROOT).replace('’', '\''),
                    Character.isUpperCase(c),
                    space,
                    lines > 0,
                    lines > 1));
            space = false;
            lines = 0;
            at = end;
        }
        return tokens;
    }

    private int wordEnd(int start) {
        int at = start;
        boolean pointed = false;
        while (at < text.length()) {
            int c = text.codePointAt(at);
            int next = at + Character.charCount(c);
            boolean letterFollows = next < text.length() && Character.isLetter(text.codePointAt(next));
            if (Character.isLetterOrDigit(c) || isCombining(c)) {
                at = next;
            } else if ((c == '\'' || c == '’') && letterFollows) {
                at = next;
            } else if (c == '.'
                    && (lone(at) && (letterFollows || pointed) || initial(start, at) || abbreviation(start, at))) {
                pointed = true;
                at = next;
            } else {
                break;
            }
        }
        return at;
    }

    /** Whether one letter alone stands before the point: the U and the S of U.S. */
    private boolean lone(int point) {
        return Character.isLetter(text.charAt(point - 1))
                && (point < 2 || !Character.isLetterOrDigit(text.charAt(point - 2)));
    }

    private boolean initial(int start, int point) {
        return point == start + 1 && Character.isUpperCase(text.charAt(start)) && text.charAt(start) != 'I';
    }

    private boolean abbreviation(int start, int point) {
        return point - start <= 6
                && ABBREVIATIONS.contains(text.substring(start, point).toLowerCase(Locale.ROOT))
                && point + 1 < text.length()
                && Character.isWhitespace(text.charAt(point + 1))
                && (Character.isUpperCase(text.charAt(start))
                        || text.startsWith("approx", start)
                        || text.startsWith("est", start));
    }

    private int numberEnd(int start) {
        int at = start;
        while (at < text.length()) {
            char c = text.charAt(at);
            boolean digitFollows = at + 1 < text.length() && Character.isDigit(text.charAt(at + 1));
            if (Character.isDigit(c)
                    || (c == '.' || c == ',') && digitFollows
                    || (c == '\u00a0' || c == '\u202f' || c == '\u2009') && threeDigits(at + 1)) {
                at++;
            } else {
                break;
            }
        }
        return at;
    }

    private boolean threeDigits(int at) {
        return at + 3 <= text.length()
                && Character.isDigit(text.charAt(at))
                && Character.isDigit(text.charAt(at + 1))
                && Character.isDigit(text.charAt(at + 2))
                && (at + 3 == text.length() || !Character.isDigit(text.charAt(at + 3)));
    }

    private static boolean isSpace(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\u200b' || c == '\ufeff';
    }

    private static boolean isCombining(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.ENCLOSING_MARK;
    }
}
