package io.harmattan.wire.registry;

import java.time.Duration;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;

/** The registry could not be reached, or answered that it is not well, for as long as the client was to wait. */
public class RegistryUnreachableException extends RetriableException {
    private static final long serialVersionUID = 1L;

    RegistryUnreachableException(String urls, Duration waited, String last, @Nullable Throwable cause) {
        super(
                "the schema registry at " + urls + " cannot be reached, tried for " + waited.toMillis() + " ms; last: "
                        + last,
                cause);
    }
}
