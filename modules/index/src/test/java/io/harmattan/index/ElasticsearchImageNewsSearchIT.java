package io.harmattan.index;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harmattan.domain.Alert;
import io.harmattan.domain.EnrichedArticle;
import io.harmattan.domain.EventCluster;
import io.harmattan.domain.NewsSearch;
import io.harmattan.testkit.NewsSearchContract;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.testcontainers.junit.jupiter.Testcontainers;

@Testcontainers(disabledWithoutDocker = true)
class ElasticsearchImageNewsSearchIT extends NewsSearchContract {
    private static ScratchIndex scratch;

    @BeforeAll
    static void open() {
        scratch = new ScratchIndex(ElasticsearchImage.settings());
    }

    /** The node of a laptop knows no keys. */
    @Test
    void aWrongKeyIsSaidWithTheSettingsToLookAt() {
        try (SearchNode node = SearchNode.connect(ElasticsearchImage.withAWrongKey())) {
            assertThatThrownBy(() -> node.waitUntilUp(Duration.ofMinutes(1), why -> {}))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("answers 401")
                    .hasMessageContaining("elasticsearch.api-key");
        }
    }

    @AfterEach
    void clear() {
        scratch.clear();
    }

    @AfterAll
    static void close() {
        scratch.close();
    }

    @Override
    protected NewsSearch search() {
        return scratch.search();
    }

    @Override
    protected void put(EnrichedArticle... articles) {
        scratch.put(articles);
    }

    @Override
    protected void put(EventCluster... clusters) {
        scratch.put(clusters);
    }

    @Override
    protected void put(Alert... alerts) {
        scratch.put(alerts);
    }
}
