package io.harmattan.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An alert on its way: due to be delivered, or to be tried again.
 *
 * @param address the endpoint to try; null for every endpoint of the subscription, as at first
 * @param number from 1
 * @param due when
 * @param first when the first attempt was due: what the schedule of the others counts from
 */
public record Attempt(Alert alert, @Nullable String address, int number, Instant due, Instant first) {
    public Attempt {
        Check.atLeast(1, number, "attempt of alert " + alert.id());
        if (due.isBefore(first)) {
            throw new IllegalArgumentException("attempt " + number + " of alert " + alert.id() + " is due " + due
                    + "; expected not before the first, " + first);
        }
    }

    /** The first attempt of an alert, for every endpoint of its subscription. */
    public static Attempt first(Alert alert) {
        return new Attempt(alert, null, 1, alert.due(), alert.due());
    }

    /**
     * An attempt of the same alert that waits.
     *
     * @param address the endpoint to try
     * @param number its number
     * @param due when; a time before the first attempt, as a clock that was put back says it, counts as that of the first
     */
    public Attempt later(String address, int number, Instant due) {
        return new Attempt(alert, address, number, due.isBefore(first) ? first : due, first);
    }

    /** What tells this attempt from every other. */
    public String key() {
        return alert.id() + "/" + number + "/" + (address == null ? "" : address);
    }
}
