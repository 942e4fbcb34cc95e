package io.harmattan.index;

import io.harmattan.analysis.meaning.MeaningEncoder;
import io.harmattan.wire.Topic;
import io.harmattan.wire.Wire;
import io.micrometer.core.instrument.Metrics;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * enriched-articles, event-clusters, cluster-changes, alerts → index → Elasticsearch, or dead-letters.
 *
 * <p>Each record becomes one document whose id and version come from the record, so that what is read twice is written
 * once. Offsets are committed only after Elasticsearch has answered to every document before them. A record that cannot
 * be read, or whose document is refused, is set aside as a dead letter; a server that is away is waited for. Several sinks
 * of one epoch, in this process or others, share the work. What they do is metered in Micrometer's global registry.
 */
public final class IndexSink implements AutoCloseable {
    /** The name of the stage. */
    public static final String STAGE = "index";

    private static final Logger LOG = LoggerFactory.getLogger(IndexSink.class);
    private static final Duration GOODBYE = Duration.ofSeconds(20);

    private final IndexWorker worker;
    private final IndexCounters counters = new IndexCounters(Metrics.globalRegistry);
    private final ExecutorService executor = Executors.newSingleThreadExecutor(r -> new Thread(r, STAGE));

    /**
     * What a sink runs with.
     *
     * @param kafka client settings, {@code bootstrap.servers} at least, {@code session.timeout.ms} and security where
     *     wanted; those that the sink's promises stand on are not taken from here
     * @param naming prefix of the topics and the group, and the epoch
     * @param bulkDocuments most documents in a request
     * @param bulkBytes most bytes of JSON in a request
     * @param firstBackOff how long to wait, give or take a quarter, before what was not answered is sent again; doubled
     *     each time
     * @param longestBackOff the longest such wait
     * @param meanings makes the vectors that the search by meaning goes by, of English articles, which are all that it reads;
     *     null: none are made. It costs some 10 ms of a core for each, here where nobody waits to be told
     */
    public record Settings(
            Map<String, Object> kafka,
            Topic.Naming naming,
            int bulkDocuments,
            long bulkBytes,
            Duration firstBackOff,
            Duration longestBackOff,
            @Nullable MeaningEncoder meanings) {
        public Settings {
            kafka = Map.copyOf(kafka);
            if (bulkDocuments < 1 || bulkBytes < 1) {
                throw new IllegalArgumentException("a bulk has at most " + bulkDocuments + " documents and " + bulkBytes
                        + " bytes; expected 1 or more of each");
            }
            if (firstBackOff.toMillis() < 1 || longestBackOff.compareTo(firstBackOff) <= 0) {
                throw new IllegalArgumentException("back-off goes from " + firstBackOff + " to " + longestBackOff
                        + "; expected a millisecond or more, and a longer wait at the end");
            }
        }

        /** Bulks of 500 documents or 5 MB, waits from 0.2 to 10 seconds, no vectors. */
        public static Settings of(Map<String, Object> kafka, Topic.Naming naming) {
            return new Settings(kafka, naming, 500, 5_000_000, Duration.ofMillis(200), Duration.ofSeconds(10), null);
        }

        /** The consumer group. */
        public String group() {
            return naming.prefix() + "harmattan-" + STAGE + "-" + naming.epoch();
        }
    }

    /**
     * What happened since the sink was made.
     *
     * @param indexed documents written
     * @param stale documents whose version, or a newer one, was there
     * @param dead records set aside
     * @param retries requests, to any server, that had to be made again
     */
    public record Counts(long indexed, long stale, long dead, long retries) {}

    /**
     * @param node where the documents go; {@link IndexTemplates#ensure} has been done for the epoch
     * @param wire how the records are read
     */
    public IndexSink(SearchNode node, Wire wire, Settings settings) {
        this.worker = new IndexWorker(node, wire, settings, counters);
    }

    /** Begins, or goes on where the group had come to. */
    public void start() {
        executor.execute(worker);
    }

    /** What happened so far. */
    public Counts counts() {
        return counters.read();
    }

    /** What is waited for, in one line, while a server does not do its part. */
    public Optional<String> waitingFor() {
        return counters.waitingFor();
    }

    /** Finishes what is under way if that takes no waiting, and leaves the group. What is not finished is done again. */
    @Override
    public void close() {
        worker.close();
        executor.shutdown();
        try {
            if (!executor.awaitTermination(GOODBYE.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn("stage index did not stop within {} s; it is left where it is", GOODBYE.toSeconds());
                executor.shutdownNow();
            }
        } catch (InterruptedException e) {
            executor.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
