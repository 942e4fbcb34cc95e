package io.harmattan.app;

import io.harmattan.domain.EventCluster;
import io.harmattan.domain.NewsSearch;
import io.harmattan.index.SearchNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;

/**
 * What is in the index once every stage has done what there was to do.
 *
 * @param clusters the newest ones
 */
record Settled(NewsSearch.Totals totals, List<EventCluster> clusters) {
    private static final int CLUSTERS = 100;

    /** What Elasticsearch may take to show what it was given: its refresh interval, and some air. */
    private static final Duration SHOWN = Duration.ofMillis(1500);

    /**
     * Waits until no stage has anything to do; empty when that takes longer than the limit.
     */
    static Optional<Settled> await(Servers servers, Duration limit) {
        long until = System.nanoTime() + limit.toNanos();
        try (Admin admin = Admin.create(servers.kafkaClient());
                SearchNode node = SearchNode.connect(servers.search())) {
            TopicReport report = new TopicReport(
                    admin, servers.kafkaClient(), servers.settings().naming());
            // the topics come in the order of the flow: what an earlier stage still has to do would show up later on
            while (report.rows().stream()
                    .flatMap(row -> row.lag().values().stream())
                    .anyMatch(lag -> lag.records() > 0)) {
                if (System.nanoTime() > until) {
                    return Optional.empty();
                }
                Platform.pause();
            }
            long shown = System.nanoTime() + SHOWN.toNanos();
            while (System.nanoTime() < shown) {
                Platform.pause();
            }
            NewsSearch search = Searching.on(node, servers.settings());
            return Optional.of(new Settled(search.totals(), search.clusters(CLUSTERS)));
        }
    }
}
