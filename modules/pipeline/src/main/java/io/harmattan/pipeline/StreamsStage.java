package io.harmattan.pipeline;

import io.harmattan.wire.Topic;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A topology at work: exactly once, its threads replaced when a dependency breaks under them, its state said aloud. It ends where
 * what it kept {@linkplain UnusableStateException cannot be read}, which no further attempt would change.
 */
public final class StreamsStage implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StreamsStage.class);
    private static final Duration GOODBYE = Duration.ofSeconds(20);

    /** Records take kilobytes, and each batch a compressor: at Kafka's 16 kB many a record had one to itself. */
    private static final int BATCH_BYTES = 128 << 10;

    private final String name;
    private final KafkaStreams streams;
    private final KafkaStreamsMetrics metrics;

    /**
     * What a stage runs with.
     *
     * @param applicationId group of the instances that share the work; one per stage and epoch
     * @param stateDir folder of the local stores
     * @param threads stream threads in this process
     * @param replication copies of the internal topics; -1 for the broker's default
     * @param sessionTimeout after how long the group takes a silent instance for dead; the time that recovery takes
     * @param client further client settings (security), as in Kafka's documentation
     */
    public record Settings(
            String applicationId,
            String bootstrapServers,
            Path stateDir,
            int threads,
            int replication,
            Duration sessionTimeout,
            Map<String, String> client) {
        public Settings {
            client = Map.copyOf(client);
        }
    }

    /**
     * @param name the stage, for messages
     * @param trouble told, in one line, when a thread had to be replaced
     * @param end told, in one line, when the stage ends for good
     */
    public StreamsStage(
            String name, Topology topology, Settings settings, Consumer<String> trouble, Consumer<String> end) {
        this.name = name;
        this.streams = new KafkaStreams(topology, properties(settings));
        this.metrics = new KafkaStreamsMetrics(streams, Tags.of("stage", name));
        streams.setUncaughtExceptionHandler(e -> {
            Throwable root = e;
            while (root.getCause() != null && !(root instanceof UnusableStateException)) {
                root = root.getCause();
            }
            if (root instanceof UnusableStateException) {
                LOG.error("stage {} ends", name, e);
                end.accept("stage " + name + " cannot go on: " + root.getMessage());
                return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
            }
            LOG.warn("a thread of stage {} is replaced", name, e);
            trouble.accept("stage " + name + " goes on after trouble: " + root.getMessage());
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        });
    }

    /** The settings that every stage shares, those given included. */
    static Properties properties(Settings settings) {
        Map<String, Object> p = new HashMap<>(settings.client());
        p.put(StreamsConfig.APPLICATION_ID_CONFIG, settings.applicationId());
        p.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
        p.put(StreamsConfig.STATE_DIR_CONFIG, settings.stateDir().toString());
        p.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.threads());
        p.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, settings.replication());
        p.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        p.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        p.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_GLOBAL_ENABLED_CONFIG, true);
        p.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, FiltersThroughout.class);
        p.put(
                StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG),
                Math.toIntExact(settings.sessionTimeout().toMillis()));
        p.put(
                StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG),
                Math.toIntExact(settings.sessionTimeout().toMillis() / 4));
        p.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        p.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
        p.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), BATCH_BYTES);
        p.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), Topic.MAX_DEAD_LETTER_BYTES);
        p.put(StreamsConfig.topicPrefix(TopicConfig.MAX_MESSAGE_BYTES_CONFIG), String.valueOf(Topic.MAX_RECORD_BYTES));
        // a time zone ahead of ours: event times of up to a day in the future are let through by extract
        p.put(
                StreamsConfig.topicPrefix(TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG),
                String.valueOf(Long.MAX_VALUE));
        Properties properties = new Properties();
        properties.putAll(p);
        return properties;
    }

    /** Starts the threads; returns at once. */
    public void start() {
        metrics.bindTo(Metrics.globalRegistry);
        streams.start();
    }

    /** The stage, for messages. */
    public String name() {
        return name;
    }

    /** Whether it processes records now; false while it starts, rebalances, or after it has failed for good. */
    public boolean isRunning() {
        return streams.state() == KafkaStreams.State.RUNNING;
    }

    /** Its state in one word, as Kafka Streams names it. */
    public String state() {
        return streams.state().name();
    }

    @Override
    public void close() {
        metrics.close();
        if (!streams.close(GOODBYE)) {
            LOG.warn("stage {} did not stop within {}", name, GOODBYE);
        }
    }
}
