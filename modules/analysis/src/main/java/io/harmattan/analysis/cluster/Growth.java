package io.harmattan.analysis.cluster;

import io.harmattan.analysis.cluster.DeskState.Queue;
import io.harmattan.analysis.cluster.LiveCluster.Draft;
import io.harmattan.analysis.cluster.LiveCluster.First;
import io.harmattan.analysis.cluster.LiveCluster.Headline;
import io.harmattan.analysis.cluster.LiveCluster.Span;
import io.harmattan.analysis.cluster.LiveCluster.TakenOver;
import io.harmattan.analysis.cluster.LiveCluster.Wait;
import io.harmattan.analysis.cluster.Outcome.Oddity;
import io.harmattan.domain.ArticleId;
import io.harmattan.domain.Entity;
import io.harmattan.domain.EventCluster;
import io.harmattan.domain.EventCluster.EntityCount;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Takes articles into clusters and revisions in place of members. For one step. */
final class Growth {
    private static final int HEADLINES = 8;
    private static final int ENTITIES = 200;

    /** Of more clusters that one took over, what is settled late finds no way from the oldest. */
    private static final int TAKEN_OVER = 200;

    private final ClusterSettings settings;
    private final DeskState state;
    private final Rarities rarities;
    private final Candidates candidates;
    private final boolean countsSources;

    /** @param sources whether independent sources are counted */
    Growth(ClusterSettings settings, DeskState state, Rarities rarities, Candidates candidates, boolean sources) {
        this.settings = settings;
        this.state = state;
        this.rarities = rarities;
        this.candidates = candidates;
        this.countsSources = sources;
    }

    /** A cluster of this article alone. */
    LiveCluster found(Arrival arrival, long[] keys) {
        return found(arrival, keys, clusterId(arrival));
    }

    /** The same under that address. */
    LiveCluster found(Arrival arrival, long[] keys, String id) {
        return found(arrival, keys, id, 0);
    }

    /** A cluster that another had taken over, with this article alone, under its old address. */
    LiveCluster revive(Arrival arrival, long[] keys, TakenOver gone) {
        state.removeArticle(gone.id());
        return found(arrival, keys, gone.id(), gone.revision());
    }

    /** @param revision of the last snapshot under that address, 0 if there is none */
    private LiveCluster found(Arrival arrival, long[] keys, String id, int revision) {
        Wait wait = new Wait(Queue.EVENT_TIME, arrival.when());
        Centre centre = new Centre(
                id,
                0,
                TermVector.EMPTY,
                List.of(),
                null,
                Mentioned.NOTHING,
                null,
                new Span(arrival.when(), arrival.when()),
                arrival.ingested(),
                arrival.ingested());
        LiveCluster empty = new LiveCluster(
                centre,
                revision,
                arrival.epoch(),
                0,
                0,
                Posted.NOWHERE,
                new TreeMap<>(),
                List.of(),
                List.of(),
                arrival.stopgapTitle(),
                new First(0, arrival.timed(), arrival.when()),
                List.of(),
                null,
                new TreeMap<>(),
                wait);
        rarities.opened();
        state.enqueue(id, wait);
        return join(arrival, keys, empty);
    }

    /** The cluster with this article as its newest member. */
    LiveCluster join(Arrival arrival, long[] keys, LiveCluster cluster) {
        Draft draft = cluster.draft();
        int number = draft.numbers++;
        draft.articles++;
        put(cluster.id(), number, arrival.as());
        draft.words = draft.words.plus(arrival.vector());
        draft.exemplars = Exemplar.with(draft.exemplars, arrival.exemplar(), settings.exemplars());
        draft.meaning = Meaning.plus(draft.meaning, arrival.meaning());
        draft.posted = candidates.post(cluster.id(), draft.posted, keys);
        count(draft, arrival);
        draft.headlines = with(draft.headlines, arrival);
        draft.leads = with(draft.leads, arrival.leads());
        draft.timedSpan = arrival.timed() ? Span.with(draft.timedSpan, arrival.when()) : draft.timedSpan;
        draft.span = draft.span.with(arrival.when());
        draft.first = draft.first.or(new First(number, arrival.timed(), arrival.when()));
        draft.lastIngest = lastIngest(draft, arrival);
        return save(cluster, draft);
    }

    /** The cluster with this revision in place of the former one. */
    LiveCluster replace(Arrival arrival, long[] keys, LiveMember former, int number, LiveCluster cluster) {
        Draft draft = cluster.draft();
        put(cluster.id(), number, arrival.as());
        draft.words = draft.words.minus(former.facets().words()).plus(arrival.vector());
        draft.exemplars = Exemplar.with(
                Exemplar.without(draft.exemplars, arrival.id()), arrival.exemplar(), settings.exemplars());
        draft.meaning = Meaning.plus(Meaning.minus(draft.meaning, former.meaning()), arrival.meaning());
        draft.posted = candidates.post(cluster.id(), draft.posted, keys);
        discount(draft, former);
        count(draft, arrival);
        silence(draft, arrival.id());
        draft.headlines = with(draft.headlines, arrival);
        draft.leads = with(draft.leads, arrival.leads());
        boolean moved = !former.member().eventTime().equals(arrival.when())
                || former.member().timed() != arrival.timed();
        if (moved) {
            draft.span = draft.span.with(arrival.when());
            draft.timedSpan = arrival.timed() ? Span.with(draft.timedSpan, arrival.when()) : draft.timedSpan;
            readTimes(draft);
        }
        draft.lastIngest = lastIngest(draft, arrival);
        return save(cluster, draft);
    }

    /** The cluster without a member; without the last of them it is to be taken over in the same step. */
    LiveCluster leave(Arrival arrival, LiveCluster cluster) {
        LiveMember former = arrival.as();
        ArticleRef at = state.article(arrival.id());
        if (at != null) {
            state.removeMember(cluster.id(), at.number());
            state.removeArticle(arrival.id());
        }
        Draft draft = cluster.draft();
        draft.articles--;
        draft.words = draft.words.minus(former.facets().words());
        draft.exemplars = Exemplar.without(draft.exemplars, arrival.id());
        readExemplars(draft);
        draft.meaning = Meaning.minus(draft.meaning, former.meaning());
        discount(draft, former);
        silence(draft, arrival.id());
        readTimes(draft);
        return save(cluster, draft);
    }

    /** Titles and sentences of that article go. */
    private static void silence(Draft draft, String articleId) {
        draft.headlines = draft.headlines.stream()
                .filter(h -> !h.articleId().equals(articleId))
                .toList();
        draft.leads = draft.leads.stream()
                .filter(l -> !l.articleId().equals(articleId))
                .toList();
    }

    /**
     * The cluster with other sides of its balances.
     *
     * @param told whether that is a change of its own
     */
    LiveCluster turn(LiveCluster cluster, SortedMap<String, Integer> sides, boolean told) {
        Draft draft = cluster.draft();
        draft.sides = sides;
        draft.revision += told ? 1 : 0;
        return put(draft);
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
     * @param since the place of the article at whose arrival that is; null where the order of ingest times says so
     */
    LiveCluster merge(LiveCluster cluster, LiveCluster other, Window window, @Nullable Instant since) {
        Draft draft = cluster.draft();
        List<LiveMember> members = new ArrayList<>();
        SortedMap<String, EntityCount> known = other.entities();
        window.remove(other, members::add);
        for (LiveMember member : members) {
            EventCluster.Member shown = member.member();
            int number = draft.numbers++;
            draft.articles++;
            put(cluster.id(), number, member);
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
        draft.words = draft.words.plus(other.centroid());
        draft.exemplars = Exemplar.with(draft.exemplars, other.centre().exemplars(), settings.exemplars());
        draft.meaning = Meaning.plus(draft.meaning, other.centre().meaning());
        draft.posted =
                candidates.post(cluster.id(), draft.posted, other.posted().keys());
        draft.headlines = with(draft.headlines, other.headlines());
        draft.leads = with(draft.leads, other.leads());
        draft.takenOver = taken(draft.takenOver, other, since);
        draft.takenOver.forEach(each -> state.putArticle(each.id(), new ArticleRef(cluster.id(), 0, 0)));
        draft.continues = draft.continues == null ? other.continues() : draft.continues;
        draft.lastIngest = Clocks.later(draft.lastIngest, other.lastIngest());
        return save(cluster, draft);
    }

    private List<TakenOver> taken(List<TakenOver> before, LiveCluster other, @Nullable Instant since) {
        List<TakenOver> all = with(before, other.takenOver());
        all.add(new TakenOver(other.id(), other.revision() + 1, since));
        while (all.size() > TAKEN_OVER) {
            state.removeArticle(all.remove(0).id());
        }
        return all;
    }

    /** An ingest time that leaps keeps a cluster open no longer: it may be wrong. */
    private static Instant lastIngest(Draft draft, Arrival arrival) {
        return arrival.oddities().contains(Oddity.LEAP)
                ? draft.lastIngest
                : Clocks.later(draft.lastIngest, arrival.ingested());
    }

    /** The cluster, to which the address of one that it took over leads no longer. */
    LiveCluster release(LiveCluster cluster, String takenOver) {
        Draft draft = cluster.draft();
        draft.takenOver = draft.takenOver.stream()
                .filter(each -> !each.id().equals(takenOver))
                .toList();
        return put(draft);
    }

    /** The cluster, of which the order of ingest times confirmed that it took that one over. */
    LiveCluster confirm(LiveCluster cluster, String takenOver) {
        Draft draft = cluster.draft();
        draft.takenOver = draft.takenOver.stream()
                .map(each -> each.id().equals(takenOver) ? new TakenOver(each.id(), each.revision(), null) : each)
                .toList();
        return put(draft);
    }

    private LiveCluster put(Draft draft) {
        LiveCluster cluster = draft.done();
        state.putCluster(cluster);
        return cluster;
    }

    private void put(String clusterId, int number, LiveMember member) {
        state.putMember(clusterId, number, member);
        state.putArticle(
                member.member().articleId(),
                new ArticleRef(clusterId, number, member.member().revision()));
    }

    /**
     * What is known of the times of the members, after one of them changed or left. Of very many it is not asked again: their span
     * only grows.
     */
    private void readTimes(Draft draft) {
        if (draft.articles > settings.mergeMembers()) {
            return;
        }
        Span timed = null;
        Span all = null;
        First first = null;
        for (Map.Entry<Integer, ShownMember> each :
                state.shown(draft.id, 0, draft.numbers).entrySet()) {
            EventCluster.Member member = each.getValue().member();
            all = Span.with(all, member.eventTime());
            timed = member.timed() ? Span.with(timed, member.eventTime()) : timed;
            First next = new First(each.getKey(), member.timed(), member.eventTime());
            first = first == null ? next : first.or(next);
        }
        if (all != null && first != null) {
            draft.span = all;
            draft.timedSpan = timed;
            draft.first = first;
        }
    }

    /** Others stand for a cluster that one of its exemplars left. Of very many members they are not looked for: newer ones will do. */
    private void readExemplars(Draft draft) {
        boolean all = draft.exemplars.size() >= Math.min(draft.articles, settings.exemplars());
        if (all || draft.articles > settings.mergeMembers()) {
            return;
        }
        List<Exemplar> members = new ArrayList<>();
        for (LiveMember each : state.members(draft.id, 0, draft.numbers).values()) {
            members.add(Exemplar.of(each, rarities));
        }
        draft.exemplars = Exemplar.with(List.of(), members, settings.exemplars());
    }

    private void count(Draft draft, Arrival arrival) {
        count(draft, arrival.as().member().copyGroup(), arrival.mentioned(), arrival.entities());
    }

    /** Counts the entities of a new member, and its text as a source. */
    private void count(Draft draft, String copyGroup, List<Entity> entities, List<String> ids) {
        // the only one of a cluster finds none
        LiveGroup group = draft.articles == 1 ? LiveGroup.EMPTY : group(draft.id, copyGroup);
        SortedMap<String, EntityCount> counts = new TreeMap<>(draft.entities);
        TreeMap<String, Entity> mentioned = new TreeMap<>();
        entities.forEach(entity -> mentioned.putIfAbsent(entity.id(), entity));
        mentioned.forEach((id, entity) -> {
            EntityCount before = counts.get(id);
            int articles = before == null ? 1 : before.articles() + 1;
            int sources = (before == null ? 0 : before.sources()) + (group.mentions(id) ? 0 : 1);
            counts.put(id, new EntityCount(entity, articles, Math.max(1, sources)));
        });
        if (counts.size() > ENTITIES) {
            Telling.mostMentioned(counts)
                    .subList(ENTITIES, counts.size())
                    .forEach(count -> counts.remove(count.entity().id()));
        }
        draft.entities = counts;
        draft.sources += group.articles() == 0 ? 1 : 0;
        // of what the cluster keeps no count of, a source need not be known
        putGroup(draft.id, copyGroup, group.with(ids).only(counts.keySet()));
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
        putGroup(draft.id, copyGroup, group);
    }

    private LiveGroup group(String clusterId, String copyGroup) {
        LiveGroup group = countsSources ? state.group(clusterId, copyGroup) : null;
        return group == null ? LiveGroup.EMPTY : group;
    }

    private void putGroup(String clusterId, String copyGroup, LiveGroup group) {
        if (countsSources) {
            state.putGroup(clusterId, copyGroup, group);
        }
    }

    private static List<Headline> with(List<Headline> headlines, Arrival arrival) {
        String title = arrival.as().member().title();
        if (title == null || title.isBlank()) {
            return headlines;
        }
        List<Headline> more = new ArrayList<>(headlines);
        more.add(new Headline(arrival.id(), title, arrival.title()));
        return more;
    }

    private static <T> List<T> with(List<T> some, List<T> more) {
        List<T> all = new ArrayList<>(some);
        all.addAll(more);
        return all;
    }

    private static List<Headline> central(List<Headline> headlines, TermVector centroid) {
        return centroid.nearest(headlines, Headline::vector, Comparator.comparing(Headline::articleId), HEADLINES);
    }

    /** Puts the next revision of a cluster, with the frequencies and the queues that follow from it. */
    private LiveCluster save(LiveCluster before, Draft draft) {
        draft.words = draft.words.head(settings.centroidTerms());
        TermVector centroid = draft.words;
        draft.waiting = new Wait(Queue.EVENT_TIME, draft.span.last());
        if (!draft.waiting.equals(before.waiting())) {
            state.dequeue(before.id(), before.waiting());
            state.enqueue(before.id(), draft.waiting);
        }
        draft.headlines = central(draft.headlines, centroid);
        draft.leads = Leads.central(draft.leads, centroid);
        draft.revision++;
        LiveCluster after = draft.done();
        rarities.recount(before.centre(), after.centre());
        state.putCluster(after);
        return after;
    }

    /**
     * The identity of the cluster that an article founds. A later revision founds one only after the cluster of the first
     * has closed, and must not take over its address.
     */
    static String clusterId(Arrival founder) {
        return founder.revision() == 1
                ? ArticleId.hash("cluster", founder.desk(), founder.id())
                : ArticleId.hash("cluster", founder.desk(), founder.id(), Integer.toString(founder.revision()));
    }

    /** The member of that number; null if there is none. */
    static @Nullable LiveMember member(DeskState state, String clusterId, int number) {
        return state.members(clusterId, number, number + 1).get(number);
    }
}
