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
 * @param other the other cluster of a merge, split, correction or continuation
 * @param scores what the decision weighed, by name; similarities in [0, 1]
 * @param shift what turned; only with {@link Kind#SHIFTED}
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
        Map<String, Double> scores,
        @Nullable Shift shift) {

    /** The balance of stances towards a target came to the other side; both labels are favourable or opposed. */
    public record Shift(String target, Stance.Label from, Stance.Label to) {}

    /** What happened. */
    public enum Kind {
        /** A first article founded it. */
        OPENED,
        /** An article joined. */
        JOINED,
        /** A member was revised. */
        UPDATED,
        /** Another cluster was taken over by this one, or this one by another. */
        MERGED,
        /** A member left to form another cluster, or this one was so formed. */
        SPLIT,
        /** A later event of the same storyline was linked. */
        CONTINUED,
        /** The balance of stances towards a target turned. */
        SHIFTED,
        /** Its window has passed. */
        CLOSED,
        /** A member went to another cluster, or came from it, as an earlier decision turned out wrong. */
        CORRECTED
    }

    public ClusterChange {
        Check.notBlank(clusterId, "cluster id");
        Check.atLeast(1, revision, "revision of cluster " + clusterId);
        if ((kind == Kind.SHIFTED) != (shift != null)) {
            throw new IllegalArgumentException("change " + kind + " of cluster " + clusterId + " has the shift " + shift
                    + "; expected one if and only if it is SHIFTED");
        }
        scores = java.util.Collections.unmodifiableMap(new TreeMap<>(scores));
    }
}
