package io.harmattan.pipeline;

import io.harmattan.domain.Alert;
import io.harmattan.domain.Attempt;
import io.harmattan.wire.Topics;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** Lets an alert pass once and has attempts wait until they are due; forwards to {@code delivery-due} by alert id. */
final class DeliverProcessor {
    /** Attempts by the time that they are due. */
    static final String WAITING = "deliver-waiting";

    private static final String TOLD = "deliver-told";
    private static final String TOLD_BY_TIME = "deliver-told-by-time";
    private static final int FORGOTTEN_AT_ONCE = 10;
    private static final byte[] NOTHING = new byte[0];

    private DeliverProcessor() {}

    /** Eight bytes of time, most significant first, then the rest: the order of the bytes is the order of time. */
    private static Bytes timeKey(long millis, String rest) {
        byte[] tail = rest.getBytes(StandardCharsets.UTF_8);
        return Bytes.wrap(ByteBuffer.allocate(Long.BYTES + tail.length)
                .putLong(Math.max(0, millis))
                .put(tail)
                .array());
    }

    private static void forward(ProcessorContext<Object, Object> context, Attempt attempt, long now) {
        context.forward(new Record<>(attempt.alert().id(), attempt, now), Topics.DELIVERY_DUE.stem());
    }

    /** The first attempt of an alert that was not told before: on its way, or waiting for its hour. */
    record Alerts(Serde<Attempt> attempts, Duration remembered)
            implements ProcessorSupplier<String, Alert, Object, Object> {
        @Override
        public Set<StoreBuilder<?>> stores() {
            return new LinkedHashSet<>(List.of(
                    Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(TOLD), Serdes.String(), Serdes.Long())
                            .withLoggingEnabled(Map.of()),
                    Stores.keyValueStoreBuilder(
                                    Stores.persistentKeyValueStore(TOLD_BY_TIME), Serdes.Bytes(), Serdes.ByteArray())
                            .withLoggingEnabled(Map.of()),
                    Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(WAITING), Serdes.Bytes(), attempts)
                            .withLoggingEnabled(Map.of())));
        }

        @Override
        public Processor<String, Alert, Object, Object> get() {
            return new Processor<>() {
                @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
                private ProcessorContext<Object, Object> context;

                @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
                private KeyValueStore<String, Long> told;

                @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
                private KeyValueStore<Bytes, byte[]> toldByTime;

                @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
                private KeyValueStore<Bytes, Attempt> waiting;

                @Override
                public void init(ProcessorContext<Object, Object> context) {
                    this.context = context;
                    told = context.getStateStore(TOLD);
                    toldByTime = context.getStateStore(TOLD_BY_TIME);
                    waiting = context.getStateStore(WAITING);
                }

                @Override
                public void process(Record<String, Alert> record) {
                    Alert alert = record.value();
                    if (told.get(alert.id()) != null) {
                        return;
                    }
                    long now = context.currentSystemTimeMs();
                    told.put(alert.id(), now);
                    toldByTime.put(timeKey(now, alert.id()), NOTHING);
                    forget(now - remembered.toMillis());
                    Attempt attempt = Attempt.first(alert);
                    if (attempt.due().toEpochMilli() > now) {
                        waiting.put(timeKey(attempt.due().toEpochMilli(), attempt.key()), attempt);
                    } else {
                        forward(context, attempt, now);
                    }
                }

                private void forget(long until) {
                    List<Bytes> old = new ArrayList<>();
                    try (KeyValueIterator<Bytes, byte[]> oldest =
                            toldByTime.range(timeKey(0, ""), timeKey(until, ""))) {
                        while (oldest.hasNext() && old.size() < FORGOTTEN_AT_ONCE) {
                            old.add(oldest.next().key);
                        }
                    }
                    for (Bytes key : old) {
                        byte[] bytes = key.get();
                        told.delete(new String(bytes, Long.BYTES, bytes.length - Long.BYTES, StandardCharsets.UTF_8));
                        toldByTime.delete(key);
                    }
                }
            };
        }
    }

    /** Attempts that have to wait, and the clock that lets them go. */
    record Waiting(Serde<Attempt> attempts, Duration tick)
            implements ProcessorSupplier<String, Attempt, Object, Object> {
        /** Most attempts that one tick lets go, so that a tick takes a bounded time. */
        private static final int AT_ONCE = 1000;

        @Override
        public Processor<String, Attempt, Object, Object> get() {
            return new Processor<>() {
                @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
                private ProcessorContext<Object, Object> context;

                @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
                private KeyValueStore<Bytes, Attempt> waiting;

                @Override
                public void init(ProcessorContext<Object, Object> context) {
                    this.context = context;
                    waiting = context.getStateStore(WAITING);
                    context.schedule(tick, PunctuationType.WALL_CLOCK_TIME, this::letGo);
                }

                @Override
                public void process(Record<String, Attempt> record) {
                    Attempt attempt = record.value();
                    long now = context.currentSystemTimeMs();
                    if (attempt.due().toEpochMilli() > now) {
                        waiting.put(timeKey(attempt.due().toEpochMilli(), attempt.key()), attempt);
                    } else {
                        forward(context, attempt, now);
                    }
                }

                private void letGo(long now) {
                    List<KeyValue<Bytes, Attempt>> due = new ArrayList<>();
                    try (KeyValueIterator<Bytes, Attempt> oldest =
                            waiting.range(timeKey(0, ""), timeKey(now + 1, ""))) {
                        while (oldest.hasNext() && due.size() < AT_ONCE) {
                            due.add(oldest.next());
                        }
                    }
                    for (KeyValue<Bytes, Attempt> entry : due) {
                        waiting.delete(entry.key);
                        forward(context, entry.value, now);
                    }
                }
            };
        }
    }
}
