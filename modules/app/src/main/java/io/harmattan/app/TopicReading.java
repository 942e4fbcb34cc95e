package io.harmattan.app;

import io.harmattan.wire.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads a topic from its first record to the one that is last when the reading begins. */
final class TopicReading {
    private TopicReading() {}

    /** Where a record lies. */
    record At(String topic, int partition, long offset) {}

    /**
     * Hands over each value that can be read.
     *
     * @throws UserException when there is no such topic
     */
    static <V> void each(Servers servers, Topic<V> topic, BiConsumer<V, At> to) {
        each(servers, topic, to, key -> {});
    }

    /**
     * The same, and the key of each record without a value, which takes back what it names.
     *
     * @throws UserException when there is no such topic
     */
    static <V> void each(Servers servers, Topic<V> topic, BiConsumer<V, At> to, Consumer<String> takenBack) {
        Map<String, Object> settings = new HashMap<>(servers.kafkaClient());
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        String name = topic.name(servers.settings().naming());
        Deserializer<V> values = servers.wire().serde(topic).deserializer();
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(name).stream()
                    .map(p -> new TopicPartition(name, p.partition()))
                    .toList();
            if (partitions.isEmpty()) {
                throw new UserException("There is no topic " + name + "; `harmattan topics` lists those there are.");
            }
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    if (record.value() == null) {
                        if (record.key() != null) {
                            takenBack.accept(record.key());
                        }
                        continue;
                    }
                    V value;
                    try {
                        value = values.deserialize(name, record.value());
                    } catch (SerializationException e) {
                        continue; // the stages have set it aside
                    }
                    to.accept(value, new At(name, record.partition(), record.offset()));
                }
            }
        }
    }
}
