package io.harmattan.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Port: what can be asked of the index. Queries are of the query language that alerts use too. Answers reflect what was
 * indexed up to about a second ago. Where the index cannot be asked, each method throws an
 * {@link java.io.UncheckedIOException} whose message is one line for people.
 */
public interface NewsSearch {

    /**
     * Articles that a query asks for.
     *
     * @throws IllegalArgumentException when the query cannot be used or asks for what only clusters have, with its column,
     *     the offending part and what was expected; or when the cursor is none of this search
     */
    Page articles(Question question);

    /** The articles that match best. */
    default Page articles(String query, int limit) {
        return articles(new Question(query, Sort.RELEVANCE, limit, null, false));
    }

    /**
     * Event clusters, those that redirect left out.
     *
     * @throws IllegalArgumentException when the query cannot be used or asks for what only articles have; or when the
     *     cursor is none of this question
     */
    Clusters clusters(ClusterQuestion question);

    /** All clusters, the most recently changed first. */
    default List<EventCluster> clusters(int limit) {
        return clusters(new ClusterQuestion(null, Set.of(), ClusterSort.CHANGED, limit, null))
                .clusters();
    }

    /**
     * How many articles each day of event time has, and the stances in them, the earliest day first; days without articles
     * are left out.
     *
     * @param query null for all articles
     * @throws IllegalArgumentException as for articles
     */
    List<Day> timeline(@Nullable String query);

    /** A cluster by its id, wherever it is in its life; one that redirects is returned as it is. */
    Optional<EventCluster> cluster(String id);

    /**
     * Alerts that were told, the one that was due last first. Words are looked for in their titles and lines.
     *
     * @throws IllegalArgumentException when the query cannot be used or asks for what alerts do not have; or when the cursor
     *     is none of this question
     */
    Told alerts(AlertQuestion question);

    /** What happened to a cluster, the newest {@value #MOST} changes, the earliest of them first; empty when it is not known. */
    List<ClusterChange> changes(String clusterId);

    /** What the articles say of an entity; empty when neither they nor the watch profile know it. */
    Optional<Known> entity(String id);

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

    /** The order of articles. */
    enum Sort {
        /** The best match first; of a query without words, the newest. */
        RELEVANCE,
        /**
         * The best match first, by words and by meaning together: also articles that say it in other words, which {@link
         * Hit#matches} tells apart. A few hundred at most; of a query without words, the newest.
         */
        HYBRID,
        /** By event time, the latest first. */
        NEWEST,
        /** By event time, the earliest first. */
        OLDEST
    }

    /** The order of clusters. */
    enum ClusterSort {
        /** The newest change first. */
        CHANGED,
        /** The latest event first. */
        NEWEST,
        /** Those of the most independent sources first. */
        SOURCES
    }

    /**
     * What is asked of the articles.
     *
     * @param after the {@code next} of the page before; null for the first
     * @param facets whether to count by entity, country, outlet and stance as well
     * @param like the id of an article: asks for those that are like it, the likest first whatever the order, among those
     *     that match the query; null for none
     * @param fixed whether the pages that go on from this one show the index as it is now, whatever is indexed meanwhile; a
     *     page that goes on is what its first was. Such pages end when none is asked for in two minutes
     */
    record Question(
            String query,
            Sort sort,
            int limit,
            @Nullable String after,
            boolean facets,
            @Nullable String like,
            boolean fixed) {
        public Question {
            checkedLimit(limit);
        }

        /** Without an article to be like, and as the index is when each page is asked for. */
        public Question(String query, Sort sort, int limit, @Nullable String after, boolean facets) {
            this(query, sort, limit, after, facets, null, false);
        }
    }

    /**
     * What is asked of the alerts.
     *
     * @param query words, title, text (the lines), time, ingested and sources of the query language; null for all
     * @param subscription the id of the one that fired; null for any
     * @param after the {@code next} of the page before; null for the first
     */
    record AlertQuestion(
            @Nullable String query,
            @Nullable String subscription,
            int limit,
            @Nullable String after) {
        public AlertQuestion {
            checkedLimit(limit);
        }
    }

    /**
     * A page of alerts.
     *
     * @param total how many there are
     * @param next to go on with; null at the end
     */
    record Told(long total, List<Alert> alerts, @Nullable String next) {
        public Told {
            alerts = List.copyOf(alerts);
        }
    }

    /**
     * What is asked of the clusters.
     *
     * @param query null for all
     * @param statuses those in one of these; empty for open and closed ones
     * @param after the {@code next} of the page before; null for the first
     */
    record ClusterQuestion(
            @Nullable String query,
            Set<EventCluster.Status> statuses,
            ClusterSort sort,
            int limit,
            @Nullable String after) {
        public ClusterQuestion {
            statuses = Set.copyOf(statuses);
            checkedLimit(limit);
        }
    }

    /**
     * A page of clusters.
     *
     * @param total how many there are
     * @param next to go on with; null at the end
     */
    record Clusters(
            long total,
            List<EventCluster> clusters,
            @Nullable String next) {
        public Clusters {
            clusters = List.copyOf(clusters);
        }
    }

    /**
     * What is known of an entity.
     *
     * @param aliases its other names in the watch profile, in order
     * @param articles how many articles name it
     * @param clusters how many clusters do, those that redirect left out
     * @param outlets who published those articles, the most frequent first
     * @param together what else those articles name most
     * @param days how many of them each day has, and the stances in them
     * @param latest the newest of them
     */
    record Known(
            Entity entity,
            List<String> aliases,
            long articles,
            long clusters,
            List<Count> outlets,
            List<Count> together,
            List<Day> days,
            List<Hit> latest) {
        public Known {
            aliases = List.copyOf(aliases);
            outlets = List.copyOf(outlets);
            together = List.copyOf(together);
            days = List.copyOf(days);
            latest = List.copyOf(latest);
        }
    }

    /**
     * What a search found.
     *
     * @param total how many articles match; of those that are like one, how many there are
     * @param next to go on with; null at the end
     * @param facets in a fixed order; empty where none were asked for
     */
    record Page(long total, List<Hit> hits, @Nullable String next, List<Facet> facets) {
        public Page {
            hits = List.copyOf(hits);
            facets = List.copyOf(facets);
        }
    }

    /**
     * Articles counted by something they have.
     *
     * @param name a field of the query language, such as {@code country}, so that name and value make a query
     * @param counts the most frequent first
     */
    record Facet(String name, List<Count> counts) {
        public Facet {
            counts = List.copyOf(counts);
        }
    }

    /**
     * How many of the articles have a value.
     *
     * @param value as a query names it: of an entity, its id
     * @param label as people are shown it: of an entity, its name
     */
    record Count(String value, String label, long articles) {
        /** A value that speaks for itself. */
        public static Count of(String value, long articles) {
            return new Count(value, value, articles);
        }
    }

    /**
     * A day of a timeline.
     *
     * @param articles with an event time on it, in UTC
     * @param stances by target, how many stances of each label the articles tell
     */
    record Day(LocalDate day, long articles, SortedMap<String, SortedMap<Stance.Label, Long>> stances) {
        public Day {
            SortedMap<String, SortedMap<Stance.Label, Long>> copy = new TreeMap<>();
            stances.forEach((target, labels) -> copy.put(target, new TreeMap<>(labels)));
            stances = java.util.Collections.unmodifiableSortedMap(copy);
        }
    }

    /**
     * An article that matches.
     *
     * @param snippet a piece of the text about the match, plain text
     * @param clusterIds the clusters it belongs to, one on each desk that takes it, the one that changed last first; empty
     *     until it has been clustered
     * @param score how well it matches; 0 where another order was asked for
     * @param matches whether it is what the query asks for word by word; else it is there for what it means
     */
    record Hit(
            String articleId,
            @Nullable String title,
            String snippet,
            @Nullable String outlet,
            @Nullable String url,
            Instant eventTime,
            boolean timed,
            List<String> clusterIds,
            double score,
            boolean matches) {
        public Hit {
            clusterIds = List.copyOf(clusterIds);
        }

        /** Of its clusters, the one that changed last. */
        public @Nullable String clusterId() {
            return clusterIds.isEmpty() ? null : clusterIds.get(0);
        }
    }

    /**
     * How many there are.
     *
     * @param articles each counted once, whatever its revisions
     * @param clusters those that do not redirect
     */
    record Totals(long articles, long clusters) {}
}
