package io.harmattan.deliver;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How an attempt ended.
 *
 * @param code what the other side answered (HTTP or SMTP status), if it did
 * @param retryAfter how long it asked to be left alone
 * @param message in words
 */
record Outcome(Kind kind, @Nullable Integer code, @Nullable Duration retryAfter, String message) {
    enum Kind {
        DELIVERED,
        /** It may work later. */
        FAILED,
        /** It never will: the address is refused. */
        REFUSED,
        /** The other side wants no more. */
        GONE
    }

    static Outcome delivered(int code) {
        return new Outcome(Kind.DELIVERED, code, null, "taken");
    }

    static Outcome failed(String message) {
        return new Outcome(Kind.FAILED, null, null, message);
    }

    static Outcome refused(String message) {
        return new Outcome(Kind.REFUSED, null, null, message);
    }
}
