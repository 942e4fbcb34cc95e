package io.harmattan.index;

import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** What the sink counts. */
final class IndexCounters {
    final LongAdder indexed = new LongAdder();
    final LongAdder stale = new LongAdder();
    final LongAdder dead = new LongAdder();
    final LongAdder retries = new LongAdder();
    private volatile @Nullable String waitingFor;

    void waitFor(@Nullable String what) {
        waitingFor = what;
    }

    Optional<String> waitingFor() {
        return Optional.ofNullable(waitingFor);
    }

    IndexSink.Counts read() {
        return new IndexSink.Counts(indexed.sum(), stale.sum(), dead.sum(), retries.sum());
    }
}
