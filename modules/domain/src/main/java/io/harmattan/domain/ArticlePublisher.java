package io.harmattan.domain;

import java.util.concurrent.CompletionStage;

/** Port: where ingest puts articles. Publishing the same article again is harmless: its id is its key. */
public interface ArticlePublisher extends AutoCloseable {

    /**
     * Hands an article over. May block while the other side is slow: that is the back-pressure.
     *
     * @return done when the article is safe; failed with the reason when it can never be
     */
    CompletionStage<Void> publish(Article article);

    /** Waits until everything handed over is safe or has failed. */
    void flush();

    @Override
    void close();
}
