package io.harmattan.wire.serde;

import io.harmattan.wire.registry.SchemaRegistryClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** Writes generated classes in the wire format. */
final class SpecificAvroSerializer<T extends SpecificRecord> implements Serializer<T> {

    /** A buffer that grew beyond this for one large record is not kept, in bytes. */
    private static final int KEPT = 1024 * 1024;

    private static final ThreadLocal<Buffer> BUFFER = ThreadLocal.withInitial(Buffer::new);

    private final Map<Target, Writer> writers = new ConcurrentHashMap<>();
    private @Nullable SchemaRegistryClient client;
    private String suffix = "-value";
    private boolean autoRegister = true;

    private record Target(String topic, Class<?> type) {}

    private record Writer(byte[] header, SpecificDatumWriter<SpecificRecord> datum) {}

    private static final class Buffer {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(4096);
        private final BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
    }

    void use(SchemaRegistryClient client, String suffix, boolean autoRegister) {
        this.client = client;
        this.suffix = suffix;
        this.autoRegister = autoRegister;
    }

    @Override
    public byte @Nullable [] serialize(String topic, @Nullable T data) {
        if (data == null) {
            return null;
        }
        Target target = new Target(topic, data.getClass());
        Writer writer = writers.get(target);
        if (writer == null) {
            writer = writer(topic, data);
            writers.put(target, writer);
        }
        return write(topic, data, writer);
    }

    private Writer writer(String topic, T data) {
        if (client == null) {
            throw new IllegalStateException("the serde of topic " + topic + " was not configured");
        }
        String subject = topic + suffix;
        int id = autoRegister
                ? client.register(subject, data.getSchema())
                : client.lookup(subject, data.getSchema()).id();
        SpecificData model = SpecificData.getForClass(data.getClass());
        return new Writer(WireFormat.header(id), new SpecificDatumWriter<>(data.getSchema(), model));
    }

    private byte[] write(String topic, T data, Writer writer) {
        Buffer buffer = BUFFER.get();
        buffer.bytes.reset();
        try {
            buffer.bytes.write(writer.header());
            writer.datum().write(data, buffer.encoder);
            buffer.encoder.flush();
            return buffer.bytes.toByteArray();
        } catch (IOException | RuntimeException e) {
            // what the encoder still holds must not run into the next record
            BUFFER.remove();
            throw new SerializationException(
                    "a " + data.getSchema().getFullName() + " for " + topic + " cannot be written as Avro: "
                            + e.getMessage(),
                    e);
        } finally {
            if (buffer.bytes.size() > KEPT) {
                BUFFER.remove();
            }
        }
    }
}
