package io.harmattan.testkit;

import io.harmattan.domain.EnrichedArticle;
import io.harmattan.domain.EventCluster;
import io.harmattan.domain.NewsSearch;
import io.harmattan.domain.QueryWords;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.apache.lucene.analysis.miscellaneous.PerFieldAnalyzerWrapper;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.uhighlight.DefaultPassageFormatter;
import org.apache.lucene.search.uhighlight.UnifiedHighlighter;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.util.QueryBuilder;
import org.jspecify.annotations.Nullable;

/** {@link NewsSearch} in memory, on Lucene alone. What is put can be found at once; an older revision changes nothing. */
public final class MemoryNewsSearch implements NewsSearch, AutoCloseable {
    private static final int SNIPPET_CHARACTERS = 200;

    private final Map<String, Analyzer> analyses = new LinkedHashMap<>();
    private final Map<String, Analyzer> fields = new LinkedHashMap<>();
    private final Map<String, EnrichedArticle> articles = new HashMap<>();
    private final Map<String, EventCluster> clusters = new HashMap<>();
    private final IndexWriter writer;

    /** Empty. */
    public MemoryNewsSearch() {
        analyses.put("english", new EnglishAnalyzer());
        analyses.put("french", new FrenchAnalyzer());
        analyses.put("written", new StandardAnalyzer());
        for (String name : List.of("title", "text")) {
            analyses.forEach((analysis, analyzer) -> fields.put(name + "." + analysis, analyzer));
        }
        try {
            writer = new IndexWriter(
                    new ByteBuffersDirectory(),
                    new IndexWriterConfig(new PerFieldAnalyzerWrapper(new StandardAnalyzer(), fields)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts an article, unless a newer revision of it is there. */
    public synchronized void put(EnrichedArticle article) {
        EnrichedArticle newest = articles.merge(
                article.id(),
                article,
                (old, now) -> isNewer(now.epoch(), now.revision(), old.epoch(), old.revision()) ? now : old);
        Document document = new Document();
        document.add(new StringField("id", newest.id(), Field.Store.YES));
        fields.keySet().forEach(field -> document.add(new TextField(field, content(newest, field), Field.Store.NO)));
        try {
            writer.updateDocument(new Term("id", newest.id()), document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts a cluster, unless a newer revision of it is there. */
    public synchronized void put(EventCluster cluster) {
        clusters.merge(
                cluster.id(),
                cluster,
                (old, now) -> isNewer(now.epoch(), now.revision(), old.epoch(), old.revision()) ? now : old);
    }

    private static boolean isNewer(int epoch, int revision, int oldEpoch, int oldRevision) {
        return epoch != oldEpoch ? epoch > oldEpoch : revision > oldRevision;
    }

    private static String content(EnrichedArticle article, String field) {
        String title = article.title();
        return field.startsWith("text") ? article.text() : title == null ? "" : title;
    }

    @Override
    public synchronized Page search(String query, int limit) {
        int size = NewsSearch.checkedLimit(limit);
        QueryWords words = QueryWords.of(query);
        Query ranked = ranked(words);
        try (DirectoryReader reader = DirectoryReader.open(writer)) {
            IndexSearcher searcher = new IndexSearcher(reader);
            Query wanted = wanted(words, ranked);
            int total = searcher.count(wanted);
            TopDocs top = searcher.search(wanted, size);
            List<Hit> hits = new ArrayList<>();
            for (ScoreDoc doc : top.scoreDocs) {
                String id = searcher.storedFields().document(doc.doc).get("id");
                hits.add(hit(Objects.requireNonNull(articles.get(id)), ranked, doc.score));
            }
            return new Page(total, hits);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Hit hit(EnrichedArticle article, Query query, float score) throws IOException {
        String clusterId = liveClusters()
                .filter(c -> c.members().stream().anyMatch(m -> m.articleId().equals(article.id())))
                .map(EventCluster::id)
                .findFirst()
                .orElse(null);
        return new Hit(
                article.id(),
                article.title(),
                snippet(article.text(), query),
                article.outlet(),
                article.url(),
                article.eventTime(),
                article.timed(),
                clusterId,
                score);
    }

    private String snippet(String text, Query query) throws IOException {
        for (Map.Entry<String, Analyzer> analysis : analyses.entrySet()) {
            UnifiedHighlighter highlighter = UnifiedHighlighter.builderWithoutSearcher(analysis.getValue())
                    .withMaxNoHighlightPassages(0)
                    .withFormatter(new DefaultPassageFormatter("", "", " ", false))
                    .build();
            Object passage = highlighter.highlightWithoutSearcher("text." + analysis.getKey(), query, text, 1);
            if (passage != null) {
                return passage.toString().strip();
            }
        }
        return text.substring(0, Math.min(SNIPPET_CHARACTERS, text.length())).strip();
    }

    private Query wanted(QueryWords query, Query ranked) {
        BooleanQuery.Builder all = new BooleanQuery.Builder().add(ranked, Occur.MUST);
        query.words().forEach(word -> all.add(anyField(word, false), Occur.FILTER));
        query.phrases().forEach(phrase -> all.add(anyField(phrase, true), Occur.FILTER));
        return all.build();
    }

    private Query anyField(String words, boolean together) {
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        fields.forEach((field, analyzer) -> {
            QueryBuilder builder = new QueryBuilder(analyzer);
            Query query = together
                    ? builder.createPhraseQuery(field, words)
                    : builder.createBooleanQuery(field, words, Occur.MUST);
            any.add(query == null ? whenNothingIsLeft(field) : query, Occur.SHOULD);
        });
        return any.build();
    }

    private static Query whenNothingIsLeft(String field) {
        return field.endsWith(".written") ? new MatchNoDocsQuery() : new MatchAllDocsQuery();
    }

    private Query ranked(QueryWords words) {
        List<Query> each = new ArrayList<>();
        fields.forEach((field, analyzer) -> {
            @Nullable Query query = new QueryBuilder(analyzer).createBooleanQuery(field, words.plain(), Occur.SHOULD);
            if (query != null) {
                each.add(field.startsWith("title") ? new BoostQuery(query, 3) : query);
            }
        });
        return new DisjunctionMaxQuery(each, 0.3f);
    }

    private Stream<EventCluster> liveClusters() {
        return clusters.values().stream()
                .filter(c -> c.status() != EventCluster.Status.REDIRECTED)
                .sorted(Comparator.comparing(EventCluster::updated).reversed().thenComparing(EventCluster::id));
    }

    @Override
    public synchronized List<EventCluster> clusters(int limit) {
        return liveClusters().limit(NewsSearch.checkedLimit(limit)).toList();
    }

    @Override
    public synchronized Optional<EventCluster> cluster(String id) {
        return Optional.ofNullable(clusters.get(id));
    }

    @Override
    public synchronized Optional<EnrichedArticle> article(String id) {
        return Optional.ofNullable(articles.get(id));
    }

    @Override
    public synchronized Totals totals() {
        return new Totals(articles.size(), liveClusters().count());
    }

    @Override
    public synchronized void close() {
        try {
            writer.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
