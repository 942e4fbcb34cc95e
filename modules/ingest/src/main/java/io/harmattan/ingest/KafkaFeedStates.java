package io.harmattan.ingest;

import io.harmattan.domain.FeedState;
import io.harmattan.wire.Topic;
import io.harmattan.wire.Topics;
import io.harmattan.wire.Wire;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The compacted topic {@code feed-states}: read whole at the start, then written through. One instance a list at a time. */
public final class KafkaFeedStates implements FeedStates {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaFeedStates.class);

    private final Map<String, FeedState> states = new ConcurrentHashMap<>();
    private final Producer<String, byte[]> producer;
    private final Serializer<FeedState> serializer;
    private final String topic;

    /** @param connection settings of the Kafka client by Kafka's names: {@code bootstrap.servers}, security */
    public KafkaFeedStates(Map<String, String> connection, Topic.Naming naming, Wire wire) {
        this.topic = Topics.FEED_STATES.name(naming);
        this.serializer = wire.serde(Topics.FEED_STATES).serializer();
        read(connection, wire.serde(Topics.FEED_STATES).deserializer());
        Map<String, Object> p = new TreeMap<>(connection);
        p.put(ProducerConfig.ACKS_CONFIG, "all");
        p.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
        this.producer = new KafkaProducer<>(p, new StringSerializer(), new ByteArraySerializer());
    }

    private void read(Map<String, String> connection, Deserializer<FeedState> deserializer) {
        Map<String, Object> c = new TreeMap<>(connection);
        c.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        c.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(c, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(p -> new TopicPartition(topic, p.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(500))) {
                    take(record, deserializer);
                }
            }
        }
    }

    private void take(ConsumerRecord<String, byte[]> record, Deserializer<FeedState> deserializer) {
        if (record.value() == null) {
            states.remove(record.key());
            return;
        }
        try {
            states.put(record.key(), deserializer.deserialize(topic, record.value()));
        } catch (SerializationException e) {
            LOG.warn(
                    "the state of a feed cannot be read; it starts anew: feed={} cause={}",
                    record.key(),
                    e.getMessage());
        }
    }

    @Override
    public Optional<FeedState> get(String url) {
        return Optional.ofNullable(states.get(url));
    }

    @Override
    public void put(FeedState state) {
        try {
            producer.send(new ProducerRecord<>(topic, state.url(), serializer.serialize(topic, state)))
                    .get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the state of feed " + state.url() + " was kept", e);
        } catch (ExecutionException e) {
            throw new PublishingStoppedException(
                    "topic " + topic + " did not take the state of a feed: " + e.getCause(), e);
        }
        states.put(state.url(), state);
    }

    @Override
    public void close() {
        producer.close();
    }
}
