package io.harmattan.wire.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.example.notes.Mood;
import com.example.notes.Note;
import com.example.notes.Tag;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.harmattan.wire.serde.SpecificAvroSerde;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.kafka.common.errors.SerializationException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What both sides hold to, whoever built them: two clients, ours and Confluent's, against one registry. Every test has a
 * subject of its own.
 */
abstract class SchemaRegistryContract {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private String name = "";
    private String subject = "";

    /** Where the registry is, with the path of the API. */
    abstract String url();

    @BeforeEach
    void chooseSubject() {
        name = "t" + UUID.randomUUID().toString().replace("-", "");
        subject = name + "-value";
    }

    @Test
    void givesEqualSchemasOneIdWhoeverAsks() throws Exception {
        int id = ours().register(subject, schema(record("a")));

        assertThat(foreign().register(subject, record("a"))).isEqualTo(id);
        assertThat(foreign().register(subject + "2", record("a"))).isEqualTo(id);
        assertThat(ours().register(subject + "2", schema(record("a")))).isEqualTo(id);
        assertThat(ours().register(subject + "3", schema(record("b")))).isNotEqualTo(id);

        assertThat(ours().lookup(subject, schema(record("a"))))
                .isEqualTo(new RegisteredSchema(subject, 1, id, schema(record("a"))));
        assertThat(foreign().id(subject, record("a"))).isEqualTo(id);
        assertThat(foreign().version(subject, record("a"))).isEqualTo(1);
    }

    @Test
    void givesTheSchemaOfAnId() throws Exception {
        int id = foreign().register(subject, record("a"));

        assertThat(ours().byId(id)).isEqualTo(schema(record("a")));
        assertThat(schema(foreign().schema(id))).isEqualTo(schema(record("a")));
    }

    @Test
    void countsTheVersionsOfASubject() throws Exception {
        ours().setCompatibility(subject, CompatibilityLevel.BACKWARD);
        int first = ours().register(subject, schema(record("a")));
        int second = foreign().register(subject, record("a", "b"));

        assertThat(second).isNotEqualTo(first);
        assertThat(foreign().versions(subject)).containsExactly(1, 2);
        assertThat(foreign().latestVersion(subject)).isEqualTo(2);
        assertThat(ours().latest(subject))
                .isEqualTo(new RegisteredSchema(subject, 2, second, schema(record("a", "b"))));
        assertThat(ours().subjects()).contains(subject);
        assertThat(foreign().subjects()).contains(subject);
    }

    @Test
    void gives409ToASchemaThatMayNotFollow() throws Exception {
        foreign().setCompatibility(subject, "BACKWARD");
        ours().register(subject, schema(record("a")));
        String breaking = "{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"must\",\"type\":\"int\"}]}";

        assertThat(ours().compatibility(subject)).isEqualTo(CompatibilityLevel.BACKWARD);
        assertThat(ours().incompatibilities(subject, schema(breaking))).isNotEmpty();
        assertThat(ours().incompatibilities(subject, schema(record("a", "b")))).isEmpty();
        assertThat(foreign().compatible(subject, breaking)).isFalse();
        assertThat(foreign().compatible(subject, record("a", "b"))).isTrue();

        assertThatExceptionOfType(RegistryRefusedException.class)
                .isThrownBy(() -> ours().register(subject, schema(breaking)))
                .satisfies(e -> assertThat(e.incompatible()).isTrue())
                .withMessageContaining(subject);
        foreignRefused(() -> foreign().register(subject, breaking), 409, 409);
        assertThat(foreign().versions(subject)).containsExactly(1);

        ours().setCompatibility(subject, CompatibilityLevel.NONE);
        assertThat(ours().register(subject, schema(breaking))).isPositive();
    }

    @Test
    void looksAtEveryVersionWhereTheLevelIsTransitive() throws Exception {
        String withDefault = record("a");
        String without = "{\"type\":\"record\",\"name\":\"R\",\"fields\":[]}";
        String required = "{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"a\",\"type\":\"long\"}]}";
        ours().setCompatibility(subject, CompatibilityLevel.NONE);
        ours().register(subject, schema(without));
        ours().register(subject, schema(withDefault));

        ours().setCompatibility(subject, CompatibilityLevel.BACKWARD_TRANSITIVE);
        oursRefused(() -> ours().register(subject, schema(required)), 409, 409);
        ours().setCompatibility(subject, CompatibilityLevel.BACKWARD);
        assertThat(ours().register(subject, schema(required))).isPositive();
    }

    @Test
    void gives404WithTheSameCodes() throws Exception {
        ours().register(subject, schema(record("a")));

        oursRefused(() -> ours().latest(subject + "-nobody"), 404, RegistryRefusedException.NO_SUBJECT);
        foreignRefused(() -> foreign().latestVersion(subject + "-nobody"), 404, 40401);
        oursRefused(
                () -> ours().lookup(subject + "-nobody", schema(record("a"))),
                404,
                RegistryRefusedException.NO_SUBJECT);
        foreignRefused(() -> foreign().id(subject + "-nobody", record("a")), 404, 40401);
        assertThat(ask("GET", "/subjects/" + subject + "/versions/9", null)).isEqualTo("404 40402");
        oursRefused(() -> ours().lookup(subject, schema(record("c"))), 404, RegistryRefusedException.NO_SCHEMA);
        foreignRefused(() -> foreign().id(subject, record("c")), 404, 40403);
        oursRefused(() -> ours().byId(2_000_000_000), 404, RegistryRefusedException.NO_SCHEMA);
        foreignRefused(() -> foreign().schema(2_000_000_000), 404, 40403);
    }

    @Test
    void gives422WithTheSameCodes() throws Exception {
        assertThat(ask(
                        "POST",
                        "/subjects/" + subject + "/versions",
                        "{\"schema\":\"{\\\"type\\\":\\\"nonsense\\\"}\"}"))
                .isEqualTo("422 " + RegistryRefusedException.INVALID_SCHEMA);
        assertThat(ask("PUT", "/config/" + subject, "{\"compatibility\":\"SOMEHOW\"}"))
                .isEqualTo("422 42203");
    }

    @Test
    void keepsTheIdOfADeletedSubjectReadable() throws Exception {
        int id = ours().register(subject, schema(record("a")));

        assertThat(foreign().delete(subject)).containsExactly(1);

        oursRefused(() -> ours().latest(subject), 404, RegistryRefusedException.NO_SUBJECT);
        assertThat(ours().byId(id)).isEqualTo(schema(record("a")));
        assertThat(foreign().subjects()).doesNotContain(subject);
    }

    @Test
    void givesOneIdToManyWhoRegisterAtOnce() {
        assertThat(IntStream.range(0, 16)
                        .parallel()
                        .map(i -> ours().register(subject, schema(record("x"))))
                        .distinct()
                        .toArray())
                .hasSize(1);
        assertThat(ours().latest(subject).version()).isEqualTo(1);
    }

    @Test
    void takesSubjectsWithUnusualNames() throws Exception {
        String unusual = name + " ä%/?&#-value";
        int id = ours().register(unusual, schema(record("a")));

        assertThat(ours().latest(unusual).id()).isEqualTo(id);
        assertThat(ours().subjects()).contains(unusual);
    }

    @Test
    void eachReadsTheBytesOfTheOther() throws Exception {
        Note note = Note.newBuilder()
                .setText("Wüste الصحراء")
                .setAt(Instant.ofEpochMilli(1_773_655_200_123L))
                .setMood(Mood.LOUD)
                .setTags(List.of(new Tag("a"), new Tag("b")))
                .setAuthor(null)
                .build();

        assertThat(foreign().read(serde().serializer().serialize(name, note)))
                .contains("Wüste الصحراء", "1773655200123", "LOUD", "\"b\"");

        byte[] theirs = foreign()
                .write(
                        subject,
                        Note.getClassSchema().toString(),
                        Map.of("text", "from afar", "at", 1_000L, "author", "bob"));
        assertThat(serde().deserializer().deserialize(name, theirs))
                .isEqualTo(Note.newBuilder()
                        .setText("from afar")
                        .setAt(Instant.ofEpochSecond(1))
                        .setAuthor("bob")
                        .build());
        assertThat(foreign().versions(subject)).as("one schema for both").containsExactly(1);
    }

    @Test
    void setsAsideARecordWithAnIdThatNobodyGave() {
        assertThatExceptionOfType(SerializationException.class)
                .isThrownBy(() -> serde().deserializer().deserialize(name, new byte[] {0, 0x7f, 0, 0, 1, 2}))
                .withMessageContaining("2130706433");
    }

    /** A new client each time: nothing cached. */
    final SchemaRegistryClient ours() {
        return new SchemaRegistryClient(RegistryConfig.of(url()));
    }

    /** A new client each time: nothing cached. */
    final ForeignClient foreign() {
        return new ForeignClient(url());
    }

    final String subject() {
        return subject;
    }

    static Schema schema(String text) {
        return new Schema.Parser().parse(text);
    }

    /** A record of optional numbers. */
    static String record(String... fields) {
        return "{\"type\":\"record\",\"name\":\"R\",\"fields\":["
                + String.join(
                        ",",
                        List.of(fields).stream()
                                .map(field -> "{\"name\":\"" + field + "\",\"type\":\"long\",\"default\":0}")
                                .toList())
                + "]}";
    }

    private SpecificAvroSerde<Note> serde() {
        SpecificAvroSerde<Note> serde = new SpecificAvroSerde<>();
        serde.configure(Map.of(RegistryConfig.URL, url()), false);
        return serde;
    }

    private static void oursRefused(ThrowingCallable call, int status, int code) {
        assertThatExceptionOfType(RegistryRefusedException.class)
                .isThrownBy(call)
                .satisfies(e -> assertThat(e.status() + " " + e.errorCode()).isEqualTo(status + " " + code));
    }

    private static void foreignRefused(ThrowingCallable call, int status, int code) {
        assertThatExceptionOfType(ForeignClient.Refused.class)
                .isThrownBy(call)
                .satisfies(e -> assertThat(e.status + " " + e.errorCode).isEqualTo(status + " " + code));
    }

    final String ask(String method, String path, @Nullable String body) throws Exception {
        HttpResponse<String> response = HTTP.send(
                HttpRequest.newBuilder(URI.create(url() + path))
                        .header("Content-Type", "application/json")
                        .method(
                                method,
                                body == null
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        JsonNode json = JSON.readTree(response.body());
        return response.statusCode() + " " + json.path("error_code").asInt();
    }
}
