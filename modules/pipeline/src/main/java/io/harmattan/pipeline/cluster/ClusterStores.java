package io.harmattan.pipeline.cluster;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The stores of the cluster stage, each named once. Plain stores with compacted changelogs: those of window stores are cut
 * by record timestamps, and these are event times, which may be years old. Every key starts with the desk.
 */
final class ClusterStores {
    /** Desk → where it stands. */
    static final String DESKS = "cluster-desks";
    /** Cluster → what is kept of it while it is open. */
    static final String CLUSTERS = "cluster-clusters";
    /** Article → its cluster. */
    static final String ARTICLES = "cluster-articles";
    /** Cluster and number → member. */
    static final String MEMBERS = "cluster-members";
    /** Cluster and copy group → what its members of that text add up to. */
    static final String GROUPS = "cluster-groups";
    /** Closed cluster → what is remembered of it for its storyline. */
    static final String PAST = "cluster-past";
    /** Queue, time and cluster → nothing: the order of closing and forgetting; of articles to be settled → how often their terms occur. */
    static final String QUEUES = "cluster-queues";

    static final List<String> ALL = List.of(DESKS, CLUSTERS, ARTICLES, MEMBERS, GROUPS, PAST, QUEUES);

    /** What changes with each article of a cluster, or of all: written to store and changelog once a commit. */
    private static final Set<String> OFTEN_PUT = Set.of(DESKS, CLUSTERS, GROUPS);

    private ClusterStores() {}

    static Set<StoreBuilder<?>> builders() {
        Set<StoreBuilder<?>> builders = new LinkedHashSet<>();
        for (String name : ALL) {
            StoreBuilder<KeyValueStore<Bytes, byte[]>> builder = Stores.keyValueStoreBuilder(
                            Stores.persistentKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray())
                    .withLoggingEnabled(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));
            builders.add(OFTEN_PUT.contains(name) ? builder.withCachingEnabled() : builder);
        }
        return builders;
    }
}
