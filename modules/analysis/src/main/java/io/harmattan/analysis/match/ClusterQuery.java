package io.harmattan.analysis.match;

import io.harmattan.domain.EventCluster;
import java.time.Instant;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.index.memory.MemoryIndex;
import org.apache.lucene.search.Query;

/** One query, asked of event clusters one by one, as {@link StoredQueries} asks many. Safe for use by many threads. */
public final class ClusterQuery {
    private final Query query;

    /** @throws IllegalArgumentException for a query that asks for what only articles have */
    public ClusterQuery(NewsQuery query) {
        this.query = LuceneQueries.of(query.ofClusters());
    }

    /** @param now when that is asked: {@code now} of the query */
    public boolean matches(EventCluster cluster, Instant now) {
        MemoryIndex index = new MemoryIndex(true);
        for (IndexableField field : MatchDocuments.of(cluster, null, now, true)) {
            index.addField(field, MatchDocuments.analyzer());
        }
        return index.search(query) > 0;
    }
}
