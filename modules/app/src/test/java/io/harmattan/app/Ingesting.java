package io.harmattan.app;

import io.harmattan.domain.Article;
import io.harmattan.local.stack.LocalStack;
import io.harmattan.wire.Topic;
import io.harmattan.wire.TopicSetup;
import io.harmattan.wire.Topics;
import io.harmattan.wire.Wire;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Commands of the distribution in processes of their own, on topics of their own, and what they put there. */
final class Ingesting implements AutoCloseable {
    private static final Path HARMATTAN =
            Path.of("target", "harmattan", "bin", "harmattan").toAbsolutePath();

    private final LocalStack stack;
    private final Topic.Naming naming;
    private final List<Process> started = new ArrayList<>();

    Ingesting(LocalStack stack, String name) {
        this.stack = stack;
        this.naming = new Topic.Naming(name + "-" + UUID.randomUUID().toString().substring(0, 8) + "-", 1);
    }

    void topics() {
        try (Admin admin = Admin.create(connection())) {
            new TopicSetup(naming, (short) 1).ensure(admin);
        }
    }

    private Map<String, Object> connection() {
        return Map.of("bootstrap.servers", stack.bootstrapServers(), "isolation.level", "read_committed");
    }

    Topic.Naming naming() {
        return naming;
    }

    Wire wire() {
        return new Wire(Wire.BUILT_IN_SERDE, Map.of("schema.registry.url", stack.registryUrl()));
    }

    /** Starts a command, both outputs into one file. */
    Process start(Path log, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(HARMATTAN.toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of(
                "--data",
                log.resolveSibling("data").toString(),
                "--set",
                "kafka.bootstrap-servers=" + stack.bootstrapServers(),
                "--set",
                "registry.url=" + stack.registryUrl(),
                "--set",
                "elasticsearch.url=http://127.0.0.1:9",
                "--set",
                "kafka.prefix=" + naming.prefix()));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        started.add(process);
        return process;
    }

    /** How many records lie on the topic articles. */
    long onTopic() {
        try (KafkaConsumer<String, Article> consumer = consumer()) {
            List<TopicPartition> partitions = partitions(consumer);
            consumer.assign(partitions);
            return consumer.endOffsets(partitions).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
        }
    }

    /** Everything on the topic articles. */
    List<ConsumerRecord<String, Article>> records() {
        List<ConsumerRecord<String, Article>> records = new ArrayList<>();
        try (KafkaConsumer<String, Article> consumer = consumer()) {
            List<TopicPartition> partitions = partitions(consumer);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
                consumer.poll(Duration.ofSeconds(1)).forEach(records::add);
            }
        }
        return records;
    }

    private KafkaConsumer<String, Article> consumer() {
        return new KafkaConsumer<>(
                connection(),
                new StringDeserializer(),
                wire().serde(Topics.ARTICLES).deserializer());
    }

    private List<TopicPartition> partitions(KafkaConsumer<?, ?> consumer) {
        return consumer.partitionsFor(Topics.ARTICLES.name(naming)).stream()
                .map(p -> new TopicPartition(p.topic(), p.partition()))
                .toList();
    }

    @Override
    public void close() throws InterruptedException {
        for (Process process : started) {
            process.destroyForcibly().waitFor();
        }
    }
}
