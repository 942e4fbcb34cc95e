package io.harmattan.pipeline;

import io.harmattan.domain.DeadLetter;
import io.harmattan.wire.DeadLetters;
import io.harmattan.wire.Topic;
import io.harmattan.wire.Topics;
import io.harmattan.wire.Wire;
import java.util.Set;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The part that every stage has in common: reads the bytes of a record, hands the value to the stage's own processor, and
 * sends what cannot be read, or what the processor calls a {@link BadRecordException bad record}, to {@code dead-letters}
 * with its bytes. Any other failure is not the record's fault: it goes up, the transaction is rolled back and the record
 * comes again.
 *
 * @param <V> the type of the values that the stage reads
 */
final class Stage<V> implements ProcessorSupplier<byte[], byte[], Object, Object> {
    private static final Logger LOG = LoggerFactory.getLogger(Stage.class);

    private final String name;
    private final int epoch;
    private final Topic<V> topic;
    private final Wire wire;
    private final ProcessorSupplier<String, V, Object, Object> own;
    private final String deadLetters;

    Stage(String name, int epoch, Topic<V> topic, Wire wire, ProcessorSupplier<String, V, Object, Object> own) {
        this(name, epoch, topic, wire, own, Topics.DEAD_LETTERS.stem());
    }

    /** @param deadLetters the node of the topology that takes dead letters */
    Stage(
            String name,
            int epoch,
            Topic<V> topic,
            Wire wire,
            ProcessorSupplier<String, V, Object, Object> own,
            String deadLetters) {
        this.name = name;
        this.epoch = epoch;
        this.topic = topic;
        this.wire = wire;
        this.own = own;
        this.deadLetters = deadLetters;
    }

    @Override
    public @Nullable Set<StoreBuilder<?>> stores() {
        return own.stores();
    }

    @Override
    public Processor<byte[], byte[], Object, Object> get() {
        return new Guarded(own.get(), wire.serde(topic).deserializer());
    }

    private final class Guarded implements Processor<byte[], byte[], Object, Object> {
        private final Processor<String, V, Object, Object> own;
        private final Deserializer<V> values;
        private final StringDeserializer keys = new StringDeserializer();
        private ProcessorContext<Object, Object> context;

        @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
        Guarded(Processor<String, V, Object, Object> own, Deserializer<V> values) {
            this.own = own;
            this.values = values;
        }

        @Override
        public void init(ProcessorContext<Object, Object> context) {
            this.context = context;
            own.init(context);
        }

        @Override
        public void process(Record<byte[], byte[]> raw) {
            String from = context.recordMetadata().map(m -> m.topic()).orElseGet(topic::stem);
            try {
                if (raw.value() == null) {
                    throw new SerializationException("the record has no value; expected a " + topic.stem() + " record");
                }
                V value = values.deserialize(from, raw.value());
                String key = raw.key() == null ? "" : keys.deserialize(from, raw.key());
                own.process(raw.withKey(key).withValue(value));
            } catch (SerializationException e) {
                setAside(raw, e);
            } catch (BadRecordException e) {
                setAside(raw, e.getCause() == null ? e : e.getCause());
            }
        }

        private void setAside(Record<byte[], byte[]> raw, Throwable cause) {
            var at = context.recordMetadata();
            DeadLetter letter = DeadLetters.of(
                    name,
                    epoch,
                    at.map(m -> m.topic()).orElseGet(topic::stem),
                    at.map(m -> m.partition()).orElse(0),
                    at.map(m -> m.offset()).orElse(0L),
                    raw.timestamp(),
                    raw.key(),
                    raw.value(),
                    cause);
            LOG.warn("set a record aside: stage={} record={} cause={}", name, letter.origin(), letter.message());
            context.forward(new Record<>(letter.origin(), letter, Math.max(0, raw.timestamp())), deadLetters);
        }

        @Override
        public void close() {
            own.close();
            values.close();
        }
    }
}
