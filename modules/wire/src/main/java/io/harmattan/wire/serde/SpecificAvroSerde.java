package io.harmattan.wire.serde;

import io.harmattan.wire.registry.RegistryConfig;
import io.harmattan.wire.registry.SchemaRegistryClient;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * A serde for the classes that Avro's compiler generates, with the schemas in a registry.
 *
 * <p>It takes the keys of {@link RegistryConfig} and those named here, which are the keys of Confluent's
 * {@code io.confluent.kafka.streams.serdes.avro.SpecificAvroSerde}, so that one can stand for the other. The subject is
 * the topic's name with {@code -value} or {@code -key}. A record is read into the generated class that the writer's
 * schema names, with that class's own schema as the reader's.
 *
 * <p>Whose fault it is can be told from the exception: {@link org.apache.kafka.common.errors.SerializationException} is
 * the record's; {@link io.harmattan.wire.registry.RegistryUnreachableException} is nobody's and passes;
 * {@link io.harmattan.wire.registry.RegistryRefusedException} is the set-up's (not let in, incompatible schema). Null is
 * null on both sides. Thread-safe once configured.
 *
 * @param <T> what is written; what is read is of the type that the writer's schema names
 */
public final class SpecificAvroSerde<T extends SpecificRecord> implements Serde<T> {

    /** Whether a schema that the registry lacks is registered when a record is written; true by default. */
    public static final String AUTO_REGISTER = "auto.register.schemas";

    /** How a subject gets its name, for keys: only the default, the topic's name, is known. */
    public static final String KEY_STRATEGY = "key.subject.name.strategy";

    /** How a subject gets its name, for values: only the default, the topic's name, is known. */
    public static final String VALUE_STRATEGY = "value.subject.name.strategy";

    private static final String TOPIC_NAME = "io.confluent.kafka.serializers.subject.TopicNameStrategy";

    private final SpecificAvroSerializer<T> serializer = new SpecificAvroSerializer<>();
    private final SpecificAvroDeserializer<T> deserializer = new SpecificAvroDeserializer<>();
    private @Nullable SchemaRegistryClient client;

    /** A serde that makes its own client when it is configured. */
    public SpecificAvroSerde() {}

    /** A serde that shares a client, and with it what the client knows. */
    public SpecificAvroSerde(SchemaRegistryClient client) {
        this.client = client;
    }

    /**
     * Must be called before the first record.
     *
     * @throws ConfigException when a value is missing or unknown
     */
    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {
        for (String key : new String[] {KEY_STRATEGY, VALUE_STRATEGY}) {
            Object strategy = configs.get(key);
            String name = strategy instanceof Class<?> type ? type.getName() : String.valueOf(strategy);
            if (strategy != null && !name.equals(TOPIC_NAME)) {
                throw new ConfigException(key, name, "expected " + TOPIC_NAME);
            }
        }
        if (client == null) {
            client = new SchemaRegistryClient(RegistryConfig.of(configs));
        }
        String suffix = isKey ? "-key" : "-value";
        serializer.use(client, suffix, autoRegister(configs.get(AUTO_REGISTER)));
        deserializer.use(client, suffix);
    }

    @Override
    public Serializer<T> serializer() {
        return serializer;
    }

    @Override
    public Deserializer<T> deserializer() {
        return deserializer;
    }

    private static boolean autoRegister(@Nullable Object value) {
        String text = value == null ? "true" : value.toString().strip();
        if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
            return Boolean.parseBoolean(text);
        }
        throw new ConfigException(AUTO_REGISTER, text, "expected true or false");
    }
}
