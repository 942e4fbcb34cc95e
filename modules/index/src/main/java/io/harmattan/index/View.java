package io.harmattan.index;

import co.elastic.clients.elasticsearch._types.Time;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.indices.stats.IndexStats;
import io.harmattan.domain.NewsSearch.Question;
import org.jspecify.annotations.Nullable;

/**
 * What the pages of a search see: the index as it is when each is asked for, or, for {@link Question#fixed}, a point in time,
 * whatever is indexed and wherever the alias goes meanwhile.
 *
 * @param pit the id of the point in time; null for none
 */
record View(SearchNode node, String index, @Nullable String pit) {
    private static final int MINUTES = 2;
    private static final Time KEPT = Time.of(t -> t.time(MINUTES + "m"));

    /** Each keeps old segments of the index on disk and in memory, so there are no more at once. */
    private static final long MOST = 200;

    /**
     * That of a question: of its cursor, where it goes on.
     *
     * @throws java.io.UncheckedIOException when there are too many already
     */
    static View of(SearchNode node, String index, Question question) {
        if (question.after() != null) {
            return new View(node, index, Cursor.pit(question.after()));
        }
        return new View(node, index, question.fixed() ? open(node, index) : null);
    }

    private static String open(SearchNode node, String index) {
        long open = node.ask(() -> open(node.client()
                .indices()
                .stats(s -> s.index(index).metric("search"))
                .all()
                .total()));
        if (open >= MOST) {
            throw SearchNode.failed(
                    "Elasticsearch at " + node.address() + " holds " + open
                            + " points in time for searches that are fixed; expected fewer than " + MOST
                            + ": come again in " + MINUTES + " minutes, or ask without fixed",
                    null);
        }
        return node.ask(() -> node.client()
                .openPointInTime(o -> o.index(index).keepAlive(KEPT))
                .id());
    }

    private static long open(@Nullable IndexStats stats) {
        if (stats == null || stats.search() == null || stats.search().openContexts() == null) {
            return 0;
        }
        return stats.search().openContexts();
    }

    /** Asks a search of it. */
    SearchRequest.Builder of(SearchRequest.Builder search) {
        return pit == null ? search.index(index) : search.pit(p -> p.id(pit).keepAlive(KEPT));
    }

    /** After the last page. */
    void close() {
        if (pit != null) {
            node.ask(() -> node.client().closePointInTime(c -> c.id(pit)));
        }
    }

    /**
     * The fault of a page that goes on, in words where it is that the point in time is gone or never was: Elasticsearch answers
     * 500 to some that were made by hand.
     */
    RuntimeException told(RuntimeException fault) {
        int status = Failures.status(fault);
        return pit != null && (status == 400 || status == 404 || status == 500)
                ? new IllegalArgumentException(
                        "after is of fixed pages that there are none of: they end when none is asked for in " + MINUTES
                                + " minutes; expected the first page again",
                        fault)
                : fault;
    }
}
