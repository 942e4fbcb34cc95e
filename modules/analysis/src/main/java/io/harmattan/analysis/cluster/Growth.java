package io.harmattan.analysis.cluster;

import io.harmattan.analysis.cluster.DeskState.Queue;
import io.harmattan.analysis.cluster.LiveCluster.Draft;
import io.harmattan.analysis.cluster.LiveCluster.First;
import io.harmattan.analysis.cluster.LiveCluster.Headline;
import io.harmattan.analysis.cluster.LiveCluster.Span;
import io.harmattan.analysis.cluster.LiveCluster.Wait;
import io.harmattan.analysis.compare.SaidFinder;
import io.harmattan.domain.ArticleId;
import io.harmattan.domain.EnrichedArticle;
import io.harmattan.domain.Entity;
import io.harmattan.domain.EventCluster;
import io.harmattan.domain.EventCluster.EntityCount;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Takes articles into clusters and revisions in place of members. For one step. */
final class Growth {
    private static final int HEADLINES = 8;
    private static final int ENTITIES = 200;

    private final ClusterSettings settings;
    private final DeskState state;
    private final Rarities rarities;
    private final Candidates candidates;

    Growth(ClusterSettings settings, DeskState state, Rarities rarities, Candidates candidates) {
        this.settings = settings;
        this.state = state;
        this.rarities = rarities;
        this.candidates = candidates;
    }

    /** A cluster of this article alone. */
    LiveCluster found(Arrival arrival, List<String> keys) {
        EnrichedArticle article = arrival.article();
        String id = clusterId(article);
        Wait wait = new Wait(Queue.EVENT_TIME, arrival.when());
        LiveCluster empty = new LiveCluster(
                id,
                0,
                article.epoch(),
                0,
                0,
                Facets.EMPTY,
                null,
                List.of(),
                new TreeMap<>(),
                List.of(),
                List.of(),
                Leads.stopgapTitle(article),
                null,
                new Span(arrival.when(), arrival.when()),
                new First(0, arrival.timed(), arrival.when()),
                null,
                article.ingestTime(),
                wait);
        rarities.opened();
        state.enqueue(id, wait);
        return join(arrival, keys, empty);
    }

    /** The cluster with this article as its newest member. */
    LiveCluster join(Arrival arrival, List<String> keys, LiveCluster cluster) {
        Draft draft = cluster.draft();
        int number = draft.articles++;
        put(cluster.id(), number, arrival);
        draft.sum = draft.sum.plus(arrival.facets());
        draft.meaning = Meaning.plus(draft.meaning, arrival.meaning());
        draft.posted = candidates.post(cluster.id(), draft.posted, keys);
        count(draft, arrival);
        draft.headlines = with(draft.headlines, arrival);
        draft.leads = with(draft.leads, arrival.leads());
        draft.timedSpan = arrival.timed() ? Span.with(draft.timedSpan, arrival.when()) : draft.timedSpan;
        draft.span = draft.span.with(arrival.when());
        draft.first = draft.first.or(new First(number, arrival.timed(), arrival.when()));
        draft.lastIngest = Clocks.later(draft.lastIngest, arrival.article().ingestTime());
        return save(cluster, draft);
    }

    /** The cluster with this revision in place of the former one. */
    LiveCluster replace(Arrival arrival, List<String> keys, LiveMember former, int number, LiveCluster cluster) {
        String articleId = arrival.article().id();
        Draft draft = cluster.draft();
        put(cluster.id(), number, arrival);
        draft.sum = draft.sum.minus(former.facets()).plus(arrival.facets());
        draft.meaning = Meaning.plus(Meaning.minus(draft.meaning, former.meaning()), arrival.meaning());
        draft.posted = candidates.post(cluster.id(), draft.posted, keys);
        discount(draft, former);
        count(draft, arrival);
        draft.headlines = with(
                draft.headlines.stream()
                        .filter(h -> !h.articleId().equals(articleId))
                        .toList(),
                arrival);
        draft.leads = with(
                draft.leads.stream()
                        .filter(l -> !l.articleId().equals(articleId))
                        .toList(),
                arrival.leads());
        boolean moved = !former.member().eventTime().equals(arrival.when())
                || former.member().timed() != arrival.timed();
        if (moved) {
            readTimes(draft);
        }
        draft.lastIngest = Clocks.later(draft.lastIngest, arrival.article().ingestTime());
        return save(cluster, draft);
    }

    /** The cluster as the next event of that one's storyline. */
    LiveCluster link(LiveCluster cluster, String earlier) {
        Draft draft = cluster.draft();
        draft.continues = earlier;
        return save(cluster, draft);
    }

    /**
     * The cluster with the members of another, which is gone then and leads here.
     *
     * @param window removes what is kept of the other
     */
    LiveCluster merge(LiveCluster cluster, LiveCluster other, Window window) {
        Draft draft = cluster.draft();
        List<LiveMember> members = state.members(other.id(), 0, other.articles());
        SortedMap<String, EntityCount> known = other.entities();
        window.remove(other);
        for (LiveMember member : members) {
            EventCluster.Member shown = member.member();
            int number = draft.articles++;
            state.putMember(cluster.id(), number, member);
            state.putArticle(shown.articleId(), new ArticleRef(cluster.id(), number, shown.revision()));
            List<Entity> entities = new ArrayList<>();
            for (String id : member.entities()) {
                EntityCount count = known.get(id);
                if (count != null) {
                    entities.add(count.entity());
                }
            }
            count(draft, shown.copyGroup(), entities, member.entities());
            draft.first = draft.first.or(new First(number, shown.timed(), shown.eventTime()));
            draft.span = draft.span.with(shown.eventTime());
            draft.timedSpan = shown.timed() ? Span.with(draft.timedSpan, shown.eventTime()) : draft.timedSpan;
        }
        draft.sum = draft.sum.plus(other.sum());
        draft.meaning = Meaning.plus(draft.meaning, other.meaning());
        draft.posted = candidates.post(cluster.id(), draft.posted, other.posted());
        draft.headlines = with(draft.headlines, other.headlines());
        draft.leads = with(draft.leads, other.leads());
        draft.continues = draft.continues == null ? other.continues() : draft.continues;
        draft.lastIngest = Clocks.later(draft.lastIngest, other.lastIngest());
        return save(cluster, draft);
    }

    private void put(String clusterId, int number, Arrival arrival) {
        EnrichedArticle article = arrival.article();
        EventCluster.Member member = new EventCluster.Member(
                article.id(),
                article.revision(),
                arrival.when(),
                arrival.timed(),
                article.title(),
                article.outlet(),
                article.url(),
                arrival.late(),
                article.copyGroup(),
                EventCluster.Role.INDEPENDENT);
        state.putMember(
                clusterId,
                number,
                new LiveMember(
                        member,
                        arrival.facets(),
                        Meaning.of(article),
                        arrival.entities(),
                        article.credits(),
                        SaidFinder.of(article)));
        state.putArticle(article.id(), new ArticleRef(clusterId, number, article.revision()));
    }

    private void readTimes(Draft draft) {
        Span timed = null;
        Span all = null;
        First first = null;
        int number = 0;
        for (LiveMember each : state.members(draft.id, 0, draft.articles)) {
            EventCluster.Member member = each.member();
            all = Span.with(all, member.eventTime());
            timed = member.timed() ? Span.with(timed, member.eventTime()) : timed;
            First next = new First(number++, member.timed(), member.eventTime());
            first = first == null ? next : first.or(next);
        }
        if (all != null && first != null) {
            draft.span = all;
            draft.timedSpan = timed;
            draft.first = first;
        }
    }

    private void count(Draft draft, Arrival arrival) {
        count(draft, arrival.article().copyGroup(), arrival.article().entities(), arrival.entities());
    }

    /** Counts the entities of a new member, and its text as a source. */
    private void count(Draft draft, String copyGroup, List<Entity> entities, List<String> ids) {
        LiveGroup group = group(draft.id, copyGroup);
        SortedMap<String, EntityCount> counts = new TreeMap<>(draft.entities);
        TreeMap<String, Entity> mentioned = new TreeMap<>();
        entities.forEach(entity -> mentioned.putIfAbsent(entity.id(), entity));
        mentioned.forEach((id, entity) -> {
            EntityCount before = counts.get(id);
            int articles = before == null ? 1 : before.articles() + 1;
            int sources = (before == null ? 0 : before.sources()) + (group.mentions(id) ? 0 : 1);
            counts.put(id, new EntityCount(entity, articles, Math.max(1, sources)));
        });
        while (counts.size() > ENTITIES) {
            counts.remove(Telling.mostMentioned(counts)
                    .get(counts.size() - 1)
                    .entity()
                    .id());
        }
        draft.entities = counts;
        draft.sources += group.articles() == 0 ? 1 : 0;
        state.putGroup(draft.id, copyGroup, group.with(ids));
    }

    /** Takes back what {@code count} counted. */
    private void discount(Draft draft, LiveMember former) {
        String copyGroup = former.member().copyGroup();
        LiveGroup group = group(draft.id, copyGroup).without(former.entities());
        SortedMap<String, EntityCount> counts = new TreeMap<>(draft.entities);
        for (String id : former.entities()) {
            counts.computeIfPresent(id, (k, c) -> {
                int sources = c.sources() - (group.mentions(id) ? 0 : 1);
                return c.articles() == 1 ? null : new EntityCount(c.entity(), c.articles() - 1, Math.max(1, sources));
            });
        }
        draft.entities = counts;
        draft.sources -= group.articles() == 0 ? 1 : 0;
        state.putGroup(draft.id, copyGroup, group);
    }

    private LiveGroup group(String clusterId, String copyGroup) {
        LiveGroup group = state.group(clusterId, copyGroup);
        return group == null ? LiveGroup.EMPTY : group;
    }

    private static List<Headline> with(List<Headline> headlines, Arrival arrival) {
        String title = arrival.article().title();
        if (title == null || title.isBlank()) {
            return headlines;
        }
        List<Headline> more = new ArrayList<>(headlines);
        more.add(new Headline(arrival.article().id(), title, arrival.title()));
        return more;
    }

    private static <T> List<T> with(List<T> some, List<T> more) {
        List<T> all = new ArrayList<>(some);
        all.addAll(more);
        return all;
    }

    private static List<Headline> central(List<Headline> headlines, TermVector centroid) {
        return headlines.stream()
                .sorted(Comparator.comparingDouble((Headline h) -> -h.vector().cosine(centroid))
                        .thenComparing(Headline::articleId))
                .limit(HEADLINES)
                .toList();
    }

    /** Puts the next revision of a cluster, with the frequencies and the queues that follow from it. */
    private LiveCluster save(LiveCluster before, Draft draft) {
        draft.sum = draft.sum.head(settings.centroidTerms());
        TermVector centroid = draft.sum.words();
        rarities.recount(before.centroid(), centroid);
        rarities.recount(before.entities(), draft.entities);
        draft.waiting = new Wait(Queue.EVENT_TIME, draft.span.last());
        if (!draft.waiting.equals(before.waiting())) {
            state.dequeue(before.id(), before.waiting());
            state.enqueue(before.id(), draft.waiting);
        }
        draft.headlines = central(draft.headlines, centroid);
        draft.leads = Leads.central(draft.leads, centroid);
        draft.revision++;
        LiveCluster after = draft.done();
        state.putCluster(after);
        return after;
    }

    /**
     * The identity of the cluster that an article founds. A later revision founds one only after the cluster of the first
     * has closed, and must not take over its address.
     */
    private static String clusterId(EnrichedArticle founder) {
        return founder.revision() == 1
                ? ArticleId.hash("cluster", founder.desk(), founder.id())
                : ArticleId.hash("cluster", founder.desk(), founder.id(), Integer.toString(founder.revision()));
    }

    /** The member of that number; null if there is none. */
    static @Nullable LiveMember member(DeskState state, String clusterId, int number) {
        List<LiveMember> found = state.members(clusterId, number, number + 1);
        return found.isEmpty() ? null : found.get(0);
    }
}
