package io.harmattan.ingest;

import io.harmattan.domain.Published;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The publication time that a source gives beside the content: ISO-8601, with or without time of day and offset. */
final class PublishedField {
    private static final DateTimeFormatter FORMAT = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendPattern("['T'][' ']")
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .optionalStart()
            .appendPattern("[XXX][XX][X]")
            .optionalEnd()
            .optionalEnd()
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private PublishedField() {}

    /** The same where a date that cannot be read is as good as none. */
    static @Nullable Published lenient(@Nullable String value) {
        try {
            return parse(value);
        } catch (Refusal e) {
            return null;
        }
    }

    static @Nullable Published parse(@Nullable String value) throws Refusal {
        if (value == null || value.isBlank()) {
            return null;
        }
        TemporalAccessor parsed;
        try {
            parsed = FORMAT.parseBest(value.strip(), OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
        } catch (DateTimeException e) {
            throw new Refusal("has published '" + value
                    + "'; expected ISO-8601 such as 2024-05-03T14:30:00+01:00, 2024-05-03T14:30 or 2024-05-03");
        }
        if (parsed instanceof OffsetDateTime at) {
            return new Published(at.truncatedTo(ChronoUnit.MILLIS), true, true, Published.Origin.SOURCE);
        }
        if (parsed instanceof LocalDateTime at) {
            return new Published(
                    at.atOffset(ZoneOffset.UTC).truncatedTo(ChronoUnit.MILLIS), false, true, Published.Origin.SOURCE);
        }
        OffsetDateTime midnight = LocalDate.from(parsed).atStartOfDay().atOffset(ZoneOffset.UTC);
        return new Published(midnight, false, false, Published.Origin.SOURCE);
    }
}
