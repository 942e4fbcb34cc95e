package io.harmattan.wire;

import io.harmattan.domain.DeadLetter;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How a dead letter is made, the same in every stage. */
public final class DeadLetters {
    private DeadLetters() {}

    /** A dead letter of the record with these coordinates and bytes. */
    @SuppressWarnings("NullAway") // that the arrays may be null is read from this signature only by newer compilers
    public static DeadLetter of(
            String stage,
            int epoch,
            String topic,
            int partition,
            long offset,
            long timestampMillis,
            byte @Nullable [] key,
            byte @Nullable [] value,
            Throwable cause) {
        return new DeadLetter(
                stage,
                epoch,
                topic,
                partition,
                offset,
                Instant.ofEpochMilli(timestampMillis),
                key == null ? null : ByteBuffer.wrap(key),
                value == null ? null : ByteBuffer.wrap(value),
                cause.getClass().getSimpleName(),
                String.valueOf(cause.getMessage()));
    }
}
