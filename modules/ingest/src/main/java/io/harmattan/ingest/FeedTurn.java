package io.harmattan.ingest;

import io.harmattan.domain.ArticleId;
import io.harmattan.wire.Topic;
import io.harmattan.wire.Topics;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Whose turn it is to ask the feeds of a list: of all instances that were given the same list, the one that Kafka assigns
 * the only partition of {@code feed-states} to. When it dies, Kafka gives the turn to another within the session timeout.
 */
public final class FeedTurn implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(300);

    private final Consumer<String> notices;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Thread thread;
    private volatile boolean ours;
    private volatile boolean closed;

    /**
     * Joins those who wait.
     *
     * @param feeds tells this list from others
     * @param notices is told in words when Kafka stays away
     */
    public FeedTurn(
            Map<String, String> connection,
            Topic.Naming naming,
            List<ListedFeed> feeds,
            Duration sessionTimeout,
            Consumer<String> notices) {
        this.notices = notices;
        Map<String, Object> settings = new TreeMap<>(connection);
        String list =
                ArticleId.hash(feeds.stream().map(ListedFeed::url).sorted().toArray(String[]::new));
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, naming.prefix() + "harmattan-feeds-" + list);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, String.valueOf(sessionTimeout.toMillis()));
        settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, String.valueOf(sessionTimeout.toMillis() / 4));
        this.consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        consumer.subscribe(List.of(Topics.FEED_STATES.name(naming)), new ConsumerRebalanceListener() {
            @Override
            public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
                consumer.pause(partitions);
                ours = ours || !partitions.isEmpty();
            }

            @Override
            public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
                ours = ours && partitions.isEmpty();
            }
        });
        this.thread = new Thread(this::hold, "feed-turn");
        thread.setDaemon(true);
        thread.start();
    }

    /** Whether it is this instance's turn now. */
    public boolean isOurs() {
        return ours;
    }

    private void hold() {
        try (consumer) {
            while (!closed) {
                try {
                    consumer.poll(POLL);
                } catch (WakeupException e) {
                    return;
                } catch (KafkaException e) {
                    notices.accept("whose turn it is cannot be known: " + e.getMessage());
                }
            }
        } finally {
            ours = false;
        }
    }

    /** Gives the turn to another. */
    @Override
    public void close() {
        closed = true;
        consumer.wakeup();
        try {
            thread.join(Duration.ofSeconds(10).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
