package io.harmattan.pipeline.alert;

import io.harmattan.wire.Topic;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the alert stage is run with.
 *
 * @param remembered for how long, in ingest time, it is remembered who was told of what
 * @param stale articles whose own date is older than that when they are taken in fire nothing; zero: all may
 * @param pages address that pages of clusters and articles stand under; null where there are none
 */
public record AlertSettings(
        Topic.Naming naming,
        Duration remembered,
        Duration stale,
        @Nullable String pages) {
    public AlertSettings {
        if (remembered.isNegative() || remembered.isZero()) {
            throw new IllegalArgumentException("remembered is " + remembered + "; expected more than nothing");
        }
        if (stale.isNegative()) {
            throw new IllegalArgumentException("stale is " + stale + "; expected 0 or more");
        }
    }

    int epoch() {
        return naming.epoch();
    }
}
