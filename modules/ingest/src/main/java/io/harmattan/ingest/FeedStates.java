package io.harmattan.ingest;

import io.harmattan.domain.FeedState;
import java.util.Optional;

/** Port: where the state of feeds is kept. Safe for use by many threads. */
public interface FeedStates extends AutoCloseable {
    /** The newest state of a feed. */
    Optional<FeedState> get(String url);

    /** Keeps a state; safe when it returns. */
    void put(FeedState state);

    @Override
    void close();
}
