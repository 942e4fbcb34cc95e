package io.harmattan.testkit;

import io.harmattan.domain.Entity;
import io.harmattan.domain.EntityType;
import io.harmattan.domain.EventCluster;
import io.harmattan.domain.GeoPoint;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An {@link EventCluster} for tests: everything has a value, a test sets what it is about. */
public final class SampleCluster {
    private final String id;
    private int revision = 1;
    private int epoch = 1;
    private EventCluster.Status status = EventCluster.Status.OPEN;
    private @Nullable String redirectTo;
    private Instant updated = Instant.parse("2026-03-02T00:00:00Z");
    private List<String> members = List.of();

    private SampleCluster(String id) {
        this.id = id;
    }

    /** A cluster with that id. */
    public static SampleCluster cluster(String id) {
        return new SampleCluster(id);
    }

    /** Sets the revision; 1 otherwise. */
    public SampleCluster revision(int value) {
        revision = value;
        return this;
    }

    /** Sets the epoch; 1 otherwise. */
    public SampleCluster epoch(int value) {
        epoch = value;
        return this;
    }

    /** Sets the time of the newest change. */
    public SampleCluster updated(Instant value) {
        updated = value;
        return this;
    }

    /** Closes it. */
    public SampleCluster closed() {
        status = EventCluster.Status.CLOSED;
        return this;
    }

    /** Has it redirect. */
    public SampleCluster redirectedTo(String target) {
        status = EventCluster.Status.REDIRECTED;
        redirectTo = target;
        return this;
    }

    /** Sets the articles in it. */
    public SampleCluster members(String... articleIds) {
        members = List.of(articleIds);
        return this;
    }

    /** The cluster. */
    public EventCluster build() {
        Instant time = Instant.parse("2026-03-01T09:30:00Z");
        return new EventCluster(
                id,
                revision,
                epoch,
                "default",
                status,
                redirectTo,
                "Title of " + id,
                time,
                time,
                true,
                updated,
                members.stream()
                        .map(m -> new EventCluster.Member(m, 1, time, true, null, null, null, false))
                        .toList(),
                List.of());
    }

    /** A cluster in which every field has a value that tells it from its default. */
    public static EventCluster complete(String id) {
        Instant first = Instant.parse("2026-03-01T09:30:15.123Z");
        Instant last = Instant.parse("2026-03-04T00:00:00Z");
        return new EventCluster(
                id,
                7,
                2,
                "desk-é",
                EventCluster.Status.REDIRECTED,
                "another",
                "“Quoted” title 😀",
                first,
                last,
                true,
                Instant.parse("2026-03-05T12:00:00.5Z"),
                Arrays.asList(
                        new EventCluster.Member(
                                "article-1", 2, first, true, "Title", "The Example", "https://news.example/1", false),
                        new EventCluster.Member("article-2", 1, last, false, null, null, null, true)),
                List.of(
                        new EventCluster.EntityCount(
                                new Entity(
                                        "sampleville",
                                        "Sampleville",
                                        EntityType.PLACE,
                                        "town",
                                        "NE",
                                        new GeoPoint(16.9733, 7.9911)),
                                2),
                        new EventCluster.EntityCount(
                                new Entity("ada-sample", "Ada Sample", EntityType.PERSON, null, null, null), 1)));
    }
}
