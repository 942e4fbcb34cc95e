package io.harmattan.pipeline.alert;

import io.harmattan.domain.EnrichedArticle;
import io.harmattan.domain.EventCluster;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** What the firing half of the alert stage remembers: articles that wait, clusters, and who was told of what. */
final class Told {
    private static final String ARTICLE = "a";
    private static final String CLUSTER = "c";

    private final KeyValueStore<String, byte[]> articles;
    private final KeyValueStore<String, byte[]> clusters;
    private final KeyValueStore<String, byte[]> told;
    private final KeyValueStore<String, byte[]> byTime;
    private final Serializer<EnrichedArticle> writeArticle;
    private final Deserializer<EnrichedArticle> readArticle;
    private final Serializer<EventCluster> writeCluster;
    private final Deserializer<EventCluster> readCluster;

    Told(
            ProcessorContext<?, ?> context,
            Serializer<EnrichedArticle> writeArticle,
            Deserializer<EnrichedArticle> readArticle,
            Serializer<EventCluster> writeCluster,
            Deserializer<EventCluster> readCluster) {
        articles = context.getStateStore(AlertStores.ARTICLES);
        clusters = context.getStateStore(AlertStores.CLUSTERS);
        told = context.getStateStore(AlertStores.TOLD);
        byTime = context.getStateStore(AlertStores.BY_TIME);
        this.writeArticle = writeArticle;
        this.readArticle = readArticle;
        this.writeCluster = writeCluster;
        this.readCluster = readCluster;
    }

    /**
     * What is known of an article.
     *
     * @param clusterId its cluster; blank while it has none that is known here
     * @param revision the newest revision that made its change; 0 for none
     * @param waiting a newer one, which has come and waits for the change that it makes
     * @param partition where that one lies, with {@code offset}
     */
    record Known(String clusterId, int revision, @Nullable EnrichedArticle waiting, int partition, long offset) {
        static final Known NOTHING = new Known("", 0, null, 0, 0);

        Known in(String cluster) {
            return new Known(cluster, revision, waiting, partition, offset);
        }
    }

    Known article(String id) {
        byte[] value = articles.get(id);
        return value == null
                ? Known.NOTHING
                : Bytes.read(AlertStores.ARTICLES, value, in -> {
                    String cluster = in.readUTF();
                    int revision = in.readInt();
                    int partition = in.readInt();
                    long offset = in.readLong();
                    int length = in.readInt();
                    EnrichedArticle waiting =
                            length == 0 ? null : readArticle.deserialize(AlertStores.ARTICLES, in.readNBytes(length));
                    return new Known(cluster, revision, waiting, partition, offset);
                });
    }

    void put(String articleId, Known known, long ingestMillis) {
        if (articles.get(articleId) == null) {
            byTime.put(Bytes.key(Bytes.time(ingestMillis), ARTICLE, articleId), NOTHING);
        }
        byte[] waiting =
                known.waiting() == null ? NOTHING : writeArticle.serialize(AlertStores.ARTICLES, known.waiting());
        articles.put(articleId, Bytes.write(out -> {
            out.writeUTF(known.clusterId());
            out.writeInt(known.revision());
            out.writeInt(known.partition());
            out.writeLong(known.offset());
            out.writeInt(waiting.length);
            out.write(waiting);
        }));
    }

    private static final byte[] NOTHING = new byte[0];

    @Nullable
    EventCluster cluster(String id) {
        byte[] value = clusters.get(id);
        return value == null ? null : readCluster.deserialize(AlertStores.CLUSTERS, value);
    }

    void put(EventCluster cluster) {
        EventCluster before = cluster(cluster.id());
        if (before != null) {
            byTime.delete(Bytes.key(Bytes.time(before.updated().toEpochMilli()), CLUSTER, cluster.id()));
        }
        clusters.put(cluster.id(), writeCluster.serialize(AlertStores.CLUSTERS, cluster));
        byTime.put(Bytes.key(Bytes.time(cluster.updated().toEpochMilli()), CLUSTER, cluster.id()), NOTHING);
    }

    /** Notes that the subscription was told of that instance of its trigger; false when it had been. */
    boolean first(String clusterOrArticle, String subscription, String instance) {
        String key = Bytes.key(clusterOrArticle, subscription, instance);
        if (told.get(key) != null) {
            return false;
        }
        told.put(key, NOTHING);
        return true;
    }

    /** Notes that this version of the subscription matches the cluster. */
    void matched(String clusterId, String subscription, int version) {
        told.put(Bytes.key(clusterId, subscription, ""), Bytes.write(out -> out.writeInt(version)));
    }

    /** The subscriptions that matched the cluster, each with the version that did. */
    List<KeyValue<String, Integer>> matched(String clusterId) {
        List<KeyValue<String, Integer>> matched = new ArrayList<>();
        for (KeyValue<String, byte[]> entry : toldOf(clusterId)) {
            String[] parts = entry.key.split(String.valueOf(Bytes.PART), -1);
            if (parts[2].isEmpty()) {
                matched.add(KeyValue.pair(
                        parts[1], Bytes.read(AlertStores.TOLD, entry.value, java.io.DataInputStream::readInt)));
            }
        }
        return matched;
    }

    /** All that was told of one cluster counts as told of the other: they are, or were, one event. */
    void inherit(String from, String to) {
        for (KeyValue<String, byte[]> entry : toldOf(from)) {
            String key = to + entry.key.substring(from.length());
            if (told.get(key) == null) {
                told.put(key, entry.value);
            }
        }
    }

    private List<KeyValue<String, byte[]>> toldOf(String clusterOrArticle) {
        List<KeyValue<String, byte[]>> all = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> entries =
                told.range(clusterOrArticle + Bytes.PART, Bytes.after(clusterOrArticle))) {
            entries.forEachRemaining(all::add);
        }
        return all;
    }

    /** Forgets articles and clusters that were last heard of before that time, the oldest first, so many at most. */
    void forget(long untilMillis, int most) {
        if (untilMillis <= 0) {
            return;
        }
        List<String> old = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> entries = byTime.range("", Bytes.time(untilMillis))) {
            while (entries.hasNext() && old.size() < most) {
                old.add(entries.next().key);
            }
        }
        for (String key : old) {
            String[] parts = key.split(String.valueOf(Bytes.PART), -1);
            (parts[1].equals(ARTICLE) ? articles : clusters).delete(parts[2]);
            toldOf(parts[2]).forEach(entry -> told.delete(entry.key));
            byTime.delete(key);
        }
    }
}
