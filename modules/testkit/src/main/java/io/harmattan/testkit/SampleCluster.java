package io.harmattan.testkit;

import io.harmattan.domain.Entity;
import io.harmattan.domain.EntityType;
import io.harmattan.domain.EventCluster;
import io.harmattan.domain.Figure;
import io.harmattan.domain.GeoPoint;
import io.harmattan.domain.Stance;
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
        return EventCluster.builder(id, "default", updated)
                .revision(revision)
                .epoch(epoch)
                .status(status)
                .redirectTo(redirectTo)
                .title("Title of " + id)
                .firstEventTime(time)
                .lastEventTime(time)
                .timed(true)
                .members(members.stream()
                        .map(m -> new EventCluster.Member(
                                m, 1, time, true, null, null, null, false, m, EventCluster.Role.COPY))
                        .toList())
                .build();
    }

    /** A cluster in which every field has a value that tells it from its default. */
    public static EventCluster complete(String id) {
        Instant first = Instant.parse("2026-03-01T09:30:15.123Z");
        Instant last = Instant.parse("2026-03-04T00:00:00Z");
        return EventCluster.builder(id, "desk-é", Instant.parse("2026-03-05T12:00:00.5Z"))
                .revision(7)
                .epoch(2)
                .status(EventCluster.Status.REDIRECTED)
                .redirectTo("another")
                .title("“Quoted” title 😀")
                .firstEventTime(first)
                .lastEventTime(last)
                .timed(true)
                .members(Arrays.asList(
                        new EventCluster.Member(
                                "article-1",
                                2,
                                first,
                                true,
                                "Title",
                                "The Example",
                                "https://news.example/1",
                                false,
                                "article-1",
                                EventCluster.Role.INDEPENDENT),
                        new EventCluster.Member(
                                "article-2",
                                1,
                                last,
                                false,
                                null,
                                null,
                                null,
                                true,
                                "article-2",
                                EventCluster.Role.INDEPENDENT)))
                .entities(List.of(
                        new EventCluster.EntityCount(
                                new Entity(
                                        "sampleville",
                                        "Sampleville",
                                        EntityType.PLACE,
                                        "town",
                                        "NE",
                                        new GeoPoint(16.9733, 7.9911)),
                                2,
                                2),
                        new EventCluster.EntityCount(
                                new Entity("ada-sample", "Ada Sample", EntityType.PERSON, null, null, null), 1, 1)))
                .articles(12)
                .sources(3)
                .continues("earlier")
                .summary(List.of(new EventCluster.SummaryLine("article-1", "The Example", "A sentence.")))
                .stances(List.of(new EventCluster.StanceTally(
                        "us-presence",
                        "Ada Sample",
                        "ada-sample",
                        Stance.Label.OPPOSED,
                        3,
                        2,
                        List.of("The Example"),
                        first,
                        last,
                        "article-1",
                        "go home")))
                .disagreements(List.of(new EventCluster.Disagreement(
                        "troops",
                        "us",
                        "km",
                        List.of(
                                new EventCluster.Claim(
                                        1000,
                                        1200.0,
                                        Figure.Bound.BETWEEN,
                                        "1,000 to 1,200 troops",
                                        "Ada Sample",
                                        List.of("article-1"),
                                        List.of("The Example"),
                                        1),
                                new EventCluster.Claim(
                                        900,
                                        null,
                                        Figure.Bound.EXACT,
                                        "900 troops",
                                        null,
                                        List.of("article-2"),
                                        List.of(),
                                        1)))))
                .quoted(List.of(new EventCluster.QuotedBy("Ada Sample", "ada-sample", 2, 1, List.of("The Sample"))))
                .build();
    }
}
