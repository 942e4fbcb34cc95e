package io.harmattan.domain;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The articles about one happening: the newest snapshot.
 *
 * @param id fixed when the cluster opens, a function of desk and founding article; 32 hex digits
 * @param revision from 1, counts the changes
 * @param epoch generation of derived data
 * @param redirectTo the cluster that took this one over, when {@code status} is {@link Status#REDIRECTED}
 * @param title the title that people are shown
 * @param firstEventTime event time of the earliest member that has a time of its own, else of the earliest member
 * @param lastEventTime the same of the latest member
 * @param timed whether any member has a time of its own
 * @param updated ingest time of the newest change
 * @param members in the order in which they joined
 * @param entities what the members mention, the most mentioned first
 */
public record EventCluster(
        String id,
        int revision,
        int epoch,
        String desk,
        Status status,
        @Nullable String redirectTo,
        String title,
        Instant firstEventTime,
        Instant lastEventTime,
        boolean timed,
        Instant updated,
        List<Member> members,
        List<EntityCount> entities) {

    /** Where a cluster is in its life. */
    public enum Status {
        /** Still takes articles. */
        OPEN,
        /** Its window has passed. */
        CLOSED,
        /** Taken over by another; its address leads there. */
        REDIRECTED
    }

    /**
     * An article of the cluster.
     *
     * @param late whether it came after the stream had passed its window
     */
    public record Member(
            String articleId,
            int revision,
            Instant eventTime,
            boolean timed,
            @Nullable String title,
            @Nullable String outlet,
            @Nullable String url,
            boolean late) {}

    /**
     * An entity and in how many of the members it is mentioned.
     */
    public record EntityCount(Entity entity, int articles) {
        public EntityCount {
            Check.atLeast(1, articles, "articles that mention " + entity.id());
        }
    }

    public EventCluster {
        Check.notBlank(id, "cluster id");
        Check.atLeast(1, revision, "revision of cluster " + id);
        Check.atLeast(1, epoch, "epoch of cluster " + id);
        members = List.copyOf(members);
        entities = List.copyOf(entities);
        if ((status == Status.REDIRECTED) != (redirectTo != null)) {
            throw new IllegalArgumentException("cluster " + id + " is " + status + " and redirects to " + redirectTo
                    + "; expected a target if and only if it is REDIRECTED");
        }
    }

    /** The outlets that the members name, each once, in order of joining. */
    public List<String> outlets() {
        return members.stream()
                .map(Member::outlet)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }
}
