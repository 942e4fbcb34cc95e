package io.harmattan.dashboard;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.harmattan.domain.ArticleIntake;
import io.harmattan.domain.ClusterChange;
import io.harmattan.domain.EnrichedArticle;
import io.harmattan.domain.Entity;
import io.harmattan.domain.EventCluster;
import io.harmattan.domain.NewsSearch;
import io.harmattan.domain.NewsStream;
import io.harmattan.domain.Stance.Label;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the API answers, field by field. These shapes are a promise to its users, so they are apart from the records of
 * the domain, which may change; {@code openapi.json} describes them. Every field is always there, null where nothing is
 * known; times are ISO-8601 in UTC.
 */
final class Views {
    /** In a list of clusters, enough entities to tell one cluster from the next. */
    private static final int FEW = 10;

    private Views() {}

    record Index(String name, Map<String, String> links) {}

    record Search(
            String query,
            long total,
            List<Hit> hits,
            @Nullable String next,
            List<Facet> facets) {
        static Search of(String query, NewsSearch.Page page) {
            return new Search(
                    query,
                    page.total(),
                    page.hits().stream().map(Hit::of).toList(),
                    page.next(),
                    page.facets().stream().map(Facet::of).toList());
        }
    }

    record Facet(String name, List<Count> counts) {
        static Facet of(NewsSearch.Facet facet) {
            return new Facet(
                    facet.name(), facet.counts().stream().map(Count::of).toList());
        }
    }

    record Count(String value, String label, long articles) {
        static Count of(NewsSearch.Count count) {
            return new Count(count.value(), count.label(), count.articles());
        }
    }

    record Timeline(@Nullable String query, List<Day> days) {
        static Timeline of(@Nullable String query, List<NewsSearch.Day> days) {
            return new Timeline(query, days.stream().map(Day::of).toList());
        }
    }

    record Day(String day, long articles, List<DayStances> stances) {
        static Day of(NewsSearch.Day day) {
            return new Day(
                    day.day().toString(),
                    day.articles(),
                    day.stances().entrySet().stream()
                            .map(e -> DayStances.of(e.getKey(), e.getValue()))
                            .toList());
        }
    }

    /** How many stances towards a target the articles of a day tell. */
    record DayStances(String target, long favourable, long opposed, long neutral) {
        static DayStances of(String target, Map<Label, Long> labels) {
            return new DayStances(
                    target,
                    labels.getOrDefault(Label.FAVOURABLE, 0L),
                    labels.getOrDefault(Label.OPPOSED, 0L),
                    labels.getOrDefault(Label.NEUTRAL, 0L));
        }
    }

    record Hit(
            String articleId,
            @Nullable String title,
            String snippet,
            @Nullable String outlet,
            @Nullable String url,
            String eventTime,
            boolean timed,
            @Nullable String clusterId,
            List<String> clusterIds,
            double score,
            boolean matches) {
        static Hit of(NewsSearch.Hit hit) {
            return new Hit(
                    hit.articleId(),
                    hit.title(),
                    hit.snippet(),
                    hit.outlet(),
                    hit.url(),
                    hit.eventTime().toString(),
                    hit.timed(),
                    hit.clusterId(),
                    hit.clusterIds(),
                    hit.score(),
                    hit.matches());
        }
    }

    record Clusters(
            long total,
            List<ClusterCard> clusters,
            @Nullable String next) {
        static Clusters of(NewsSearch.Clusters page) {
            return new Clusters(
                    page.total(), page.clusters().stream().map(ClusterCard::of).toList(), page.next());
        }
    }

    record Known(
            NamedEntity entity,
            List<String> aliases,
            long articles,
            long clusters,
            List<Count> outlets,
            List<Count> together,
            List<Day> days,
            List<Hit> latest) {
        static Known of(NewsSearch.Known known) {
            return new Known(
                    NamedEntity.of(known.entity()),
                    known.aliases(),
                    known.articles(),
                    known.clusters(),
                    known.outlets().stream().map(Count::of).toList(),
                    known.together().stream().map(Count::of).toList(),
                    known.days().stream().map(Day::of).toList(),
                    known.latest().stream().map(Hit::of).toList());
        }
    }

    /** Something that happened to a cluster. */
    record Change(
            String clusterId,
            int revision,
            String desk,
            String kind,
            @Nullable String articleId,
            @Nullable String other,
            String eventTime,
            String ingestTime,
            boolean late,
            String reason,
            Map<String, Double> scores,
            @Nullable Shift shift) {
        static Change of(ClusterChange change) {
            return new Change(
                    change.clusterId(),
                    change.revision(),
                    change.desk(),
                    lower(change.kind()),
                    change.articleId(),
                    change.other(),
                    change.eventTime().toString(),
                    change.ingestTime().toString(),
                    change.late(),
                    change.reason(),
                    change.scores(),
                    change.shift() == null ? null : Shift.of(change.shift()));
        }
    }

    /** The same as the stream tells it: with the cluster as it is now, where that is known. */
    record StreamChange(
            @JsonUnwrapped Change change, @Nullable ClusterCard cluster) {
        static StreamChange of(NewsStream.Changed changed) {
            EventCluster cluster = changed.cluster();
            return new StreamChange(Change.of(changed.change()), cluster == null ? null : ClusterCard.of(cluster));
        }
    }

    /** What turned: a target, and the labels before and after. */
    record Shift(String target, String from, String to) {
        static Shift of(ClusterChange.Shift shift) {
            return new Shift(shift.target(), shift.from().label(), shift.to().label());
        }
    }

    /** How many members a day has. */
    record MemberDay(String day, int articles) {
        static List<MemberDay> of(EventCluster c) {
            TreeMap<String, Integer> days = new TreeMap<>();
            c.members().forEach(m -> days.merge(m.eventTime().toString().substring(0, 10), 1, Integer::sum));
            return days.entrySet().stream()
                    .map(e -> new MemberDay(e.getKey(), e.getValue()))
                    .toList();
        }
    }

    /** A cluster in a list: without its members, and with the entities that are mentioned most. */
    record ClusterCard(
            String id,
            int revision,
            String desk,
            String status,
            String title,
            String firstEventTime,
            String lastEventTime,
            boolean timed,
            String updated,
            int articles,
            int sources,
            List<String> outlets,
            List<CountedEntity> entities,
            List<Side> sides,
            int disagreements) {
        static ClusterCard of(EventCluster c) {
            return new ClusterCard(
                    c.id(),
                    c.revision(),
                    c.desk(),
                    lower(c.status()),
                    c.title(),
                    c.firstEventTime().toString(),
                    c.lastEventTime().toString(),
                    c.timed(),
                    c.updated().toString(),
                    c.articles(),
                    c.sources(),
                    c.outlets(),
                    c.entities().stream().limit(FEW).map(CountedEntity::of).toList(),
                    Side.of(c),
                    c.disagreements().size());
        }
    }

    record Cluster(
            String id,
            int revision,
            int epoch,
            String desk,
            String status,
            String title,
            String firstEventTime,
            String lastEventTime,
            boolean timed,
            String updated,
            int articles,
            int sources,
            List<String> outlets,
            @Nullable String continues,
            List<SummaryLine> summary,
            List<Member> members,
            List<CountedEntity> entities,
            List<Stance> stances,
            List<Disagreement> disagreements,
            List<QuotedBy> quoted,
            List<MemberDay> days,
            List<Change> changes) {
        static Cluster of(EventCluster c, List<ClusterChange> changes) {
            return new Cluster(
                    c.id(),
                    c.revision(),
                    c.epoch(),
                    c.desk(),
                    lower(c.status()),
                    c.title(),
                    c.firstEventTime().toString(),
                    c.lastEventTime().toString(),
                    c.timed(),
                    c.updated().toString(),
                    c.articles(),
                    c.sources(),
                    c.outlets(),
                    c.continues(),
                    c.summary().stream().map(SummaryLine::of).toList(),
                    c.members().stream().map(Member::of).toList(),
                    c.entities().stream().map(CountedEntity::of).toList(),
                    c.stances().stream().map(Stance::of).toList(),
                    c.disagreements().stream().map(Disagreement::of).toList(),
                    c.quoted().stream().map(QuotedBy::of).toList(),
                    MemberDay.of(c),
                    changes.stream().map(Change::of).toList());
        }
    }

    /** How many holders are for and against a target. */
    record Side(String target, int favourable, int opposed, int neutral) {
        static List<Side> of(EventCluster c) {
            Map<String, int[]> counts = new TreeMap<>();
            c.stances().forEach(tally -> counts.computeIfAbsent(tally.target(), t -> new int[3])[
                    tally.label().ordinal()]++);
            return counts.entrySet().stream()
                    .map(e -> new Side(
                            e.getKey(),
                            e.getValue()[Label.FAVOURABLE.ordinal()],
                            e.getValue()[Label.OPPOSED.ordinal()],
                            e.getValue()[Label.NEUTRAL.ordinal()]))
                    .toList();
        }
    }

    record SummaryLine(String articleId, @Nullable String outlet, String text) {
        static SummaryLine of(EventCluster.SummaryLine line) {
            return new SummaryLine(line.articleId(), line.outlet(), line.text());
        }
    }

    record Stance(
            String target,
            String holder,
            @Nullable String holderEntity,
            String label,
            int articles,
            int sources,
            List<String> outlets,
            String first,
            String last,
            String articleId,
            String evidence) {
        static Stance of(EventCluster.StanceTally tally) {
            return new Stance(
                    tally.target(),
                    tally.holder(),
                    tally.holderEntity(),
                    tally.label().label(),
                    tally.articles(),
                    tally.sources(),
                    tally.outlets(),
                    tally.first().toString(),
                    tally.last().toString(),
                    tally.articleId(),
                    tally.evidence());
        }
    }

    record Disagreement(
            String of, @Nullable String ofWhom, @Nullable String unit, List<Claim> claims) {
        static Disagreement of(EventCluster.Disagreement d) {
            return new Disagreement(
                    d.of(),
                    d.ofWhom(),
                    d.unit(),
                    d.claims().stream().map(Claim::of).toList());
        }
    }

    record Claim(
            double value,
            @Nullable Double upTo,
            String bound,
            String surface,
            @Nullable String says,
            List<String> articleIds,
            List<String> outlets,
            int sources) {
        static Claim of(EventCluster.Claim c) {
            return new Claim(
                    c.value(),
                    c.upTo(),
                    lower(c.bound()),
                    c.surface(),
                    c.says(),
                    c.articleIds(),
                    c.outlets(),
                    c.sources());
        }
    }

    record QuotedBy(String holder, @Nullable String holderEntity, int articles, int sources, List<String> outlets) {
        static QuotedBy of(EventCluster.QuotedBy q) {
            return new QuotedBy(q.holder(), q.holderEntity(), q.articles(), q.sources(), q.outlets());
        }
    }

    record Member(
            String articleId,
            int revision,
            String eventTime,
            boolean timed,
            @Nullable String title,
            @Nullable String outlet,
            @Nullable String url,
            boolean late,
            String copyGroup,
            String role) {
        static Member of(EventCluster.Member m) {
            return new Member(
                    m.articleId(),
                    m.revision(),
                    m.eventTime().toString(),
                    m.timed(),
                    m.title(),
                    m.outlet(),
                    m.url(),
                    m.late(),
                    m.copyGroup(),
                    lower(m.role()));
        }
    }

    record CountedEntity(
            String id,
            String name,
            String type,
            @Nullable String kind,
            @Nullable String country,
            @Nullable Location location,
            int articles,
            int sources) {
        static CountedEntity of(EventCluster.EntityCount counted) {
            Entity e = counted.entity();
            return new CountedEntity(
                    e.id(),
                    e.name(),
                    e.type().label(),
                    e.kind(),
                    e.country(),
                    Location.of(e),
                    counted.articles(),
                    counted.sources());
        }
    }

    record Location(double lat, double lon) {
        static @Nullable Location of(Entity e) {
            return e.location() == null
                    ? null
                    : new Location(e.location().lat(), e.location().lon());
        }
    }

    record Article(
            String id,
            int revision,
            int epoch,
            String desk,
            List<String> desks,
            String eventTime,
            boolean timed,
            String ingestTime,
            @Nullable String published,
            @Nullable String url,
            String source,
            @Nullable String title,
            String text,
            @Nullable String byline,
            @Nullable String outlet,
            List<String> credits,
            String language,
            List<Mention> mentions,
            List<NamedEntity> entities) {
        static Article of(EnrichedArticle a) {
            return new Article(
                    a.id(),
                    a.revision(),
                    a.epoch(),
                    a.desk(),
                    a.desks(),
                    a.eventTime().toString(),
                    a.timed(),
                    a.ingestTime().toString(),
                    a.published() == null ? null : a.published().toString(),
                    a.url(),
                    a.source(),
                    a.title(),
                    a.text(),
                    a.byline(),
                    a.outlet(),
                    a.credits(),
                    a.language(),
                    a.mentions().stream().map(Mention::of).toList(),
                    a.entities().stream().map(NamedEntity::of).toList());
        }
    }

    record Mention(
            int start,
            int end,
            String surface,
            String type,
            @Nullable String entity) {
        static Mention of(io.harmattan.domain.Mention m) {
            return new Mention(m.start(), m.end(), m.surface(), m.type().label(), m.entityId());
        }
    }

    record NamedEntity(
            String id,
            String name,
            String type,
            @Nullable String kind,
            @Nullable String country,
            @Nullable Location location) {
        static NamedEntity of(Entity e) {
            return new NamedEntity(e.id(), e.name(), e.type().label(), e.kind(), e.country(), Location.of(e));
        }
    }

    record Status(boolean up, List<Part> parts, @Nullable Totals totals) {}

    record Part(
            String name,
            boolean up,
            @Nullable String version,
            @Nullable String address,
            @Nullable String note) {
        static Part of(StackStatus.Part p) {
            return new Part(p.name(), p.up(), p.version(), p.address(), p.note());
        }
    }

    record Totals(long articles, long clusters) {
        static Totals of(NewsSearch.Totals t) {
            return new Totals(t.articles(), t.clusters());
        }
    }

    record Taken(int accepted, int refused, List<AcceptedLine> articles, List<RefusedLine> errors) {}

    record AcceptedLine(long line, String id) {
        static AcceptedLine of(ArticleIntake.Accepted a) {
            return new AcceptedLine(a.line(), a.id());
        }
    }

    record RefusedLine(long line, int status, String detail) {
        static RefusedLine of(ArticleIntake.Refused r) {
            return new RefusedLine(r.line(), r.tooLarge() ? 413 : 400, r.reason());
        }
    }

    /** A problem of articles that were handed in, and what became of each. */
    record IntakeProblem(
            String type,
            String title,
            int status,
            String detail,
            @Nullable String instance,
            List<AcceptedLine> articles,
            List<RefusedLine> errors) {
        static IntakeProblem of(int status, String detail, List<AcceptedLine> articles, List<RefusedLine> errors) {
            Problem plain = Api.problem(status, detail, Intake.PATH);
            return new IntakeProblem(plain.type(), plain.title(), status, detail, plain.instance(), articles, errors);
        }
    }

    /** Problem details as in RFC 9457, for every answer that is an error. */
    record Problem(
            String type,
            String title,
            int status,
            String detail,
            @Nullable String instance) {}

    static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
