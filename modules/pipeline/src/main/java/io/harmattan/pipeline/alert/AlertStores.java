package io.harmattan.pipeline.alert;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** The stores of the alert stage, each named once; plain, with compacted changelogs, as those of the cluster stage. */
public final class AlertStores {
    /** Subscription → its newest version; global. */
    public static final String SUBSCRIPTIONS = "alert-subscriptions";

    /** Article → its cluster, and the article itself while it waits for the change that it makes. */
    static final String ARTICLES = "alert-articles";

    /** Cluster → its newest snapshot. */
    static final String CLUSTERS = "alert-clusters";

    /** Cluster or article, subscription and instance of the trigger → what was told. */
    static final String TOLD = "alert-told";

    /** Time and article or cluster → nothing: the order of forgetting. */
    static final String BY_TIME = "alert-by-time";

    /** Subscription → its rates, silences and when it was last told. */
    static final String LIMITS = "alert-limits";

    /** Subscription, time and alert → an alert that is held back. */
    static final String HELD = "alert-held";

    private AlertStores() {}

    static Set<StoreBuilder<?>> firing() {
        return builders(List.of(ARTICLES, CLUSTERS, TOLD, BY_TIME));
    }

    static Set<StoreBuilder<?>> limiting() {
        return builders(List.of(LIMITS, HELD));
    }

    private static Set<StoreBuilder<?>> builders(List<String> names) {
        Set<StoreBuilder<?>> builders = new LinkedHashSet<>();
        for (String name : names) {
            builders.add(Stores.keyValueStoreBuilder(
                            Stores.persistentKeyValueStore(name), Serdes.String(), Serdes.ByteArray())
                    .withLoggingEnabled(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT)));
        }
        return builders;
    }
}
