package io.harmattan.wire;

import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** Serdes for the values of the topics: domain types on one side, Avro in the Confluent wire format on the other. */
public final class Wire {
    /** The serde class that is built in; another with the same settings may be named instead. */
    public static final String BUILT_IN_SERDE = "io.harmattan.wire.serde.SpecificAvroSerde";

    private final String serdeClass;
    private final Map<String, String> registry;

    /**
     * @param serdeClass name of a {@code Serde<? extends SpecificRecord>} class: {@link #BUILT_IN_SERDE}, or Confluent's
     * @param registry settings of the serde, by Confluent's keys: {@code schema.registry.url}, {@code
     *     basic.auth.user.info} …
     */
    public Wire(String serdeClass, Map<String, String> registry) {
        this.serdeClass = serdeClass;
        this.registry = Map.copyOf(registry);
    }

    /**
     * The serde of a topic's values. What it cannot read is a {@link SerializationException}, which is the record's fault;
     * a registry that cannot be reached is not.
     */
    public <V> Serde<V> serde(Topic<V> topic) {
        return serde(topic.mapping());
    }

    private <V, A extends SpecificRecord> Serde<V> serde(Topic.Mapping<V, A> mapping) {
        Serde<A> avro = instantiate();
        Map<String, Object> config = new TreeMap<>(registry);
        config.put("specific.avro.reader", "true");
        config.put("specific.avro.value.type", mapping.avro().getName());
        avro.configure(config, false);
        Serializer<A> serializer = avro.serializer();
        Deserializer<A> deserializer = avro.deserializer();
        return Serdes.serdeFrom(
                new Serializer<V>() {
                    @Override
                    @SuppressWarnings("NullAway") // Kafka's own contract: a null value is a tombstone
                    public byte @Nullable [] serialize(String topic, @Nullable V value) {
                        return value == null
                                ? null
                                : serializer.serialize(topic, mapping.to().apply(value));
                    }

                    @Override
                    public void close() {
                        serializer.close();
                    }
                },
                new Deserializer<V>() {
                    @Override
                    @SuppressWarnings("NullAway") // likewise
                    public @Nullable V deserialize(String topic, byte @Nullable [] bytes) {
                        if (bytes == null) {
                            return null;
                        }
                        SpecificRecord avroValue = deserializer.deserialize(topic, bytes);
                        if (!mapping.avro().isInstance(avroValue)) {
                            throw new SerializationException("a value of topic " + topic + " is a "
                                    + avroValue.getSchema().getFullName() + "; expected a "
                                    + mapping.avro().getName());
                        }
                        try {
                            return mapping.from().apply(mapping.avro().cast(avroValue));
                        } catch (IllegalArgumentException e) {
                            throw new SerializationException(
                                    "a value of topic " + topic + " is not valid: " + e.getMessage(), e);
                        }
                    }

                    @Override
                    public void close() {
                        deserializer.close();
                    }
                });
    }

    @SuppressWarnings("unchecked") // the setting promises it; a value of another type is caught when it is read
    private <A extends SpecificRecord> Serde<A> instantiate() {
        try {
            return (Serde<A>) Class.forName(serdeClass).getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException | ClassCastException e) {
            throw new ConfigException("'" + serdeClass + "' cannot be used as the serde class: " + e
                    + "; expected a class on the class path that implements " + Serde.class.getName()
                    + " and has a public constructor without parameters, such as " + BUILT_IN_SERDE);
        }
    }
}
