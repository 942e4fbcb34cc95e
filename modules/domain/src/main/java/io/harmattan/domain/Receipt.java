package io.harmattan.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The record of one attempt to deliver an alert.
 *
 * @param attempt from 1
 * @param address whereto
 * @param status how it ended
 * @param code what the other side answered (HTTP or SMTP status), if it did
 * @param latencyMillis how long the attempt took
 * @param at when it began
 * @param nextTry when the next attempt is due, when there will be one
 * @param message what happened, in words
 */
public record Receipt(
        String alertId,
        String subscriptionId,
        Subscription.Channel channel,
        String address,
        int attempt,
        Status status,
        @Nullable Integer code,
        long latencyMillis,
        Instant at,
        @Nullable Instant nextTry,
        String message) {

    /** How an attempt ended. */
    public enum Status {
        /** The other side took it. */
        DELIVERED,
        /** It failed and will be tried again. */
        RETRYING,
        /** It failed for good. */
        FAILED,
        /** The other side wants no more (410). */
        GONE,
        /** It was not tried: the subscription was removed or paused meanwhile. */
        DROPPED
    }

    public Receipt {
        Check.notBlank(alertId, "alert of a receipt");
        Check.atLeast(1, attempt, "attempt of a receipt of alert " + alertId);
    }
}
