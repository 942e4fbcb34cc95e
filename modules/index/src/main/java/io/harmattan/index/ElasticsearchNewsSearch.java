package io.harmattan.index;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.SortOptions;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.aggregations.Aggregate;
import co.elastic.clients.elasticsearch._types.aggregations.Aggregation;
import co.elastic.clients.elasticsearch._types.aggregations.CalendarInterval;
import co.elastic.clients.elasticsearch._types.aggregations.StringTermsBucket;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch._types.query_dsl.TextQueryType;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import co.elastic.clients.elasticsearch.core.search.Highlight;
import co.elastic.clients.elasticsearch.core.search.HitsMetadata;
import co.elastic.clients.elasticsearch.core.search.SourceConfig;
import co.elastic.clients.util.NamedValue;
import io.harmattan.analysis.match.Condition;
import io.harmattan.analysis.match.NewsQuery;
import io.harmattan.analysis.match.QueryLanguage;
import io.harmattan.analysis.meaning.MeaningEncoder;
import io.harmattan.domain.Alert;
import io.harmattan.domain.ClusterChange;
import io.harmattan.domain.Embedding;
import io.harmattan.domain.EnrichedArticle;
import io.harmattan.domain.Entity;
import io.harmattan.domain.EventCluster;
import io.harmattan.domain.NewsSearch;
import io.harmattan.domain.Stance;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@link NewsSearch} on Elasticsearch. What matches is decided by the conditions of the query language, the same that alerts
 * go by; the words among them decide the order of relevance.
 */
public final class ElasticsearchNewsSearch implements NewsSearch {
    /** By English and French analysis and as written: a word counts as found where any of them finds it. */
    private static final List<String> ANALYSES = List.of(".english", ".french", "");

    private static final String ENTITY = "entity";
    private static final Map<String, String> FACETS =
            Map.of("country", "entities.country", "outlet", "outlet", "language", "language");
    private static final List<String> FACET_ORDER = List.of("country", "outlet", "language");
    private static final int FACET_VALUES = 15;
    private static final int TARGETS = 20;
    private static final int SNIPPET_CHARACTERS = 200;
    private static final int LONGEST_ID_BYTES = 512;
    private static final int LATEST = 10;

    /** The clusters of an article are told of so many desks. */
    private static final int DESKS = 20;

    /** So many of each ranking are fused: what stands lower in one adds next to nothing. */
    private static final int CANDIDATES = 200;

    /**
     * Articles whose vectors have a smaller cosine with that of the query do not mean the same. Chosen on the judged queries
     * (BENCHMARKS.md), where .55 to .62 are alike; queries in a language that the encoder does not read stay below it.
     */
    private static final float LEAST_LIKENESS = 0.6f;

    /** So many words of an article, those that tell it from the others, are asked of those that may be like it. */
    private static final int TELLING_WORDS = 25;

    private static final String MATCHES = "matches";
    private static final SourceConfig NOTHING = SourceConfig.of(s -> s.fetch(false));
    private static final SourceConfig SHOWN =
            SourceConfig.of(s -> s.filter(i -> i.includes("id", "title", "outlet", "url", "event_time", "timed")));

    /** More words of a query do not count for its order: each asks six fields of every article. */
    private static final int RANKED_WORDS = 50;

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");
    private static final Query REDIRECTED =
            Query.of(q -> q.term(t -> t.field("status").value("redirected")));

    private final SearchNode node;
    private final QueryLanguage language;
    private final InstantSource clock;
    private final Supplier<MeaningEncoder> meanings;
    private final String articles;
    private final String clusters;
    private final String changes;
    private final String alerts;

    /**
     * A search on the epoch in use of that node's indices.
     *
     * @param clock what {@code now} means in a query
     * @param meanings the encoder that made the vectors of the articles; asked for when a first query needs it
     */
    public ElasticsearchNewsSearch(
            SearchNode node, QueryLanguage language, InstantSource clock, Supplier<MeaningEncoder> meanings) {
        this.meanings = meanings;
        this.node = node;
        this.language = language;
        this.clock = clock;
        String prefix = node.settings().indexPrefix();
        this.articles = NewsIndex.ARTICLES.alias(prefix);
        this.alerts = NewsIndex.ALERTS.alias(prefix);
        this.changes = NewsIndex.CLUSTER_CHANGES.alias(prefix);
        this.clusters = NewsIndex.EVENT_CLUSTERS.alias(prefix);
    }

    /** What a hit shows of an article. */
    record Shown(
            String id,
            @Nullable String title,
            @Nullable String outlet,
            @Nullable String url,
            Instant eventTime,
            boolean timed) {}

    @Override
    public Page articles(Question question) {
        Condition condition = ofArticles(question.query());
        View view = View.of(node, articles, question);
        try {
            Page page = articles(question, condition, view);
            if (page.next() == null) {
                view.close();
            }
            return page;
        } catch (RuntimeException e) {
            throw question.after() == null ? e : view.told(e);
        }
    }

    private Page articles(Question question, Condition condition, View view) {
        List<String> words = Conditions.words(condition);
        if (question.like() != null) {
            return alike(question, condition, question.like(), view);
        }
        if (question.sort() == Sort.HYBRID && !words.isEmpty()) {
            return hybrid(question, condition, words, view);
        }
        boolean byWords = question.sort() == Sort.RELEVANCE || question.sort() == Sort.HYBRID;
        Sort sort = byWords && words.isEmpty() ? Sort.NEWEST : question.sort();
        List<FieldValue> after = question.after() == null
                ? List.of()
                : Cursor.read(question.after(), sort, sort == Sort.RELEVANCE ? "ds" : "ls");
        SearchResponse<Shown> response =
                asked(() -> node.client().search(request(question, condition, words, sort, after, view), Shown.class));
        List<co.elastic.clients.elasticsearch.core.search.Hit<Shown>> found =
                response.hits().hits();
        Map<String, List<String>> clustersOf = clustersOf(
                found.stream().map(h -> Objects.requireNonNull(h.id())).toList());
        List<Hit> hits = found.stream()
                .map(hit -> hit(hit, sort == Sort.RELEVANCE && hit.score() != null ? hit.score() : 0, true, clustersOf))
                .toList();
        var total = response.hits().total();
        boolean more = hits.size() == question.limit();
        return new Page(
                total == null ? hits.size() : total.value(),
                hits,
                more ? Cursor.write(sort, found.get(found.size() - 1).sort(), view.pit()) : null,
                question.facets() ? facets(response.aggregations()) : List.of());
    }

    private SearchRequest request(
            Question question, Condition condition, List<String> words, Sort sort, List<FieldValue> after, View view) {
        Query wanted = Conditions.ofArticles(clock.instant()).query(condition);
        Query ranked = ranked(words);
        return SearchRequest.of(s -> {
            view.of(s)
                    .query(q -> q.bool(b -> words.isEmpty()
                            ? b.filter(wanted)
                            : b.filter(wanted).should(ranked)))
                    .size(question.limit())
                    .sort(order(sort))
                    .trackTotalHits(t -> t.enabled(true))
                    .source(SHOWN)
                    .highlight(snippet(ranked));
            if (!after.isEmpty()) {
                s.searchAfter(after);
            }
            return question.facets() ? counted(s) : s;
        });
    }

    private static Highlight snippet(Query about) {
        return Highlight.of(h -> h.fields("text", f -> f.matchedFields("text", "text.english", "text.french")
                        .highlightQuery(about))
                .preTags("")
                .postTags("")
                .numberOfFragments(1)
                .fragmentSize(SNIPPET_CHARACTERS)
                .noMatchSize(SNIPPET_CHARACTERS)
                .maxAnalyzedOffset(999_999));
    }

    private static SearchRequest.Builder counted(SearchRequest.Builder search) {
        FACETS.forEach((name, field) ->
                search.aggregations(name, a -> a.terms(t -> t.field(field).size(FACET_VALUES))));
        return search.aggregations(ENTITY, entities())
                .aggregations("stance", stances(Map.of("articles", Aggregation.of(a -> a.reverseNested(r -> r)))));
    }

    /** What matches by its words, and what means the same whatever its words, fused. */
    private Page hybrid(Question question, Condition condition, List<String> words, View view) {
        Conditions conditions = Conditions.ofArticles(clock.instant());
        Query wanted = conditions.query(condition);
        Query ranked = ranked(words);
        SearchResponse<Void> byWords = asked(() -> node.client()
                .search(
                        s -> {
                            view.of(s)
                                    .query(q -> q.bool(b -> b.filter(wanted).should(ranked)))
                                    .size(CANDIDATES)
                                    .sort(order(Sort.RELEVANCE))
                                    .source(NOTHING)
                                    .trackTotalHits(t -> t.enabled(true));
                            return question.facets() ? counted(s) : s;
                        },
                        Void.class));
        Embedding meaning = meanings.get().encode(String.join(" ", words));
        List<String> byMeaning = nearest(meaning, List.of(conditions.query(Conditions.withoutWords(condition))), view);
        var total = byWords.hits().total();
        return fused(
                question,
                RankFusion.fuse(List.of(ids(byWords), byMeaning)),
                wanted,
                ranked,
                total == null ? 0 : total.value(),
                question.facets() ? facets(byWords.aggregations()) : List.of(),
                view);
    }

    /** What shares the telling words of an article and what means the same, fused, among what matches. */
    private Page alike(Question question, Condition condition, String id, View view) {
        Vector vector = get(articles, id, Vector.class)
                .orElseThrow(() -> new IllegalArgumentException(
                        "like is '" + id + "', of which there is no article; expected the id of one"));
        Query wanted = Conditions.ofArticles(clock.instant()).query(condition);
        Query itself = Query.of(q -> q.ids(i -> i.values(id)));
        Query words = Query.of(q -> q.moreLikeThis(m -> m.fields("title.english", "text.english")
                .like(l -> l.document(d -> d.index(articles).id(id)))
                .minTermFreq(1)
                .minDocFreq(2)
                .maxQueryTerms(TELLING_WORDS)));
        SearchResponse<Void> byWords = asked(() -> node.client()
                .search(
                        s -> {
                            view.of(s)
                                    .query(q -> q.bool(b ->
                                            b.filter(wanted).mustNot(itself).must(words)))
                                    .size(CANDIDATES)
                                    .sort(order(Sort.RELEVANCE))
                                    .source(NOTHING);
                            return question.facets() ? counted(s) : s;
                        },
                        Void.class));
        List<String> byMeaning = vector.vector() == null || vector.vectorModel() == null
                ? List.of()
                : nearest(
                        Embedding.of(vector.vectorModel(), vector.vector()),
                        List.of(wanted, Query.of(q -> q.bool(b -> b.mustNot(itself)))),
                        view);
        List<RankFusion.Ranked> likest = RankFusion.fuse(List.of(ids(byWords), byMeaning));
        return fused(
                question,
                likest,
                wanted,
                words,
                likest.size(),
                question.facets() ? facets(byWords.aggregations()) : List.of(),
                view);
    }

    @SuppressWarnings("ArrayRecordComponent") // read from one document, never compared
    record Vector(float @Nullable [] vector, @Nullable String vectorModel) {}

    /** The articles whose vectors are nearest to one, the nearest first. */
    List<String> nearest(Embedding meaning, List<Query> among, View view) {
        List<Float> vector = new ArrayList<>();
        for (float component : meaning.floats()) {
            vector.add(component);
        }
        return ids(asked(() -> node.client()
                .search(
                        s -> view.of(s)
                                .knn(k -> k.field("vector")
                                        .queryVector(vector)
                                        .k(CANDIDATES)
                                        .numCandidates(2 * CANDIDATES)
                                        .similarity(LEAST_LIKENESS)
                                        .filter(among)
                                        .filter(f -> f.term(
                                                t -> t.field("vector_model").value(meaning.model()))))
                                .size(CANDIDATES)
                                .source(NOTHING),
                        Void.class)));
    }

    private static List<String> ids(SearchResponse<Void> response) {
        return response.hits().hits().stream()
                .map(hit -> Objects.requireNonNull(hit.id()))
                .toList();
    }

    /** A page of what was fused: where it begins is all that its cursor says. */
    private Page fused(
            Question question,
            List<RankFusion.Ranked> fused,
            Query wanted,
            Query about,
            long total,
            List<Facet> facets,
            View view) {
        long from = question.after() == null
                ? 0
                : Cursor.read(question.after(), Sort.HYBRID, "l").get(0).longValue();
        List<RankFusion.Ranked> page =
                fused.stream().skip(Math.max(0, from)).limit(question.limit()).toList();
        long end = from + page.size();
        if (page.isEmpty()) {
            return new Page(total, List.of(), null, facets);
        }
        List<String> ids = page.stream().map(RankFusion.Ranked::id).toList();
        Map<String, co.elastic.clients.elasticsearch.core.search.Hit<Shown>> shown = new HashMap<>();
        asked(() -> node.client()
                        .search(
                                s -> view.of(s)
                                        .query(q -> q.bool(b -> b.filter(f -> f.ids(i -> i.values(ids)))
                                                .should(o -> o.bool(
                                                        n -> n.filter(wanted).queryName(MATCHES)))))
                                        .size(ids.size())
                                        .source(SHOWN)
                                        .highlight(snippet(about)),
                                Shown.class))
                .hits()
                .hits()
                .forEach(hit -> shown.put(hit.id(), hit));
        Map<String, List<String>> clustersOf = clustersOf(ids);
        List<Hit> hits = new ArrayList<>();
        for (RankFusion.Ranked ranked : page) {
            var hit = shown.get(ranked.id());
            if (hit != null) { // else it was deleted between the two questions
                hits.add(hit(hit, ranked.score(), hit.matchedQueries().contains(MATCHES), clustersOf));
            }
        }
        String next = end >= fused.size() ? null : Cursor.write(Sort.HYBRID, List.of(FieldValue.of(end)), view.pit());
        return new Page(total, hits, next, facets);
    }

    /** By id, with the name: an article has each entity once, so entities count articles. */
    private static Aggregation entities() {
        return Aggregation.of(a -> a.nested(n -> n.path("entities")).aggregations("id", i -> i.terms(
                        f -> f.field("entities.id").size(FACET_VALUES))
                .aggregations("name", n -> n.terms(f -> f.field("entities.name").size(1)))));
    }

    /** By target and label. */
    private static Aggregation stances(Map<String, Aggregation> each) {
        return Aggregation.of(a -> a.nested(n -> n.path("stances")).aggregations("target", t -> t.terms(
                        f -> f.field("stances.target").size(TARGETS))
                .aggregations(
                        "label", l -> l.terms(f -> f.field("stances.label")).aggregations(each))));
    }

    /** The id settles what the order leaves open, so that no page shows an article twice. */
    private static List<SortOptions> order(Sort sort) {
        SortOptions id = SortOptions.of(o -> o.field(f -> f.field("id").order(SortOrder.Asc)));
        SortOptions first =
                switch (sort) {
                    case RELEVANCE, HYBRID -> SortOptions.of(o -> o.score(f -> f.order(SortOrder.Desc)));
                    case NEWEST ->
                        SortOptions.of(o -> o.field(f -> f.field("event_time").order(SortOrder.Desc)));
                    case OLDEST ->
                        SortOptions.of(o -> o.field(f -> f.field("event_time").order(SortOrder.Asc)));
                };
        return List.of(first, id);
    }

    private static Hit hit(
            co.elastic.clients.elasticsearch.core.search.Hit<Shown> hit,
            double score,
            boolean matches,
            Map<String, List<String>> clustersOf) {
        Shown shown = Objects.requireNonNull(hit.source());
        return new Hit(
                shown.id(),
                shown.title(),
                hit.highlight().getOrDefault("text", List.of("")).get(0).strip(),
                shown.outlet(),
                shown.url(),
                shown.eventTime(),
                shown.timed(),
                clustersOf.getOrDefault(shown.id(), List.of()),
                score,
                matches);
    }

    private static List<Facet> facets(Map<String, Aggregate> counted) {
        List<Facet> facets = new ArrayList<>();
        facets.add(new Facet(ENTITY, namedCounts(part(counted, ENTITY))));
        for (String name : FACET_ORDER) {
            facets.add(new Facet(name, counts(part(counted, name))));
        }
        for (StringTermsBucket target : targets(part(counted, "stance"))) {
            List<Count> counts = labels(target).stream()
                    .map(label -> Count.of(
                            label.key().stringValue(),
                            part(label.aggregations(), "articles")
                                    .reverseNested()
                                    .docCount()))
                    .toList();
            facets.add(new Facet("stance." + target.key().stringValue(), counts));
        }
        return facets;
    }

    private static List<Count> counts(Aggregate terms) {
        return terms.sterms().buckets().array().stream()
                .map(bucket -> Count.of(bucket.key().stringValue(), bucket.docCount()))
                .toList();
    }

    private static List<Count> namedCounts(Aggregate entities) {
        return part(entities.nested().aggregations(), "id").sterms().buckets().array().stream()
                .map(bucket -> {
                    String id = bucket.key().stringValue();
                    String name = part(bucket.aggregations(), "name").sterms().buckets().array().stream()
                            .map(named -> named.key().stringValue())
                            .findFirst()
                            .orElse(id);
                    return new Count(id, name, bucket.docCount());
                })
                .toList();
    }

    private static Aggregate part(Map<String, Aggregate> counted, String name) {
        return Objects.requireNonNull(counted.get(name), name);
    }

    private static List<StringTermsBucket> targets(Aggregate stances) {
        return part(stances.nested().aggregations(), "target")
                .sterms()
                .buckets()
                .array();
    }

    private static List<StringTermsBucket> labels(StringTermsBucket target) {
        return part(target.aggregations(), "label").sterms().buckets().array();
    }

    @Override
    public List<Day> timeline(@Nullable String query) {
        Condition condition = query == null ? new Condition.Everything() : ofArticles(query);
        Query wanted = Conditions.ofArticles(clock.instant()).query(condition);
        SearchResponse<Void> response = asked(() -> node.client()
                .search(
                        s -> s.index(articles)
                                .query(q -> q.bool(b -> b.filter(wanted)))
                                .size(0)
                                .aggregations("day", days()),
                        Void.class));
        return days(part(response.aggregations(), "day"));
    }

    private static Aggregation days() {
        return Aggregation.of(a -> a.dateHistogram(h -> h.field("event_time")
                        .calendarInterval(CalendarInterval.Day)
                        .minDocCount(1))
                .aggregations("stance", stances(Map.of())));
    }

    private static List<Day> days(Aggregate counted) {
        List<Day> days = new ArrayList<>();
        for (var bucket : counted.dateHistogram().buckets().array()) {
            SortedMap<String, SortedMap<Stance.Label, Long>> stances = new TreeMap<>();
            for (StringTermsBucket target : targets(part(bucket.aggregations(), "stance"))) {
                SortedMap<Stance.Label, Long> labels = new TreeMap<>();
                for (StringTermsBucket label : labels(target)) {
                    labels.put(
                            Stance.Label.valueOf(label.key().stringValue().toUpperCase(Locale.ROOT)), label.docCount());
                }
                stances.put(target.key().stringValue(), labels);
            }
            LocalDate day =
                    Instant.ofEpochMilli(bucket.key()).atZone(ZoneOffset.UTC).toLocalDate();
            days.add(new Day(day, bucket.docCount(), stances));
        }
        return days;
    }

    private Condition ofArticles(String text) {
        NewsQuery query = language.parse(text);
        if (query.asksOfClusters()) {
            throw new IllegalArgumentException("the query '" + text
                    + "' asks how many articles or sources there are, which only event clusters have; expected fields of"
                    + " articles, or the same query asked of the clusters");
        }
        return query.condition();
    }

    private static Query ranked(List<String> words) {
        List<String> fields = Stream.of("title%s^3", "text%s")
                .flatMap(f -> ANALYSES.stream().map(a -> f.formatted(a)))
                .toList();
        String first = BETWEEN_WORDS
                .splitAsStream(String.join(" ", words))
                .limit(RANKED_WORDS)
                .collect(Collectors.joining(" "));
        return Query.of(q -> q.multiMatch(m ->
                m.query(first).fields(fields).type(TextQueryType.BestFields).tieBreaker(0.3)));
    }

    /** The clusters of each article that do not redirect, one on each desk: the one that changed last first. */
    private Map<String, List<String>> clustersOf(List<String> articleIds) {
        if (articleIds.isEmpty()) {
            return Map.of();
        }
        List<FieldValue> ids = articleIds.stream().map(FieldValue::of).toList();
        SearchResponse<Void> response = node.ask(() -> node.client()
                .search(
                        s -> s.index(clusters)
                                .query(q -> q.bool(b -> b.filter(f -> f.terms(t ->
                                                t.field("members.article_id").terms(v -> v.value(ids))))
                                        .mustNot(REDIRECTED)))
                                .size(0)
                                .aggregations("article", a -> a.terms(t -> t.field("members.article_id")
                                                .include(i -> i.terms(articleIds))
                                                .size(articleIds.size()))
                                        .aggregations("cluster", c -> c.terms(t -> t.field("id")
                                                        .size(DESKS)
                                                        .order(List.of(NamedValue.of("updated", SortOrder.Desc))))
                                                .aggregations("updated", u -> u.max(m -> m.field("updated"))))),
                        Void.class));
        Map<String, List<String>> clustersOf = new HashMap<>();
        for (StringTermsBucket article :
                part(response.aggregations(), "article").sterms().buckets().array()) {
            clustersOf.put(
                    article.key().stringValue(),
                    part(article.aggregations(), "cluster").sterms().buckets().array().stream()
                            .map(cluster -> cluster.key().stringValue())
                            .toList());
        }
        return clustersOf;
    }

    @Override
    public Clusters clusters(ClusterQuestion question) {
        Query wanted = Conditions.ofClusters(clock.instant()).query(ofClusters(question.query()));
        List<FieldValue> statuses = question.statuses().stream()
                .map(status -> FieldValue.of(status.name().toLowerCase(Locale.ROOT)))
                .toList();
        List<FieldValue> after =
                question.after() == null ? List.of() : Cursor.read(question.after(), question.sort(), "lls");
        SortOptions first =
                switch (question.sort()) {
                    case CHANGED -> descending("updated");
                    case NEWEST -> descending("last_event_time");
                    case SOURCES -> descending("sources");
                };
        HitsMetadata<EventCluster> found = asked(() -> node.client()
                        .search(
                                s -> {
                                    s.index(clusters)
                                            .query(q -> q.bool(b -> {
                                                b.filter(wanted).mustNot(REDIRECTED);
                                                return statuses.isEmpty()
                                                        ? b
                                                        : b.filter(f -> f.terms(t -> t.field("status")
                                                                .terms(v -> v.value(statuses))));
                                            }))
                                            .sort(first, descending("updated"))
                                            .sort(o ->
                                                    o.field(f -> f.field("id").order(SortOrder.Asc)))
                                            .size(question.limit())
                                            .trackTotalHits(t -> t.enabled(true));
                                    return after.isEmpty() ? s : s.searchAfter(after);
                                },
                                EventCluster.class))
                .hits();
        var hits = found.hits();
        return new Clusters(
                found.total() == null ? hits.size() : found.total().value(),
                hits.stream().map(h -> Objects.requireNonNull(h.source())).toList(),
                hits.size() < question.limit()
                        ? null
                        : Cursor.write(
                                question.sort(), hits.get(hits.size() - 1).sort(), null));
    }

    private enum AlertOrder {
        DUE
    }

    @Override
    public Told alerts(AlertQuestion question) {
        Query wanted = question.query() == null
                ? Query.of(q -> q.matchAll(m -> m))
                : Conditions.ofAlerts(language.parse(question.query()), clock.instant());
        List<FieldValue> after =
                question.after() == null ? List.of() : Cursor.read(question.after(), AlertOrder.DUE, "ls");
        HitsMetadata<Alert> found = asked(() -> node.client()
                        .search(
                                s -> {
                                    s.index(alerts)
                                            .query(q -> q.bool(b -> {
                                                b.filter(wanted);
                                                return question.subscription() == null
                                                        ? b
                                                        : b.filter(f -> f.term(t -> t.field("subscription_id")
                                                                .value(question.subscription())));
                                            }))
                                            .sort(descending("due"))
                                            .sort(o ->
                                                    o.field(f -> f.field("id").order(SortOrder.Asc)))
                                            .size(question.limit())
                                            .trackTotalHits(t -> t.enabled(true));
                                    return after.isEmpty() ? s : s.searchAfter(after);
                                },
                                Alert.class))
                .hits();
        var hits = found.hits();
        return new Told(
                found.total() == null ? hits.size() : found.total().value(),
                hits.stream().map(h -> Objects.requireNonNull(h.source())).toList(),
                hits.size() < question.limit()
                        ? null
                        : Cursor.write(AlertOrder.DUE, hits.get(hits.size() - 1).sort(), null));
    }

    @Override
    public List<ClusterChange> changes(String clusterId) {
        List<ClusterChange> newestFirst = node
                .ask(() -> node.client()
                        .search(
                                s -> s.index(changes)
                                        .query(q -> q.term(
                                                t -> t.field("cluster_id").value(clusterId)))
                                        .sort(descending("revision"), descending("ingest_time"))
                                        .size(MOST),
                                ClusterChange.class))
                .hits()
                .hits()
                .stream()
                .map(h -> Objects.requireNonNull(h.source()))
                .collect(Collectors.toCollection(ArrayList::new));
        Collections.reverse(newestFirst);
        return newestFirst;
    }

    /** What an article names. */
    record Naming(List<Entity> entities) {}

    @Override
    public Optional<Known> entity(String id) {
        Query named = Query.of(q -> q.term(t -> t.field("entities.id").value(id)));
        SearchResponse<Shown> latest = node.ask(() -> node.client()
                .search(
                        s -> s.index(articles)
                                .query(q -> q.bool(b -> b.filter(named)))
                                .size(LATEST)
                                .sort(order(Sort.NEWEST))
                                .trackTotalHits(t -> t.enabled(true))
                                .source(SHOWN)
                                .highlight(snippet(Query.of(q -> q.matchNone(m -> m))))
                                .aggregations(
                                        "outlet",
                                        a -> a.terms(t -> t.field("outlet").size(FACET_VALUES)))
                                .aggregations(ENTITY, entities())
                                .aggregations("day", days()),
                        Shown.class));
        List<co.elastic.clients.elasticsearch.core.search.Hit<Shown>> found =
                latest.hits().hits();
        Entity entity = language.vocabulary().entity(id).orElse(null);
        if (entity == null && !found.isEmpty()) {
            String article = Objects.requireNonNull(found.get(0).id());
            entity = get(articles, article, Naming.class).stream()
                    .flatMap(naming -> naming.entities().stream())
                    .filter(e -> e.id().equals(id))
                    .findFirst()
                    .orElse(null);
        }
        if (entity == null) {
            return Optional.empty();
        }
        Map<String, List<String>> clustersOf = clustersOf(
                found.stream().map(h -> Objects.requireNonNull(h.id())).toList());
        long inClusters = node.ask(() -> node.client()
                .count(c ->
                        c.index(clusters).query(q -> q.bool(b -> b.filter(named).mustNot(REDIRECTED))))
                .count());
        Map<String, Aggregate> counted = latest.aggregations();
        var total = latest.hits().total();
        return Optional.of(new Known(
                entity,
                language.vocabulary().aliases(id),
                total == null ? found.size() : total.value(),
                inClusters,
                counts(part(counted, "outlet")),
                namedCounts(part(counted, ENTITY)).stream()
                        .filter(count -> !count.value().equals(id))
                        .toList(),
                days(part(counted, "day")),
                found.stream().map(hit -> hit(hit, 0, true, clustersOf)).toList()));
    }

    /** The answer to what a person asked: where Elasticsearch finds fault with it, so do we. */
    private <T> T asked(SearchNode.Question<T> question) {
        try {
            return node.ask(question);
        } catch (UncheckedIOException e) {
            if (Failures.status(e) == 400) {
                throw new IllegalArgumentException(
                        "the query asks for more than can be answered: " + e.getMessage() + "; expected a simpler one",
                        e);
            }
            throw e;
        }
    }

    private static SortOptions descending(String field) {
        return SortOptions.of(o -> o.field(f -> f.field(field).order(SortOrder.Desc)));
    }

    private Condition ofClusters(@Nullable String text) {
        return text == null ? new Condition.Everything() : language.parse(text).ofClusters();
    }

    @Override
    public Optional<EventCluster> cluster(String id) {
        return get(clusters, id, EventCluster.class);
    }

    @Override
    public Optional<EnrichedArticle> article(String id) {
        return get(articles, id, EnrichedArticle.class);
    }

    private <T> Optional<T> get(String alias, String id, Class<T> type) {
        if (id.isBlank() || id.getBytes(StandardCharsets.UTF_8).length > LONGEST_ID_BYTES) {
            return Optional.empty(); // no document can have such an id
        }
        return Optional.ofNullable(
                node.ask(() -> node.client().get(g -> g.index(alias).id(id), type))
                        .source());
    }

    @Override
    public Totals totals() {
        return node.ask(() -> new Totals(
                node.client().count(c -> c.index(articles)).count(),
                node.client()
                        .count(c -> c.index(clusters).query(q -> q.bool(b -> b.mustNot(REDIRECTED))))
                        .count()));
    }
}
