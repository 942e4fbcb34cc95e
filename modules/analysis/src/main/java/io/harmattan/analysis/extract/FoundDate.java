package io.harmattan.analysis.extract;

import io.harmattan.domain.Published;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * A date that stands in a text.
 *
 * @param time the time of day, where the text gives one
 * @param offset the offset of that time, where the text gives one
 * @param start first UTF-16 code unit of the expression
 * @param end one past its last
 */
record FoundDate(
        LocalDate date, @Nullable LocalTime time, @Nullable ZoneOffset offset, int start, int end) {

    Published published(Published.Origin origin) {
        return new Published(
                OffsetDateTime.of(
                        date, time == null ? LocalTime.MIDNIGHT : time, offset == null ? ZoneOffset.UTC : offset),
                time != null && offset != null,
                time != null,
                origin);
    }
}
