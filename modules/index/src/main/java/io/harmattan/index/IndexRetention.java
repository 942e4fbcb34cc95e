package io.harmattan.index;

import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.VersionType;
import co.elastic.clients.elasticsearch.core.BulkRequest;
import co.elastic.clients.elasticsearch.core.search.Hit;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes from the indices of an epoch what was taken in longer ago than they are to keep. A document goes in the version in
 * which it was found: one that a newer record brings meanwhile, or later, stays. The topics keep all. Several instances may do
 * this beside each other.
 */
public final class IndexRetention implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(IndexRetention.class);
    private static final int PAGE = 1_000;
    private static final long MINUTES_BETWEEN = 60;

    private final SearchNode node;
    private final int epoch;
    private final Duration keep;
    private final InstantSource clock;
    private final ScheduledExecutorService executor =
            Executors.newSingleThreadScheduledExecutor(r -> new Thread(r, "index-retention"));

    /**
     * @param epoch whose indices
     * @param keep for how long documents are kept, in ingest time; of a cluster, after its last change
     */
    public IndexRetention(SearchNode node, int epoch, Duration keep, InstantSource clock) {
        if (keep.toMillis() < 1) {
            throw new IllegalArgumentException("documents are kept for " + keep + "; expected a millisecond or more");
        }
        this.node = node;
        this.epoch = epoch;
        this.keep = keep;
        this.clock = clock;
    }

    /** Deletes what is too old now, and again each hour. */
    public void start() {
        executor.scheduleWithFixedDelay(
                () -> {
                    try {
                        Map<String, Long> deleted = deleteWhatIsTooOld();
                        LOG.info("documents that are older than {} are deleted: {}", keep, deleted);
                    } catch (RuntimeException e) {
                        LOG.warn("documents that are older than {} stay for now: {}", keep, e.getMessage());
                    }
                },
                0,
                MINUTES_BETWEEN,
                TimeUnit.MINUTES);
    }

    /** The field that says how old a document of an index is. */
    private static String age(NewsIndex kind) {
        return kind == NewsIndex.EVENT_CLUSTERS ? "updated" : "ingest_time";
    }

    /**
     * How many documents of each index were deleted.
     *
     * @throws UncheckedIOException when Elasticsearch does not do it
     */
    public Map<String, Long> deleteWhatIsTooOld() {
        Instant oldest = clock.instant().minus(keep);
        Map<NewsIndex, Long> deleted = new EnumMap<>(NewsIndex.class);
        for (NewsIndex kind : NewsIndex.values()) {
            String index = kind.name(node.settings().indexPrefix(), epoch);
            long all = 0;
            long some;
            do {
                some = delete(index, found(index, age(kind), oldest));
                all += some;
            } while (some > 0);
            deleted.put(kind, all);
        }
        Map<String, Long> named = new TreeMap<>();
        deleted.forEach((kind, many) -> named.put(kind.stem(), many));
        return named;
    }

    private List<Hit<Void>> found(String index, String age, Instant oldest) {
        return node.ask(() -> {
            node.client().indices().refresh(r -> r.index(index)); // what was deleted is not found again
            return node.client()
                    .search(
                            s -> s.index(index)
                                    .query(q -> q.range(
                                            r -> r.date(d -> d.field(age).lt(oldest.toString()))))
                                    .sort(o -> o.field(f -> f.field("_doc").order(SortOrder.Asc)))
                                    .size(PAGE)
                                    .version(true)
                                    .source(f -> f.fetch(false))
                                    .trackTotalHits(t -> t.enabled(false)),
                            Void.class)
                    .hits()
                    .hits();
        });
    }

    /** How many of them it was; the others have changed since. */
    private long delete(String index, List<Hit<Void>> documents) {
        if (documents.isEmpty()) {
            return 0;
        }
        BulkRequest.Builder request = new BulkRequest.Builder();
        for (Hit<Void> document : documents) {
            request.operations(o -> o.delete(d -> d.index(index)
                    .id(Objects.requireNonNull(document.id()))
                    .version(Objects.requireNonNull(document.version()))
                    .versionType(VersionType.ExternalGte)));
        }
        return node.ask(() -> node.client().bulk(request.build())).items().stream()
                .filter(item -> item.error() == null)
                .count();
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
