package io.harmattan.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harmattan.domain.Alert;
import io.harmattan.domain.ClusterChange;
import io.harmattan.domain.EventCluster;
import io.harmattan.domain.NewsStream;
import io.harmattan.domain.NewsStream.Changed;
import io.harmattan.domain.NewsStream.Event;
import io.harmattan.domain.NewsStream.Reading;
import io.harmattan.domain.NewsStream.Told;
import io.harmattan.domain.NewsStream.Wanted;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every {@link NewsStream} does. */
public abstract class NewsStreamContract {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration QUIET = Duration.ofMillis(300);

    /** The query language of these tests: a cluster is asked for by its id; {@code (} is no query. */
    protected static Predicate<EventCluster> query(String text) {
        if (text.equals("(")) {
            throw new IllegalArgumentException("column 1: '(' is not closed");
        }
        return cluster -> cluster.id().equals(text);
    }

    /** The stream that is tried; it understands {@link #query}. */
    protected abstract NewsStream stream();

    /** Has changes happen, each with the cluster as it is then. */
    protected abstract void happen(List<ClusterChange> changes, List<EventCluster> snapshots);

    /** Has subscriptions fire. */
    protected abstract void tell(List<Alert> alerts);

    private void happen(String cluster, int revision, ClusterChange.Kind kind) {
        happen(
                List.of(change(cluster, revision, kind)),
                List.of(SampleCluster.cluster(cluster).revision(revision).build()));
    }

    private static ClusterChange change(String cluster, int revision, ClusterChange.Kind kind) {
        Instant time = Instant.parse("2026-03-01T09:30:00Z");
        return new ClusterChange(
                cluster, revision, 1, "default", kind, "article", null, time, time, false, "why", Map.of(), null);
    }

    private static Wanted only(@Nullable String query, Set<ClusterChange.Kind> kinds, @Nullable String cluster) {
        return new Wanted(true, query, kinds, cluster, false, null);
    }

    private static List<Event> read(Reading reading, int count) {
        List<Event> events = new ArrayList<>();
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (events.size() < count && System.nanoTime() < until) {
            events.addAll(reading.next(Duration.ofSeconds(1)));
        }
        return events;
    }

    private static List<String> revisions(List<Event> events) {
        return events.stream()
                .map(e -> ((Changed) e).change().clusterId()
                        + ((Changed) e).change().revision())
                .toList();
    }

    @Test
    void tellsWhatHappensFromNowOnWithTheClusterAsItIs() {
        happen("a", 1, ClusterChange.Kind.OPENED);
        try (Reading reading = stream().open(Wanted.CHANGES, null)) {
            assertThat(reading.next(QUIET)).isEmpty();
            happen("a", 2, ClusterChange.Kind.JOINED);
            happen("b", 1, ClusterChange.Kind.OPENED);

            List<Event> events = read(reading, 2);

            assertThat(revisions(events)).containsExactly("a2", "b1");
            assertThat(events).allSatisfy(e -> {
                Changed changed = (Changed) e;
                assertThat(changed.cluster()).isNotNull();
                assertThat(changed.cluster().id()).isEqualTo(changed.change().clusterId());
                assertThat(changed.cluster().revision())
                        .isGreaterThanOrEqualTo(changed.change().revision());
            });
        }
    }

    @Test
    void goesOnAfterAnyPositionWithoutAGapOrARepeat() {
        try (Reading first = stream().open(Wanted.CHANGES, null)) {
            String before = first.position();
            for (int i = 1; i <= 6; i++) {
                happen(i % 2 == 0 ? "even" : "odd", i, ClusterChange.Kind.JOINED);
            }
            List<Event> all = read(first, 6);
            assertThat(all).hasSize(6);

            for (int known = 0; known <= 6; known++) {
                String position = known == 0 ? before : all.get(known - 1).position();
                try (Reading again = stream().open(Wanted.CHANGES, position)) {
                    List<Event> rest = read(again, 6 - known);
                    assertThat(revisions(rest)).isEqualTo(revisions(all).subList(known, 6));
                    assertThat(rest)
                            .allSatisfy(e -> assertThat(((Changed) e).cluster()).isNotNull());
                    assertThat(again.next(QUIET)).isEmpty();
                }
            }
        }
    }

    @Test
    void keepsToWhatIsWanted() {
        try (Reading byQuery = stream().open(only("a", Set.of(), null), null);
                Reading byKind = stream().open(only(null, Set.of(ClusterChange.Kind.MERGED), null), null);
                Reading byCluster = stream().open(only(null, Set.of(), "b"), null)) {
            happen("a", 1, ClusterChange.Kind.OPENED);
            happen("b", 1, ClusterChange.Kind.OPENED);
            happen("b", 2, ClusterChange.Kind.MERGED);
            happen("a", 2, ClusterChange.Kind.CLOSED);

            assertThat(revisions(read(byQuery, 2))).containsExactly("a1", "a2");
            assertThat(revisions(read(byKind, 1))).containsExactly("b2");
            assertThat(revisions(read(byCluster, 2))).containsExactly("b1", "b2");
            assertThat(byQuery.next(QUIET)).isEmpty();
            assertThat(byKind.next(QUIET)).isEmpty();
            assertThat(byCluster.next(QUIET)).isEmpty();
        }
    }

    @Test
    void whatIsNotWantedMovesThePositionOn() {
        try (Reading reading = stream().open(only("a", Set.of(), null), null)) {
            happen("b", 1, ClusterChange.Kind.OPENED);
            String begin = reading.position();
            long until = System.nanoTime() + PATIENCE.toNanos();
            while (reading.position().equals(begin) && System.nanoTime() < until) {
                assertThat(reading.next(QUIET)).isEmpty();
            }
            assertThat(reading.position()).isNotEqualTo(begin);
        }
    }

    @Test
    void tellsAlertsToThoseWhoWantThem() {
        Alert one = SampleAlert.alert("one", "bases", SampleAlert.NOW);
        Alert other = SampleAlert.alert("other", "talks", SampleAlert.NOW);
        try (Reading all = stream().open(new Wanted(false, null, Set.of(), null, true, null), null);
                Reading own = stream().open(new Wanted(false, null, Set.of(), null, true, "talks"), null);
                Reading changes = stream().open(Wanted.CHANGES, null)) {
            tell(List.of(one, other));
            happen("a", 1, ClusterChange.Kind.OPENED);

            assertThat(read(all, 2).stream().map(e -> ((Told) e).alert())).containsExactlyInAnyOrder(one, other);
            assertThat(read(own, 1).stream().map(e -> ((Told) e).alert())).containsExactly(other);
            assertThat(revisions(read(changes, 1))).containsExactly("a1");
            assertThat(all.next(QUIET)).isEmpty();
            assertThat(own.next(QUIET)).isEmpty();
        }
    }

    @Test
    void refusesAQueryAndAPositionThatCannotBeUsed() {
        assertThatThrownBy(() -> stream().open(only("(", Set.of(), null), null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("column 1");
        for (String position : List.of("x", "", "7777777", "1-c5000000-s5000000")) {
            assertThatThrownBy(() -> stream().open(Wanted.CHANGES, position))
                    .as(position)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("position");
        }
    }
}
