package io.harmattan.index;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.query_dsl.BoolQuery;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch._types.query_dsl.TextQueryType;
import co.elastic.clients.elasticsearch._types.query_dsl.ZeroTermsQuery;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import io.harmattan.domain.EnrichedArticle;
import io.harmattan.domain.EventCluster;
import io.harmattan.domain.NewsSearch;
import io.harmattan.domain.QueryWords;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@link NewsSearch} on Elasticsearch. Queries are built from words and phrases, never from a query language, so that
 * nothing that a person types can be a syntax error.
 */
public final class ElasticsearchNewsSearch implements NewsSearch {
    /** By English and French analysis and as written: a word counts as found where any of them finds it. */
    private static final List<String> ANALYSES = List.of(".english", ".french", "");

    private static final int SNIPPET_CHARACTERS = 200;
    private static final int LONGEST_ID_BYTES = 512;
    private static final int LARGEST_WINDOW = 10_000;

    private final SearchNode node;
    private final String articles;
    private final String clusters;

    /** A search on the epoch in use of that node's indices. */
    public ElasticsearchNewsSearch(SearchNode node) {
        this.node = node;
        String prefix = node.settings().indexPrefix();
        this.articles = NewsIndex.ARTICLES.alias(prefix);
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
    public Page search(String query, int limit) {
        int size = NewsSearch.checkedLimit(limit);
        QueryWords words = QueryWords.of(query);
        Query wanted = wanted(words);
        SearchResponse<Shown> response = node.ask(() -> node.client()
                .search(
                        s -> s.index(articles)
                                .query(wanted)
                                .size(size)
                                .trackTotalHits(t -> t.enabled(true))
                                .source(f -> f.filter(
                                        i -> i.includes("id", "title", "outlet", "url", "event_time", "timed")))
                                .highlight(h -> h.fields(
                                                "text", f -> f.matchedFields("text", "text.english", "text.french")
                                                        .highlightQuery(ranked(words)))
                                        .preTags("")
                                        .postTags("")
                                        .numberOfFragments(1)
                                        .fragmentSize(SNIPPET_CHARACTERS)
                                        .noMatchSize(SNIPPET_CHARACTERS)
                                        .maxAnalyzedOffset(999_999)),
                        Shown.class));
        List<String> ids = response.hits().hits().stream()
                .map(h -> Objects.requireNonNull(h.id()))
                .toList();
        Map<String, String> clusterOf = clusterOf(ids);
        List<Hit> hits = new ArrayList<>();
        for (var hit : response.hits().hits()) {
            Shown shown = Objects.requireNonNull(hit.source());
            Double score = hit.score();
            hits.add(new Hit(
                    shown.id(),
                    shown.title(),
                    hit.highlight().getOrDefault("text", List.of("")).get(0).strip(),
                    shown.outlet(),
                    shown.url(),
                    shown.eventTime(),
                    shown.timed(),
                    clusterOf.get(shown.id()),
                    score == null ? 0 : score));
        }
        var total = response.hits().total();
        return new Page(total == null ? hits.size() : total.value(), hits);
    }

    /**
     * Each word and phrase is a condition of its own. A word that an analysis drops because it says nothing (the, les) is
     * no condition, but something of the query must be there.
     */
    private static Query wanted(QueryWords query) {
        BoolQuery.Builder all = new BoolQuery.Builder().must(ranked(query));
        for (String word : query.words()) {
            all.filter(anyField(word, false));
        }
        for (String phrase : query.phrases()) {
            all.filter(anyField(phrase, true));
        }
        return all.build()._toQuery();
    }

    private static Query anyField(String words, boolean together) {
        List<Query> fields = new ArrayList<>();
        for (String name : List.of("title", "text")) {
            for (String analysis : ANALYSES) {
                ZeroTermsQuery onNothing = analysis.isEmpty() ? ZeroTermsQuery.None : ZeroTermsQuery.All;
                fields.add(
                        together
                                ? Query.of(q -> q.matchPhrase(m ->
                                        m.field(name + analysis).query(words).zeroTermsQuery(onNothing)))
                                : Query.of(q -> q.match(m -> m.field(name + analysis)
                                        .query(words)
                                        .operator(co.elastic.clients.elasticsearch._types.query_dsl.Operator.And)
                                        .zeroTermsQuery(onNothing))));
            }
        }
        return Query.of(q -> q.bool(b -> b.should(fields).minimumShouldMatch("1")));
    }

    private static Query ranked(QueryWords query) {
        List<String> fields = Stream.of("title%s^3", "text%s")
                .flatMap(f -> ANALYSES.stream().map(a -> f.formatted(a)))
                .toList();
        return Query.of(q -> q.multiMatch(m -> m.query(query.plain())
                .fields(fields)
                .type(TextQueryType.BestFields)
                .tieBreaker(0.3)));
    }

    private Map<String, String> clusterOf(List<String> articleIds) {
        if (articleIds.isEmpty()) {
            return Map.of();
        }
        List<FieldValue> ids = articleIds.stream().map(FieldValue::of).toList();
        SearchResponse<Members> response = node.ask(() -> node.client()
                .search(
                        s -> s.index(clusters)
                                .query(q -> q.bool(b -> b.filter(f -> f.terms(t ->
                                                t.field("members.article_id").terms(v -> v.value(ids))))
                                        .mustNot(REDIRECTED)))
                                .source(f -> f.filter(i -> i.includes("id", "members.article_id")))
                                .sort(o -> o.field(f -> f.field("updated").order(SortOrder.Desc)))
                                .size(LARGEST_WINDOW),
                        Members.class));
        Map<String, String> clusterOf = new HashMap<>();
        for (var hit : response.hits().hits()) {
            Members found = Objects.requireNonNull(hit.source());
            found.members().forEach(m -> clusterOf.putIfAbsent(m.articleId(), found.id()));
        }
        return clusterOf;
    }

    record Members(String id, List<Member> members) {
        record Member(String articleId) {}
    }

    private static final Query REDIRECTED =
            Query.of(q -> q.term(t -> t.field("status").value("redirected")));

    @Override
    public List<EventCluster> clusters(int limit) {
        int size = NewsSearch.checkedLimit(limit);
        return node
                .ask(() -> node.client()
                        .search(
                                s -> s.index(clusters)
                                        .query(q -> q.bool(b -> b.mustNot(REDIRECTED)))
                                        .sort(o ->
                                                o.field(f -> f.field("updated").order(SortOrder.Desc)))
                                        .sort(o -> o.field(f -> f.field("id").order(SortOrder.Asc)))
                                        .size(size),
                                EventCluster.class))
                .hits()
                .hits()
                .stream()
                .map(h -> Objects.requireNonNull(h.source()))
                .toList();
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
