package io.harmattan.pipeline.alert;

import io.harmattan.domain.EnrichedArticle;
import io.harmattan.domain.EventCluster;
import io.harmattan.domain.Firing;
import io.harmattan.domain.Subscription;
import io.harmattan.wire.Topics;
import io.harmattan.wire.Wire;
import java.util.Set;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;

/** Makes the processors of the alert stage. */
public final class AlertStage {
    private final LiveSubscriptions subscriptions;
    private final AlertSettings settings;
    private final Wire wire;
    private final Set<StoreBuilder<?>> stores = AlertStores.firing();

    /** @param subscriptions shared by all threads of the instance */
    public AlertStage(LiveSubscriptions subscriptions, AlertSettings settings, Wire wire) {
        this.subscriptions = subscriptions;
        this.settings = settings;
        this.wire = wire;
    }

    /** Keeps the global store and the queries in memory in step with the topic of subscriptions. */
    public ProcessorSupplier<String, byte[], Void, Void> subscribe() {
        return () -> new Subscribing(wire.serde(Topics.SUBSCRIPTIONS).deserializer());
    }

    /** Asks of each article who is to be told. */
    public ProcessorSupplier<String, EnrichedArticle, Object, Object> articles() {
        return FiringProcessor.supplier(EnrichedArticle.class, subscriptions, settings, wire, stores);
    }

    /** Asks of each change of a cluster who is to be told. */
    public ProcessorSupplier<String, EventCluster, Object, Object> clusters() {
        return FiringProcessor.supplier(EventCluster.class, subscriptions, settings, wire, stores);
    }

    /** Holds back what limits hold back, and counts what only together makes an alert. */
    public ProcessorSupplier<String, Firing, Object, Object> limit() {
        return new LimitProcessor.Supplier(subscriptions, settings, wire);
    }

    private final class Subscribing implements Processor<String, byte[], Void, Void> {
        private final Deserializer<Subscription> values;
        private KeyValueStore<String, byte[]> store;

        @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
        Subscribing(Deserializer<Subscription> values) {
            this.values = values;
        }

        @Override
        public void init(ProcessorContext<Void, Void> context) {
            store = context.getStateStore(AlertStores.SUBSCRIPTIONS);
        }

        @Override
        public void process(Record<String, byte[]> record) {
            if (record.value() == null) {
                store.delete(record.key());
            } else {
                store.put(record.key(), record.value());
            }
            subscriptions.refresh(record.key(), record.value(), values);
        }
    }
}
