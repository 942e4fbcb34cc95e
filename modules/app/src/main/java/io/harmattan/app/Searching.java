package io.harmattan.app;

import io.harmattan.domain.NewsSearch;
import io.harmattan.index.ElasticsearchNewsSearch;
import io.harmattan.index.SearchNode;
import java.io.UncheckedIOException;
import java.util.function.Function;

/** A search that is open for one command; faults of the server come out as what the person should do. */
final class Searching implements AutoCloseable {
    private final SearchNode node;
    private final NewsSearch search;

    private Searching(SearchNode node) {
        this.node = node;
        this.search = new ElasticsearchNewsSearch(node);
    }

    static Searching open(Servers servers) {
        return new Searching(SearchNode.connect(servers.search()));
    }

    <T> T search(Function<NewsSearch, T> question) {
        try {
            return question.apply(search);
        } catch (IllegalArgumentException e) {
            throw new UserException(String.valueOf(e.getMessage()), e);
        } catch (UncheckedIOException e) {
            throw new UserException(
                    (e.getCause() == null ? e.getMessage() : e.getCause().getMessage()) + ". `harmattan status` shows what is up.",
                    e);
        }
    }

    @Override
    public void close() {
        node.close();
    }
}
