package io.harmattan.testkit;

import io.harmattan.domain.Article;
import io.harmattan.domain.ArticlePublisher;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A publisher that keeps what it is given. */
public final class MemoryArticlePublisher implements ArticlePublisher {
    private final List<Article> articles = new ArrayList<>();
    private boolean closed;

    @Override
    public synchronized CompletionStage<Void> publish(Article article) {
        if (closed) {
            throw new IllegalStateException("the publisher is closed; expected an open one");
        }
        articles.add(article);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void flush() {}

    @Override
    public synchronized void close() {
        closed = true;
    }

    /** Everything that was published, in order. */
    public synchronized List<Article> articles() {
        return List.copyOf(articles);
    }
}
