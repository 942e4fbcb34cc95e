package io.harmattan.testkit;

import io.harmattan.domain.EnrichedArticle;
import io.harmattan.domain.EventCluster;
import io.harmattan.domain.NewsSearch;
import org.junit.jupiter.api.AfterEach;

class MemoryNewsSearchTest extends NewsSearchContract {
    private final MemoryNewsSearch search = new MemoryNewsSearch();

    @AfterEach
    void close() {
        search.close();
    }

    @Override
    protected NewsSearch search() {
        return search;
    }

    @Override
    protected void put(EnrichedArticle... articles) {
        for (EnrichedArticle article : articles) {
            search.put(article);
        }
    }

    @Override
    protected void put(EventCluster... clusters) {
        for (EventCluster cluster : clusters) {
            search.put(cluster);
        }
    }
}
