package io.harmattan.domain;

import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A record that a stage could not use, with all that is needed to understand it and to send it again.
 *
 * @param stage the stage that set it aside ({@code enrich}, {@code cluster}, {@code index})
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
        byte @Nullable [] key,
        byte @Nullable [] value,
        String cause,
        String message) {
    public DeadLetter {
        Check.notBlank(stage, "stage of a dead letter");
        Check.notBlank(topic, "topic of a dead letter");
        key = key == null ? null : key.clone();
        value = value == null ? null : value.clone();
    }

    /** Topic, partition and offset in one word: the identity of the record that failed. */
    public String origin() {
        return topic + "-" + partition + "@" + offset;
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof DeadLetter d
                && stage.equals(d.stage)
                && epoch == d.epoch
                && origin().equals(d.origin())
                && timestamp.equals(d.timestamp)
                && Arrays.equals(key, d.key)
                && Arrays.equals(value, d.value)
                && cause.equals(d.cause)
                && message.equals(d.message);
    }

    @Override
    public int hashCode() {
        return Objects.hash(stage, epoch, origin(), cause);
    }

    @Override
    public String toString() {
        return "DeadLetter[" + stage + " " + origin() + " " + cause + ": " + message + ", "
                + (value == null ? "no value" : value.length + " bytes") + "]";
    }
}
