package io.harmattan.pipeline;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/** Avro without a registry: the bytes of one schema, behind one zero byte. For topologies under test. */
public final class PlainAvroSerde implements Serde<SpecificRecord> {
    private Schema schema = Schema.create(Schema.Type.NULL);

    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {
        try {
            schema = SpecificData.get().getSchema(Class.forName((String) configs.get("specific.avro.value.type")));
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Override
    public Serializer<SpecificRecord> serializer() {
        return (topic, value) -> {
            try {
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                bytes.write(0);
                BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
                SpecificData data = SpecificData.getForSchema(schema);
                data.createDatumWriter(schema).write(value, encoder);
                encoder.flush();
                return bytes.toByteArray();
            } catch (IOException e) {
                throw new SerializationException(e);
            }
        };
    }

    @Override
    public Deserializer<SpecificRecord> deserializer() {
        return (topic, bytes) -> {
            if (bytes.length == 0 || bytes[0] != 0) {
                throw new SerializationException("the first byte is not 0");
            }
            try {
                SpecificData data = SpecificData.getForSchema(schema);
                return (SpecificRecord) data.createDatumReader(schema)
                        .read(null, DecoderFactory.get().binaryDecoder(bytes, 1, bytes.length - 1, null));
            } catch (IOException | AvroRuntimeException | IndexOutOfBoundsException e) {
                throw new SerializationException("no Avro of " + schema.getFullName(), e);
            }
        };
    }
}
