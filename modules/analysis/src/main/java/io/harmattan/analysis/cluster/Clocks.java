package io.harmattan.analysis.cluster;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The two clocks of a desk, both read from records.
 *
 * @param streamTime the newest event time
 * @param ingestTime the newest ingest time
 */
record Clocks(Instant streamTime, Instant ingestTime) {
    static Clocks of(@Nullable DeskStatus status) {
        return status == null
                ? new Clocks(Instant.MIN, Instant.MIN)
                : new Clocks(status.streamTime(), status.ingestTime());
    }

    Clocks with(Instant eventTime, Instant ingested) {
        return new Clocks(later(streamTime, eventTime), later(ingestTime, ingested));
    }

    /** Whether a moment lies further behind the stream time than that. */
    boolean passed(Instant when, Duration by) {
        return when.isBefore(before(streamTime, by));
    }

    static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    /** So much earlier; what has not begun stays so. */
    static Instant before(Instant when, Duration duration) {
        return when.equals(Instant.MIN) ? when : when.minus(duration);
    }
}
