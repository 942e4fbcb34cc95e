package io.harmattan.app;

import io.harmattan.domain.NewsSearch;
import io.harmattan.index.ElasticsearchNewsSearch;
import io.harmattan.index.SearchNode;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A search that is open for one command; faults of the server come out as what the person should do. */
final class Searching implements AutoCloseable {
    private final SearchNode node;
    private final NewsSearch search;

    private Searching(SearchNode node, NewsSearch search) {
        this.node = node;
        this.search = search;
    }

    static Searching open(Servers servers) {
        SearchNode node = SearchNode.connect(servers.search());
        return new Searching(node, on(node, servers.settings()));
    }

    /** The search on a node, with the names of the profile in use. */
    static NewsSearch on(SearchNode node, Settings settings) {
        return new ElasticsearchNewsSearch(
                node, Analysis.language(settings), InstantSource.system(), Analysis.meanings());
    }

    /**
     * One of the constants, written in lower case.
     *
     * @throws UserException if it is none, naming them all
     */
    static <E extends Enum<E>> E one(String option, String value, Class<E> of) {
        for (E constant : of.getEnumConstants()) {
            if (constant.name().toLowerCase(Locale.ROOT).equals(value)) {
                return constant;
            }
        }
        throw new UserException(option + " is '" + value + "'; expected "
                + Arrays.stream(of.getEnumConstants())
                        .map(c -> c.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", "))
                + ".");
    }

    <T> T search(Function<NewsSearch, T> question) {
        try {
            return question.apply(search);
        } catch (IllegalArgumentException e) {
            throw new UserException(String.valueOf(e.getMessage()), e);
        } catch (UncheckedIOException e) {
            throw new UserException(
                    (e.getCause() == null ? e.getMessage() : e.getCause().getMessage())
                            + ". `harmattan status` shows what is up.",
                    e);
        }
    }

    @Override
    public void close() {
        node.close();
    }
}
