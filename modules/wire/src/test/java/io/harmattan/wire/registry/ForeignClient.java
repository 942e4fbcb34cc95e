package io.harmattan.wire.registry;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.avro.AvroSchema;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.RestService;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import org.apache.flink.avro.shaded.org.apache.avro.Schema;
import org.apache.flink.avro.shaded.org.apache.avro.generic.GenericDatumReader;
import org.apache.flink.avro.shaded.org.apache.avro.generic.GenericDatumWriter;
import org.apache.flink.avro.shaded.org.apache.avro.generic.GenericRecord;
import org.apache.flink.avro.shaded.org.apache.avro.generic.GenericRecordBuilder;
import org.apache.flink.avro.shaded.org.apache.avro.io.BinaryEncoder;
import org.apache.flink.avro.shaded.org.apache.avro.io.DecoderFactory;
import org.apache.flink.avro.shaded.org.apache.avro.io.EncoderFactory;

/** Confluent's own client with an Avro of its own, both as Flink carries them, behind plain JDK types. */
final class ForeignClient {
    private final CachedSchemaRegistryClient client;

    ForeignClient(String url) {
        RestService rest = new RestService(url);
        client = new CachedSchemaRegistryClient(rest, 100);
    }

    /** What the registry answered instead. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        final int status;
        final int errorCode;

        Refused(RestClientException e) {
            super(e);
            status = e.getStatus();
            errorCode = e.getErrorCode();
        }
    }

    int register(String subject, String schema) throws IOException, Refused {
        return call(() -> client.register(subject, new AvroSchema(schema)));
    }

    int id(String subject, String schema) throws IOException, Refused {
        return call(() -> client.getId(subject, new AvroSchema(schema)));
    }

    int version(String subject, String schema) throws IOException, Refused {
        return call(() -> client.getVersion(subject, new AvroSchema(schema)));
    }

    String schema(int id) throws IOException, Refused {
        return call(() -> client.getSchemaById(id).canonicalString());
    }

    int latestVersion(String subject) throws IOException, Refused {
        return call(() -> client.getLatestSchemaMetadata(subject).getVersion());
    }

    List<Integer> versions(String subject) throws IOException, Refused {
        return call(() -> client.getAllVersions(subject));
    }

    List<String> subjects() throws IOException, Refused {
        return call(() -> List.copyOf(client.getAllSubjects()));
    }

    boolean compatible(String subject, String schema) throws IOException, Refused {
        return call(() -> client.testCompatibility(subject, new AvroSchema(schema)));
    }

    void setCompatibility(String subject, String level) throws IOException, Refused {
        call(() -> client.updateCompatibility(subject, level));
    }

    List<Integer> delete(String subject) throws IOException, Refused {
        return call(() -> client.deleteSubject(subject));
    }

    /** A record in the wire format. */
    byte[] write(String subject, String schema, Map<String, Object> fields) throws IOException, Refused {
        Schema parsed = new Schema.Parser().parse(schema);
        GenericRecordBuilder record = new GenericRecordBuilder(parsed);
        fields.forEach(record::set);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(0);
        out.write(ByteBuffer.allocate(4).putInt(register(subject, schema)).array());
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
        new GenericDatumWriter<GenericRecord>(parsed).write(record.build(), encoder);
        encoder.flush();
        return out.toByteArray();
    }

    /** A record in the wire format, as JSON. */
    String read(byte[] data) throws IOException, Refused {
        ByteBuffer buffer = ByteBuffer.wrap(data);
        if (buffer.get() != 0) {
            throw new IOException("not in the wire format");
        }
        Schema schema = new Schema.Parser().parse(schema(buffer.getInt()));
        return new GenericDatumReader<GenericRecord>(schema)
                .read(null, DecoderFactory.get().binaryDecoder(data, 5, data.length - 5, null))
                .toString();
    }

    private interface Call<R> {
        R get() throws IOException, RestClientException;
    }

    private static <R> R call(Call<R> call) throws IOException, Refused {
        try {
            return call.get();
        } catch (RestClientException e) {
            throw new Refused(e);
        }
    }
}
