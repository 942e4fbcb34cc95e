package io.harmattan.local.registry;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The log in a compacted topic with one partition. */
final class KafkaSchemaLog implements SchemaLog {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaSchemaLog.class);

    /** How long a request waits for Kafka before it is refused. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Room for the largest request in JSON. */
    private static final int LARGEST_RECORD = 4 * 1024 * 1024;

    /**
     * The consumer asks for more when it has handed over what there was, and the broker answers nothing else on that connection
     * until then: where the log ends would be told half a second late.
     */
    private static final int FETCH_WAIT_MILLIS = 10;

    private final TopicPartition partition;
    private final KafkaProducer<byte[], byte[]> producer;
    private final KafkaConsumer<byte[], byte[]> consumer;

    private KafkaSchemaLog(String bootstrap, String topic) {
        partition = new TopicPartition(topic, 0);
        producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrap,
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                        true,
                        ProducerConfig.LINGER_MS_CONFIG,
                        0,
                        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                        LARGEST_RECORD,
                        ProducerConfig.BUFFER_MEMORY_CONFIG,
                        2L * LARGEST_RECORD,
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        PATIENCE.toMillis(),
                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        5_000,
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                        (int) PATIENCE.toMillis()),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrap,
                        ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                        FETCH_WAIT_MILLIS,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                        false,
                        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                        (int) PATIENCE.toMillis()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
    }

    /**
     * Opens the log; waits for Kafka as long as it takes, and says so.
     *
     * @throws IllegalStateException when the topic is there with other settings
     */
    static KafkaSchemaLog open(String bootstrap, String topic) throws InterruptedException {
        try (Admin admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                3_000,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                5_000))) {
            while (true) {
                try {
                    prepare(admin, topic);
                    return new KafkaSchemaLog(bootstrap, topic);
                } catch (ExecutionException e) {
                    if (!(e.getCause() instanceof RetriableException)) {
                        throw new IllegalStateException(
                                "the topic " + topic + " cannot be prepared on " + bootstrap, e);
                    }
                    LOG.info(
                            "waiting for Kafka at {}: {}",
                            bootstrap,
                            e.getCause().getMessage());
                    TimeUnit.MILLISECONDS.sleep(250);
                }
            }
        }
    }

    private static void prepare(Admin admin, String topic) throws ExecutionException, InterruptedException {
        try {
            NewTopic wanted = new NewTopic(topic, Optional.of(1), Optional.empty());
            wanted.configs(Map.of(
                    TopicConfig.CLEANUP_POLICY_CONFIG,
                    TopicConfig.CLEANUP_POLICY_COMPACT,
                    TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                    Integer.toString(LARGEST_RECORD)));
            admin.createTopics(Set.of(wanted)).all().get();
            LOG.info("created the topic {}", topic);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
            check(admin, topic);
        }
    }

    private static void check(Admin admin, String topic) throws ExecutionException, InterruptedException {
        TopicDescription found =
                admin.describeTopics(Set.of(topic)).allTopicNames().get().get(topic);
        if (found != null && found.partitions().size() != 1) {
            throw new IllegalStateException("the topic " + topic + " has "
                    + found.partitions().size() + " partitions; expected 1, else schema ids have no order");
        }
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        Config config = admin.describeConfigs(Set.of(resource)).all().get().get(resource);
        ConfigEntry entry = config == null ? null : config.get(TopicConfig.CLEANUP_POLICY_CONFIG);
        String policy = entry == null ? null : entry.value();
        if (!TopicConfig.CLEANUP_POLICY_COMPACT.equals(policy)) {
            throw new IllegalStateException("the topic " + topic + " has cleanup.policy=" + policy
                    + "; expected compact, else schemas would be lost in time");
        }
    }

    @Override
    public void catchUp(Consumer<Entry> reader) {
        try {
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (consumer.position(partition) < end) {
                boolean any = false;
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(500))) {
                    reader.accept(Entry.read(record.key(), record.value()));
                    any = true;
                }
                if (any) {
                    deadline = System.nanoTime() + PATIENCE.toNanos();
                } else if (System.nanoTime() - deadline > 0) {
                    throw storeFailed(
                            "read " + partition + " from offset " + consumer.position(partition) + " to " + end,
                            new TimeoutException("nothing came for " + PATIENCE.toSeconds() + " s"));
                }
            }
        } catch (KafkaException e) {
            throw storeFailed("read " + partition, e);
        }
    }

    @Override
    public void append(Entry entry) {
        try {
            producer.send(new ProducerRecord<>(
                            partition.topic(), partition.partition(), entry.keyBytes(), entry.valueBytes()))
                    .get();
        } catch (ExecutionException e) {
            throw storeFailed("write to " + partition, e.getCause() == null ? e : e.getCause());
        } catch (KafkaException e) {
            throw storeFailed("write to " + partition, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw storeFailed("write to " + partition, e);
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
        consumer.close(CloseOptions.timeout(Duration.ofSeconds(5)));
    }

    private static RegistryException storeFailed(String what, Throwable cause) {
        return new RegistryException(
                500, 50001, "The registry's log could not be used (" + what + "): " + cause.getMessage(), cause);
    }
}
