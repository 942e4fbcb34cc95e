package io.harmattan.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Port: what can be asked of the index. Answers reflect what was indexed up to about a second ago. Where the index cannot
 * be asked, each method throws an {@link java.io.UncheckedIOException} whose message is one line for people.
 */
public interface NewsSearch {

    /**
     * Articles for a query in words; all words must occur, in title or text, in any inflected form; words in double
     * quotes must stand together. The best match first.
     *
     * @param limit from 1 to {@value #MOST}
     * @throws IllegalArgumentException when the query is blank or too long ({@link QueryWords}), or the limit is out of
     *     range
     */
    Page search(String query, int limit);

    /**
     * Event clusters, the most recently changed first; those that redirect are left out.
     *
     * @param limit from 1 to {@value #MOST}
     * @throws IllegalArgumentException when the limit is out of range
     */
    List<EventCluster> clusters(int limit);

    /** A cluster by its id, wherever it is in its life; one that redirects is returned as it is. */
    Optional<EventCluster> cluster(String id);

    /** The newest revision of an article. */
    Optional<EnrichedArticle> article(String id);

    /** How many articles there are, and how many clusters that do not redirect. */
    Totals totals();

    /** The largest limit. */
    int MOST = 1000;

    /**
     * The limit, if it is one.
     *
     * @throws IllegalArgumentException when it is not from 1 to {@value #MOST}
     */
    static int checkedLimit(int limit) {
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("limit is " + limit + "; expected 1 to " + MOST);
        }
        return limit;
    }

    /**
     * What a search found.
     *
     * @param total how many articles match
     */
    record Page(long total, List<Hit> hits) {
        public Page {
            hits = List.copyOf(hits);
        }
    }

    /**
     * An article that matches.
     *
     * @param snippet a piece of the text about the match, plain text
     * @param clusterId the cluster it belongs to, if it has been clustered yet
     */
    record Hit(
            String articleId,
            @Nullable String title,
            String snippet,
            @Nullable String outlet,
            @Nullable String url,
            Instant eventTime,
            boolean timed,
            @Nullable String clusterId,
            double score) {}

    /**
     * How many there are.
     *
     * @param articles each counted once, whatever its revisions
     * @param clusters those that do not redirect
     */
    record Totals(long articles, long clusters) {}
}
