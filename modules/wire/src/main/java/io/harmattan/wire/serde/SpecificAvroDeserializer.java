package io.harmattan.wire.serde;

import io.harmattan.wire.registry.RegistryRefusedException;
import io.harmattan.wire.registry.SchemaRegistryClient;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** Reads the wire format into generated classes. */
final class SpecificAvroDeserializer<T extends SpecificRecord> implements Deserializer<T> {
    private static final ThreadLocal<BinaryDecoder> DECODER =
            ThreadLocal.withInitial(() -> DecoderFactory.get().binaryDecoder(new byte[0], null));

    private final Map<Integer, DatumReader<T>> readers = new ConcurrentHashMap<>();
    private @Nullable SchemaRegistryClient client;
    private String suffix = "-value";

    void use(SchemaRegistryClient client, String suffix) {
        GeneratedClasses.trust();
        this.client = client;
        this.suffix = suffix;
    }

    @Override
    public @Nullable T deserialize(String topic, byte @Nullable [] data) {
        if (data == null) {
            return null;
        }
        int id = WireFormat.schemaId(topic, data);
        DatumReader<T> reader = readers.get(id);
        if (reader == null) {
            reader = reader(topic, id, data);
            readers.put(id, reader);
        }
        return read(topic, id, data, reader);
    }

    private DatumReader<T> reader(String topic, int id, byte[] data) {
        if (client == null) {
            throw new IllegalStateException("the serde of topic " + topic + " was not configured");
        }
        Schema writer;
        try {
            writer = client.byId(id);
        } catch (RegistryRefusedException e) {
            if (e.errorCode() != RegistryRefusedException.NO_SCHEMA) {
                throw e;
            }
            throw new SerializationException(about(topic, id, data) + ": the registry has no schema with that id", e);
        }
        Class<? extends SpecificRecord> type = type(writer, topic, id, data);
        SpecificData model = SpecificData.getForClass(type);
        return new SpecificDatumReader<>(writer, model.getSchema(type), model);
    }

    private Class<? extends SpecificRecord> type(Schema writer, String topic, int id, byte[] data) {
        Class<?> type;
        try {
            type = writer.getType() == Schema.Type.RECORD ? SpecificData.get().getClass(writer) : null;
        } catch (SecurityException e) {
            throw new SerializationException(
                    about(topic, id, data) + ": " + writer.getFullName() + " is not a class that Avro generated", e);
        }
        if (type == null || !SpecificRecord.class.isAssignableFrom(type)) {
            throw new SerializationException(
                    about(topic, id, data) + ": there is no generated class for its schema " + writer.getFullName());
        }
        return type.asSubclass(SpecificRecord.class);
    }

    private T read(String topic, int id, byte[] data, DatumReader<T> reader) {
        try {
            BinaryDecoder decoder = DecoderFactory.get()
                    .binaryDecoder(data, WireFormat.HEADER, data.length - WireFormat.HEADER, DECODER.get());
            T record = reader.read(null, decoder);
            if (!decoder.isEnd()) {
                throw new SerializationException(about(topic, id, data) + ": bytes are left after the record");
            }
            return record;
        } catch (SerializationException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new SerializationException(about(topic, id, data) + ": cannot be read as Avro: " + e, e);
        }
    }

    private String about(String topic, int id, byte[] data) {
        return "a record of " + topic + " (subject " + topic + suffix + ", schema id " + id + ", "
                + WireFormat.shown(data) + ")";
    }
}
