package io.harmattan.analysis.cluster;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a desk stands. Both clocks are read from records and never go back.
 *
 * @param streamTime the newest event time seen
 * @param ingestTime the newest ingest time seen: the order of the stream
 * @param leap ingest time of the newest article, if it leapt ahead and the clocks wait for another to agree
 * @param order the place of the newest article in the order of ingest times
 * @param liveClusters how many clusters are open
 * @param pastClusters how many closed ones are remembered for their storylines
 */
public record DeskStatus(
        Instant streamTime,
        Instant ingestTime,
        @Nullable Instant leap,
        @Nullable Instant order,
        int liveClusters,
        int pastClusters) {
    public DeskStatus {
        if (liveClusters < 0) {
            throw new IllegalArgumentException("live clusters are " + liveClusters + "; expected 0 or more");
        }
        if (pastClusters < 0) {
            throw new IllegalArgumentException("past clusters are " + pastClusters + "; expected 0 or more");
        }
    }
}
