package io.harmattan.wire;

import io.harmattan.domain.Alert;
import io.harmattan.domain.Alerts;
import io.harmattan.domain.Attempt;
import io.harmattan.domain.Receipt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * {@link Alerts} in the topics themselves. They are keyed by the alert's id, so one alert lies in one partition, which is
 * read from its end backwards; its receipts were written after it was due, and Kafka finds that place by time. Nothing is
 * kept here, so nothing can be behind.
 *
 * <p>Safe for use by many threads, one at a time.
 */
public final class KafkaAlerts implements Alerts, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** How far apart the clocks of those who write receipts and those who say when an alert is due may be. */
    private static final Duration SKEW = Duration.ofMinutes(10);

    /** Most records of a partition that are looked at for the alerts of one subscription. */
    private static final int LOOKED_AT = 25_000;

    private static final int FIRST_STRETCH = 64;
    private static final int LONGEST_STRETCH = 8192;

    private final KafkaConsumer<String, byte[]> consumer;
    private final KafkaProducer<String, byte[]> producer;
    private final Deserializer<Alert> readAlert;
    private final Deserializer<Receipt> readReceipt;
    private final Serializer<Attempt> writeAttempt;
    private final String alerts;
    private final String deliveries;
    private final String due;
    private final Clock clock;

    /**
     * @param kafka settings of the Kafka clients: {@code bootstrap.servers}, security
     * @param naming whose epoch says which alerts
     * @param clock the wall clock, for when a repeated alert is due
     */
    public KafkaAlerts(Map<String, Object> kafka, Topic.Naming naming, Wire wire, Clock clock) {
        this.clock = clock;
        alerts = Topics.ALERTS.name(naming);
        deliveries = Topics.DELIVERIES.name(naming);
        due = Topics.DELIVERY_DUE.name(naming);
        readAlert = wire.serde(Topics.ALERTS).deserializer();
        readReceipt = wire.serde(Topics.DELIVERIES).deserializer();
        writeAttempt = wire.serde(Topics.DELIVERY_DUE).serializer();
        Map<String, Object> reading = new HashMap<>(kafka);
        reading.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        reading.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        // a fetch that waits holds up the question where the topic ends, on the same connection
        reading.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 10);
        reading.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Math.toIntExact(PATIENCE.toMillis()));
        reading.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, LONGEST_STRETCH);
        reading.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        reading.remove(ConsumerConfig.GROUP_ID_CONFIG);
        consumer = new KafkaConsumer<>(reading, new StringDeserializer(), new ByteArrayDeserializer());
        Map<String, Object> writing = new HashMap<>(kafka);
        writing.put(ProducerConfig.ACKS_CONFIG, "all");
        writing.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        writing.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topic.MAX_RECORD_BYTES);
        writing.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE.toMillis());
        producer = new KafkaProducer<>(writing, new StringSerializer(), new ByteArraySerializer());
    }

    @Override
    public synchronized List<Entry> newest(@Nullable String subscriptionId, int most) {
        List<Alert> found = new ArrayList<>();
        reading(alerts, () -> {
            for (TopicPartition partition : partitions(alerts)) {
                int[] counts = new int[2];
                backwards(partition, record -> {
                    Alert alert = alert(record);
                    if (alert != null && (subscriptionId == null || subscriptionId.equals(alert.subscriptionId()))) {
                        found.add(alert);
                        counts[0]++;
                    }
                    return counts[0] < most && ++counts[1] < LOOKED_AT;
                });
            }
        });
        found.sort(Comparator.comparing(Alert::due).reversed().thenComparing(Alert::id));
        List<Alert> newest = found.subList(0, Math.min(most, found.size()));
        Map<String, List<Receipt>> receipts = receipts(newest);
        return newest.stream()
                .map(alert -> new Entry(alert, receipts.getOrDefault(alert.id(), List.of())))
                .toList();
    }

    @Override
    public synchronized Optional<Entry> get(String id) {
        List<Alert> found = new ArrayList<>();
        reading(
                alerts,
                () -> backwards(partition(alerts, id), record -> {
                    Alert alert = id.equals(record.key()) ? alert(record) : null;
                    if (alert != null) {
                        found.add(alert);
                    }
                    return alert == null;
                }));
        return found.stream()
                .findFirst()
                .map(alert -> new Entry(alert, receipts(found).getOrDefault(id, List.of())));
    }

    @Override
    public void resend(Alert alert) {
        Instant now = clock.instant();
        Attempt attempt = new Attempt(alert, null, 1, now, now);
        try {
            var unused = producer.send(new ProducerRecord<>(due, alert.id(), writeAttempt.serialize(due, attempt)))
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            throw unreachable(due, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unreachable(due, e);
        }
    }

    private Map<String, List<Receipt>> receipts(List<Alert> of) {
        Map<String, List<Receipt>> receipts = new HashMap<>();
        reading(deliveries, () -> {
            Map<TopicPartition, List<Alert>> where =
                    of.stream().collect(Collectors.groupingBy(alert -> partition(deliveries, alert.id())));
            where.forEach((partition, all) -> {
                Set<String> ids = all.stream().map(Alert::id).collect(Collectors.toSet());
                Instant since = all.stream()
                        .map(Alert::due)
                        .min(Comparator.naturalOrder())
                        .orElseThrow();
                from(partition, since.minus(SKEW), record -> {
                    if (record.value() != null && ids.contains(record.key())) {
                        try {
                            receipts.computeIfAbsent(record.key(), id -> new ArrayList<>())
                                    .add(readReceipt.deserialize(deliveries, record.value()));
                        } catch (SerializationException e) {
                            // what cannot be read is no receipt
                        }
                    }
                });
            });
        });
        return receipts;
    }

    private @Nullable Alert alert(ConsumerRecord<String, byte[]> record) {
        try {
            return record.value() == null ? null : readAlert.deserialize(alerts, record.value());
        } catch (SerializationException e) {
            return null; // deliver has set it aside
        }
    }

    private List<TopicPartition> partitions(String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(p -> new TopicPartition(topic, p.partition()))
                .toList();
    }

    /** Where a key lies, by the rule of Kafka's own partitioner. */
    private TopicPartition partition(String topic, String key) {
        int many = consumer.partitionsFor(topic).size();
        return new TopicPartition(topic, Utils.toPositive(Utils.murmur2(key.getBytes(StandardCharsets.UTF_8))) % many);
    }

    /** Hands over the records of a partition from the last to the first, for as long as more are wanted. */
    private void backwards(TopicPartition partition, Predicate<ConsumerRecord<String, byte[]>> wantsMore) {
        List<TopicPartition> one = List.of(partition);
        consumer.assign(one);
        long first = consumer.beginningOffsets(one).getOrDefault(partition, 0L);
        long end = consumer.endOffsets(one).getOrDefault(partition, 0L);
        int stretch = FIRST_STRETCH;
        while (end > first) {
            long begin = Math.max(first, end - stretch);
            List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
            read(partition, begin, end, records::add);
            for (int i = records.size() - 1; i >= 0; i--) {
                if (!wantsMore.test(records.get(i))) {
                    return;
                }
            }
            end = begin;
            stretch = Math.min(LONGEST_STRETCH, stretch * 2);
        }
    }

    /** Hands over the records of a partition from the first that is not older than that to the last. */
    private void from(TopicPartition partition, Instant time, Consumer<ConsumerRecord<String, byte[]>> to) {
        consumer.assign(List.of(partition));
        OffsetAndTimestamp begin = consumer.offsetsForTimes(Map.of(partition, Math.max(0, time.toEpochMilli())))
                .get(partition);
        if (begin != null) {
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            read(partition, begin.offset(), end, to);
        }
    }

    /** Of the partition that is assigned. */
    private void read(TopicPartition partition, long begin, long end, Consumer<ConsumerRecord<String, byte[]>> to) {
        consumer.seek(partition, begin);
        long patience = System.nanoTime() + PATIENCE.toNanos();
        long position = begin;
        while (position < end) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                if (record.offset() < end) {
                    to.accept(record);
                }
            }
            long now = consumer.position(partition);
            if (now > position) {
                position = now;
                patience = System.nanoTime() + PATIENCE.toNanos();
            } else if (System.nanoTime() > patience) {
                throw new org.apache.kafka.common.errors.TimeoutException("no record of " + partition + " after offset "
                        + position + " within " + PATIENCE.toSeconds() + " s; expected those up to " + end);
            }
        }
    }

    private void reading(String topic, Runnable work) {
        try {
            work.run();
        } catch (KafkaException e) {
            throw unreachable(topic, e);
        }
    }

    private static UncheckedIOException unreachable(String topic, Exception cause) {
        return new UncheckedIOException(
                new IOException("topic " + topic + " cannot be had: " + cause.getMessage(), cause));
    }

    @Override
    public synchronized void close() {
        consumer.close();
        producer.close();
    }
}
