package io.harmattan.index;

import static io.harmattan.testkit.SampleArticle.article;
import static io.harmattan.testkit.SampleCluster.cluster;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harmattan.domain.EnrichedArticle;
import io.harmattan.domain.EventCluster;
import io.harmattan.local.stack.LocalStack;
import io.harmattan.local.stack.Part;
import io.harmattan.testkit.LocalStackTest;
import io.harmattan.testkit.SampleAlert;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@LocalStackTest(Part.SEARCH)
class IndexAuditIT {
    private static ScratchIndex scratch;

    @BeforeAll
    static void open(LocalStack stack) {
        scratch = new ScratchIndex(SearchSettings.of(URI.create(stack.elasticsearchUrl())));
    }

    @AfterEach
    void clear() {
        scratch.clear();
    }

    @AfterAll
    static void close() {
        scratch.close();
    }

    @Test
    void whatIsTheSameIsInStepWhateverOlderRevisionsTheTopicHas() {
        EnrichedArticle older = article("a").revision(1).build();
        EnrichedArticle newer = article("a").revision(2).build();
        EnrichedArticle gone = article("gone").build();
        EventCluster event = cluster("c").build();
        scratch.put(newer);
        scratch.put(event);
        scratch.put(SampleAlert.alert("told", "bases", SampleAlert.NOW));
        IndexAudit audit = new IndexAudit(scratch.node(), 1, null);
        audit.article(newer);
        audit.article(older);
        audit.article(gone);
        audit.articleDeleted("gone");
        audit.cluster(event);
        audit.cluster(cluster("taken-back").build());
        audit.clusterDeleted("taken-back");
        audit.alert(SampleAlert.alert("told", "bases", SampleAlert.NOW));

        assertThat(audit.reports())
                .allSatisfy(report -> assertThat(report.inStep()).isTrue())
                .extracting(IndexAudit.Report::documents)
                .containsExactly(1L, 1L, 0L, 1L);
    }

    @Test
    void whatIsTooOldToBeKeptIsDeletedAndNotMissed() {
        Instant now = SampleAlert.NOW;
        EnrichedArticle old = takenIn("old", now.minus(Duration.ofDays(31)), 1);
        EnrichedArticle fresh = takenIn("fresh", now.minus(Duration.ofDays(29)), 1);
        EventCluster quiet =
                cluster("quiet").updated(now.minus(Duration.ofDays(31))).build();
        EventCluster live = cluster("live").updated(now).build();
        scratch.put(old, fresh, takenIn("edited", now.minus(Duration.ofDays(40)), 1));
        scratch.put(quiet, live);
        scratch.put(SampleAlert.alert("told", "bases", now));
        EnrichedArticle edited = takenIn("edited", now.minus(Duration.ofDays(1)), 2);
        scratch.put(edited);
        Instant oldest = now.minus(Duration.ofDays(30));
        assertThat(audit(oldest, old, fresh, edited, quiet, live)).allMatch(IndexAudit.Report::inStep);

        try (IndexRetention retention =
                new IndexRetention(scratch.node(), 1, Duration.ofDays(30), InstantSource.fixed(now))) {
            assertThat(retention.deleteWhatIsTooOld())
                    .containsEntry("articles", 1L)
                    .containsEntry("event-clusters", 1L)
                    .containsEntry("alerts", 0L);
            assertThat(retention.deleteWhatIsTooOld().values()).containsOnly(0L);
        }
        assertThat(scratch.search().article("old")).isEmpty();
        assertThat(scratch.search().article("fresh")).contains(fresh);
        assertThat(scratch.search().article("edited")).contains(edited);
        assertThat(scratch.search().cluster("quiet")).isEmpty();
        assertThat(scratch.search().cluster("live")).contains(live);
        assertThat(audit(oldest, old, fresh, edited, quiet, live)).allMatch(IndexAudit.Report::inStep);
        assertThat(audit(now.minus(Duration.ofDays(60)), old, fresh, edited, quiet, live))
                .extracting(report -> report.missing().ids())
                .startsWith(List.of("old"), List.of("quiet"));

        EnrichedArticle again = takenIn("old", now, 2);
        scratch.put(again);
        assertThat(scratch.search().article("old")).contains(again);
    }

    private static EnrichedArticle takenIn(String id, Instant ingestTime, int revision) {
        return EnrichedArticle.builder(id, "all", ingestTime)
                .revision(revision)
                .epoch(1)
                .text("A text.")
                .build();
    }

    private static List<IndexAudit.Report> audit(
            Instant oldest, EnrichedArticle a, EnrichedArticle b, EnrichedArticle c, EventCluster d, EventCluster e) {
        IndexAudit audit = new IndexAudit(scratch.node(), 1, oldest);
        List.of(a, b, c).forEach(audit::article);
        List.of(d, e).forEach(audit::cluster);
        audit.alert(SampleAlert.alert("told", "bases", SampleAlert.NOW));
        return audit.reports();
    }

    @Test
    void whatDiffersIsNamed() {
        scratch.put(article("old").revision(1).build(), article("stray").build());
        IndexAudit audit = new IndexAudit(scratch.node(), 1, null);
        audit.article(article("old").revision(2).build());
        for (int i = 0; i < 30; i++) {
            audit.article(article("gone-" + (10 + i)).build());
        }
        IndexAudit.Report report = audit.reports().get(0);

        assertThat(report.inStep()).isFalse();
        assertThat(report.documents()).isEqualTo(2);
        assertThat(report.expected()).isEqualTo(31);
        assertThat(report.missing().count()).isEqualTo(30);
        assertThat(report.missing().ids()).hasSize(IndexAudit.NAMED).startsWith("gone-10", "gone-11");
        assertThat(report.stale()).isEqualTo(new IndexAudit.Difference(1, List.of("old")));
        assertThat(report.unknown()).isEqualTo(new IndexAudit.Difference(1, List.of("stray")));
    }

    @Test
    void anIndexThatIsNotThereIsSaid() {
        assertThatThrownBy(() -> new IndexAudit(scratch.node(), 7, null).reports())
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("404")
                .hasMessageContaining("articles-7");
    }
}
