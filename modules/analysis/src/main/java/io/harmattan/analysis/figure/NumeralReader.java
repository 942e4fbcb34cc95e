package io.harmattan.analysis.figure;

import io.harmattan.analysis.token.Token;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one number, in digits, in words or mixed: 1,500 · 1.5 million · 2bn · twenty-five · half a million · dozens. */
final class NumeralReader {
    private final List<Token> tokens;
    private final FigureWords words;
    private final boolean commaIsPoint;

    /** @param commaIsPoint whether the language writes 1,5 for one and a half */
    NumeralReader(List<Token> tokens, FigureWords words, boolean commaIsPoint) {
        this.tokens = tokens;
        this.words = words;
        this.commaIsPoint = commaIsPoint;
    }

    /** The number that starts at a token, or null. */
    @Nullable
    Numeral at(int i) {
        Token token = tokens.get(i);
        if (token.isNumber()) {
            return digits(i);
        }
        return token.isWord() ? inWords(i) : null;
    }

    private @Nullable Numeral digits(int i) {
        int to = i + 1;
        String written = tokens.get(i).lower();
        // 100 000, with spaces between the groups
        while (commaIsPoint
                && to < tokens.size()
                && group(to)
                && written.length() <= 15
                && (to > i + 1 || written.length() <= 3)) {
            written += tokens.get(to).lower();
            to++;
        }
        Double value = parse(written);
        if (value == null) {
            return null;
        }
        double magnitude = 1;
        if (to < tokens.size() && tokens.get(to).isWord()) {
            Token next = tokens.get(to);
            Double suffix = next.space()
                    ? null
                    : millions(i, to) ? (Double) 1e6 : words.magnitudeSuffixes().get(next.lower());
            Double word = next.line() ? null : words.magnitudes().get(next.lower());
            if (suffix != null || word != null) {
                magnitude = suffix != null ? suffix : word == null ? 1 : word;
                to++;
            }
        } else if (hyphened(to)) {
            Double word = words.magnitudes().get(tokens.get(to + 1).lower());
            if (word != null && word >= 1000) {
                magnitude = word;
                to += 2;
            }
        }
        return new Numeral(i, to, value * magnitude, magnitude, false, false, false);
    }

    /** Whether the m after digits is for million: $110m, 110m people. Else it is for metres. */
    private boolean millions(int number, int suffix) {
        boolean money = number > 0
                && Currencies.SIGNS.containsKey(tokens.get(number - 1).lower());
        return lower(suffix).equals("m") && (money || words.people().contains(lower(suffix + 1)));
    }

    private boolean group(int i) {
        Token token = tokens.get(i);
        return token.isNumber()
                && token.space()
                && !token.line()
                && token.end() - token.start() == 3
                && token.start() - tokens.get(i - 1).end() == 1;
    }

    /** Digits with group marks and a decimal mark; null when they are something else, such as 1.2.3. */
    private @Nullable Double parse(String written) {
        StringBuilder plain = new StringBuilder();
        char point = commaIsPoint ? ',' : '.';
        char group = commaIsPoint ? '.' : ',';
        boolean pointed = false;
        int sinceGroup = -1;
        for (int i = 0; i < written.length(); i++) {
            char c = written.charAt(i);
            if (Character.isDigit(c)) {
                plain.append(Character.digit(c, 10));
                sinceGroup += sinceGroup >= 0 ? 1 : 0;
            } else if (c == group || Character.isSpaceChar(c)) {
                if (pointed || sinceGroup >= 0 && sinceGroup != 3 || i > 3 && sinceGroup < 0) {
                    return null;
                }
                sinceGroup = 0;
            } else if (c == point && !pointed && (sinceGroup < 0 || sinceGroup == 3)) {
                pointed = true;
                sinceGroup = -1;
                plain.append('.');
            } else {
                return null;
            }
        }
        boolean whole = sinceGroup < 0 || sinceGroup == 3;
        return whole && plain.length() <= 18 ? Double.valueOf(plain.toString()) : null;
    }

    private @Nullable Numeral inWords(int i) {
        int at = i;
        boolean article = words.articles().contains(lower(at));
        if (article) {
            at++;
        }
        boolean several = words.several().contains(lower(at));
        if (several) {
            boolean couple = article
                    && at + 1 < tokens.size()
                    && words.of().contains(lower(at + 1))
                    && lower(at).equals("couple");
            if (couple) {
                return new Numeral(i, at + 1, 2, 1, true, false, true);
            }
            at++;
        }
        Double vague = words.vague().get(lower(at));
        if (vague != null) {
            return vague(i, at, vague);
        }
        Double fraction = words.fractions().get(lower(at));
        if (fraction != null) {
            return fraction(i, at, 1, fraction, article);
        }
        Numeral sum = sum(i, at, article || several);
        return sum == null || !several
                ? sum
                : new Numeral(i, sum.to(), sum.value(), sum.magnitude(), true, false, true);
    }

    /** Dozens; hundreds of millions. */
    private Numeral vague(int from, int at, double first) {
        double value = first;
        int to = at + 1;
        Double next = afterOf(to);
        while (next != null) {
            value *= next;
            to += 2;
            next = afterOf(to);
        }
        return new Numeral(from, to, value, value, true, false, true);
    }

    /** The factor of "of millions" at i, or null. */
    private @Nullable Double afterOf(int i) {
        if (!words.of().contains(lower(i))) {
            return null;
        }
        Double vague = words.vague().get(lower(i + 1));
        return vague != null ? vague : words.magnitudes().get(lower(i + 1));
    }

    /** Half of; two-thirds of; half a million. */
    private @Nullable Numeral fraction(int from, int at, double count, double part, boolean counted) {
        int next = at + 1;
        if (part == 0.5 && next + 1 < tokens.size() && words.articles().contains(lower(next))) {
            Double magnitude = words.magnitudes().get(lower(next + 1));
            if (magnitude != null) {
                return new Numeral(from, next + 2, part * magnitude, magnitude, false, false, true);
            }
        }
        boolean of =
                words.of().contains(lower(next)) || part == 0.5 && lower(next).equals("the");
        return of && (counted || part == 0.5) ? new Numeral(from, next, count * part, 1, false, true, true) : null;
    }

    private @Nullable Numeral sum(int from, int start, boolean led) {
        double total = 0;
        double current = -1;
        double magnitude = 1;
        int to = start;
        int at = start;
        while (at < tokens.size()
                && tokens.get(at).isWord()
                && (at == start || !tokens.get(at).line())) {
            String word = lower(at);
            Double cardinal = led ? null : words.cardinals().get(word);
            Double factor = words.magnitudes().get(word);
            if (cardinal != null) {
                double joined = join(current, cardinal);
                if (joined < 0) {
                    break;
                }
                current = joined;
            } else if (factor != null && (at > start || led || factor <= 1000 && commaIsPoint)) {
                if (factor <= 100) {
                    current = Math.max(current, 1) * factor;
                } else {
                    total += Math.max(current, 1) * factor;
                    current = -1;
                }
                magnitude = Math.max(magnitude, factor);
            } else {
                break;
            }
            to = at + 1;
            at = to;
            if (hyphened(at)) {
                Double part = words.fractions().get(lower(at + 1));
                if (part != null && current > 0) {
                    return fraction(from, at + 1, current, part, true);
                }
                if (numberWord(at + 1)) {
                    at++;
                }
            } else if (words.and().contains(lower(at))
                    && magnitude > 1
                    && words.cardinals().containsKey(lower(at + 1))) {
                at++;
            } else {
                Double part = words.fractions().get(lower(at));
                if (part != null && lower(at).endsWith("s") && current > 1) {
                    return fraction(from, at, current, part, true);
                }
            }
        }
        return to == start ? null : new Numeral(from, to, total + Math.max(current, 0), magnitude, false, false, true);
    }

    /** Five after twenty, ten after soixante, twenty after quatre, anything below a hundred after hundreds; -1 when it is a new number. */
    private static double join(double current, double cardinal) {
        if (current < 0) {
            return cardinal;
        }
        if (current == 4 && cardinal == 20) {
            return 80;
        }
        boolean tens = current % 100 >= 20
                && current % 10 == 0
                && cardinal < (current % 100 == 60 || current % 100 == 80 ? 17 : 10);
        boolean hundreds = current >= 100 && current % 100 == 0 && cardinal < 100;
        return tens || hundreds ? current + cardinal : -1;
    }

    private boolean numberWord(int i) {
        return words.cardinals().containsKey(lower(i)) || words.magnitudes().containsKey(lower(i));
    }

    /** Whether a hyphen stands at i with a word or number on each side and no space. */
    boolean hyphened(int i) {
        return i > 0
                && i + 1 < tokens.size()
                && (tokens.get(i).is("-") || tokens.get(i).is("‑"))
                && !tokens.get(i).space()
                && !tokens.get(i + 1).space();
    }

    private String lower(int i) {
        return i < tokens.size() ? tokens.get(i).lower() : "";
    }
}
