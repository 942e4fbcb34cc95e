package io.harmattan.wire;

import io.harmattan.domain.Alert;
import io.harmattan.domain.ClusterChange;
import io.harmattan.domain.EventCluster;
import io.harmattan.domain.NewsStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * {@link NewsStream} out of the topics themselves: a position is the offsets to go on from, so that any instance can go on
 * for a reader that another one served. Each reader has a consumer of its own, without a group: one that is slow holds up
 * nobody, and what it has not read yet waits in Kafka.
 */
public final class KafkaNewsStream implements NewsStream {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** A change and its snapshot are written in one transaction, and seen within moments of each other. */
    private static final long SNAPSHOT_PATIENCE_NANOS = Duration.ofSeconds(2).toNanos();

    private static final Duration BRIEFLY = Duration.ofMillis(50);

    /** Clusters whose newest snapshot is kept at hand; an older one comes again with its next change. */
    private static final int SNAPSHOTS = 1_000;

    private static final Pattern POSITION =
            Pattern.compile("(\\d{1,9})(?:-c([\\d.]{1,400})-s([\\d.]{1,400}))?(?:-a([\\d.]{1,400}))?");

    private final Map<String, Object> kafka;
    private final Topic.Naming naming;
    private final Function<String, Predicate<EventCluster>> queries;
    private final Deserializer<ClusterChange> readChange;
    private final Deserializer<EventCluster> readCluster;
    private final Deserializer<Alert> readAlert;

    /**
     * @param kafka settings of the Kafka clients: {@code bootstrap.servers}, security
     * @param naming whose epoch says which clusters and alerts
     * @param queries understands a query, or throws an {@link IllegalArgumentException} that says what is wrong with it
     */
    public KafkaNewsStream(
            Map<String, Object> kafka,
            Topic.Naming naming,
            Wire wire,
            Function<String, Predicate<EventCluster>> queries) {
        this.kafka = new HashMap<>(kafka);
        this.kafka.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        this.kafka.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        this.kafka.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        this.kafka.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        this.kafka.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Math.toIntExact(PATIENCE.toMillis()));
        this.kafka.remove(ConsumerConfig.GROUP_ID_CONFIG);
        this.naming = naming;
        this.queries = queries;
        readChange = wire.serde(Topics.CLUSTER_CHANGES).deserializer();
        readCluster = wire.serde(Topics.EVENT_CLUSTERS).deserializer();
        readAlert = wire.serde(Topics.ALERTS).deserializer();
    }

    @Override
    public Reading open(Wanted wanted, @Nullable String after) {
        String query = wanted.query();
        Predicate<EventCluster> asked = query == null ? cluster -> true : queries.apply(query);
        KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(kafka, new StringDeserializer(), new ByteArrayDeserializer());
        try {
            return new TopicsReading(consumer, wanted, asked, after);
        } catch (KafkaException e) {
            consumer.close();
            throw unreachable(e);
        } catch (RuntimeException e) {
            consumer.close();
            throw e;
        }
    }

    private static UncheckedIOException unreachable(KafkaException cause) {
        return new UncheckedIOException(
                new IOException("the topics of the stream cannot be had: " + cause.getMessage(), cause));
    }

    /** A change that waits for its snapshot. */
    private record Waiting(long offset, ClusterChange change, long since) {}

    /** Where a snapshot lies whose change has not been told. */
    private record Snapshot(long offset, String clusterId, int revision) {}

    /** The place in each partition of a topic to go on from. */
    private final class Offsets {
        final String topic;
        final long[] next;

        Offsets(KafkaConsumer<String, byte[]> consumer, Topic<?> topic) {
            this.topic = topic.name(naming);
            this.next = new long[consumer.partitionsFor(this.topic).size()];
        }

        List<TopicPartition> partitions() {
            return LongStream.range(0, next.length)
                    .mapToObj(p -> new TopicPartition(topic, (int) p))
                    .toList();
        }

        void begin(KafkaConsumer<String, byte[]> consumer, @Nullable String position) {
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions());
            ends.forEach((partition, end) -> next[partition.partition()] = end);
            if (position != null) {
                long[] given = Arrays.stream(position.split("\\.", -1))
                        .mapToLong(KafkaNewsStream::offset)
                        .toArray();
                for (int p = 0; p < given.length; p++) {
                    if (given.length != next.length || given[p] > next[p]) {
                        throw new IllegalArgumentException("position '" + position + "' is none of " + topic
                                + "; expected one of the " + next.length + " partitions, up to " + this);
                    }
                }
                System.arraycopy(given, 0, next, 0, given.length);
            }
            for (int p = 0; p < next.length; p++) {
                consumer.seek(new TopicPartition(topic, p), next[p]);
            }
        }

        @Override
        public String toString() {
            return Arrays.stream(next).mapToObj(Long::toString).collect(Collectors.joining("."));
        }
    }

    private static long offset(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("offset '" + text + "' in the position; expected a whole number", e);
        }
    }

    private final class TopicsReading implements Reading {
        private final KafkaConsumer<String, byte[]> consumer;
        private final Wanted wanted;
        private final Predicate<EventCluster> asked;
        private final @Nullable Offsets changes;
        private final @Nullable Offsets snapshots;
        private final @Nullable Offsets alerts;
        private final Map<Integer, Deque<Waiting>> waiting = new HashMap<>();
        private final Map<Integer, Deque<Snapshot>> untold = new HashMap<>();
        private final Map<String, EventCluster> newest = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, EventCluster> eldest) {
                return size() > SNAPSHOTS;
            }
        };

        TopicsReading(
                KafkaConsumer<String, byte[]> consumer,
                Wanted wanted,
                Predicate<EventCluster> asked,
                @Nullable String after) {
            this.consumer = consumer;
            this.wanted = wanted;
            this.asked = asked;
            Matcher given = POSITION.matcher(after == null ? String.valueOf(naming.epoch()) : after);
            if (!given.matches() || Integer.parseInt(given.group(1)) != naming.epoch()) {
                throw new IllegalArgumentException("position '" + after + "' is none of epoch " + naming.epoch()
                        + "; expected one that this stream gave");
            }
            changes = wanted.changes() ? new Offsets(consumer, Topics.CLUSTER_CHANGES) : null;
            snapshots = wanted.changes() ? new Offsets(consumer, Topics.EVENT_CLUSTERS) : null;
            alerts = wanted.alerts() ? new Offsets(consumer, Topics.ALERTS) : null;
            List<TopicPartition> all = new ArrayList<>();
            for (Offsets some : new Offsets[] {snapshots, changes, alerts}) {
                if (some != null) {
                    all.addAll(some.partitions());
                }
            }
            consumer.assign(all);
            // the snapshots first: a change is never seen whose snapshot lies before the place where we begin
            if (snapshots != null && changes != null) {
                snapshots.begin(consumer, given.group(3));
                changes.begin(consumer, given.group(2));
            }
            if (alerts != null) {
                alerts.begin(consumer, given.group(4));
            }
        }

        @Override
        public List<Event> next(Duration patience) {
            long until = System.nanoTime() + patience.toNanos();
            List<Event> events = new ArrayList<>();
            try {
                do {
                    Duration left = Duration.ofNanos(Math.max(0, until - System.nanoTime()));
                    boolean some = waiting.values().stream().anyMatch(queue -> !queue.isEmpty());
                    for (ConsumerRecord<String, byte[]> record :
                            consumer.poll(some && left.compareTo(BRIEFLY) > 0 ? BRIEFLY : left)) {
                        take(record, events);
                    }
                    if (changes != null && snapshots != null) {
                        tell(changes, snapshots, events);
                    }
                } while (events.isEmpty() && System.nanoTime() < until);
            } catch (KafkaException e) {
                throw unreachable(e);
            }
            return events;
        }

        private void take(ConsumerRecord<String, byte[]> record, List<Event> events) {
            int partition = record.partition();
            if (alerts != null && record.topic().equals(alerts.topic)) {
                alerts.next[partition] = record.offset() + 1;
                Alert alert = value(readAlert, record);
                if (alert != null
                        && (wanted.subscriptionId() == null
                                || alert.subscriptionId().equals(wanted.subscriptionId()))) {
                    events.add(new Told(position(), alert));
                }
            } else if (snapshots != null && record.topic().equals(snapshots.topic)) {
                EventCluster cluster = value(readCluster, record);
                if (cluster != null) {
                    newest.merge(cluster.id(), cluster, (a, b) -> a.revision() > b.revision() ? a : b);
                    untold.computeIfAbsent(partition, p -> new ArrayDeque<>())
                            .add(new Snapshot(record.offset(), cluster.id(), cluster.revision()));
                }
            } else {
                ClusterChange change = value(readChange, record);
                if (change != null) {
                    waiting.computeIfAbsent(partition, p -> new ArrayDeque<>())
                            .add(new Waiting(record.offset(), change, System.nanoTime()));
                }
            }
        }

        private <V> @Nullable V value(Deserializer<V> reader, ConsumerRecord<String, byte[]> record) {
            try {
                return record.value() == null ? null : reader.deserialize(record.topic(), record.value());
            } catch (SerializationException e) {
                return null; // the stages have set it aside
            }
        }

        /** Tells the changes whose snapshots are there, each partition in its order. */
        private void tell(Offsets changes, Offsets snapshots, List<Event> events) {
            long now = System.nanoTime();
            waiting.forEach((partition, queue) -> {
                while (!queue.isEmpty()) {
                    Waiting first = queue.peek();
                    ClusterChange change = first.change();
                    EventCluster known = newest.get(change.clusterId());
                    EventCluster cluster = known != null && known.revision() >= change.revision() ? known : null;
                    if (cluster == null && now - first.since() < SNAPSHOT_PATIENCE_NANOS) {
                        return;
                    }
                    queue.remove();
                    changes.next[partition] = first.offset() + 1;
                    told(partition, change, snapshots);
                    if (isWanted(change, cluster)) {
                        events.add(new Changed(position(), change, cluster));
                    }
                }
            });
        }

        /** Changes and snapshots of a partition have one order: what lies before this one's snapshot is done with. */
        private void told(int partition, ClusterChange change, Offsets snapshots) {
            Deque<Snapshot> queue = untold.getOrDefault(partition, new ArrayDeque<>());
            boolean there = queue.stream()
                    .anyMatch(s -> s.clusterId().equals(change.clusterId()) && s.revision() == change.revision());
            while (there) {
                Snapshot done = queue.remove();
                snapshots.next[partition] = done.offset() + 1;
                there = !done.clusterId().equals(change.clusterId()) || done.revision() != change.revision();
            }
        }

        /** What is unknown is rather told than kept back. */
        private boolean isWanted(ClusterChange change, @Nullable EventCluster cluster) {
            return (wanted.kinds().isEmpty() || wanted.kinds().contains(change.kind()))
                    && (wanted.clusterId() == null || wanted.clusterId().equals(change.clusterId()))
                    && (cluster == null || asked.test(cluster));
        }

        @Override
        public String position() {
            return naming.epoch()
                    + (changes == null ? "" : "-c" + changes + "-s" + snapshots)
                    + (alerts == null ? "" : "-a" + alerts);
        }

        @Override
        public void close() {
            consumer.close();
        }
    }
}
