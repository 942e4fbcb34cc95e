package io.harmattan.ingest;

import io.harmattan.domain.Article;
import io.harmattan.domain.ArticlePublisher;
import io.harmattan.wire.Topic;
import io.harmattan.wire.Topics;
import io.harmattan.wire.Wire;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Puts articles on the topic {@code articles}: idempotent, acknowledged by all replicas, key = article id, record
 * timestamp = event time. At most {@value #BUFFER_BYTES} bytes wait to be sent; then {@link #publish} blocks. A broker or
 * registry that is away is waited for, with a notice now and then, and nothing is lost when it comes back within the
 * patience.
 *
 * <p>A broker that dies before it could acknowledge may hold a batch twice: it knows a producer by the timestamps of its
 * records and forgets one that is a day old, as old articles are. The batch is there whole and in order both times, so
 * the newest record of each article stays the newest.
 */
public final class KafkaArticlePublisher implements ArticlePublisher {
    /** How long a broker may stay away where the settings say nothing else. */
    public static final Duration PATIENCE = Duration.ofHours(1);

    private static final long BUFFER_BYTES = 64L << 20;
    private static final Duration CLOSING = Duration.ofSeconds(10);
    private static final long FIRST_PAUSE = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long LONGEST_PAUSE = TimeUnit.SECONDS.toNanos(30);

    private final Producer<String, byte[]> producer;
    private final Serializer<Article> serializer;
    private final String topic;
    private final Duration patience;
    private final Consumer<String> notices;
    private final Waiting waiting;
    private final ScheduledExecutorService watch;
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile @Nullable PublishingStoppedException stopped;

    /**
     * @param connection settings of the Kafka client by Kafka's names: {@code bootstrap.servers}, security; what is said
     *     here wins over the settings of this class
     * @param patience how long a broker or registry may stay away before {@link #publish} gives up; at least a minute for
     *     the broker
     * @param notices is told in words when the other side keeps articles waiting, and when it is back; called from any
     *     thread
     */
    public KafkaArticlePublisher(
            Map<String, String> connection,
            Topic.Naming naming,
            Wire wire,
            Duration patience,
            Consumer<String> notices) {
        this(
                new KafkaProducer<>(settings(connection, patience), new StringSerializer(), new ByteArraySerializer()),
                wire.serde(Topics.ARTICLES).serializer(),
                Topics.ARTICLES.name(naming),
                patience,
                "Kafka at " + connection.get(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG),
                notices);
    }

    KafkaArticlePublisher(
            Producer<String, byte[]> producer,
            Serializer<Article> serializer,
            String topic,
            Duration patience,
            String whom,
            Consumer<String> notices) {
        this.producer = producer;
        this.serializer = serializer;
        this.topic = topic;
        this.patience = patience;
        this.notices = notices;
        this.waiting = new Waiting(whom + ", topic " + topic, notices);
        this.watch = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "articles-publisher-watch");
            thread.setDaemon(true);
            return thread;
        });
        var unused = watch.scheduleAtFixedRate(() -> waiting.look(System.nanoTime()), 1, 1, TimeUnit.SECONDS);
    }

    static Map<String, Object> settings(Map<String, String> connection, Duration patience) {
        Map<String, Object> settings = new TreeMap<>();
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, "harmattan-ingest");
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
        settings.put(ProducerConfig.LINGER_MS_CONFIG, "5");
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, String.valueOf(128 << 10));
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, String.valueOf(BUFFER_BYTES));
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, String.valueOf(Topic.MAX_RECORD_BYTES));
        // each attempt has its own, shorter timeout; this is for all of them together
        String wait = String.valueOf(Math.min(Integer.MAX_VALUE, Math.max(60_000, patience.toMillis())));
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, wait);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, wait);
        settings.putAll(connection);
        return settings;
    }

    /**
     * @throws PublishingStoppedException when the other side stayed away longer than the patience, or refuses this
     *     producer whatever the article; what was handed over and is not safe fails with the same
     * @throws IllegalStateException when closed
     */
    @Override
    public CompletionStage<Void> publish(Article article) {
        if (closed.get()) {
            throw new IllegalStateException("the publisher is closed; expected an open one");
        }
        PublishingStoppedException before = stopped;
        if (before != null) {
            throw before;
        }
        byte[] value;
        try {
            value = serialize(article);
        } catch (SerializationException e) {
            return CompletableFuture.failedStage(e);
        } catch (RuntimeException e) { // the registry stayed away, or refuses the schema, which is the same for all
            throw stop(e);
        }
        // Kafka knows no time before 1970; the article itself keeps its own
        long timestamp = Math.max(0, article.eventTime().toEpochMilli());
        CompletableFuture<Void> safe = new CompletableFuture<>();
        waiting.handedOver(System.nanoTime());
        try {
            var unused = producer.send(
                    new ProducerRecord<>(topic, null, timestamp, article.id(), value), (metadata, failure) -> {
                        waiting.settled(System.nanoTime());
                        if (failure == null) {
                            safe.complete(null);
                        } else {
                            safe.completeExceptionally(isOfTheArticle(failure) ? failure : stop(failure));
                        }
                    });
        } catch (RuntimeException e) {
            waiting.settled(System.nanoTime());
            throw stop(e);
        }
        return safe;
    }

    /** Outside of the producer, which would take a registry that is away for the end of the record. */
    private byte[] serialize(Article article) {
        long since = System.nanoTime();
        long pause = FIRST_PAUSE;
        while (true) {
            try {
                return serializer.serialize(topic, article);
            } catch (RetriableException e) {
                long waited = System.nanoTime() - since;
                if (waited + pause > patience.toNanos()
                        || Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                notices.accept(e.getMessage() + "; asking again");
                LockSupport.parkNanos(pause);
                pause = Math.min(pause * 2, LONGEST_PAUSE);
            }
        }
    }

    private static boolean isOfTheArticle(Exception failure) {
        return failure instanceof RecordTooLargeException
                || failure instanceof RecordBatchTooLargeException
                || failure instanceof InvalidTimestampException;
    }

    private PublishingStoppedException stop(Exception failure) {
        PublishingStoppedException stop = new PublishingStoppedException(
                "nothing more can be put on topic " + topic + ": " + failure.getMessage(), failure);
        stopped = stop;
        return stop;
    }

    @Override
    public void flush() {
        Uninterrupted.run(producer::flush);
    }

    /** Waits a few seconds for what was handed over; {@link #flush} first to wait for all of it. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            watch.shutdownNow();
            Uninterrupted.run(() -> producer.close(CLOSING));
        }
    }
}
