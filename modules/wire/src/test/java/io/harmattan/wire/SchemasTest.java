package io.harmattan.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaValidationException;
import org.apache.avro.SchemaValidator;
import org.apache.avro.SchemaValidatorBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each schema can read, and be read by, every released version of it (FULL_TRANSITIVE). */
class SchemasTest {
    private static final Path SCHEMAS = Path.of("..", "..", "schemas");
    private static final SchemaValidator FULL_TRANSITIVE =
            new SchemaValidatorBuilder().mutualReadStrategy().validateAll();

    static Stream<String> recordsOnTopics() {
        return Topics.ALL.stream().map(t -> t.mapping().avro().getSimpleName());
    }

    @ParameterizedTest
    @MethodSource("recordsOnTopics")
    void isCompatibleBothWaysWithEveryRelease(String name) throws Exception {
        Schema current = parse(SCHEMAS).get(name);
        List<Schema> released = releases().stream()
                .map(folder -> parse(folder).get(name))
                .filter(java.util.Objects::nonNull)
                .toList();
        // a record that no release had yet is bound by nothing
        FULL_TRANSITIVE.validate(current, released);
    }

    @ParameterizedTest
    @MethodSource("recordsOnTopics")
    void documentsEveryField(String name) {
        Schema schema = parse(SCHEMAS).get(name);
        assertThat(schema.getDoc()).isNotBlank();
        assertThat(schema.getFields())
                .allSatisfy(f -> assertThat(f.doc()).as(name + "." + f.name()).isNotBlank());
    }

    @Test
    void theCheckRefusesAFieldWithoutADefault() {
        Schema released = new Schema.Parser()
                .parse("{\"type\":\"record\",\"name\":\"A\",\"fields\":[{\"name\":\"x\",\"type\":\"int\"}]}");
        Schema broken = new Schema.Parser()
                .parse("{\"type\":\"record\",\"name\":\"A\",\"fields\":[{\"name\":\"y\",\"type\":\"int\"}]}");
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> FULL_TRANSITIVE.validate(broken, List.of(released)))
                .isInstanceOf(SchemaValidationException.class);
    }

    private static List<Path> releases() throws IOException {
        try (Stream<Path> folders = Files.list(SCHEMAS.resolve("released"))) {
            return folders.sorted().toList();
        }
    }

    /** The schemas of a folder by name; the shared types come first, as in the build. */
    private static Map<String, Schema> parse(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            Schema.Parser parser = new Schema.Parser();
            Map<String, Schema> schemas = new LinkedHashMap<>();
            List<String> shared = List.of("Published.avsc", "Entity.avsc", "Alert.avsc");
            for (String name : shared) {
                if (Files.exists(folder.resolve(name))) {
                    Schema schema = parser.parse(Files.readString(folder.resolve(name)));
                    schemas.put(schema.getName(), schema);
                }
            }
            for (Path file : files.filter(f -> f.toString().endsWith(".avsc"))
                    .filter(f -> !shared.contains(f.getFileName().toString()))
                    .sorted()
                    .toList()) {
                Schema schema = parser.parse(Files.readString(file));
                schemas.put(schema.getName(), schema);
            }
            return schemas;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
