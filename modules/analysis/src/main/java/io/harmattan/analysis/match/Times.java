package io.harmattan.analysis.match;

import io.harmattan.analysis.match.Condition.Moment;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Times as queries write them; days, months and years are those of UTC. */
final class Times {
    private static final Pattern NOW = Pattern.compile("now(?:([+-])(\\d{1,6})([smhdw]))?");
    private static final Map<String, Duration> UNITS = Map.of(
            "s", Duration.ofSeconds(1),
            "m", Duration.ofMinutes(1),
            "h", Duration.ofHours(1),
            "d", Duration.ofDays(1),
            "w", Duration.ofDays(7));

    private Times() {}

    /** What a word for a time means: one moment twice, or the first and the last of a day, a month or a year. */
    record Span(Moment first, Moment last) {}

    /** The time that is meant; null when none is. */
    static @Nullable Span read(String text) {
        Matcher now = NOW.matcher(text);
        if (now.matches()) {
            Duration offset = now.group(1) == null
                    ? Duration.ZERO
                    : UNITS.getOrDefault(now.group(3), Duration.ZERO).multipliedBy(Long.parseLong(now.group(2)));
            Moment moment = new Moment.FromNow("-".equals(now.group(1)) ? offset.negated() : offset);
            return new Span(moment, moment);
        }
        try {
            if (text.matches("\\d{4}")) {
                Year year = Year.parse(text);
                return days(year.atDay(1), year.plusYears(1).atDay(1));
            } else if (text.matches("\\d{4}-\\d{2}")) {
                YearMonth month = YearMonth.parse(text);
                return days(month.atDay(1), month.plusMonths(1).atDay(1));
            } else if (text.matches("\\d{4}-\\d{2}-\\d{2}")) {
                LocalDate day = LocalDate.parse(text);
                return days(day, day.plusDays(1));
            } else if (text.matches("\\d{4}-\\d{2}-\\d{2}T.*(Z|[+-]\\d{2}:?\\d{0,2})")) {
                return moment(OffsetDateTime.parse(text).toInstant());
            }
            return moment(LocalDateTime.parse(text).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static Span moment(Instant time) {
        Moment moment = new Moment.Fixed(Instant.ofEpochMilli(time.toEpochMilli()));
        return new Span(moment, moment);
    }

    private static Span days(LocalDate first, LocalDate after) {
        return new Span(
                new Moment.Fixed(first.atStartOfDay().toInstant(ZoneOffset.UTC)),
                new Moment.Fixed(after.atStartOfDay().toInstant(ZoneOffset.UTC).minusMillis(1)));
    }

    static Moment lower(Span span, boolean inclusive) {
        return inclusive ? span.first() : moved(span.last(), 1);
    }

    static Moment upper(Span span, boolean inclusive) {
        return inclusive ? span.last() : moved(span.first(), -1);
    }

    private static Moment moved(Moment moment, long millis) {
        return moment instanceof Moment.FromNow relative
                ? new Moment.FromNow(relative.offset().plusMillis(millis))
                : new Moment.Fixed(((Moment.Fixed) moment).time().plusMillis(millis));
    }

    /** Whether one lies after the other at any time; false where that depends on when it is asked. */
    static boolean isAfter(Moment one, Moment other) {
        if (one instanceof Moment.Fixed a && other instanceof Moment.Fixed b) {
            return a.time().isAfter(b.time());
        }
        return one instanceof Moment.FromNow a
                && other instanceof Moment.FromNow b
                && a.offset().compareTo(b.offset()) > 0;
    }
}
