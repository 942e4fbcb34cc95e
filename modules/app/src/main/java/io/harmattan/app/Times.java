package io.harmattan.app;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;

/** Times as a person types them. */
final class Times {
    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd['T'HH:mm[:ss[.SSS]][XXX][X]]");

    private Times() {}

    /** ISO-8601 with or without time of day and offset; UTC and midnight where they are missing. */
    static Instant parse(String option, String value) {
        try {
            TemporalAccessor parsed =
                    FORMAT.parseBest(value.strip(), OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
            if (parsed instanceof OffsetDateTime at) {
                return at.toInstant();
            }
            return (parsed instanceof LocalDateTime at
                            ? at
                            : LocalDate.from(parsed).atStartOfDay())
                    .toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw new UserException(
                    option + " is '" + value + "'; expected ISO-8601 such as 2024-05-01 or 2024-05-01T14:30Z.", e);
        }
    }
}
