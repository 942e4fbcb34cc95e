package io.harmattan.analysis.cluster;

import io.harmattan.analysis.cluster.LiveCluster.Span;
import io.harmattan.analysis.cluster.Outcome.Oddity;
import io.harmattan.analysis.compare.Balance;
import io.harmattan.analysis.compare.Comparison;
import io.harmattan.analysis.compare.Comparison.Teller;
import io.harmattan.domain.ClusterChange;
import io.harmattan.domain.ClusterChange.Kind;
import io.harmattan.domain.ClusterChange.Shift;
import io.harmattan.domain.EventCluster;
import io.harmattan.domain.EventCluster.EntityCount;
import io.harmattan.domain.EventCluster.Member;
import io.harmattan.domain.EventCluster.Role;
import io.harmattan.domain.EventCluster.StanceTally;
import io.harmattan.domain.EventCluster.Status;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Collects what one step does: each change, and the cluster as it is after it. */
final class Telling {
    private final ClusterSettings settings;
    private final DeskState state;
    private final String desk;
    private final List<ClusterChange> changes = new ArrayList<>();
    private final List<EventCluster> snapshots = new ArrayList<>();

    Telling(ClusterSettings settings, DeskState state, String desk) {
        this.settings = settings;
        this.state = state;
        this.desk = desk;
    }

    Outcome outcome(Set<Oddity> oddities) {
        return changes.isEmpty() ? Outcome.NONE : new Outcome(changes, snapshots, oddities);
    }

    /**
     * An article changed a cluster.
     *
     * @param told when, in ingest time
     * @return the stances that the cluster then holds
     */
    List<StanceTally> changed(
            Kind kind,
            LiveCluster cluster,
            @Nullable String other,
            Arrival arrival,
            Instant told,
            String reason,
            Map<String, Double> scores) {
        return add(cluster, change(kind, cluster.id(), cluster.revision(), other, arrival, told, reason, scores, null));
    }

    /** A balance of stances turned. */
    void shifted(LiveCluster cluster, Shift shift, Balance balance, Arrival arrival, Instant told) {
        String reason = "shifted: of those who are said to be for or against " + shift.target() + ", "
                + balance.favourable() + " are for it and " + balance.opposed() + " against";
        Map<String, Double> scores =
                Map.of("favourable", (double) balance.favourable(), "opposed", (double) balance.opposed());
        add(
                cluster,
                change(Kind.SHIFTED, cluster.id(), cluster.revision(), null, arrival, told, reason, scores, shift));
    }

    private List<StanceTally> add(LiveCluster cluster, ClusterChange change) {
        EventCluster snapshot = snapshot(cluster, cluster.revision(), Status.OPEN, change.ingestTime());
        changes.add(change);
        snapshots.add(snapshot);
        return snapshot.stances();
    }

    private ClusterChange change(
            Kind kind,
            String clusterId,
            int revision,
            @Nullable String other,
            Arrival arrival,
            Instant told,
            String reason,
            Map<String, Double> scores,
            @Nullable Shift shift) {
        return new ClusterChange(
                clusterId,
                revision,
                arrival.epoch(),
                desk,
                kind,
                arrival.id(),
                other,
                arrival.when(),
                told,
                arrival.late(),
                reason,
                scores,
                shift);
    }

    /** A cluster took another over, whose address leads there from now on. */
    List<StanceTally> merged(
            LiveCluster cluster,
            LiveCluster other,
            Arrival arrival,
            Instant told,
            String reason,
            Map<String, Double> scores) {
        List<StanceTally> stances = changed(Kind.MERGED, cluster, other.id(), arrival, told, reason, scores);
        int revision = other.revision() + 1;
        String takenOver = "merged: taken over by " + cluster.id();
        changes.add(change(Kind.MERGED, other.id(), revision, cluster.id(), arrival, told, takenOver, scores, null));
        Span span = other.timedSpan() == null ? other.span() : other.timedSpan();
        snapshots.add(EventCluster.builder(other.id(), desk, told)
                .revision(revision)
                .epoch(other.epoch())
                .status(Status.REDIRECTED)
                .redirectTo(cluster.id())
                .title(title(other))
                .firstEventTime(span.first())
                .lastEventTime(span.last())
                .timed(other.timedSpan() != null)
                .build());
        return stances;
    }

    private static String title(LiveCluster cluster) {
        return cluster.headlines().isEmpty()
                ? cluster.stopgapTitle()
                : cluster.headlines().get(0).title();
    }

    /** Time closed a cluster. */
    void closed(LiveCluster cluster, Clocks now) {
        int revision = cluster.revision() + 1;
        changes.add(new ClusterChange(
                cluster.id(),
                revision,
                cluster.epoch(),
                desk,
                Kind.CLOSED,
                null,
                null,
                cluster.span().last().plus(settings.gap()),
                now.ingestTime(),
                false,
                "closed: no newer article within " + words(settings.gap()) + " of event time after "
                        + cluster.span().last() + ", nor within " + words(settings.grace())
                        + " of ingest time after " + cluster.lastIngest(),
                Map.of(),
                null));
        snapshots.add(snapshot(cluster, revision, Status.CLOSED, now.ingestTime()));
    }

    private EventCluster snapshot(LiveCluster cluster, int revision, Status status, Instant updated) {
        Span timed = cluster.timedSpan();
        Span span = timed == null ? cluster.span() : timed;
        SortedMap<Integer, ShownMember> listed = listed(cluster);
        Comparison comparison = new Comparison(listed.values().stream()
                .map(m -> new Teller(
                        m.member().articleId(),
                        m.member().copyGroup(),
                        m.member().outlet(),
                        m.member().eventTime(),
                        m.member().timed(),
                        m.said()))
                .toList());
        return EventCluster.builder(cluster.id(), desk, updated)
                .revision(revision)
                .epoch(cluster.epoch())
                .status(status)
                .title(title(cluster))
                .firstEventTime(span.first())
                .lastEventTime(span.last())
                .timed(timed != null)
                .members(members(listed, cluster.first().number()))
                .entities(mostMentioned(cluster.entities()))
                .articles(cluster.articles())
                .sources(cluster.sources())
                .continues(cluster.continues())
                .summary(Leads.summary(cluster.leads()))
                .stances(comparison.stances())
                .disagreements(comparison.disagreements())
                .quoted(comparison.quoted())
                .build();
    }

    /** The founder, the first to tell, and the newest. */
    private SortedMap<Integer, ShownMember> listed(LiveCluster cluster) {
        int newest = Math.max(1, cluster.numbers() - settings.snapshotMembers() + 1);
        int first = cluster.first().number();
        SortedMap<Integer, ShownMember> listed = new TreeMap<>();
        for (int number : new TreeSet<>(List.of(0, first))) {
            if (number < newest) {
                listed.putAll(state.shown(cluster.id(), number, number + 1));
            }
        }
        listed.putAll(state.shown(cluster.id(), newest, cluster.numbers()));
        return listed;
    }

    private static List<Member> members(SortedMap<Integer, ShownMember> listed, int first) {
        Map<String, Set<String>> tellers = new HashMap<>();
        listed.values().forEach(m -> {
            if (m.member().outlet() != null) {
                tellers.computeIfAbsent(folded(m.member().outlet()), outlet -> new TreeSet<>())
                        .add(m.member().articleId());
            }
        });
        List<Member> members = new ArrayList<>();
        listed.forEach((n, m) -> members.add(as(n == first ? Role.FIRST : role(m, tellers), m.member())));
        return members;
    }

    private static Role role(ShownMember member, Map<String, Set<String>> tellers) {
        Member shown = member.member();
        if (!shown.copyGroup().equals(shown.articleId())) {
            return Role.COPY;
        }
        String own = shown.outlet() == null ? "" : folded(shown.outlet());
        boolean retells = member.credits().stream()
                .map(Telling::folded)
                .anyMatch(outlet -> !outlet.equals(own) && tellers.containsKey(outlet));
        return retells ? Role.RETOLD : Role.INDEPENDENT;
    }

    private static String folded(String outlet) {
        String lower = outlet.strip().toLowerCase(Locale.ROOT);
        return lower.startsWith("the ") ? lower.substring(4) : lower;
    }

    private static Member as(Role role, Member member) {
        return new Member(
                member.articleId(),
                member.revision(),
                member.eventTime(),
                member.timed(),
                member.title(),
                member.outlet(),
                member.url(),
                member.late(),
                member.copyGroup(),
                role);
    }

    static List<EntityCount> mostMentioned(SortedMap<String, EntityCount> entities) {
        return entities.values().stream()
                .sorted(Comparator.comparingInt((EntityCount c) -> -c.articles())
                        .thenComparing(c -> c.entity().id()))
                .toList();
    }

    static String number(double value) {
        return BigDecimal.valueOf(Math.round(value * 100), 2).toPlainString();
    }

    static String words(Duration duration) {
        return duration.toMinutes() % 60 == 0 ? duration.toHours() + " h" : duration.toMinutes() + " min";
    }
}
