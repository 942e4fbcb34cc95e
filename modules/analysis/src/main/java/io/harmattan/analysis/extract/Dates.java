package io.harmattan.analysis.extract;

import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds dates in the ways that pages write them. A date that can be read in two ways ({@code 03/05/2024}) is none, unless the
 * name of the day before it or a time of an American zone beside it tells which is meant: it is never guessed. Names of months and
 * days are those of the JDK's locale data.
 */
final class Dates {
    private static final List<String> LANGUAGES = List.of(
            "en", "fr", "de", "es", "pt", "it", "nl", "ru", "ar", "ha", "sw", "sv", "da", "no", "tr", "pl", "uk");
    private static final Map<String, Integer> MONTHS = months();
    private static final Map<String, DayOfWeek> DAYS = days();

    private static final Map<String, String> ZONES = Map.ofEntries(
            Map.entry("Z", "Z"),
            Map.entry("UTC", "Z"),
            Map.entry("GMT", "Z"),
            Map.entry("WAT", "+01:00"),
            Map.entry("BST", "+01:00"),
            Map.entry("CET", "+01:00"),
            Map.entry("MEZ", "+01:00"),
            Map.entry("CEST", "+02:00"),
            Map.entry("MESZ", "+02:00"),
            Map.entry("CAT", "+02:00"),
            Map.entry("SAST", "+02:00"),
            Map.entry("EAT", "+03:00"),
            Map.entry("MSK", "+03:00"),
            Map.entry("EST", "-05:00"),
            Map.entry("EDT", "-04:00"),
            Map.entry("CDT", "-05:00"),
            Map.entry("PST", "-08:00"),
            Map.entry("PDT", "-07:00"),
            Map.entry("ET", "America/New_York"),
            Map.entry("PT", "America/Los_Angeles"));

    private static final String CLOCK =
            "(?<hour>[01]?\\d|2[0-4])\\s?[:.h]\\s?(?<minute>[0-5]\\d)(?::\\s?(?<second>[0-5]\\d)(?:[.,]\\d{1,9})?)?"
                    + "(?:\\s?(?<half>[AaPp]\\.?\\s?[Mm]\\b\\.?)|(?<letter>[ap])\\b)?(?:\\s?(?:Uhr|hrs|h)\\b)?";
    private static final String ZONE = "(?:\\s?\\(?(?<zone>"
            + String.join(
                    "|",
                    ZONES.keySet().stream()
                            .sorted((a, b) -> b.length() - a.length())
                            .toList())
            + ")\\b\\)?(?![\\p{L}\\d]|[+-]\\d)|\\s?(?:UTC|GMT)?(?<shift>[+-](?<hours>\\d{2}|(?<=(?:UTC|GMT)[+-])\\d)(?:(?::\\s?)?(?<minutes>\\d{2}))?)(?!\\d))?";
    private static final Pattern TIME_AFTER = Pattern.compile(
            "^(?:T|[\\s,;|•·/–—-]{0,4}(?:(?:at|um|à|a las|ore|om|kl\\.?|в)\\s)?\\s?\\(?)(?:" + CLOCK + ZONE + ")");
    private static final Pattern TIME_BEFORE = Pattern.compile(
            "(?<![\\d:.])" + CLOCK + ZONE + "\\)?[\\s,;|•·/–—-]{1,3}(?:on\\s|le\\s)?(?:\\p{L}{2,10}\\.?,?\\s)?$");

    private static final String NOT_IN_NUMBER = "(?<![\\d.,:/-])";
    private static final Pattern ISO = Pattern.compile(
            "(?<![\\d-])(?<year>(?:1[89]|2\\d)\\d{2})(?<sep>[-/.]|\\s[-/]\\s)(?<month>\\d{1,2})\\k<sep>(?<day>\\d{1,2})(?!\\d)");
    private static final Pattern COMPACT = Pattern.compile(
            "(?<!\\d)(?<year>(?:19|20)\\d{2})(?<month>0\\d|1[0-2])(?<day>[0-2]\\d|3[01])(?:T?(?<hour>\\d{2})(?<minute>\\d{2})(?<second>\\d{2})?)?(?!\\d)");
    private static final Pattern IDEOGRAPHIC = Pattern.compile(
            "(?<year>(?:19|20)\\d{2})\\s?[年년]\\s?(?<month>\\d{1,2})\\s?[月월]\\s?(?<day>\\d{1,2})\\s?[日일]?");
    private static final Pattern DAY_MONTH_YEAR = Pattern.compile(
            NOT_IN_NUMBER
                    + "(?<day>[0-3]?\\d)(?:st|nd|rd|th|er|\\.|º|ª)?[\\s-]{1,2}(?:of\\s|de\\s)?(?<name>\\p{L}{3,12})\\.?,?[\\s-](?:de\\s|del\\s)?(?<year>(?:1[89]|2\\d)\\d{2})(?!\\d)");
    private static final Pattern MONTH_DAY_YEAR = Pattern.compile(
            "(?<!\\p{L})(?<name>\\p{L}{3,12})\\.?[\\s-](?<day>[0-3]?\\d)(?:st|nd|rd|th)?,?[\\s-]{1,2}(?<year>(?:1[89]|2\\d)\\d{2})(?!\\d)");
    private static final Pattern UNIX_DATE =
            Pattern.compile("(?<name>\\p{L}{3}) (?<day>[0-3]?\\d) " + CLOCK + ZONE + " (?<year>(?:19|20)\\d{2})");
    private static final Pattern DOTTED = Pattern.compile(NOT_IN_NUMBER
            + "(?<day>[0-3]?\\d)\\.\\s?(?<month>[01]?\\d)\\.\\s?(?<year>(?:19|20)\\d{2}(?!\\.?\\d)|\\d{2}(?![\\d.:]))");
    private static final Pattern SLASHED = Pattern.compile(NOT_IN_NUMBER
            + "(?<first>[0-3]?\\d)(?<sep>[/-]|\\s/\\s)(?<second>[0-3]?\\d)\\k<sep>(?<year>(?:19|20)\\d{2})(?![\\d/-])");
    private static final Pattern DAY_BEFORE = Pattern.compile("(?<name>\\p{L}{3,12})\\.?,?\\s$");
    /** A time in the zones of those who write the month first. */
    private static final Pattern AMERICAN =
            Pattern.compile("\\d\\s?[AaPp]\\.?\\s?[Mm]\\.?\\s?\\(?(?:[ECMP][SD]?T|AK[SD]T)\\b");

    private static final Pattern EPOCH = Pattern.compile("\\d{10}|\\d{13}");

    private Dates() {}

    /** The first date in a line of text. */
    static Optional<FoundDate> find(String written) {
        String line = westernDigits(written);
        FoundDate best = null;
        for (Pattern pattern : List.of(ISO, IDEOGRAPHIC, DAY_MONTH_YEAR, MONTH_DAY_YEAR, DOTTED, SLASHED)) {
            Matcher m = pattern.matcher(line);
            while (m.find()) {
                LocalDate date = date(m, pattern, line);
                if (date != null) {
                    if (best == null || m.start() < best.start()) {
                        best = withTime(line, m.start(), m.end(), date);
                    }
                    break;
                }
            }
        }
        return Optional.ofNullable(best);
    }

    /** Digits of other scripts, such as Arabic ones, as 0 to 9; every place in the line stays where it is. */
    private static String westernDigits(String line) {
        if (line.chars().noneMatch(c -> c > 0x7f && Character.isDigit(c))) {
            return line;
        }
        StringBuilder digits = new StringBuilder(line);
        for (int i = 0; i < digits.length(); i++) {
            int digit = Character.digit(digits.charAt(i), 10);
            if (digit >= 0) {
                digits.setCharAt(i, (char) ('0' + digit));
            }
        }
        return digits.toString();
    }

    /** The date that a field of a page holds: any of the above, a compact one, or seconds or milliseconds since 1970. */
    static Optional<FoundDate> ofField(String value) {
        String field = value.strip();
        if (EPOCH.matcher(field).matches()) {
            long number = Long.parseLong(field);
            Instant at = field.length() == 13 ? Instant.ofEpochMilli(number) : Instant.ofEpochSecond(number);
            return Optional.of(new FoundDate(
                    LocalDate.ofInstant(at, ZoneOffset.UTC),
                    LocalTime.ofInstant(at, ZoneOffset.UTC),
                    ZoneOffset.UTC,
                    0,
                    field.length()));
        }
        Matcher unix = UNIX_DATE.matcher(field);
        if (unix.find()) {
            LocalDate date = date(unix, UNIX_DATE, field);
            LocalTime time = date == null ? null : time(unix);
            if (date != null && time != null) {
                return Optional.of(new FoundDate(date, time, offset(unix, date), unix.start(), unix.end()));
            }
        }
        Optional<FoundDate> found = find(field);
        return found.isPresent() ? found : compact(field);
    }

    /** A date in eight digits, with a time in four or six more. */
    static Optional<FoundDate> compact(String text) {
        Matcher m = COMPACT.matcher(text);
        while (m.find()) {
            LocalDate date = date(m, COMPACT, text);
            if (date != null) {
                LocalTime time = m.group("hour") == null ? null : time(m);
                return Optional.of(new FoundDate(date, time, null, m.start(), m.end()));
            }
        }
        return Optional.empty();
    }

    private static @Nullable LocalDate date(Matcher m, Pattern pattern, String line) {
        int year = Integer.parseInt(m.group("year"));
        int month;
        int day;
        if (pattern == SLASHED) {
            int first = Integer.parseInt(m.group("first"));
            int second = Integer.parseInt(m.group("second"));
            if (Math.min(first, second) > 0 && Math.max(first, second) <= 12 && first != second) {
                return ofTwo(LocalDate.of(year, first, second), LocalDate.of(year, second, first), m, line);
            }
            day = Math.max(first, second);
            month = Math.min(first, second);
        } else if (pattern == DAY_MONTH_YEAR || pattern == MONTH_DAY_YEAR || pattern == UNIX_DATE) {
            day = Integer.parseInt(m.group("day"));
            month = MONTHS.getOrDefault(fold(m.group("name")), 0);
        } else {
            day = Integer.parseInt(m.group("day"));
            month = Integer.parseInt(m.group("month"));
        }
        if (year < 100) {
            year += 2000;
        }
        try {
            return LocalDate.of(year, month, day);
        } catch (DateTimeException e) {
            // such as 31 June: it only looks like a date
            return null;
        }
    }

    /** Which of two readings of a date the words around it tell to be meant; null if none do. */
    private static @Nullable LocalDate ofTwo(LocalDate monthFirst, LocalDate dayFirst, Matcher m, String line) {
        Matcher before = DAY_BEFORE.matcher(line).region(Math.max(0, m.start() - 16), m.start());
        DayOfWeek named = before.find() ? DAYS.get(fold(before.group("name"))) : null;
        if (named != null && (named == monthFirst.getDayOfWeek()) != (named == dayFirst.getDayOfWeek())) {
            return named == monthFirst.getDayOfWeek() ? monthFirst : dayFirst;
        }
        int from = Math.max(0, m.start() - 24);
        int to = Math.min(line.length(), m.end() + 24);
        return AMERICAN.matcher(line).region(from, to).find() ? monthFirst : null;
    }

    private static FoundDate withTime(String line, int start, int end, LocalDate date) {
        Matcher after = TIME_AFTER.matcher(line).region(end, Math.min(line.length(), end + 60));
        if (after.find()) {
            LocalTime time = time(after);
            if (time != null) {
                return new FoundDate(date, time, offset(after, date), start, after.end());
            }
        }
        int from = Math.max(0, start - 40);
        Matcher before = TIME_BEFORE.matcher(line).region(from, start);
        if (before.find()) {
            LocalTime time = time(before);
            if (time != null) {
                return new FoundDate(date, time, offset(before, date), before.start(), end);
            }
        }
        return new FoundDate(date, null, null, start, end);
    }

    private static @Nullable LocalTime time(Matcher m) {
        int hour = Integer.parseInt(m.group("hour"));
        int minute = Integer.parseInt(m.group("minute"));
        String second = m.group("second");
        String half = m.pattern() == COMPACT ? null : m.group("half") != null ? m.group("half") : m.group("letter");
        if (half != null) {
            boolean afternoon = half.charAt(0) == 'p' || half.charAt(0) == 'P';
            if (hour > 12) {
                // "14:05 PM" is written now and then; the hour says it all
                afternoon = false;
            } else if (hour == 12) {
                hour = 0;
            }
            hour += afternoon ? 12 : 0;
        }
        if (hour > 23) {
            return null;
        }
        return LocalTime.of(hour, minute, second == null ? 0 : Integer.parseInt(second));
    }

    private static @Nullable ZoneOffset offset(Matcher m, LocalDate date) {
        String shift = m.group("shift");
        String zone = m.group("zone");
        try {
            if (shift != null) {
                int minutes = m.group("minutes") == null ? 0 : Integer.parseInt(m.group("minutes"));
                int all = 60 * Integer.parseInt(m.group("hours")) + minutes;
                return ZoneOffset.ofTotalSeconds((shift.charAt(0) == '-' ? -60 : 60) * all);
            }
            if (zone != null) {
                return ZoneId.of(ZONES.getOrDefault(zone, "Z")).getRules().getOffset(date.atTime(12, 0));
            }
        } catch (DateTimeException e) {
            // such as +99:00: the time stands, its offset is unknown
            return null;
        }
        return null;
    }

    private static Map<String, Integer> months() {
        Map<String, Integer> months = new HashMap<>();
        for (String language : LANGUAGES) {
            Locale locale = Locale.forLanguageTag(language);
            for (Month month : Month.values()) {
                for (TextStyle style : List.of(
                        TextStyle.FULL, TextStyle.FULL_STANDALONE, TextStyle.SHORT, TextStyle.SHORT_STANDALONE)) {
                    String name = fold(month.getDisplayName(style, locale));
                    if (name.length() >= 3 && name.chars().allMatch(Character::isLetter)) {
                        months.putIfAbsent(name, month.getValue());
                    }
                }
            }
        }
        months.putIfAbsent("sept", 9);
        months.putIfAbsent("janner", 1);
        return Map.copyOf(months);
    }

    private static Map<String, DayOfWeek> days() {
        Map<String, DayOfWeek> days = new HashMap<>();
        for (String language : LANGUAGES) {
            Locale locale = Locale.forLanguageTag(language);
            for (DayOfWeek day : DayOfWeek.values()) {
                for (TextStyle style : List.of(TextStyle.FULL, TextStyle.SHORT)) {
                    String name = fold(day.getDisplayName(style, locale));
                    if (name.length() >= 3 && name.chars().allMatch(Character::isLetter)) {
                        days.putIfAbsent(name, day);
                    }
                }
            }
        }
        return Map.copyOf(days);
    }

    private static String fold(String name) {
        return Normalizer.normalize(name.toLowerCase(Locale.ROOT), Normalizer.Form.NFD)
                .replaceAll("[\\p{M}.]", "");
    }
}
