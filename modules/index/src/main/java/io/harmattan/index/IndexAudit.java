package io.harmattan.index;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.Time;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import co.elastic.clients.elasticsearch.core.search.Hit;
import io.harmattan.domain.Alert;
import io.harmattan.domain.ClusterChange;
import io.harmattan.domain.EnrichedArticle;
import io.harmattan.domain.EventCluster;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compares what the topics say with what the indices of an epoch have: each document's id and version. It is told the
 * records, of which the newest revision counts, and keeps an id and a number of each.
 */
public final class IndexAudit {
    /** So many ids of each kind of difference are named; all are counted. */
    public static final int NAMED = 10;

    private static final int PAGE = 5_000;
    private static final Time KEPT = Time.of(t -> t.time("1m"));

    private final SearchNode node;
    private final int epoch;
    private final @Nullable Instant oldest;
    private final Map<NewsIndex, Map<String, Long>> expected = new EnumMap<>(NewsIndex.class);
    private final Map<NewsIndex, Map<String, Long>> tooOld = new EnumMap<>(NewsIndex.class);
    private final Map<NewsIndex, Set<String>> deleted = new EnumMap<>(NewsIndex.class);

    /**
     * An audit of the indices of an epoch.
     *
     * @param oldest what was taken in before that may be in the index or not ({@link IndexRetention}); null: all must
     */
    public IndexAudit(SearchNode node, int epoch, @Nullable Instant oldest) {
        this.node = node;
        this.epoch = epoch;
        this.oldest = oldest;
        for (NewsIndex kind : NewsIndex.values()) {
            expected.put(kind, new HashMap<>());
            deleted.put(kind, new HashSet<>());
            tooOld.put(kind, new HashMap<>());
        }
    }

    /**
     * What was found of one index.
     *
     * @param documents how many it has
     * @param expected how many the topic says that are not too old to be kept
     * @param missing in the topic and not in the index
     * @param stale in the index in an older revision
     * @param unknown in the index and not in the topic, or in a newer revision
     */
    public record Report(
            String index, long documents, long expected, Difference missing, Difference stale, Difference unknown) {
        /** Whether topic and index say the same. */
        public boolean inStep() {
            return missing.count() + stale.count() + unknown.count() == 0;
        }
    }

    /**
     * Documents that differ.
     *
     * @param ids some of them, at most {@value #NAMED}, in order
     */
    public record Difference(long count, List<String> ids) {
        static Difference of(List<String> ids) {
            return new Difference(ids.size(), ids.stream().sorted().limit(NAMED).toList());
        }
    }

    /** The topic has this article. */
    public void article(EnrichedArticle article) {
        expect(
                NewsIndex.ARTICLES,
                article.id(),
                DocumentVersion.of(article.epoch(), article.revision()),
                article.ingestTime());
    }

    /** The topic has this cluster. */
    public void cluster(EventCluster cluster) {
        expect(
                NewsIndex.EVENT_CLUSTERS,
                cluster.id(),
                DocumentVersion.of(cluster.epoch(), cluster.revision()),
                cluster.updated());
    }

    /** The topic has a change there. */
    public void change(ClusterChange change, int partition, long offset) {
        expect(
                NewsIndex.CLUSTER_CHANGES,
                RecordReader.changeId(partition, offset),
                DocumentVersion.of(epoch, 1),
                change.ingestTime());
    }

    /** The topic has this alert. */
    public void alert(Alert alert) {
        expect(NewsIndex.ALERTS, alert.id(), DocumentVersion.of(alert.epoch(), 1), alert.ingestTime());
    }

    /** The topic takes this alert back. */
    public void alertDeleted(String id) {
        Objects.requireNonNull(deleted.get(NewsIndex.ALERTS)).add(id);
    }

    /** The topic takes this article back. */
    public void articleDeleted(String id) {
        Objects.requireNonNull(deleted.get(NewsIndex.ARTICLES)).add(id);
    }

    /** The topic takes this cluster back. */
    public void clusterDeleted(String id) {
        Objects.requireNonNull(deleted.get(NewsIndex.EVENT_CLUSTERS)).add(id);
    }

    private void expect(NewsIndex kind, String id, long version, Instant takenIn) {
        boolean kept = oldest == null || !takenIn.isBefore(oldest);
        Objects.requireNonNull((kept ? expected : tooOld).get(kind)).merge(id, version, Math::max);
    }

    /**
     * Looks at the indices. What is indexed while it does so counts or does not.
     *
     * @throws java.io.UncheckedIOException where the node cannot be asked or has no such index
     */
    public List<Report> reports() {
        return expected.entrySet().stream()
                .map(kind -> {
                    Map<String, Long> left = new HashMap<>(kind.getValue());
                    left.keySet().removeAll(Objects.requireNonNull(deleted.get(kind.getKey())));
                    Map<String, Long> old = Objects.requireNonNull(tooOld.get(kind.getKey()));
                    old.forEach(
                            (id, version) -> left.computeIfPresent(id, (i, newer) -> newer > version ? newer : null));
                    return report(kind.getKey(), left, old);
                })
                .toList();
    }

    private Report report(NewsIndex kind, Map<String, Long> left, Map<String, Long> old) {
        String index = kind.name(node.settings().indexPrefix(), epoch);
        long wanted = left.size();
        long documents = 0;
        List<String> stale = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        node.ask(() -> node.client().indices().refresh(r -> r.index(index)));
        String pit = node.ask(
                        () -> node.client().openPointInTime(o -> o.index(index).keepAlive(KEPT)))
                .id();
        try {
            List<FieldValue> after = List.of();
            while (true) {
                List<Hit<Void>> page = page(pit, after).hits().hits();
                for (Hit<Void> hit : page) {
                    documents++;
                    String id = Objects.requireNonNull(hit.id());
                    Long version = left.remove(id);
                    long has = Objects.requireNonNull(hit.version());
                    if (version == null && has <= old.getOrDefault(id, 0L)) {
                        continue; // not deleted yet
                    }
                    if (version == null || has > version) {
                        unknown.add(id);
                    } else if (has < version) {
                        stale.add(id);
                    }
                }
                if (page.size() < PAGE) {
                    break;
                }
                after = page.get(page.size() - 1).sort();
            }
        } finally {
            node.ask(() -> node.client().closePointInTime(c -> c.id(pit)));
        }
        return new Report(
                index,
                documents,
                wanted,
                Difference.of(new ArrayList<>(left.keySet())),
                Difference.of(stale),
                Difference.of(unknown));
    }

    private SearchResponse<Void> page(String pit, List<FieldValue> after) {
        return node.ask(() -> node.client()
                .search(
                        s -> {
                            s.pit(p -> p.id(pit).keepAlive(KEPT))
                                    .size(PAGE)
                                    .version(true)
                                    .source(f -> f.fetch(false))
                                    .trackTotalHits(t -> t.enabled(false))
                                    .sort(o ->
                                            o.field(f -> f.field("_shard_doc").order(SortOrder.Asc)));
                            return after.isEmpty() ? s : s.searchAfter(after);
                        },
                        Void.class));
    }
}
