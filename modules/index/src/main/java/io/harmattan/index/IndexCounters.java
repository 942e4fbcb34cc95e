package io.harmattan.index;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** What the sink counts and times: for whoever holds it, and as meters {@code harmattan.index.*} for the platform. */
final class IndexCounters {
    private final LongAdder indexed = new LongAdder();
    private final LongAdder stale = new LongAdder();
    private final LongAdder dead = new LongAdder();
    private final LongAdder retries = new LongAdder();
    private final Counter indexedMeter;
    private final Counter staleMeter;
    private final Counter deadMeter;
    private final Counter retriesMeter;
    private final Timer bulks;
    private final DistributionSummary bulkDocuments;
    private final DistributionSummary bulkBytes;
    private volatile @Nullable String waitingFor;

    IndexCounters(MeterRegistry meters) {
        indexedMeter = documents(meters, "indexed");
        staleMeter = documents(meters, "stale");
        deadMeter = documents(meters, "dead");
        retriesMeter = Counter.builder("harmattan.index.retries")
                .description("Requests, to any server, that had to be made again")
                .register(meters);
        bulks = Timer.builder("harmattan.index.bulk")
                .description("From sending a bulk to the answer to it")
                .publishPercentiles(0.5, 0.99)
                .register(meters);
        bulkDocuments = DistributionSummary.builder("harmattan.index.bulk.documents")
                .description("Documents in a bulk")
                .register(meters);
        bulkBytes = DistributionSummary.builder("harmattan.index.bulk.size")
                .baseUnit("bytes")
                .description("JSON in a bulk")
                .register(meters);
    }

    private static Counter documents(MeterRegistry meters, String outcome) {
        return Counter.builder("harmattan.index.documents")
                .description("Documents by what became of them")
                .tag("outcome", outcome)
                .register(meters);
    }

    void indexed() {
        indexed.increment();
        indexedMeter.increment();
    }

    void stale() {
        stale.increment();
        staleMeter.increment();
    }

    void dead(int letters) {
        dead.add(letters);
        deadMeter.increment(letters);
    }

    void retried() {
        retries.increment();
        retriesMeter.increment();
    }

    void answered(List<Document> bulk, long nanos) {
        bulks.record(nanos, TimeUnit.NANOSECONDS);
        bulkDocuments.record(bulk.size());
        bulkBytes.record(bulk.stream().mapToLong(Document::bytes).sum());
    }

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
