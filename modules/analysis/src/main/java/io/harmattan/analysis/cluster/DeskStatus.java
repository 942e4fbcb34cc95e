package io.harmattan.analysis.cluster;

import java.time.Instant;

/**
 * Where a desk stands. Both clocks are read from records and never go back.
 *
 * @param streamTime the newest event time seen
 * @param ingestTime the newest ingest time seen: the order of the stream
 * @param liveClusters how many clusters are open
 * @param pastClusters how many closed ones are remembered for their storylines
 */
public record DeskStatus(Instant streamTime, Instant ingestTime, int liveClusters, int pastClusters) {
    public DeskStatus {
        if (liveClusters < 0) {
            throw new IllegalArgumentException("live clusters are " + liveClusters + "; expected 0 or more");
        }
        if (pastClusters < 0) {
            throw new IllegalArgumentException("past clusters are " + pastClusters + "; expected 0 or more");
        }
    }
}
