package io.harmattan.analysis.match;

import io.harmattan.domain.EnrichedArticle;
import io.harmattan.domain.EventCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.lucene.codecs.PostingsFormat;
import org.apache.lucene.codecs.lucene99.Lucene99Codec;
import org.apache.lucene.codecs.memory.DirectPostingsFormat;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.monitor.MatchingQueries;
import org.apache.lucene.monitor.Monitor;
import org.apache.lucene.monitor.MonitorConfiguration;
import org.apache.lucene.monitor.MonitorQuery;
import org.apache.lucene.monitor.MultipassTermFilteredPresearcher;
import org.apache.lucene.monitor.QueryDecomposer;
import org.apache.lucene.monitor.QueryMatch;
import org.apache.lucene.search.Query;
import org.jspecify.annotations.Nullable;

/**
 * Queries that wait for articles: Lucene Monitor over one document at a time. A presearcher leaves out the queries that
 * cannot match for want of a word or a name, so that the time per article hardly grows with the queries.
 *
 * <p>Safe for use by many threads.
 */
public final class StoredQueries implements AutoCloseable {
    private static final int PASSES = 2;

    /** Queries put into memory in one go: the presearcher takes up to a megabyte for each until they are in. */
    private static final int AT_ONCE = 100;

    /** Disjunctions stay whole: parted, a long one would be hundreds of queries. */
    private static final QueryDecomposer WHOLE = new QueryDecomposer() {
        @Override
        public Set<Query> decompose(Query query) {
            return Set.of(query);
        }
    };

    /** Terms of the queries as arrays: each article asks for all its words, one by one, and a block tree unpacks for that. */
    private static final class InMemory extends MonitorConfiguration {
        private static final PostingsFormat TERMS = new DirectPostingsFormat();

        @Override
        protected IndexWriterConfig getIndexWriterConfig() {
            return super.getIndexWriterConfig().setCodec(new Lucene99Codec() {
                @Override
                public PostingsFormat getPostingsFormatForField(String field) {
                    return TERMS;
                }
            });
        }
    }

    private final Monitor monitor;

    /** Whether any query ever asked for title or text by itself. */
    private volatile boolean apart;

    /** No queries yet. */
    public StoredQueries() {
        MonitorConfiguration configuration = new InMemory();
        configuration.setQueryDecomposer(WHOLE);
        configuration.setQueryUpdateBufferSize(AT_ONCE);
        try {
            monitor =
                    new Monitor(MatchDocuments.analyzer(), new MultipassTermFilteredPresearcher(PASSES), configuration);
        } catch (IOException e) {
            throw new UncheckedIOException("an index in memory cannot be made", e);
        }
    }

    /** Puts a query under an id, in place of the one that was there. */
    public void put(String id, NewsQuery query) {
        putAll(Map.of(id, query));
    }

    /** Puts many queries at once, which is much faster than one by one. */
    public void putAll(Map<String, NewsQuery> queries) {
        if (queries.values().stream().anyMatch(q -> asksApart(q.condition()))) {
            apart = true;
        }
        register(queries.entrySet().stream()
                .map(entry -> new MonitorQuery(
                        entry.getKey(), LuceneQueries.of(entry.getValue().condition())))
                .toList());
    }

    void register(List<MonitorQuery> queries) {
        try {
            monitor.register(queries);
        } catch (IOException e) {
            throw new UncheckedIOException("queries cannot be put into memory", e);
        }
    }

    private static boolean asksApart(Condition condition) {
        Set<QueryField> fields = condition.fields();
        return fields.contains(QueryField.TITLE) || fields.contains(QueryField.TEXT);
    }

    /** Takes a query away; nothing happens where there is none. */
    public void remove(String id) {
        try {
            monitor.deleteById(id);
        } catch (IOException e) {
            throw new UncheckedIOException("the query " + id + " cannot be taken out of memory", e);
        }
    }

    /** How many queries there are. */
    public int size() {
        try {
            return monitor.getQueryCount();
        } catch (IOException e) {
            throw new UncheckedIOException("queries in memory cannot be counted", e);
        }
    }

    /**
     * What matched.
     *
     * @param ids of the queries
     * @param tried how many queries were run in full; the presearcher left out the others
     * @param failed the queries that could not be run, and why: one that fails is no reason to leave out the others
     */
    public record Matches(SortedSet<String> ids, int tried, SortedMap<String, String> failed) {
        public Matches {
            ids = Collections.unmodifiableSortedSet(new TreeSet<>(ids));
            failed = Collections.unmodifiableSortedMap(new TreeMap<>(failed));
        }
    }

    /**
     * The queries that an article matches; those that ask for something of clusters match none.
     *
     * @param now when that is asked: {@code now} of the queries
     */
    public Matches match(EnrichedArticle article, Instant now) {
        return match(MatchDocuments.of(article, now, apart));
    }

    /**
     * The queries that an event cluster matches: by what it is as a whole, or by the article that changed it.
     *
     * @param article its newest article; null when the cluster is asked alone
     * @param now when that is asked: {@code now} of the queries
     */
    public Matches match(EventCluster cluster, @Nullable EnrichedArticle article, Instant now) {
        return match(MatchDocuments.of(cluster, article, now, apart));
    }

    private Matches match(Document document) {
        try {
            MatchingQueries<QueryMatch> found = monitor.match(document, QueryMatch.SIMPLE_MATCHER);
            TreeMap<String, String> failed = new TreeMap<>();
            found.getErrors().forEach((id, error) -> failed.put(id, String.valueOf(error)));
            TreeSet<String> ids = new TreeSet<>();
            found.getMatches().forEach(match -> ids.add(match.getQueryId()));
            return new Matches(ids, found.getQueriesRun(), failed);
        } catch (IOException e) {
            throw new UncheckedIOException("a document in memory cannot be matched", e);
        }
    }

    @Override
    public void close() {
        try {
            monitor.close();
        } catch (IOException e) {
            throw new UncheckedIOException("queries in memory cannot be let go", e);
        }
    }
}
