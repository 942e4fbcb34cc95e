package io.harmattan.analysis.cluster;

import io.harmattan.analysis.cluster.DeskState.Queue;
import io.harmattan.analysis.cluster.LiveCluster.Headline;
import io.harmattan.analysis.cluster.LiveCluster.Span;
import io.harmattan.analysis.cluster.LiveCluster.Wait;
import io.harmattan.domain.ArticleId;
import io.harmattan.domain.ClusterChange;
import io.harmattan.domain.ClusterChange.Kind;
import io.harmattan.domain.EnrichedArticle;
import io.harmattan.domain.Entity;
import io.harmattan.domain.EventCluster;
import io.harmattan.domain.EventCluster.EntityCount;
import io.harmattan.domain.EventCluster.Status;
import java.text.BreakIterator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The articles of one desk, one after the other, to event clusters. An article is compared with the few clusters that
 * its most telling terms and entities lead to, and joins the one that it is most like, if it is like it enough; else it
 * opens one. The same records in the same order give the same clusters, ids and changes.
 *
 * <p>Time. An article is placed by its event time; one without a time of its own by its ingest time, as a stand-in, and
 * then content alone decides. Between timed articles the gap of the {@link ClusterSettings} parts events. A desk has two
 * clocks, both from records: a cluster closes when the stream time has passed its last event time and the gap, and the
 * ingest time has passed its newest member's and the grace. An article that is older than the stream time and the gap is
 * late: it is marked, and treated like any other in its own time.
 *
 * <p>Holds no state of its own; safe for use by several threads on different desks.
 */
public final class EventClustering {
    /** What parts entities from terms where both are keys; no term starts with it. */
    private static final String ENTITY = "@";

    private static final int HEADLINES = 8;
    private static final int ENTITIES = 200;
    private static final int STOPGAP_LENGTH = 160;

    private final ClusterSettings settings;
    private final BackgroundFrequencies background = BackgroundFrequencies.shipped();

    public EventClustering(ClusterSettings settings) {
        this.settings = settings;
    }

    /** Takes the next article of a desk into its state. */
    public Outcome on(EnrichedArticle article, DeskState state) {
        ArticleRef known = state.article(article.id());
        if (known != null && article.revision() <= known.revision()) {
            return Outcome.NONE;
        }
        Step step = new Step(state, article.desk());
        Arrival arrival = arrival(article, step);
        step.seen(arrival.when, article.ingestTime());
        step.closeDue(step.streamTime, step.ingestTime);
        LiveCluster home = known == null ? null : state.cluster(known.clusterId());
        if (known != null && home != null) {
            step.update(arrival, known, home);
        } else {
            step.place(arrival);
        }
        return step.finish();
    }

    /**
     * Closes what is due at these times, for a desk that gets no articles; they count for this call only, so that what is
     * late stays a matter of records.
     *
     * @param desk the desk of the state
     */
    public Outcome advance(String desk, Instant eventTime, Instant ingestTime, DeskState state) {
        if (state.status() == null) {
            return Outcome.NONE;
        }
        Step step = new Step(state, desk);
        step.closeDue(later(step.streamTime, eventTime), later(step.ingestTime, ingestTime));
        return step.finish();
    }

    /** An article on its way in, with what is worked out once. */
    private record Arrival(
            EnrichedArticle article,
            Instant when,
            boolean timed,
            String note,
            TermVector vector,
            TermVector title,
            double threshold) {}

    private Arrival arrival(EnrichedArticle article, Step step) {
        boolean believed = !article.eventTime().isAfter(article.ingestTime().plus(settings.maxAhead()));
        TermVector vector = step.vector(article.features().body()).head(settings.vectorTerms());
        return new Arrival(
                article,
                believed ? article.eventTime() : article.ingestTime(),
                believed && article.timed(),
                believed
                        ? ""
                        : "; its event time " + article.eventTime() + " is more than " + words(settings.maxAhead())
                                + " after its ingest time and was not believed",
                vector.unit(),
                step.vector(article.features().title()).head(settings.vectorTerms()),
                settings.threshold(article.features().body().size()));
    }

    /** How like an article is to a cluster. */
    private record Match(
            LiveCluster cluster,
            double score,
            double needed,
            double content,
            double cohesion,
            @Nullable Double entities,
            @Nullable Double days) {

        /** By how much it is enough; negative if it is not. */
        double margin() {
            return score - needed;
        }

        Map<String, Double> scores(int candidates) {
            Map<String, Double> scores = new TreeMap<>();
            scores.put("score", score);
            scores.put("content", content);
            scores.put("cohesion", cohesion);
            scores.put("threshold", needed);
            scores.put("candidates", (double) candidates);
            if (entities != null) {
                scores.put("entities", entities);
            }
            if (days != null) {
                scores.put("days", days);
            }
            return scores;
        }
    }

    /** One article or one moment; collects what it does. */
    private final class Step {
        private final DeskState state;
        private final String desk;
        private final List<ClusterChange> changes = new ArrayList<>();
        private final List<EventCluster> snapshots = new ArrayList<>();
        /** What was looked up in this step already. */
        private final Map<String, Integer> frequencies = new HashMap<>();

        private Instant streamTime = Instant.MIN;
        private Instant ingestTime = Instant.MIN;
        private int liveClusters;

        Step(DeskState state, String desk) {
            this.state = state;
            this.desk = desk;
            DeskStatus status = state.status();
            if (status != null) {
                streamTime = status.streamTime();
                ingestTime = status.ingestTime();
                liveClusters = status.liveClusters();
            }
        }

        void seen(Instant eventTime, Instant ingested) {
            streamTime = later(streamTime, eventTime);
            ingestTime = later(ingestTime, ingested);
        }

        Outcome finish() {
            DeskStatus status = new DeskStatus(streamTime, ingestTime, liveClusters);
            if (!status.equals(state.status())) {
                state.putStatus(status);
            }
            return new Outcome(changes, snapshots);
        }

        // --- deciding

        TermVector vector(SortedMap<String, Integer> counts) {
            SortedMap<String, Float> weights = new TreeMap<>();
            counts.forEach((term, count) ->
                    weights.put(term, (float) ((1 + Math.log(count)) * Math.pow(rarity(term), settings.idfPower()))));
            return TermVector.of(weights);
        }

        /** Inverse document frequency: of the background and of the open clusters, each counted once. */
        private double rarity(String term) {
            return Math.log(
                    1 + (background.passages() + liveClusters + 1) / (background.of(term) + frequency(term) + 0.5));
        }

        private int frequency(String key) {
            return frequencies.computeIfAbsent(key, state::frequency);
        }

        private double entityRarity(String id) {
            return Math.log(1 + (liveClusters + 1) / (frequency(ENTITY + id) + 0.5));
        }

        void place(Arrival arrival) {
            List<String> keys = keys(arrival);
            List<LiveCluster> candidates = candidates(arrival, keys);
            Match best = null;
            for (LiveCluster candidate : candidates) {
                Match match = match(arrival, candidate);
                if (match != null && (best == null || match.margin() > best.margin())) {
                    best = match;
                }
            }
            if (best != null && best.margin() >= 0) {
                join(arrival, keys, best, candidates.size());
            } else {
                open(arrival, keys, best, candidates.size());
            }
        }

        /** The posting lists of an article: its heaviest terms and rarest entities. */
        private List<String> keys(Arrival arrival) {
            List<String> keys = new ArrayList<>(arrival.vector.heaviest(settings.queryTerms()));
            arrival.article.entities().stream()
                    .map(Entity::id)
                    .sorted(Comparator.comparing((String id) -> -entityRarity(id))
                            .thenComparing(Comparator.naturalOrder()))
                    .limit(settings.queryTerms())
                    .forEach(id -> keys.add(ENTITY + id));
            return keys;
        }

        /** The clusters to which most of the weight leads, of equal weight the lowest id first. */
        private List<LiveCluster> candidates(Arrival arrival, List<String> keys) {
            Map<String, Double> weights = new HashMap<>();
            for (String key : keys) {
                double rarity = key.startsWith(ENTITY) ? entityRarity(key.substring(ENTITY.length())) : rarity(key);
                for (String id : state.postings(key)) {
                    weights.merge(id, rarity * rarity, Double::sum);
                }
            }
            return weights.entrySet().stream()
                    .sorted(Map.Entry.<String, Double>comparingByValue()
                            .reversed()
                            .thenComparing(Map.Entry.comparingByKey()))
                    .limit(settings.candidates())
                    .map(entry -> state.cluster(entry.getKey()))
                    .filter(Objects::nonNull)
                    .filter(cluster -> !due(cluster, streamTime, ingestTime))
                    .sorted(Comparator.comparing(LiveCluster::id))
                    .toList();
        }

        /** Null where time forbids it. */
        private @Nullable Match match(Arrival arrival, LiveCluster cluster) {
            Double days = null;
            Span timed = cluster.timedSpan();
            if (arrival.timed && timed != null) {
                Duration apart = arrival.when.isBefore(timed.first())
                        ? Duration.between(arrival.when, timed.first())
                        : arrival.when.isAfter(timed.last())
                                ? Duration.between(timed.last(), arrival.when)
                                : Duration.ZERO;
                if (apart.compareTo(settings.gap()) > 0) {
                    return null;
                }
                days = apart.toMillis() / (double) Duration.ofDays(1).toMillis();
            }
            double cohesion = cluster.cohesion();
            double content = cohesion == 0
                    ? 0
                    : Math.min(
                            1,
                            arrival.vector.cosine(cluster.centroid()) / Math.pow(cohesion, settings.cohesionPower()));
            Double entities = entitySimilarity(arrival.article, cluster);
            double score = content;
            if (entities != null) {
                score += settings.entityWeight() * (2 * entities - 1);
            }
            if (days != null) {
                double gapDays =
                        settings.gap().toMillis() / (double) Duration.ofDays(1).toMillis();
                score += settings.timeWeight() * (1 - 2 * days / gapDays);
            }
            boolean oneSided = arrival.timed != (timed != null);
            return new Match(
                    cluster,
                    Math.max(0, Math.min(1, score)),
                    arrival.threshold + (oneSided ? settings.oneSidedTimeExtra() : 0),
                    content,
                    cohesion,
                    entities,
                    days);
        }

        /** Cosine of the entities by rarity, in the cluster by the share of members too; null if one side has none. */
        private @Nullable Double entitySimilarity(EnrichedArticle article, LiveCluster cluster) {
            if (article.entities().isEmpty() || cluster.entities().isEmpty()) {
                return null;
            }
            double dot = 0;
            double ours = 0;
            for (Entity entity : article.entities()) {
                double rarity = entityRarity(entity.id());
                ours += rarity * rarity;
                EntityCount count = cluster.entities().get(entity.id());
                if (count != null) {
                    dot += rarity * rarity * count.articles() / cluster.articles();
                }
            }
            double theirs = 0;
            for (EntityCount count : cluster.entities().values()) {
                double weight = entityRarity(count.entity().id()) * count.articles() / cluster.articles();
                theirs += weight * weight;
            }
            return Math.min(1, dot / Math.sqrt(ours * theirs));
        }

        // --- changing

        private void open(Arrival arrival, List<String> keys, @Nullable Match best, int candidates) {
            EnrichedArticle article = arrival.article;
            String id = clusterId(article);
            Wait wait = new Wait(Queue.EVENT_TIME, arrival.when);
            LiveCluster empty = new LiveCluster(
                    id,
                    0,
                    article.epoch(),
                    0,
                    TermVector.EMPTY,
                    List.of(),
                    new TreeMap<>(),
                    List.of(),
                    stopgapTitle(article),
                    null,
                    new Span(arrival.when, arrival.when),
                    article.ingestTime(),
                    wait);
            liveClusters++;
            state.enqueue(id, wait);
            LiveCluster cluster = add(arrival, keys, empty);
            String reason = best == null
                    ? "opened: nothing open is like it"
                    : "opened: most like " + best.cluster.id() + ", " + number(best.score) + " of the needed "
                            + number(best.needed);
            change(
                    Kind.OPENED,
                    cluster,
                    arrival,
                    reason + note(arrival),
                    best == null
                            ? Map.of("threshold", arrival.threshold, "candidates", (double) candidates)
                            : best.scores(candidates));
        }

        private void join(Arrival arrival, List<String> keys, Match best, int candidates) {
            String shared = String.join(", ", arrival.vector.shared(best.cluster.centroid(), 5));
            String time = best.days == null
                    ? "; time did not count, as " + (arrival.timed ? "the cluster" : "the article")
                            + " has none of its own"
                    : best.days == 0 ? "; within its time" : "; " + number(best.days) + " days from it";
            LiveCluster cluster = add(arrival, keys, best.cluster);
            change(
                    Kind.JOINED,
                    cluster,
                    arrival,
                    "joined: " + number(best.score) + " of the needed " + number(best.needed)
                            + (shared.isEmpty() ? "" : "; shares " + shared) + time + note(arrival),
                    best.scores(candidates));
        }

        private LiveCluster add(Arrival arrival, List<String> keys, LiveCluster cluster) {
            EnrichedArticle article = arrival.article;
            int number = cluster.articles();
            LiveMember member = new LiveMember(
                    member(arrival),
                    arrival.vector,
                    article.entities().stream()
                            .map(Entity::id)
                            .distinct()
                            .sorted()
                            .toList());
            state.putMember(cluster.id(), number, member);
            state.putArticle(article.id(), new ArticleRef(cluster.id(), number, article.revision()));
            return save(
                    cluster,
                    number + 1,
                    cluster.centroid().plus(arrival.vector),
                    post(cluster, keys),
                    withEntities(cluster.entities(), article.entities()),
                    withHeadline(cluster.headlines(), arrival),
                    arrival.timed ? Span.with(cluster.timedSpan(), arrival.when) : cluster.timedSpan(),
                    cluster.span().with(arrival.when),
                    later(cluster.lastIngest(), article.ingestTime()));
        }

        void update(Arrival arrival, ArticleRef known, LiveCluster cluster) {
            EnrichedArticle article = arrival.article;
            List<LiveMember> found = state.members(cluster.id(), known.number(), known.number() + 1);
            if (found.isEmpty()) {
                throw new IllegalStateException(
                        "cluster " + cluster.id() + " of desk " + desk + " has no member " + known.number()
                                + ", where article " + article.id() + " should be; rebuild the cluster stores");
            }
            LiveMember old = found.get(0);
            LiveMember now = new LiveMember(
                    member(arrival),
                    arrival.vector,
                    article.entities().stream()
                            .map(Entity::id)
                            .distinct()
                            .sorted()
                            .toList());
            state.putMember(cluster.id(), known.number(), now);
            state.putArticle(article.id(), new ArticleRef(cluster.id(), known.number(), article.revision()));
            boolean moved = !old.member().eventTime().equals(arrival.when)
                    || old.member().timed() != arrival.timed;
            Span timedSpan = cluster.timedSpan();
            Span span = cluster.span();
            if (moved) {
                timedSpan = null;
                span = new Span(arrival.when, arrival.when);
                for (LiveMember each : state.members(cluster.id(), 0, cluster.articles())) {
                    Instant when = each.member().eventTime();
                    span = span.with(when);
                    timedSpan = each.member().timed() ? Span.with(timedSpan, when) : timedSpan;
                }
            }
            LiveCluster changed = save(
                    cluster,
                    cluster.articles(),
                    cluster.centroid().minus(old.vector()).plus(arrival.vector),
                    post(cluster, keys(arrival)),
                    withEntities(withoutEntities(cluster.entities(), old.entities()), article.entities()),
                    withHeadline(
                            cluster.headlines().stream()
                                    .filter(h -> !h.articleId().equals(article.id()))
                                    .toList(),
                            arrival),
                    timedSpan,
                    span,
                    later(cluster.lastIngest(), article.ingestTime()));
            change(
                    Kind.UPDATED,
                    changed,
                    arrival,
                    "updated: revision " + article.revision() + " of a member took the place of revision "
                            + known.revision() + note(arrival),
                    Map.of("similarity", arrival.vector.cosine(old.vector())));
        }

        /** Puts the next revision of a cluster, with the frequencies and the queues that follow from it. */
        private LiveCluster save(
                LiveCluster before,
                int articles,
                TermVector sum,
                List<String> posted,
                SortedMap<String, EntityCount> entities,
                List<Headline> headlines,
                @Nullable Span timedSpan,
                Span span,
                Instant lastIngest) {
            TermVector centroid = sum.head(settings.centroidTerms());
            recount(before.centroid(), centroid);
            recountEntities(before.entities(), entities);
            Wait wait = new Wait(Queue.EVENT_TIME, span.last());
            if (!wait.equals(before.waiting())) {
                state.dequeue(before.id(), before.waiting());
                state.enqueue(before.id(), wait);
            }
            LiveCluster after = new LiveCluster(
                    before.id(),
                    before.revision() + 1,
                    before.epoch(),
                    articles,
                    centroid,
                    posted,
                    entities,
                    central(headlines, centroid),
                    before.stopgapTitle(),
                    timedSpan,
                    span,
                    lastIngest,
                    wait);
            state.putCluster(after);
            return after;
        }

        private void recount(TermVector before, TermVector after) {
            int i = 0;
            int j = 0;
            while (i < before.size() || j < after.size()) {
                int order = i == before.size()
                        ? 1
                        : j == after.size() ? -1 : before.term(i).compareTo(after.term(j));
                if (order < 0) {
                    count(before.term(i), -1);
                } else if (order > 0) {
                    count(after.term(j), 1);
                }
                i += order <= 0 ? 1 : 0;
                j += order >= 0 ? 1 : 0;
            }
        }

        private void recountEntities(SortedMap<String, EntityCount> before, SortedMap<String, EntityCount> after) {
            before.keySet().stream().filter(id -> !after.containsKey(id)).forEach(id -> count(ENTITY + id, -1));
            after.keySet().stream().filter(id -> !before.containsKey(id)).forEach(id -> count(ENTITY + id, 1));
        }

        private void count(String key, int more) {
            int clusters = Math.max(0, frequency(key) + more);
            frequencies.put(key, clusters);
            state.putFrequency(key, clusters);
        }

        /** Makes these keys lead to the cluster; gives all that do. */
        private List<String> post(LiveCluster cluster, List<String> keys) {
            TreeSet<String> posted = new TreeSet<>(cluster.posted());
            for (String key : keys) {
                boolean there = posted.contains(key);
                if (!there && posted.size() >= settings.postedTerms()) {
                    continue;
                }
                List<String> ids = new ArrayList<>(state.postings(key));
                // a list with room needs no reordering: nothing will fall out of it soon
                if (there && ids.size() <= settings.postingClusters() / 2 && ids.contains(cluster.id())) {
                    continue;
                }
                ids.remove(cluster.id());
                ids.add(cluster.id());
                if (ids.size() > settings.postingClusters()) {
                    ids.remove(0);
                }
                state.putPostings(key, ids);
                posted.add(key);
            }
            return List.copyOf(posted);
        }

        private SortedMap<String, EntityCount> withEntities(
                SortedMap<String, EntityCount> counts, List<Entity> mentioned) {
            SortedMap<String, EntityCount> sum = new TreeMap<>(counts);
            TreeSet<String> once = new TreeSet<>();
            for (Entity entity : mentioned) {
                if (once.add(entity.id())) {
                    EntityCount before = sum.get(entity.id());
                    sum.put(
                            entity.id(),
                            new EntityCount(
                                    entity,
                                    before == null ? 1 : before.articles() + 1,
                                    before == null ? 1 : before.articles() + 1));
                }
            }
            while (sum.size() > ENTITIES) {
                sum.remove(mostMentioned(sum).get(sum.size() - 1).entity().id());
            }
            return sum;
        }

        private SortedMap<String, EntityCount> withoutEntities(
                SortedMap<String, EntityCount> counts, List<String> mentioned) {
            SortedMap<String, EntityCount> rest = new TreeMap<>(counts);
            for (String id : mentioned) {
                rest.computeIfPresent(
                        id,
                        (k, c) -> c.articles() == 1
                                ? null
                                : new EntityCount(c.entity(), c.articles() - 1, c.articles() - 1));
            }
            return rest;
        }

        private List<Headline> withHeadline(List<Headline> headlines, Arrival arrival) {
            String title = arrival.article.title();
            if (title == null || title.isBlank()) {
                return headlines;
            }
            List<Headline> more = new ArrayList<>(headlines);
            more.add(new Headline(arrival.article.id(), title, arrival.title));
            return more;
        }

        private List<Headline> central(List<Headline> headlines, TermVector centroid) {
            return headlines.stream()
                    .sorted(Comparator.comparingDouble(
                                    (Headline h) -> -h.vector().cosine(centroid))
                            .thenComparing(Headline::articleId))
                    .limit(HEADLINES)
                    .toList();
        }

        // --- closing

        private boolean due(LiveCluster cluster, Instant eventNow, Instant ingestNow) {
            return cluster.span().last().isBefore(before(eventNow, settings.gap()))
                    && cluster.lastIngest().isBefore(before(ingestNow, settings.grace()));
        }

        /** Closes the clusters that are due, the longest waiting first, as many as one step may. */
        void closeDue(Instant eventNow, Instant ingestNow) {
            Instant eventDue = before(eventNow, settings.gap());
            Instant ingestDue = before(ingestNow, settings.grace());
            for (int i = 0; i < settings.closingsPerStep(); i++) {
                String id = state.first(Queue.EVENT_TIME, eventDue);
                if (id == null) {
                    break;
                }
                LiveCluster cluster = existing(id);
                requeue(cluster, new Wait(Queue.INGEST_TIME, cluster.lastIngest()));
            }
            for (int i = 0; i < settings.closingsPerStep(); i++) {
                String id = state.first(Queue.INGEST_TIME, ingestDue);
                if (id == null) {
                    break;
                }
                LiveCluster cluster = existing(id);
                if (due(cluster, eventNow, ingestNow)) {
                    close(cluster, ingestNow);
                } else {
                    requeue(cluster, new Wait(Queue.EVENT_TIME, cluster.span().last()));
                }
            }
        }

        private LiveCluster existing(String id) {
            LiveCluster cluster = state.cluster(id);
            if (cluster == null) {
                throw new IllegalStateException("cluster " + id + " of desk " + desk
                        + " waits for closing and is not in the state; rebuild the cluster stores");
            }
            return cluster;
        }

        private void requeue(LiveCluster cluster, Wait wait) {
            state.dequeue(cluster.id(), cluster.waiting());
            state.enqueue(cluster.id(), wait);
            state.putCluster(new LiveCluster(
                    cluster.id(),
                    cluster.revision(),
                    cluster.epoch(),
                    cluster.articles(),
                    cluster.centroid(),
                    cluster.posted(),
                    cluster.entities(),
                    cluster.headlines(),
                    cluster.stopgapTitle(),
                    cluster.timedSpan(),
                    cluster.span(),
                    cluster.lastIngest(),
                    wait));
        }

        private void close(LiveCluster cluster, Instant ingestNow) {
            int revision = cluster.revision() + 1;
            Instant windowEnd = cluster.span().last().plus(settings.gap());
            changes.add(new ClusterChange(
                    cluster.id(),
                    revision,
                    cluster.epoch(),
                    desk,
                    Kind.CLOSED,
                    null,
                    null,
                    windowEnd,
                    ingestNow,
                    false,
                    "closed: no newer article within " + words(settings.gap()) + " of event time after "
                            + cluster.span().last() + ", nor within " + words(settings.grace())
                            + " of ingest time after " + cluster.lastIngest(),
                    Map.of()));
            snapshots.add(snapshot(cluster, revision, Status.CLOSED, ingestNow));

            recount(cluster.centroid(), TermVector.EMPTY);
            recountEntities(cluster.entities(), new TreeMap<>());
            for (String key : cluster.posted()) {
                List<String> ids = new ArrayList<>(state.postings(key));
                if (ids.remove(cluster.id())) {
                    state.putPostings(key, ids);
                }
            }
            int batch = 1000;
            for (int from = 0; from < cluster.articles(); from += batch) {
                int to = Math.min(from + batch, cluster.articles());
                for (LiveMember member : state.members(cluster.id(), from, to)) {
                    state.removeArticle(member.member().articleId());
                }
                for (int number = from; number < to; number++) {
                    state.removeMember(cluster.id(), number);
                }
            }
            state.dequeue(cluster.id(), cluster.waiting());
            state.removeCluster(cluster.id());
            liveClusters--;
        }

        // --- telling

        private EventCluster.Member member(Arrival arrival) {
            EnrichedArticle article = arrival.article;
            return new EventCluster.Member(
                    article.id(),
                    article.revision(),
                    arrival.when,
                    arrival.timed,
                    article.title(),
                    article.outlet(),
                    article.url(),
                    late(arrival),
                    article.id(),
                    EventCluster.Role.INDEPENDENT);
        }

        private boolean late(Arrival arrival) {
            return arrival.when.isBefore(before(streamTime, settings.gap()));
        }

        private String note(Arrival arrival) {
            return (late(arrival)
                            ? "; late: more than " + words(settings.gap()) + " behind the stream time " + streamTime
                            : "")
                    + arrival.note;
        }

        private void change(
                Kind kind, LiveCluster cluster, Arrival arrival, String reason, Map<String, Double> scores) {
            Instant ingested = arrival.article.ingestTime();
            changes.add(new ClusterChange(
                    cluster.id(),
                    cluster.revision(),
                    cluster.epoch(),
                    desk,
                    kind,
                    arrival.article.id(),
                    null,
                    arrival.when,
                    ingested,
                    late(arrival),
                    reason,
                    scores));
            snapshots.add(snapshot(cluster, cluster.revision(), Status.OPEN, ingested));
        }

        private EventCluster snapshot(LiveCluster cluster, int revision, Status status, Instant updated) {
            int newest = Math.max(1, cluster.articles() - settings.snapshotMembers() + 1);
            List<EventCluster.Member> members = new ArrayList<>();
            state.members(cluster.id(), 0, 1).forEach(m -> members.add(m.member()));
            state.members(cluster.id(), newest, cluster.articles()).forEach(m -> members.add(m.member()));
            Span timed = cluster.timedSpan();
            Span span = timed == null ? cluster.span() : timed;
            return EventCluster.builder(cluster.id(), desk, updated)
                    .revision(revision)
                    .epoch(cluster.epoch())
                    .status(status)
                    .title(
                            cluster.headlines().isEmpty()
                                    ? cluster.stopgapTitle()
                                    : cluster.headlines().get(0).title())
                    .firstEventTime(span.first())
                    .lastEventTime(span.last())
                    .timed(timed != null)
                    .members(members)
                    .entities(mostMentioned(cluster.entities()))
                    .build();
        }
    }

    private static List<EntityCount> mostMentioned(SortedMap<String, EntityCount> entities) {
        return entities.values().stream()
                .sorted(Comparator.comparingInt((EntityCount c) -> -c.articles())
                        .thenComparing(c -> c.entity().id()))
                .toList();
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

    /** The first sentence, cut where it is long. */
    private static String stopgapTitle(EnrichedArticle article) {
        String text = article.text().strip();
        if (text.isEmpty()) {
            return "Article " + article.id();
        }
        String paragraph = text.lines().findFirst().orElse(text);
        BreakIterator sentences = BreakIterator.getSentenceInstance(Locale.ROOT);
        sentences.setText(paragraph);
        String sentence = paragraph.substring(0, sentences.next()).strip();
        if (sentence.length() <= STOPGAP_LENGTH) {
            return sentence;
        }
        int blank = sentence.lastIndexOf(' ', STOPGAP_LENGTH);
        return sentence.substring(0, blank > 0 ? blank : sentence.offsetByCodePoints(0, STOPGAP_LENGTH / 2)) + "…";
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private static Instant before(Instant when, Duration duration) {
        return when.equals(Instant.MIN) ? when : when.minus(duration);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    private static String words(Duration duration) {
        return duration.toMinutes() % 60 == 0 ? duration.toHours() + " h" : duration.toMinutes() + " min";
    }
}
