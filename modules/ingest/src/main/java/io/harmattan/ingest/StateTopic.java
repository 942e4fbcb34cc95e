package io.harmattan.ingest;

import io.harmattan.wire.Topic;
import io.harmattan.wire.Wire;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
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
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** A topic as a table: read from the beginning to the end it has now, and written to. Not for several threads at once. */
final class StateTopic<V> implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration CLOSING = Duration.ofSeconds(10);

    private final String name;
    private final KafkaConsumer<String, byte[]> consumer;
    private final Deserializer<V> deserializer;
    private final List<TopicPartition> partitions;
    private final KafkaProducer<String, @Nullable V> producer;
    private volatile @Nullable Exception failure;

    StateTopic(Map<String, String> connection, Topic.Naming naming, Wire wire, Topic<V> topic) {
        this.name = topic.name(naming);
        Map<String, Object> reading = new TreeMap<>();
        reading.put(ConsumerConfig.CLIENT_ID_CONFIG, "harmattan-ingest-" + topic);
        reading.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        reading.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        reading.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        reading.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, String.valueOf(8 << 20));
        reading.putAll(connection);
        this.consumer = new KafkaConsumer<>(reading, new StringDeserializer(), new ByteArrayDeserializer());
        this.deserializer = wire.serde(topic).deserializer();
        Map<String, Object> writing = new TreeMap<>();
        writing.put(ProducerConfig.CLIENT_ID_CONFIG, "harmattan-ingest-" + topic);
        writing.put(ProducerConfig.ACKS_CONFIG, "all");
        writing.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
        writing.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, String.valueOf(Topic.MAX_RECORD_BYTES));
        writing.putAll(connection);
        this.producer = new KafkaProducer<>(
                writing, new StringSerializer(), wire.serde(topic).serializer());
        try {
            this.partitions = consumer.partitionsFor(name).stream()
                    .map(p -> new TopicPartition(p.topic(), p.partition()))
                    .toList();
            if (partitions.isEmpty()) {
                throw new KafkaException(
                        "there is no topic " + name + "; `harmattan up` and `harmattan run` create it");
            }
            consumer.assign(partitions);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    String name() {
        return name;
    }

    Map<TopicPartition, Long> ends() {
        return consumer.endOffsets(partitions);
    }

    /**
     * Hands over every record up to the present end; what is not of the topic's type is left out.
     *
     * @param from where to begin in each partition; those not named are read from their beginning
     * @param to takes key and value; null for one that was deleted
     */
    void read(Map<TopicPartition, Long> from, BiConsumer<String, @Nullable V> to) {
        Map<TopicPartition, Long> ends = ends();
        consumer.seekToBeginning(partitions);
        from.forEach((partition, offset) -> {
            if (partitions.contains(partition)) {
                consumer.seek(partition, offset);
            }
        });
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            consumer.poll(POLL).forEach(record -> take(record, to));
        }
    }

    @SuppressWarnings("NullAway") // a deleted record has no value
    private void take(ConsumerRecord<String, byte[]> record, BiConsumer<String, @Nullable V> to) {
        V value;
        try {
            value = deserializer.deserialize(name, record.value());
        } catch (SerializationException e) {
            return; // whoever wrote it, it was none of ours; the stage that reads the topic sets it aside
        }
        if (record.key() != null) {
            to.accept(record.key(), value);
        }
    }

    /** Writes in the background; null deletes. */
    void put(String key, @Nullable V value) {
        var unused = producer.send(new ProducerRecord<>(name, key, value), (metadata, e) -> {
            if (e != null) {
                failure = e;
            }
        });
    }

    /**
     * Waits until all that was put is safe.
     *
     * @throws KafkaException when some of it is not
     */
    void flush() {
        Uninterrupted.run(producer::flush);
        Exception e = failure;
        if (e != null) {
            failure = null;
            throw new KafkaException("topic " + name + " cannot be written to: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        Uninterrupted.run(consumer::close);
        Uninterrupted.run(() -> producer.close(CLOSING));
    }
}
