package io.harmattan.deliver;

import io.harmattan.domain.Subscription;
import io.harmattan.wire.Topic;
import io.harmattan.wire.Topics;
import io.harmattan.wire.Wire;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The newest version of every subscription, read from the compacted topic and kept in step with it. Call {@link #refresh}
 * from one thread; the table may be read by many.
 */
final class SubscriptionTable implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SubscriptionTable.class);

    private final Map<String, Subscription> byId = new ConcurrentHashMap<>();
    private final Consumer<String, byte[]> consumer;
    private final Deserializer<Subscription> values;
    private final String topic;

    SubscriptionTable(Map<String, Object> kafka, Topic.Naming naming, Wire wire) {
        Map<String, Object> c = new HashMap<>(kafka);
        c.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        c.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        c.remove(ConsumerConfig.GROUP_ID_CONFIG);
        consumer = new KafkaConsumer<>(c, new StringDeserializer(), new ByteArrayDeserializer());
        values = wire.serde(Topics.SUBSCRIPTIONS).deserializer();
        topic = Topics.SUBSCRIPTIONS.name(naming);
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(p -> new TopicPartition(topic, p.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Reads all that is there now. */
    void refresh() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                take(record.key(), record.value());
            }
        }
    }

    private void take(String id, byte @Nullable [] value) {
        if (value == null) {
            byId.remove(id);
            return;
        }
        try {
            byId.put(id, values.deserialize(topic, value));
        } catch (SerializationException e) {
            LOG.warn(
                    "a subscription cannot be read and is left as it was: subscription={} cause={}",
                    id,
                    e.getMessage());
        }
    }

    Optional<Subscription> get(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    @Override
    public void close() {
        consumer.close();
        values.close();
    }
}
