package io.harmattan.analysis.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.harmattan.analysis.Enricher;
import io.harmattan.analysis.SahelProfile;
import io.harmattan.domain.Article;
import io.harmattan.domain.Article.ContentType;
import io.harmattan.domain.ArticleId;
import io.harmattan.domain.EnrichedArticle;
import io.harmattan.domain.EventCluster;
import io.harmattan.domain.Stance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The five articles the project started from: one event, of which four articles have no date. */
class SeedClusterTest {
    private static final Instant INGESTED = Instant.parse("2026-11-21T06:00:00Z");

    private final EventClustering clustering = new EventClustering(ClusterSettings.DEFAULTS, Articles.BACKGROUND);

    @Test
    void they_are_one_cluster_in_every_order() throws IOException {
        List<EnrichedArticle> seeds = seeds();
        List<List<EnrichedArticle>> orders = new ArrayList<>();
        permute(new ArrayList<>(), seeds, orders);
        assertThat(orders).hasSize(120);

        double weakest = 1;
        for (List<EnrichedArticle> order : orders) {
            MemoryDeskState state = new MemoryDeskState();
            Set<String> clusters = new HashSet<>();
            for (EnrichedArticle each : order) {
                for (var change : clustering.on(each, state).changes()) {
                    clusters.add(change.clusterId());
                    weakest = Math.min(
                            weakest,
                            change.scores().getOrDefault("score", 1.0)
                                    - change.scores().getOrDefault("threshold", 0.0));
                }
            }
            assertThat(clusters)
                    .as(order.stream().map(EnrichedArticle::source).toList().toString())
                    .hasSize(1);
        }
        // they shall not hang together by a hair
        assertThat(weakest).isGreaterThan(0.02);
    }

    @Test
    void their_cluster_has_the_date_of_the_one_that_has_one_and_a_title_that_says_what_happened() throws IOException {
        MemoryDeskState state = new MemoryDeskState();
        EventCluster cluster = null;
        for (EnrichedArticle each : seeds()) {
            List<EventCluster> snapshots = clustering.on(each, state).snapshots();
            cluster = snapshots.get(snapshots.size() - 1);
        }

        assertThat(cluster).isNotNull();
        assertThat(cluster.members()).hasSize(5);
        assertThat(cluster.firstEventTime()).isEqualTo(Instant.parse("2024-05-03T02:47:00Z"));
        assertThat(cluster.lastEventTime()).isEqualTo(cluster.firstEventTime());
        assertThat(cluster.title()).contains("Russian").contains("Niger");
        assertThat(cluster.entities().get(0).articles()).isEqualTo(5);
        assertThat(cluster.disagreements())
                .extracting(EventCluster.Disagreement::of)
                .containsExactlyInAnyOrder("troops in Niger", "cost of Air Base 201");
        assertThat(cluster.quoted())
                .extracting(EventCluster.QuotedBy::holderEntity)
                .contains("person-austin");
        assertThat(cluster.stances()).anySatisfy(tally -> {
            assertThat(tally.target()).isEqualTo("us-presence");
            assertThat(tally.holderEntity()).isEqualTo("ne-cnsp");
            assertThat(tally.label()).isEqualTo(Stance.Label.OPPOSED);
            assertThat(tally.sources()).isGreaterThanOrEqualTo(4);
        });
    }

    private static void permute(
            List<EnrichedArticle> head, List<EnrichedArticle> rest, List<List<EnrichedArticle>> orders) {
        if (rest.isEmpty()) {
            orders.add(head);
            return;
        }
        for (EnrichedArticle next : rest) {
            List<EnrichedArticle> longer = new ArrayList<>(head);
            longer.add(next);
            permute(longer, rest.stream().filter(each -> each != next).toList(), orders);
        }
    }

    private static List<EnrichedArticle> seeds() throws IOException {
        Enricher enricher = new Enricher(SahelProfile.load());
        List<EnrichedArticle> seeds = new ArrayList<>();
        try (var files = Files.list(Path.of("..", "..", "seeds"))) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".txt")).sorted().toList()) {
                String content = Files.readString(file);
                Instant ingested = INGESTED.plusMillis(seeds.size());
                Article article = new Article(
                        ArticleId.of(null, null, content),
                        0,
                        1,
                        ingested,
                        ingested,
                        null,
                        file.getFileName().toString(),
                        ContentType.TEXT,
                        null,
                        content,
                        null,
                        null);
                seeds.addAll(enricher.enrich(article, enricher.extract(article), 1, 1));
            }
        }
        assertThat(seeds).hasSize(5);
        return seeds;
    }
}
