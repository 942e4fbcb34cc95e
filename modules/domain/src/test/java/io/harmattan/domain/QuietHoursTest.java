package io.harmattan.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.harmattan.domain.Subscription.QuietHours;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuietHoursTest {
    @ParameterizedTest
    @CsvSource({
        // by day
        "12:00, 14:00, Europe/Paris, 2026-03-02T10:59:59Z, 2026-03-02T10:59:59Z",
        "12:00, 14:00, Europe/Paris, 2026-03-02T11:00:00Z, 2026-03-02T13:00:00Z",
        "12:00, 14:00, Europe/Paris, 2026-03-02T13:00:00Z, 2026-03-02T13:00:00Z",
        // over midnight
        "22:00, 07:00, Europe/Paris, 2026-03-02T21:30:00Z, 2026-03-03T06:00:00Z",
        "22:00, 07:00, Europe/Paris, 2026-03-03T05:59:59Z, 2026-03-03T06:00:00Z",
        "22:00, 07:00, Europe/Paris, 2026-03-03T06:00:00Z, 2026-03-03T06:00:00Z",
        // the night in which clocks are put forward, 29 March 2026: 02:00 becomes 03:00
        "22:00, 07:00, Europe/Paris, 2026-03-28T21:30:00Z, 2026-03-29T05:00:00Z",
        "22:00, 02:30, Europe/Paris, 2026-03-28T21:30:00Z, 2026-03-29T01:30:00Z",
        // the night in which they are put back, 25 October 2026: 03:00 becomes 02:00
        "22:00, 07:00, Europe/Paris, 2026-10-24T20:30:00Z, 2026-10-25T06:00:00Z",
        "22:00, 02:30, Europe/Paris, 2026-10-24T20:30:00Z, 2026-10-25T01:30:00Z",
        "22:00, 02:30, Europe/Paris, 2026-10-25T00:15:00Z, 2026-10-25T01:30:00Z",
    })
    void quietEndsWhenTheClockOfTheZoneSaysSo(
            LocalTime from, LocalTime until, ZoneId zone, Instant time, Instant wakes) {
        assertThat(new QuietHours(from, until, zone).wakes(time)).isEqualTo(wakes);
    }
}
