package io.harmattan.wire;

import io.harmattan.domain.Subscription;
import io.harmattan.domain.Subscriptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@link Subscriptions} in the compacted topic. Every call first reads what has been added to the topic. Versions are
 * checked against that within one process; of two processes that write at one moment, the later wins.
 *
 * <p>Safe for use by many threads, one at a time.
 */
public final class KafkaSubscriptions implements Subscriptions, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaSubscriptions.class);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Map<String, Subscription> byId = new TreeMap<>();
    private final KafkaConsumer<String, byte[]> consumer;
    private final KafkaProducer<String, byte[]> producer;
    private final Serializer<Subscription> serializer;
    private final Deserializer<Subscription> deserializer;
    private final String topic;

    /** @param kafka settings of the Kafka clients: {@code bootstrap.servers}, security */
    public KafkaSubscriptions(Map<String, Object> kafka, Topic.Naming naming, Wire wire) {
        topic = Topics.SUBSCRIPTIONS.name(naming);
        serializer = wire.serde(Topics.SUBSCRIPTIONS).serializer();
        deserializer = wire.serde(Topics.SUBSCRIPTIONS).deserializer();
        Map<String, Object> reading = new HashMap<>(kafka);
        reading.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        reading.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        // a fetch that waits holds up the question where the topic ends, on the same connection
        reading.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 10);
        reading.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Math.toIntExact(PATIENCE.toMillis()));
        reading.remove(ConsumerConfig.GROUP_ID_CONFIG);
        consumer = new KafkaConsumer<>(reading, new StringDeserializer(), new ByteArrayDeserializer());
        Map<String, Object> writing = new HashMap<>(kafka);
        writing.put(ProducerConfig.ACKS_CONFIG, "all");
        writing.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        writing.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        writing.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE.toMillis());
        producer = new KafkaProducer<>(writing, new StringSerializer(), new ByteArraySerializer());
    }

    @Override
    public synchronized List<Subscription> all() {
        refresh();
        return List.copyOf(byId.values());
    }

    @Override
    public synchronized Optional<Subscription> get(String id) {
        refresh();
        return Optional.ofNullable(byId.get(id));
    }

    @Override
    public synchronized void put(Subscription subscription) {
        refresh();
        Subscription there = byId.get(subscription.id());
        int expected = there == null ? 1 : there.version() + 1;
        if (subscription.version() != expected) {
            throw new Conflict("version " + subscription.version() + " of subscription " + subscription.id()
                    + " does not follow " + (there == null ? "none" : "version " + there.version())
                    + "; expected version "
                    + expected + ": read it again and repeat the change");
        }
        send(subscription.id(), serializer.serialize(topic, subscription));
        byId.put(subscription.id(), subscription);
    }

    @Override
    public synchronized void remove(String id, int version) {
        refresh();
        Subscription there = byId.get(id);
        if (there == null || there.version() != version) {
            throw new Conflict("subscription " + id + " has "
                    + (there == null ? "no version" : "version " + there.version()) + "; expected version " + version);
        }
        send(id, null);
        byId.remove(id);
    }

    private void send(String id, byte @Nullable [] value) {
        try {
            var unused = producer.send(new ProducerRecord<>(topic, id, value))
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            throw unreachable(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unreachable(e);
        }
    }

    private UncheckedIOException unreachable(Exception cause) {
        return new UncheckedIOException(
                new IOException("topic " + topic + " cannot be had: " + cause.getMessage(), cause));
    }

    private void refresh() {
        try {
            if (consumer.assignment().isEmpty()) {
                List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                        .map(p -> new TopicPartition(topic, p.partition()))
                        .toList();
                consumer.assign(partitions);
                consumer.seekToBeginning(partitions);
            }
            Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
            while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    take(record);
                }
            }
        } catch (KafkaException e) {
            throw unreachable(e);
        }
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            byId.remove(record.key());
            return;
        }
        try {
            byId.put(record.key(), deserializer.deserialize(topic, record.value()));
        } catch (SerializationException e) {
            LOG.warn("a subscription cannot be read: subscription={} cause={}", record.key(), e.getMessage());
        }
    }

    @Override
    public synchronized void close() {
        consumer.close();
        producer.close();
    }
}
