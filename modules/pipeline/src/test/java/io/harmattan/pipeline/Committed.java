package io.harmattan.pipeline;

import io.harmattan.wire.Topic;
import io.harmattan.wire.Wire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads what is committed on a topic by now. */
public final class Committed {
    private Committed() {}

    /** All values, each partition in its order. */
    public static <V> List<V> read(String broker, Wire wire, Topic.Naming naming, Topic<V> topic) {
        String name = topic.name(naming);
        Deserializer<V> deserializer = wire.serde(topic).deserializer();
        Map<String, Object> settings = Map.of("bootstrap.servers", broker, "isolation.level", "read_committed");
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(name).stream()
                    .map(p -> new TopicPartition(name, p.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<V> values = new ArrayList<>();
            long until = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                if (System.nanoTime() > until) {
                    throw new AssertionError("what is committed on " + name + " was not read within a minute");
                }
                for (ConsumerRecord<String, byte[]> each : consumer.poll(Duration.ofMillis(200))) {
                    values.add(deserializer.deserialize(name, each.value()));
                }
            }
            return values;
        }
    }
}
