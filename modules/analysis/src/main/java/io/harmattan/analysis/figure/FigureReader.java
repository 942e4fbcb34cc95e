package io.harmattan.analysis.figure;

import io.harmattan.analysis.token.Token;
import io.harmattan.domain.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads the figures of one text from left to right: qualifier, currency, number, range, unit or what is counted. */
final class FigureReader {
    /** How many words may stand between a number and the noun it counts. */
    private static final int REACH = 6;

    private final String text;
    private final List<Token> tokens;
    private final FigureWords words;
    private final NumeralReader numerals;
    private final NumberGuards guards;
    private final List<Figure> figures = new ArrayList<>();

    /** What a number counts, or its unit. */
    private record Counted(
            int to,
            @Nullable String unit,
            @Nullable String of,
            @Nullable String ofWhom) {
        Counted(int to, @Nullable String unit, @Nullable String of) {
            this(to, unit, of, null);
        }
    }

    FigureReader(String text, List<Token> tokens, FigureWords words, boolean commaIsPoint) {
        this.text = text;
        this.tokens = tokens;
        this.words = words;
        this.numerals = new NumeralReader(tokens, words, commaIsPoint);
        this.guards = new NumberGuards(tokens, words);
    }

    List<Figure> run() {
        int i = 0;
        while (i < tokens.size()) {
            Numeral numeral = numerals.at(i);
            i = numeral == null ? i + 1 : Math.max(i + 1, read(numeral));
        }
        return figures;
    }

    /** Adds the figures of a number, its range included; gives the token after what was read. */
    private int read(Numeral first) {
        int chain = guards.chainEnd(first);
        if (chain > 0) {
            return chain;
        }
        int left = first.from();
        String currency = null;
        int symbol = symbol(left);
        if (symbol < left) {
            currency = currency(symbol, left);
            left = symbol;
        }
        Numeral second = second(first);
        Numeral whole = second == null ? first : second;
        if (second != null && guards.isDate(first.from(), second.to())) {
            return second.to();
        }
        Counted counted = counted(whole, currency);
        boolean strong = counted.unit() != null || counted.of() != null && people(counted);
        if (guards.isName(first, left, strong) || counted.unit() == null && guards.isNoCount(first, whole, strong)) {
            return whole.to();
        }
        int start = qualifierStart(left);
        boolean qualified = start < left;
        boolean approximate = qualified && !words.exact().contains(phrase(start, left));
        Figure.Bound bound = approximate ? bound(phrase(start, left)) : Figure.Bound.EXACT;
        String of = counted.of();
        if (counted.unit() == null && of == null) {
            of = casualties(start);
            if (of == null && !qualified && !grouped(first)) {
                return whole.to();
            }
        }
        if (isOne(first) && second == null && (partOf(first.to()) || !one(qualified, counted))) {
            return first.to();
        }
        if (second == null) {
            boolean plus = counted.to() < tokens.size()
                    && first.to() < tokens.size()
                    && tokens.get(first.to()).is("+")
                    && !tokens.get(first.to()).space();
            if (plus) {
                bound = Figure.Bound.AT_LEAST;
            } else if (bound == Figure.Bound.EXACT && (first.vague() || inBrackets(left))) {
                bound = Figure.Bound.ABOUT;
            }
            add(start, counted.to(), first.value(), null, counted, of, bound);
        } else {
            boolean fromTo =
                    left > 0 && words.from().contains(tokens.get(left - 1).lower());
            double low = first.magnitude() == 1
                            && second.magnitude() > 1
                            && first.value() < second.value() / second.magnitude()
                    ? first.value() * second.magnitude()
                    : first.value();
            if (fromTo) {
                add(start, first.to(), low, null, counted, of, bound);
                add(symbol(second.from()), counted.to(), second.value(), null, counted, of, Figure.Bound.EXACT);
            } else {
                add(start, counted.to(), low, second.value(), counted, of, Figure.Bound.BETWEEN);
            }
        }
        return Math.max(counted.to(), whole.to());
    }

    /** What a qualifier such as "well over" or "at least some" makes of a number. */
    private Figure.Bound bound(String qualifier) {
        Figure.Bound bound = Figure.Bound.ABOUT;
        int longest = 0;
        for (String phrase : words.atLeast()) {
            if (phrase.length() > longest && (qualifier.equals(phrase) || qualifier.endsWith(" " + phrase))) {
                longest = phrase.length();
                bound = Figure.Bound.AT_LEAST;
            }
        }
        for (String phrase : words.atMost()) {
            if (phrase.length() > longest && (qualifier.equals(phrase) || qualifier.endsWith(" " + phrase))) {
                longest = phrase.length();
                bound = Figure.Bound.AT_MOST;
            }
        }
        return bound;
    }

    private void add(
            int from,
            int to,
            double value,
            @Nullable Double upTo,
            Counted counted,
            @Nullable String of,
            Figure.Bound bound) {
        int start = tokens.get(from).start();
        int end = tokens.get(to - 1).end();
        figures.add(new Figure(
                start,
                end,
                text.substring(start, end),
                value,
                counted.unit(),
                of,
                upTo,
                counted.ofWhom(),
                bound,
                bound != Figure.Bound.EXACT));
    }

    /** The upper end of a range: 10-15, 10 to 15, between 10 and 15, two or three; null when there is none. */
    private @Nullable Numeral second(Numeral first) {
        int at = first.to();
        if (at + 1 >= tokens.size() || first.vague() || first.fraction()) {
            return null;
        }
        Token joint = tokens.get(at);
        boolean dash = joint.is("-") || joint.is("–") || joint.is("—");
        boolean and = words.and().contains(joint.lower())
                && first.from() > 0
                && words.between().contains(tokens.get(first.from() - 1).lower());
        if (!dash && !and && !words.range().contains(joint.lower())
                || dash && joint.space() != tokens.get(at + 1).space()) {
            return null;
        }
        int next = at + 1;
        if (Currencies.SIGNS.containsKey(tokens.get(next).lower()) && next + 1 < tokens.size()) {
            boolean same = first.from() > 0
                    && tokens.get(first.from() - 1).is(tokens.get(next).lower());
            if (!same) {
                return null;
            }
            next++;
        }
        Numeral second = numerals.at(next);
        if (second == null || second.vague() || second.fraction()) {
            return null;
        }
        double low =
                first.magnitude() == 1 && second.magnitude() > 1 ? first.value() * second.magnitude() : first.value();
        return low < second.value() ? second : null;
    }

    /** The first token of a currency sign or code before a number, or the number's own. */
    private int symbol(int i) {
        if (i == 0) {
            return i;
        }
        Token before = tokens.get(i - 1);
        if (Currencies.SIGNS.containsKey(before.lower())) {
            boolean country = i > 1
                    && before.is("$")
                    && !before.space()
                    && Currencies.DOLLARS.containsKey(tokens.get(i - 2).lower());
            boolean apart = i > 1 && before.is("$") && tokens.get(i - 2).is("us");
            return country || apart ? i - 2 : i - 1;
        }
        return Currencies.CODES.contains(before.lower()) && Character.isUpperCase(text.charAt(before.end() - 1))
                ? i - 1
                : i;
    }

    private String currency(int from, int to) {
        Token sign = tokens.get(to - 1);
        String known = Currencies.SIGNS.get(sign.lower());
        if (known == null) {
            return sign.lower().toUpperCase(Locale.ROOT);
        }
        return to - from > 1 ? Currencies.DOLLARS.getOrDefault(tokens.get(from).lower(), known) : known;
    }

    private Counted counted(Numeral numeral, @Nullable String currency) {
        int at = numeral.to();
        if (currency != null) {
            return new Counted(at, currency, null);
        }
        if (at >= tokens.size()) {
            return new Counted(at, null, null);
        }
        if (tokens.get(at).is("+") && !tokens.get(at).space()) {
            at++;
        }
        boolean hyphen = numerals.hyphened(at);
        int noun = hyphen ? at + 1 : at;
        boolean of =
                noun < tokens.size() && words.of().contains(tokens.get(noun).lower());
        int unitAt = of && (numeral.vague() || numeral.magnitude() > 1) ? noun + 1 : noun;
        Counted unit = unit(unitAt);
        if (unit != null) {
            return unit;
        }
        if (hyphen) {
            String word = tokens.get(noun).lower();
            return words.durations().contains(word)
                    ? new Counted(noun + 1, null, word)
                    : new Counted(numeral.to(), null, null);
        }
        Counted head = head(of ? afterDeterminers(noun + 1) : noun, numeral);
        return head == null ? new Counted(at, null, null) : head;
    }

    private @Nullable Counted unit(int i) {
        if (i >= tokens.size() || tokens.get(i).line()) {
            return null;
        }
        Token token = tokens.get(i);
        if (token.is("%")) {
            return share(i + 1, "%");
        }
        for (List<String> phrase : words.percentPhrases()) {
            if (matches(phrase, i)) {
                return share(i + phrase.size(), "%");
            }
        }
        String unit = words.units().get(token.lower());
        if (unit != null) {
            return unit.equals("%") ? share(i + 1, unit) : new Counted(i + 1, unit, null);
        }
        if (Currencies.SIGNS.containsKey(token.lower())) {
            return new Counted(i + 1, Currencies.SIGNS.get(token.lower()), null);
        }
        boolean american = token.is("us") || token.is("u.s.");
        int money = american ? i + 1 : i;
        String currency = money < tokens.size()
                ? words.currencyWords().get(stripped(tokens.get(money).lower()))
                : null;
        if (currency != null) {
            return new Counted(money + 1, currency, null);
        }
        // 50m: metres, where nothing makes it millions
        return token.is("m") && !token.space() ? new Counted(i + 1, "m", null) : null;
    }

    /** Of whom a percentage is. */
    private Counted share(int to, String unit) {
        if (to < tokens.size() && words.of().contains(tokens.get(to).lower())) {
            Counted head = head(afterDeterminers(to + 1), null);
            if (head != null) {
                return new Counted(head.to(), unit, head.of(), head.ofWhom());
            }
        }
        return new Counted(to, unit, null);
    }

    private int afterDeterminers(int from) {
        int i = from;
        while (i < tokens.size()
                && i < from + 2
                && tokens.get(i).isWord()
                && words.stops().contains(tokens.get(i).lower())) {
            i++;
        }
        return i;
    }

    /** The noun that is counted: the first plural before any word that no noun phrase runs across. */
    private @Nullable Counted head(int from, @Nullable Numeral numeral) {
        int limit = Math.min(tokens.size(), from + REACH);
        int lastWord = -1;
        for (int i = from; i < limit; i++) {
            Token token = tokens.get(i);
            if (token.line() && i > from || token.line() && !token.space()) {
                break;
            }
            if (token.is("-") && !token.space()) {
                continue;
            }
            String word = stripped(token.lower());
            if (joinsModifiers(i)) {
                continue;
            }
            if (!token.isWord()
                    || words.stops().contains(word)
                            && !(i == from && words.casualtyAdjectives().contains(word))) {
                break;
            }
            if (words.casualtyAdjectives().contains(word) && i + 1 < limit && counts(i + 1)) {
                continue;
            }
            if (plural(token, word)) {
                return new Counted(i + 1, null, headWords(i, from, word), whose(from, i));
            }
            if (i == from && words.casualtyAdjectives().contains(word)) {
                return new Counted(i + 1, null, word);
            }
            if (!token.capital()) {
                lastWord = i;
            }
        }
        boolean one = numeral != null && (numeral.value() == 1 || numeral.fraction());
        return one && lastWord >= 0
                ? new Counted(lastWord + 1, null, stripped(tokens.get(lastWord).lower()))
                : null;
    }

    /** Whose the counted are: the capitals before the noun, "US" of "US troops". */
    private @Nullable String whose(int from, int noun) {
        StringBuilder whose = new StringBuilder();
        for (int i = from; i < noun; i++) {
            Token token = tokens.get(i);
            if (token.capital()) {
                whose.append(whose.isEmpty() ? "" : " ").append(token.lower());
            }
        }
        return whose.isEmpty() ? null : whose.toString();
    }

    /** The "and" of "military and civilian personnel". */
    private boolean joinsModifiers(int i) {
        return words.and().contains(tokens.get(i).lower())
                && i + 1 < tokens.size()
                && words.modifiers().contains(tokens.get(i - 1).lower())
                && words.modifiers().contains(tokens.get(i + 1).lower());
    }

    private String headWords(int i, int from, String word) {
        boolean compound = i > from
                && words.modified().contains(word)
                && words.modifiers().contains(tokens.get(i - 1).lower());
        return compound ? tokens.get(i - 1).lower() + " " + word : word;
    }

    /** Whether the word at i is a plural itself: the people of "displaced people". */
    private boolean counts(int i) {
        String word = tokens.get(i).lower();
        return !words.stops().contains(word)
                && !words.casualtyAdjectives().contains(word)
                && plural(tokens.get(i), word);
    }

    private boolean plural(Token token, String word) {
        if (words.noHeads().contains(word) || word.endsWith("'s")) {
            return false;
        }
        if (words.irregular().contains(word) || words.people().contains(word) && word.endsWith("s")) {
            return true;
        }
        if (word.endsWith("men") && word.length() > 4) {
            return true;
        }
        boolean shaped = word.length() > 3
                && (word.endsWith("s") || word.endsWith("x") && words.articles().contains("un"));
        return shaped && !word.endsWith("ss") && !word.endsWith("us") && !word.endsWith("is") && !abbreviation(token);
    }

    private boolean abbreviation(Token token) {
        return token.end() - token.start() > 1 && Character.isUpperCase(text.charAt(token.end() - 1));
    }

    private static String stripped(String word) {
        return word.startsWith("d'") ? word.substring(2) : word;
    }

    private boolean people(Counted counted) {
        String of = counted.of();
        return of != null && words.people().contains(of.substring(of.lastIndexOf(' ') + 1));
    }

    private boolean isOne(Numeral numeral) {
        return numeral.value() == 1 && numeral.words() && !numeral.vague();
    }

    /** "One" counts only one of a kind that is counted: "one soldier", "at least one battery", and not "one of the sources". */
    private boolean one(boolean qualified, Counted counted) {
        return counted.unit() != null || counted.of() != null && (qualified || people(counted));
    }

    private boolean partOf(int i) {
        return i < tokens.size() && words.of().contains(tokens.get(i).lower());
    }

    private boolean grouped(Numeral numeral) {
        Token token = tokens.get(numeral.from());
        return token.isNumber() && token.lower().indexOf(',') > 0 && numeral.value() >= 1000;
    }

    /** "killing 15": who the number counts is in the verb before it. */
    private @Nullable String casualties(int start) {
        return start > 0 ? words.casualties().get(tokens.get(start - 1).lower()) : null;
    }

    /** "750 kilometres (460 miles)": the second is as rounded as the first. */
    private boolean inBrackets(int left) {
        if (left == 0 || !tokens.get(left - 1).is("(") || figures.isEmpty()) {
            return false;
        }
        Figure before = figures.get(figures.size() - 1);
        return before.approximate()
                && before.unit() != null
                && tokens.get(left - 1).start() - before.end() <= 1;
    }

    private int qualifierStart(int left) {
        if (left > 0 && (tokens.get(left - 1).is("~") || tokens.get(left - 1).is("≈"))) {
            return left - 1;
        }
        int start = left;
        boolean further = true;
        while (further) {
            further = false;
            for (List<String> phrase : words.qualifiers()) {
                int from = start - phrase.size();
                if (from >= 0 && matches(phrase, from) && !tokens.get(start).line()) {
                    start = from;
                    further = left - start < 5;
                    break;
                }
            }
        }
        return start;
    }

    private boolean matches(List<String> phrase, int from) {
        if (from + phrase.size() > tokens.size()) {
            return false;
        }
        for (int k = 0; k < phrase.size(); k++) {
            if (!tokens.get(from + k).is(phrase.get(k))) {
                return false;
            }
        }
        return true;
    }

    private String phrase(int from, int to) {
        StringBuilder phrase = new StringBuilder();
        for (int i = from; i < to; i++) {
            phrase.append(i > from ? " " : "").append(tokens.get(i).lower());
        }
        return phrase.toString();
    }
}
