package io.harmattan.analysis.cluster;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The two clocks of a desk, both read from records. One record whose ingest time leaps ahead moves neither: only when the next
 * record agrees do they follow, so that one wrong clock closes nothing.
 *
 * @param streamTime the newest event time
 * @param ingestTime the newest ingest time
 * @param leap the ingest time of the newest record, if it leapt and waits for another to agree
 */
record Clocks(
        Instant streamTime, Instant ingestTime, @Nullable Instant leap) {
    static Clocks of(@Nullable DeskStatus status) {
        return status == null
                ? new Clocks(Instant.MIN, Instant.MIN, null)
                : new Clocks(status.streamTime(), status.ingestTime(), status.leap());
    }

    /** After a record of these times, where a step of the ingest time above that is a leap. */
    Clocks with(Instant eventTime, Instant ingested, Duration step) {
        if (!leaps(ingested, step)) {
            return new Clocks(later(streamTime, eventTime), later(ingestTime, ingested), null);
        }
        if (leap == null || ingested.isBefore(leap.minus(step))) {
            return new Clocks(streamTime, ingestTime, ingested);
        }
        // two agree that it is at least as late as the first of them said
        Instant agreed = ingested.isBefore(leap) ? ingested : leap;
        Instant event = eventTime.isBefore(agreed) ? eventTime : agreed;
        return new Clocks(later(streamTime, event), agreed, ingested.isAfter(agreed.plus(step)) ? ingested : null);
    }

    /** Whether a record of that ingest time is too far ahead of all before it to be believed by itself. */
    boolean leaps(Instant ingested, Duration step) {
        return !ingestTime.equals(Instant.MIN) && ingested.isAfter(ingestTime.plus(step));
    }

    /** At least these times. */
    Clocks atLeast(Instant eventTime, Instant ingested) {
        return new Clocks(later(streamTime, eventTime), later(ingestTime, ingested), leap);
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
