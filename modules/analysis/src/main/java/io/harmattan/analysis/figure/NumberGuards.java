package io.harmattan.analysis.figure;

import io.harmattan.analysis.token.Token;
import java.util.List;

/** Tells numbers that name, date or place something from numbers that count. */
final class NumberGuards {
    private static final int FIRST_YEAR = 1400;
    private static final int LAST_YEAR = 2199;

    private final List<Token> tokens;
    private final FigureWords words;

    NumberGuards(List<Token> tokens, FigureWords words) {
        this.tokens = tokens;
        this.words = words;
    }

    /** For digits that are part of something longer, such as a date, a time or a telephone number: the token after it; else 0. */
    int chainEnd(Numeral numeral) {
        int from = numeral.from();
        Token token = tokens.get(from);
        if (!token.isNumber()) {
            return joinedToWord(from) ? numeral.to() : 0;
        }
        int numbers = 1;
        int to = from + 1;
        boolean colon = false;
        while (to < tokens.size()) {
            Token next = tokens.get(to);
            if (next.isNumber()
                    && next.space()
                    && !next.line()
                    && numbers > 0
                    && next.start() - tokens.get(to - 1).end() == 1
                    && numeral.to() <= to) {
                numbers++;
                to++;
            } else if (to + 1 < tokens.size()
                    && tokens.get(to + 1).isNumber()
                    && !next.space()
                    && !tokens.get(to + 1).space()
                    && (next.is("-") || next.is("/") || next.is(":") || next.is("."))) {
                colon |= next.is(":") || next.is("/");
                numbers++;
                to += 2;
            } else {
                break;
            }
        }
        boolean telephone = numbers >= 3 || from > 0 && tokens.get(from - 1).is("+") && !token.space();
        boolean glued = glued(from);
        boolean listed = token.line()
                && to < tokens.size()
                && (tokens.get(to).is(".") || tokens.get(to).is(")"))
                && !tokens.get(to).space()
                && to + 1 < tokens.size()
                && !tokens.get(to + 1).line();
        boolean bracketed = from > 0
                && tokens.get(from - 1).is("(")
                && numbers == 1
                && to < tokens.size()
                && tokens.get(to).is(")");
        boolean zero = token.lower().length() > 1
                && token.lower().startsWith("0")
                && Character.isDigit(token.lower().charAt(1));
        if (colon
                || telephone
                || glued
                || listed
                || bracketed
                || zero
                || suffixed(numeral)
                || clock(to)
                || isDate(from, numeral.to())) {
            return Math.max(to, numeral.to());
        }
        return 0;
    }

    /** F-16, COVID-19, #5, @1, 9/11, x_2. */
    private boolean glued(int from) {
        if (from == 0 || tokens.get(from).space()) {
            return false;
        }
        Token before = tokens.get(from - 1);
        if (before.isWord() || before.isNumber()) {
            return true;
        }
        boolean dash = before.is("-") || before.is("–") || before.is("‑");
        if (dash) {
            return from < 2
                    || !before.space()
                            && (tokens.get(from - 2).isWord()
                                    || tokens.get(from - 2).isNumber())
                    || before.space();
        }
        return "#@_/=^+:.*&'’".indexOf(before.lower().charAt(0)) >= 0;
    }

    private boolean joinedToWord(int from) {
        return from > 1
                && !tokens.get(from).space()
                && (tokens.get(from - 1).is("-") || tokens.get(from - 1).is("/"))
                && tokens.get(from - 2).isWord();
    }

    /** 1st, 1990s, 6pm, 5G: letters that are no unit. */
    private boolean suffixed(Numeral numeral) {
        int at = numeral.to();
        if (at >= tokens.size() || !tokens.get(at).isWord() || tokens.get(at).space()) {
            return false;
        }
        String suffix = tokens.get(at).lower();
        return !words.units().containsKey(suffix) && !suffix.equals("m")
                || words.ordinals().contains(suffix);
    }

    private boolean clock(int to) {
        return to < tokens.size() && words.clock().contains(tokens.get(to).lower());
    }

    /** Whether digits are a day or a year of a month beside them. */
    boolean isDate(int from, int to) {
        if (!tokens.get(from).isNumber() || !tokens.get(to - 1).isNumber()) {
            return false;
        }
        String digits = tokens.get(to - 1).lower();
        boolean day = digits.length() <= 2 && Integer.parseInt(digits) <= 31;
        boolean year = digits.length() == 4 && digits.chars().allMatch(Character::isDigit);
        return (day || year)
                && (month(from - 1)
                        || to < tokens.size() && day && month(to)
                        || year
                                && from > 1
                                && tokens.get(from - 1).is(",")
                                && tokens.get(from - 2).isNumber());
    }

    private boolean month(int i) {
        if (i < 0 || i >= tokens.size()) {
            return false;
        }
        Token token = tokens.get(i);
        String word = token.lower().endsWith(".")
                ? token.lower().substring(0, token.lower().length() - 1)
                : token.lower();
        return words.months().contains(word)
                && (token.capital() || words.articles().contains("un"));
    }

    /**
     * Whether the number is in a name: Air Base 101, Article 5, Boeing 737.
     *
     * @param left first token of the number or of the currency before it
     * @param strong whether the number counts people or has a unit, which no name does
     */
    boolean isName(Numeral numeral, int left, boolean strong) {
        Token token = tokens.get(numeral.from());
        if (token.isWord()) {
            // Three Gorges, Four Seasons
            boolean title =
                    numeral.to() < tokens.size() && tokens.get(numeral.to()).capital();
            return token.capital() && !strong && !numeral.vague() && (title || left > 0 && !startsSentence(left));
        }
        if (left == 0 || !tokens.get(left).space() || token.line() || left < numeral.from()) {
            return false;
        }
        Token before = tokens.get(left - 1);
        boolean large = token.lower().indexOf(',') > 0 || numeral.magnitude() > 1;
        if (!before.isWord()) {
            return false;
        }
        if (words.numbered().contains(before.lower())
                && !large
                && !(strong && before.lower().endsWith("s"))) {
            return true;
        }
        return before.capital()
                && !words.functions().contains(before.lower())
                && !qualifier(before.lower())
                && !large
                && !strong;
    }

    private boolean qualifier(String word) {
        return words.qualifiers().stream()
                .anyMatch(phrase -> phrase.get(phrase.size() - 1).equals(word));
    }

    private boolean startsSentence(int i) {
        Token before = tokens.get(i - 1);
        return tokens.get(i).line()
                || before.is(".")
                || before.is("!")
                || before.is("?")
                || before.is(":")
                || before.is("“")
                || before.is("\"")
                || before.is("•")
                || before.is("‘")
                || before.capital() && qualifier(before.lower());
    }

    /** A year, an age or a score. */
    boolean isNoCount(Numeral numeral, Numeral last, boolean strong) {
        Token token = tokens.get(numeral.from());
        if (token.isNumber()) {
            boolean plain = token.lower().length() == 4 && token.lower().chars().allMatch(Character::isDigit);
            boolean year =
                    plain && numeral.magnitude() == 1 && numeral.value() >= FIRST_YEAR && numeral.value() <= LAST_YEAR;
            int from = numeral.from();
            boolean dated = from > 0
                    && words.beforeYears().contains(tokens.get(from - 1).lower());
            if (year && (dated || !strong)) {
                return true;
            }
        }
        int to = last.to();
        boolean old = to + 2 < tokens.size()
                && (tokens.get(to).is("-")
                                && tokens.get(to + 1).lower().startsWith("year")
                                && tokens.get(to + 2).is("-")
                        || tokens.get(to).lower().startsWith("year")
                                && tokens.get(to + 1).is("old"));
        boolean score =
                to < tokens.size() && words.scores().contains(tokens.get(to).lower());
        boolean pair = to + 1 < tokens.size()
                && numeral == last
                && (tokens.get(to).is("-")
                        || tokens.get(to).is("–")
                        || tokens.get(to).is("to"))
                && tokens.get(to + 1).isNumber()
                && !strong;
        return old || score || pair;
    }
}
