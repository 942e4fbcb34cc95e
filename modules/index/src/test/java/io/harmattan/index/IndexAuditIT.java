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
import java.io.UncheckedIOException;
import java.net.URI;
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
        IndexAudit audit = new IndexAudit(scratch.node(), 1);
        audit.article(newer);
        audit.article(older);
        audit.article(gone);
        audit.articleDeleted("gone");
        audit.cluster(event);
        audit.cluster(cluster("taken-back").build());
        audit.clusterDeleted("taken-back");

        assertThat(audit.reports())
                .allSatisfy(report -> assertThat(report.inStep()).isTrue())
                .extracting(IndexAudit.Report::documents)
                .containsExactly(1L, 1L, 0L);
    }

    @Test
    void whatDiffersIsNamed() {
        scratch.put(article("old").revision(1).build(), article("stray").build());
        IndexAudit audit = new IndexAudit(scratch.node(), 1);
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
        assertThatThrownBy(() -> new IndexAudit(scratch.node(), 7).reports())
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("404")
                .hasMessageContaining("articles-7");
    }
}
