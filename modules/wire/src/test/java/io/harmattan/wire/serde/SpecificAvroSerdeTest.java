package io.harmattan.wire.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.example.notes.Mood;
import com.example.notes.Note;
import com.example.notes.Other;
import com.example.notes.Tag;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.harmattan.wire.registry.RegistryConfig;
import io.harmattan.wire.registry.RegistryRefusedException;
import io.harmattan.wire.registry.RegistryUnreachableException;
import io.harmattan.wire.registry.StubRegistry;
import io.harmattan.wire.registry.StubRegistry.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SpecificAvroSerdeTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<String> schemas = new ArrayList<>();
    private final StubRegistry registry = new StubRegistry().otherwise(this::answer);

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void writesTheConfluentWireFormat() {
        byte[] bytes = serde(Map.of(), false).serializer().serialize("notes", new Other(42));

        assertThat(bytes).containsExactly(0, 0, 0, 0, 1, 84);
        assertThat(registry.requests()).singleElement().satisfies(request -> assertThat(request.path())
                .isEqualTo("/subjects/notes-value/versions"));
    }

    @Test
    void readsWhatItWrote() {
        Note note = note("a text with ünïcode, عربي");
        SpecificAvroSerde<SpecificRecord> serde = serde(Map.of(), false);

        byte[] bytes = serde.serializer().serialize("notes", note);

        assertThat(serde.deserializer().deserialize("notes", bytes)).isEqualTo(note);
        assertThat(serde(Map.of(), false).deserializer().deserialize("notes", bytes))
                .as("by another serde")
                .isEqualTo(note);
    }

    @Test
    void keepsNullNull() {
        SpecificAvroSerde<SpecificRecord> serde = serde(Map.of(), false);

        assertThat(serde.serializer().serialize("notes", null)).isNull();
        assertThat(serde.deserializer().deserialize("notes", null)).isNull();
    }

    @Test
    void namesTheSubjectOfAKeyAfterTheKey() {
        serde(Map.of(), true).serializer().serialize("notes", new Other(1));

        assertThat(registry.requests()).first().satisfies(request -> assertThat(request.path())
                .isEqualTo("/subjects/notes-key/versions"));
    }

    @Test
    void asksTheRegistryOncePerTopicAndType() {
        SpecificAvroSerde<SpecificRecord> serde = serde(Map.of(), false);
        for (int i = 0; i < 100; i++) {
            byte[] bytes = serde.serializer().serialize("notes", new Other(i));
            assertThat(serde.deserializer().deserialize("notes", bytes)).isEqualTo(new Other(i));
        }
        assertThat(registry.requests()).hasSize(2);
    }

    @Test
    void onlyLooksUpWhereItMayNotRegister() {
        SpecificAvroSerde<SpecificRecord> serde = serde(Map.of(SpecificAvroSerde.AUTO_REGISTER, "false"), false);
        registry.plan(404, "{\"error_code\":40403,\"message\":\"Schema not found\"}");

        assertThatExceptionOfType(RegistryRefusedException.class)
                .isThrownBy(() -> serde.serializer().serialize("notes", new Other(1)))
                .withMessageContaining("Schema not found");
        assertThat(registry.requests()).singleElement().satisfies(request -> assertThat(request.path())
                .isEqualTo("/subjects/notes-value"));
    }

    @Test
    void readsWhatAnOlderSchemaWroteWithTheDefaultsOfTheNewer() {
        Schema older = new Schema.Parser().parse("""
                {"type":"record","name":"Note","namespace":"com.example.notes","fields":[
                 {"name":"text","type":"string"},
                 {"name":"at","type":{"type":"long","logicalType":"timestamp-millis"}},
                 {"name":"gone","type":"int"}]}
                """);
        GenericRecord written = new GenericRecordBuilder(older)
                .set("text", "old")
                .set("at", 5_000L)
                .set("gone", 1)
                .build();

        assertThat(serde(Map.of(), false).deserializer().deserialize("notes", bytes(written)))
                .isEqualTo(Note.newBuilder()
                        .setText("old")
                        .setAt(Instant.ofEpochSecond(5))
                        .build());
    }

    @Test
    void setsAsideBytesThatAreNotInTheWireFormat() {
        unreadable("{\"id\": \"a story in JSON\"}".getBytes(StandardCharsets.UTF_8), "7b 22 69 64", "expected 00");
        unreadable(new byte[] {0, 0, 1}, "3 bytes: 00 00 01");
        unreadable(new byte[0], "0 bytes");
        assertThat(registry.requests()).isEmpty();
    }

    @Test
    void setsAsideBytesWithAnUnknownSchemaId() {
        unreadable(new byte[] {0, 0, 0, 3, (byte) 0xe7, 1}, "schema id 999", "notes-value", "no schema with that id");
    }

    @Test
    void setsAsideWhatCannotBeDecoded() {
        byte[] whole = bytes(generic(note("whole")));

        unreadable(Arrays.copyOf(whole, whole.length - 2), "schema id 1", "cannot be read as Avro");
        unreadable(Arrays.copyOf(whole, whole.length + 1), "bytes are left after the record");
    }

    @Test
    void setsAsideRecordsOfATypeItHasNoClassFor() {
        Schema stranger =
                new Schema.Parser().parse("{\"type\":\"record\",\"name\":\"com.example.Stranger\",\"fields\":[]}");

        unreadable(bytes(new GenericData.Record(stranger)), "no generated class", "com.example.Stranger");
    }

    @Test
    void loadsNoClassThatAvroDidNotGenerate() {
        Schema trap = new Schema.Parser()
                .parse("{\"type\":\"record\",\"name\":\"java.util.concurrent.ThreadPoolExecutor\",\"fields\":[]}");

        unreadable(bytes(new GenericData.Record(trap)), "java.util.concurrent.ThreadPoolExecutor");
    }

    @Test
    void setsAsideARecordThatTheReadersSchemaCannotTake() {
        Schema incompatible =
                new Schema.Parser().parse("{\"type\":\"record\",\"name\":\"com.example.notes.Other\",\"fields\":[]}");

        unreadable(bytes(new GenericData.Record(incompatible)), "cannot be read as Avro", "number");
    }

    @Test
    void survivesAnyBytes() {
        Random random = new Random(7);
        bytes(generic(note("schema 1")));
        SpecificAvroSerde<SpecificRecord> serde = serde(Map.of(), false);
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] tail = new byte[random.nextInt(64)];
            random.nextBytes(tail);
            byte[] data = ByteBuffer.allocate(5 + tail.length)
                    .put((byte) 0)
                    .putInt(1)
                    .put(tail)
                    .array();
            try {
                serde.deserializer().deserialize("notes", data);
            } catch (SerializationException e) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(19_000);
    }

    @Test
    void leavesNothingOfARecordThatCouldNotBeWritten() {
        SpecificAvroSerde<SpecificRecord> serde = serde(Map.of(), false);
        Note broken = note("x".repeat(10_000));
        broken.setTags(List.of(new Tag()));

        assertThatExceptionOfType(SerializationException.class)
                .isThrownBy(() -> serde.serializer().serialize("notes", broken))
                .withMessageContaining("com.example.notes.Note")
                .withMessageContaining("notes");

        byte[] bytes = serde.serializer().serialize("notes", note("whole"));
        assertThat(serde.deserializer().deserialize("notes", bytes)).isEqualTo(note("whole"));
    }

    @Test
    void doesNotBlameTheRecordForARegistryThatIsDown() {
        byte[] bytes = serde(Map.of(), false).serializer().serialize("notes", new Other(1));
        SpecificAvroSerde<SpecificRecord> serde = serde(Map.of(RegistryConfig.PATIENCE, "0"), false);
        registry.plan(503, "{}").plan(503, "{}");

        assertThatExceptionOfType(RegistryUnreachableException.class)
                .isThrownBy(() -> serde.deserializer().deserialize("notes", bytes));
        assertThatExceptionOfType(RegistryUnreachableException.class)
                .isThrownBy(() -> serde.serializer().serialize("notes", new Other(1)));
        assertThat(serde.deserializer().deserialize("notes", bytes))
                .as("once it is back")
                .isEqualTo(new Other(1));
    }

    @Test
    void doesNotBlameTheRecordWhenItIsNotLetIn() {
        registry.plan(401, "{\"error_code\":40101,\"message\":\"who are you?\"}");

        assertThatExceptionOfType(RegistryRefusedException.class)
                .isThrownBy(
                        () -> serde(Map.of(), false).deserializer().deserialize("notes", new byte[] {0, 0, 0, 0, 1}))
                .withMessageContaining("who are you?");
    }

    @Test
    void servesManyThreads() {
        SpecificAvroSerde<SpecificRecord> serde = serde(Map.of(), false);

        assertThat(IntStream.range(0, 2_000).parallel().allMatch(i -> {
                    Note note = note("text " + "x".repeat(i % 300) + i);
                    return note.equals(serde.deserializer()
                            .deserialize("notes", serde.serializer().serialize("notes", note)));
                }))
                .isTrue();
    }

    @Test
    void namesTheSettingThatIsWrong() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> serde(
                        Map.of(
                                SpecificAvroSerde.VALUE_STRATEGY,
                                "io.confluent.kafka.serializers.subject.RecordNameStrategy"),
                        false))
                .withMessageContaining("RecordNameStrategy")
                .withMessageContaining("TopicNameStrategy");
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> serde(Map.of(SpecificAvroSerde.AUTO_REGISTER, "perhaps"), false))
                .withMessageContaining("perhaps");
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> new SpecificAvroSerde<Note>().serializer().serialize("notes", note("x")))
                .withMessageContaining("not configured");
    }

    private void unreadable(byte[] data, String... parts) {
        assertThatExceptionOfType(SerializationException.class)
                .isThrownBy(() -> serde(Map.of(), false).deserializer().deserialize("notes", data))
                .satisfies(e -> assertThat(e.getMessage()).contains("notes").contains(parts));
    }

    private SpecificAvroSerde<SpecificRecord> serde(Map<String, ?> settings, boolean isKey) {
        Map<String, Object> all = new HashMap<>(settings);
        all.put(RegistryConfig.URL, registry.url());
        SpecificAvroSerde<SpecificRecord> serde = new SpecificAvroSerde<>();
        serde.configure(all, isKey);
        return serde;
    }

    private static Note note(String text) {
        return Note.newBuilder()
                .setText(text)
                .setAt(Instant.parse("2026-03-16T10:00:00.123Z"))
                .setMood(Mood.LOUD)
                .setTags(List.of(new Tag("one"), new Tag("two")))
                .setAuthor("ann")
                .build();
    }

    private static GenericRecord generic(Note note) {
        return new GenericRecordBuilder(Note.getClassSchema())
                .set("text", note.getText())
                .set("at", note.getAt().toEpochMilli())
                .build();
    }

    /** Bytes that another program would write. */
    private synchronized byte[] bytes(GenericRecord record) {
        schemas.add(record.getSchema().toString());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {0, 0, 0, 0, (byte) schemas.size()});
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
        try {
            new GenericDatumWriter<GenericRecord>(record.getSchema()).write(record, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private synchronized Answer answer(StubRegistry.Request request) {
        try {
            if (request.method().equals("POST")) {
                String schema = JSON.readTree(request.body()).path("schema").asText();
                if (!schemas.contains(schema)) {
                    schemas.add(schema);
                }
                return new Answer(200, "{\"id\":" + (schemas.indexOf(schema) + 1) + "}");
            }
            int id = Integer.parseInt(request.path().substring("/schemas/ids/".length()));
            return id <= schemas.size()
                    ? new Answer(200, JSON.writeValueAsString(Map.of("schema", schemas.get(id - 1))))
                    : new Answer(404, "{\"error_code\":40403,\"message\":\"Schema " + id + " not found\"}");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
