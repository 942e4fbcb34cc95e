package io.harmattan.domain;

import java.nio.ByteBuffer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A record that a stage could not use, with all that is needed to understand it and to send it again.
 *
 * @param stage the stage that set it aside ({@code enrich}, {@code cluster}, {@code index})
 * @param epoch generation of derived data
 * @param topic the topic it came from, with {@code partition} and {@code offset}
 * @param timestamp the record's own timestamp
 * @param key its key, byte for byte
 * @param value its value, byte for byte
 * @param cause what is wrong, by class ({@code SerializationException})
 * @param message what is wrong, in words
 */
public record DeadLetter(
        String stage,
        int epoch,
        String topic,
        int partition,
        long offset,
        Instant timestamp,
        @Nullable ByteBuffer key,
        @Nullable ByteBuffer value,
        String cause,
        String message) {
    public DeadLetter {
        Check.notBlank(stage, "stage of a dead letter");
        Check.notBlank(topic, "topic of a dead letter");
        key = copy(key);
        value = copy(value);
    }

    /** Topic, partition and offset in one word: the identity of the record that failed. */
    public String origin() {
        return topic + "-" + partition + "@" + offset;
    }

    /** A read-only view of the key, to be read from its start. */
    @Override
    public @Nullable ByteBuffer key() {
        return key == null ? null : key.duplicate();
    }

    /** A read-only view of the value, to be read from its start. */
    @Override
    public @Nullable ByteBuffer value() {
        return value == null ? null : value.duplicate();
    }

    private static @Nullable ByteBuffer copy(@Nullable ByteBuffer bytes) {
        return bytes == null
                ? null
                : ByteBuffer.allocate(bytes.remaining())
                        .put(bytes.duplicate())
                        .flip()
                        .asReadOnlyBuffer();
    }
}
