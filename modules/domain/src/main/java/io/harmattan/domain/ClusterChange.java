package io.harmattan.domain;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened to an event cluster, in the order of its desk.
 *
 * @param revision the cluster's revision after the change
 * @param articleId the article that caused it; null when time alone did (closing)
 * @param reason in words, for the person who asks why
 * @param other the other cluster of a merge, split or continuation
 * @param scores what the decision weighed, by name; similarities in [0, 1]
 */
public record ClusterChange(
        String clusterId,
        int revision,
        int epoch,
        String desk,
        Kind kind,
        @Nullable String articleId,
        @Nullable String other,
        Instant eventTime,
        Instant ingestTime,
        boolean late,
        String reason,
        Map<String, Double> scores) {

    /** What happened. */
    public enum Kind {
        /** A first article founded it. */
        OPENED,
        /** An article joined. */
        JOINED,
        /** A member was revised. */
        UPDATED,
        /** Another cluster was taken over by this one. */
        MERGED,
        /** Members left to form another. */
        SPLIT,
        /** A later event of the same storyline was linked. */
        CONTINUED,
        /** The balance of stances towards a target turned. */
        SHIFTED,
        /** Its window has passed. */
        CLOSED,
        /** A person corrected it. */
        CORRECTED
    }

    public ClusterChange {
        Check.notBlank(clusterId, "cluster id");
        Check.atLeast(1, revision, "revision of cluster " + clusterId);
        scores = java.util.Collections.unmodifiableMap(new TreeMap<>(scores));
    }
}
