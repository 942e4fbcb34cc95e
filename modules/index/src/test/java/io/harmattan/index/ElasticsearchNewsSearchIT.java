package io.harmattan.index;

import io.harmattan.domain.Alert;
import io.harmattan.domain.EnrichedArticle;
import io.harmattan.domain.EventCluster;
import io.harmattan.domain.NewsSearch;
import io.harmattan.local.stack.LocalStack;
import io.harmattan.local.stack.Part;
import io.harmattan.testkit.LocalStackTest;
import io.harmattan.testkit.NewsSearchContract;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

@LocalStackTest(Part.SEARCH)
class ElasticsearchNewsSearchIT extends NewsSearchContract {
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
