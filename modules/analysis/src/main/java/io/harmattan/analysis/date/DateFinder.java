package io.harmattan.analysis.date;

import io.harmattan.analysis.token.Token;
import io.harmattan.analysis.token.Tokenizer;
import io.harmattan.domain.DateMention;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the days that a text speaks of, and resolves those that it tells from the day of publication: "Wednesday", "last
 * month", "in July".
 *
 * <p>A weekday is the latest one up to the day of publication, as news are written, unless a word before it says that it has
 * yet to come; "the following Wednesday" is told from the date before it. A day without its year is the one that is nearest to the day of publication; a month without its year the
 * latest that has begun. Without a day of publication only what the text says in full is resolved. English and French; none
 * in other languages. Safe for use by many threads; takes time in proportion to the length of the text.
 */
public final class DateFinder {
    /** How many words before a weekday or month are asked whether it has yet to come. */
    private static final int AHEAD = 6;

    /**
     * The dates of a text, in order; none overlaps another.
     *
     * @param language ISO 639-1 code of the text's language
     * @param published the day of publication, where it is known
     */
    public List<DateMention> dates(String text, String language, @Nullable LocalDate published) {
        DateWords words = DateWords.of(language);
        return words == null
                ? List.of()
                : new Reader(text, Tokenizer.tokens(text), words, language.equals("fr"), published).run();
    }

    /** Reads one text from left to right. */
    private static final class Reader {
        private final String text;
        private final List<Token> tokens;
        private final DateWords words;
        private final boolean french;
        private final @Nullable LocalDate published;
        private final List<DateMention> found = new ArrayList<>();

        Reader(String text, List<Token> tokens, DateWords words, boolean french, @Nullable LocalDate published) {
            this.text = text;
            this.tokens = tokens;
            this.words = words;
            this.french = french;
            this.published = published;
        }

        List<DateMention> run() {
            int i = 0;
            while (i < tokens.size()) {
                int to = read(i);
                i = Math.max(i + 1, to);
            }
            return found;
        }

        /** Reads what begins at i; one past it, or i when no date begins there. */
        private int read(int i) {
            Token token = tokens.get(i);
            if (token.isNumber()) {
                int to = iso(i);
                return to > i ? to : dayFirst(i);
            }
            if (!token.isWord()) {
                return i;
            }
            String word = token.lower();
            if (word.equals("il") && french) {
                return ilYA(i);
            }
            if (words.weekdays().containsKey(word) && (french || token.capital())) {
                return weekday(i);
            }
            if (words.months().containsKey(word) && (french || token.capital())) {
                return month(i);
            }
            if (words.days().containsKey(word) && published != null) {
                LocalDate day = published.plusDays(Long.parseLong(words.days().get(word)));
                return add(i, i + 1, day, day, true);
            }
            if (!french && (words.numbers().containsKey(word))) {
                return ago(i);
            }
            if (words.units().containsKey(word)) {
                return unit(i);
            }
            return i;
        }

        /** 2024-05-03, as five tokens or as three. */
        private int iso(int i) {
            String start = tokens.get(i).lower();
            if (start.length() != 4
                    || i + 4 >= tokens.size()
                    || !tokens.get(i + 1).is("-")
                    || !tokens.get(i + 3).is("-")) {
                return i;
            }
            Integer month = small(i + 2, 12);
            Integer day = small(i + 4, 31);
            Integer year = year(i);
            LocalDate date = year == null || month == null || day == null ? null : date(year, month, day);
            return date == null ? i : add(i, i + 5, date, date, false);
        }

        /** 3 May, 3rd of May 2024; a year alone; ten days ago. */
        private int dayFirst(int i) {
            Integer day = small(i, 31);
            if (day != null) {
                int at = i + 1;
                if (at < tokens.size()
                        && words.ordinals().contains(tokens.get(at).lower())
                        && !tokens.get(at).space()) {
                    at++;
                }
                if (at < tokens.size() && words.of().contains(tokens.get(at).lower())) {
                    at++;
                }
                Integer month = monthAt(at);
                if (month != null) {
                    return day(i, at + 1, day, month);
                }
            }
            Integer year = year(i);
            if (year != null && i > 0 && words.in().contains(tokens.get(i - 1).lower()) && !counts(i + 1)) {
                return add(i, i + 1, LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31), false);
            }
            return french ? i : ago(i);
        }

        /** Whether a year is a number of something: "in 2000 villages". */
        private boolean counts(int i) {
            if (i >= tokens.size() || !tokens.get(i).isWord()) {
                return false;
            }
            String word = tokens.get(i).lower();
            return word.length() > 3 && word.endsWith("s") && !tokens.get(i).capital();
        }

        private int weekday(int i) {
            int at = i + 1;
            if (at < tokens.size()
                    && (tokens.get(at).is(",")
                            || words.of().contains(tokens.get(at).lower()))) {
                at++;
            }
            // Friday, May 3; Friday 3 May: the date says it all
            if (at < tokens.size()) {
                int before = found.size();
                int to = tokens.get(at).isNumber() && small(at, 31) != null
                        ? dayFirst(at)
                        : monthAt(at) != null && at + 1 < tokens.size() && small(at + 1, 31) != null ? month(at) : at;
                if (to > at && found.size() > before) {
                    DateMention date = found.remove(found.size() - 1);
                    return add(i, to, date.from(), date.to(), date.relative());
                }
            }
            if (published == null) {
                return i + 1;
            }
            DayOfWeek day = DayOfWeek.of(
                    Integer.parseInt(words.weekdays().get(tokens.get(i).lower())));
            if (beside(i, words.following())) {
                LocalDate told =
                        found.isEmpty() ? null : found.get(found.size() - 1).to();
                LocalDate after = told == null ? null : told.with(TemporalAdjusters.next(day));
                return after == null ? i + 1 : add(i, i + 1, after, after, true);
            }
            int said = direction(i);
            LocalDate date = said > 0
                    ? published.with(TemporalAdjusters.next(day))
                    : said < 0
                            ? published.with(TemporalAdjusters.previous(day))
                            : ahead(i)
                                    ? published.with(TemporalAdjusters.nextOrSame(day))
                                    : published.with(TemporalAdjusters.previousOrSame(day));
            return add(i, i + 1, date, date, true);
        }

        /** May 3, 2024; May 2024; in May. */
        private int month(int i) {
            Integer month = monthAt(i);
            if (month == null) {
                return i;
            }
            Integer day = i + 1 < tokens.size() ? small(i + 1, 31) : null;
            if (day != null && !french && !tokens.get(i + 1).line()) {
                int to = i + 2;
                if (to < tokens.size()
                        && words.ordinals().contains(tokens.get(to).lower())) {
                    to++;
                }
                return day(i, to, day, month);
            }
            int at = i + 1 < tokens.size()
                            && (tokens.get(i + 1).is(",")
                                    || words.of().contains(tokens.get(i + 1).lower()))
                    ? i + 2
                    : i + 1;
            Integer year = at < tokens.size() ? year(at) : null;
            if (year != null) {
                YearMonth whole = YearMonth.of(year, month);
                return add(i, at + 1, whole.atDay(1), whole.atEndOfMonth(), false);
            }
            if (published == null || i == 0) {
                return i + 1;
            }
            String before = tokens.get(i - 1).lower();
            boolean dash = before.equals("-") && i > 1;
            if (!words.in().contains(dash ? tokens.get(i - 2).lower() : before)) {
                return i + 1;
            }
            YearMonth now = YearMonth.from(published);
            YearMonth whole = YearMonth.of(now.getYear(), month);
            int said = direction(i);
            if (said > 0 || said == 0 && ahead(i)) {
                whole = whole.isBefore(now) || said > 0 && whole.equals(now) ? whole.plusYears(1) : whole;
            } else if (whole.isAfter(now) || said < 0 && whole.equals(now)) {
                whole = whole.minusYears(1);
            }
            return add(i, i + 1, whole.atDay(1), whole.atEndOfMonth(), true);
        }

        /** A day and its month from i to to, and the year that may follow. */
        private int day(int i, int to, int day, int month) {
            int at = to < tokens.size() && tokens.get(to).is(",") ? to + 1 : to;
            Integer year = at < tokens.size() && !tokens.get(at).line() ? year(at) : null;
            if (year != null) {
                LocalDate date = date(year, month, day);
                return date == null ? at + 1 : add(i, at + 1, date, date, false);
            }
            LocalDate day0 = published;
            if (day0 == null) {
                return to;
            }
            LocalDate nearest = null;
            for (int y = day0.getYear() - 1; y <= day0.getYear() + 1; y++) {
                LocalDate date = date(y, month, day);
                if (date != null && (nearest == null || distance(date, day0) < distance(nearest, day0))) {
                    nearest = date;
                }
            }
            return nearest == null ? to : add(i, to, nearest, nearest, true);
        }

        private static long distance(LocalDate a, LocalDate b) {
            return Math.abs(a.toEpochDay() - b.toEpochDay());
        }

        /** "last week", "le mois dernier". */
        private int unit(int i) {
            String unit = words.units().get(tokens.get(i).lower());
            if (published == null || unit == null || unit.equals("day")) {
                return i;
            }
            int said = direction(i);
            boolean here = i > 0 && words.present().contains(tokens.get(i - 1).lower());
            if (said == 0 && !here) {
                return i;
            }
            LocalDate from;
            LocalDate to;
            switch (unit) {
                case "week" -> {
                    from = published.plusWeeks(said).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
                    to = from.plusDays(6);
                }
                case "month" -> {
                    from = published.plusMonths(said).withDayOfMonth(1);
                    to = from.with(TemporalAdjusters.lastDayOfMonth());
                }
                default -> {
                    from = published.plusYears(said).withDayOfYear(1);
                    to = from.with(TemporalAdjusters.lastDayOfYear());
                }
            }
            return french && said != 0 ? add(i, i + 2, from, to, true) : add(i - 1, i + 1, from, to, true);
        }

        /** Three weeks ago: the day, or for months and years the month or year. */
        private int ago(int i) {
            if (published == null
                    || i + 2 >= tokens.size()
                    || !words.ago().contains(tokens.get(i + 2).lower())) {
                return i;
            }
            return back(i, i + 3, count(i), words.units().get(tokens.get(i + 1).lower()));
        }

        /** Il y a trois semaines. */
        private int ilYA(int i) {
            if (published == null
                    || i + 4 >= tokens.size()
                    || !tokens.get(i + 1).is("y")
                    || !words.ago().contains(tokens.get(i + 2).lower())) {
                return i;
            }
            return back(
                    i, i + 5, count(i + 3), words.units().get(tokens.get(i + 4).lower()));
        }

        private int back(int i, int to, int count, @Nullable String unit) {
            if (count == 0 || unit == null || published == null) {
                return i;
            }
            return switch (unit) {
                case "day" -> add(i, to, published.minusDays(count), published.minusDays(count), true);
                case "week" -> {
                    LocalDate monday =
                            published.minusWeeks(count).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
                    yield add(i, to, monday, monday.plusDays(6), true);
                }
                case "month" -> {
                    YearMonth month = YearMonth.from(published).minusMonths(count);
                    yield add(i, to, month.atDay(1), month.atEndOfMonth(), true);
                }
                default -> {
                    LocalDate year = published.minusYears(count).withDayOfYear(1);
                    yield add(i, to, year, year.with(TemporalAdjusters.lastDayOfYear()), true);
                }
            };
        }

        private int count(int i) {
            Token token = tokens.get(i);
            if (token.isNumber()) {
                Integer number = small(i, 999);
                return number == null ? 0 : number;
            }
            String number = words.numbers().get(token.lower());
            return number == null ? 0 : Integer.parseInt(number);
        }

        /** -1 for what the words say is past, 1 for what is to come, 0 where they do not say. */
        private int direction(int i) {
            return beside(i, words.last()) ? -1 : beside(i, words.next()) ? 1 : 0;
        }

        /** Whether one of the words stands where the language puts its adjectives of time. */
        private boolean beside(int i, Set<String> any) {
            int at = french ? i + 1 : i - 1;
            return at >= 0 && at < tokens.size() && any.contains(tokens.get(at).lower());
        }

        /** Whether a word shortly before says that it has yet to come. */
        private boolean ahead(int i) {
            for (int at = i - 1; at >= Math.max(0, i - AHEAD) && tokens.get(at).isWord(); at--) {
                if (words.ahead().contains(tokens.get(at).lower())) {
                    return true;
                }
            }
            return false;
        }

        private @Nullable Integer monthAt(int i) {
            if (i >= tokens.size()
                    || !tokens.get(i).isWord()
                    || !french && !tokens.get(i).capital()) {
                return null;
            }
            String month = words.months().get(tokens.get(i).lower());
            return month == null ? null : Integer.valueOf(month);
        }

        private @Nullable Integer small(int i, int most) {
            String digits = tokens.get(i).lower();
            if (!tokens.get(i).isNumber()
                    || digits.length() > 3
                    || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
                return null;
            }
            int number = Integer.parseInt(digits);
            return number < 1 || number > most ? null : number;
        }

        private @Nullable Integer year(int i) {
            String digits = tokens.get(i).lower();
            if (digits.length() != 4 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
                return null;
            }
            int year = Integer.parseInt(digits);
            return year < 1800 || year > 2199 ? null : year;
        }

        private static @Nullable LocalDate date(int year, int month, int day) {
            try {
                return LocalDate.of(year, month, day);
            } catch (DateTimeException e) {
                // such as 31 June: it only looks like a date
                return null;
            }
        }

        private int add(int first, int to, LocalDate from, LocalDate until, boolean relative) {
            int start = tokens.get(first).start();
            int end = tokens.get(to - 1).end();
            found.add(new DateMention(start, end, text.substring(start, end), from, until, relative));
            return to;
        }
    }
}
