package io.harmattan.index;

import io.harmattan.wire.Wire;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Polls, has each batch indexed on a second thread, commits. While a batch takes its time the partitions are paused and
 * polling goes on, which is what keeps this member in its group.
 */
final class IndexWorker implements Runnable, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(IndexWorker.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration POLL_WHILE_WAITING = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration GOODBYE = Duration.ofSeconds(5);

    private final SearchNode node;
    private final Wire wire;
    private final IndexSink.Settings settings;
    private final IndexCounters counters;
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile @Nullable Consumer<byte[], byte[]> polling;

    IndexWorker(SearchNode node, Wire wire, IndexSink.Settings settings, IndexCounters counters) {
        this.node = node;
        this.wire = wire;
        this.settings = settings;
        this.counters = counters;
    }

    @Override
    public void run() {
        while (!isClosing()) {
            ExecutorService indexing = Executors.newSingleThreadExecutor(r -> new Thread(r, "index-bulk"));
            try (Producer<byte[], byte[]> producer = new KafkaProducer<>(producerSettings());
                    Consumer<byte[], byte[]> consumer = new KafkaConsumer<>(consumerSettings());
                    KafkaClientMetrics lag = new KafkaClientMetrics(consumer);
                    BatchIndexer indexer = new BatchIndexer(node, wire, settings, counters, producer)) {
                lag.bindTo(Metrics.globalRegistry);
                polling = consumer;
                work(consumer, indexer, indexing);
            } catch (WakeupException e) {
                if (!isClosing()) {
                    LOG.warn("stage index was woken up without being closed; it goes on");
                }
            } catch (KafkaException e) {
                LOG.warn("stage index broke off ({}) and starts again where it last committed", e.getMessage());
                rest(e);
            } catch (RuntimeException e) {
                LOG.error("stage index broke off and starts again where it last committed", e);
                rest(e);
            } finally {
                polling = null;
                indexing.shutdownNow();
            }
        }
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    private void rest(RuntimeException why) {
        counters.retried();
        counters.waitFor("stage index broke off: " + why.getMessage());
        try {
            boolean closed = closing.await(settings.longestBackOff().toMillis(), TimeUnit.MILLISECONDS);
            LOG.info("stage index {}", closed ? "is closed" : "starts again");
        } catch (InterruptedException e) {
            closing.countDown();
            Thread.currentThread().interrupt();
        }
    }

    private void work(Consumer<byte[], byte[]> consumer, BatchIndexer indexer, ExecutorService indexing) {
        Ownership ownership = new Ownership(consumer);
        consumer.subscribe(indexer.topics(), ownership);
        while (!isClosing()) {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            if (records.nextOffsets().isEmpty()) {
                continue;
            }
            ownership.begin();
            if (!records.isEmpty()) {
                Future<?> batch = indexing.submit(() -> {
                    indexer.index(records);
                    return null;
                });
                try {
                    await(batch, consumer, ownership);
                } finally {
                    batch.cancel(true);
                }
            }
            commit(consumer, ownership.stillOurs(records.nextOffsets()));
        }
    }

    private static void await(Future<?> batch, Consumer<byte[], byte[]> consumer, Ownership ownership) {
        if (isDone(batch, PATIENCE)) {
            return;
        }
        ownership.hold();
        while (!isDone(batch, Duration.ZERO)) {
            if (!consumer.poll(POLL_WHILE_WAITING).isEmpty()) {
                throw new IllegalStateException("records came from paused partitions; expected none");
            }
        }
        ownership.release();
    }

    private static boolean isDone(Future<?> batch, Duration wait) {
        try {
            batch.get(wait.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new KafkaException("a batch could not be indexed: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WakeupException();
        }
    }

    private void commit(Consumer<byte[], byte[]> consumer, Map<TopicPartition, OffsetAndMetadata> offsets) {
        if (offsets.isEmpty()) {
            return;
        }
        try {
            consumer.commitSync(offsets);
        } catch (WakeupException e) {
            consumer.commitSync(offsets, GOODBYE); // it was told to close: this batch is done all the same
            throw e;
        } catch (CommitFailedException | RebalanceInProgressException e) {
            LOG.info("the group changed before a commit; what was indexed is read again: {}", e.getMessage());
        }
    }

    /** Which partitions are this member's, and whether they are held while a batch takes its time. */
    private static final class Ownership implements ConsumerRebalanceListener {
        private final Consumer<byte[], byte[]> consumer;
        private final Set<TopicPartition> gone = new HashSet<>();
        private boolean holding;

        Ownership(Consumer<byte[], byte[]> consumer) {
            this.consumer = consumer;
        }

        void begin() {
            gone.clear();
        }

        void hold() {
            holding = true;
            consumer.pause(consumer.assignment());
        }

        void release() {
            holding = false;
            consumer.resume(consumer.paused());
        }

        /** Offsets of partitions that were taken away since {@link #begin} belong to their new owner. */
        Map<TopicPartition, OffsetAndMetadata> stillOurs(Map<TopicPartition, OffsetAndMetadata> offsets) {
            Map<TopicPartition, OffsetAndMetadata> ours = new HashMap<>(offsets);
            ours.keySet().retainAll(consumer.assignment());
            ours.keySet().removeAll(gone);
            return ours;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            if (holding) {
                consumer.pause(partitions);
            }
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            gone.addAll(partitions); // every finished batch is committed already; one under way is its new owner's
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            LOG.warn("partitions {} were lost to the group; what is not committed is read again", partitions);
            gone.addAll(partitions);
        }
    }

    private Map<String, Object> consumerSettings() {
        Map<String, Object> c = new HashMap<>(settings.kafka());
        c.put(ConsumerConfig.GROUP_ID_CONFIG, settings.group());
        c.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        c.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        c.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        c.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        c.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        return c;
    }

    private Map<String, Object> producerSettings() {
        Map<String, Object> p = new HashMap<>(settings.kafka());
        p.remove(CommonClientConfigs.SESSION_TIMEOUT_MS_CONFIG);
        p.put(ProducerConfig.ACKS_CONFIG, "all");
        p.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        // a dead letter holds a whole record and its story; what the topic takes is for the topic to say
        p.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Integer.MAX_VALUE);
        p.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
        p.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        p.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        return p;
    }

    @Override
    public void close() {
        closing.countDown();
        Consumer<byte[], byte[]> consumer = polling;
        if (consumer != null) {
            consumer.wakeup();
        }
    }
}
