package io.harmattan.local.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompatibilityTest {
    private static final Schema NOTHING = record();
    private static final Schema OPTIONAL = record("{\"name\":\"a\",\"type\":\"int\",\"default\":0}");
    private static final Schema REQUIRED = record("{\"name\":\"a\",\"type\":\"int\"}");

    /** A required field more: old bytes cannot be read. One less: old readers cannot read the new bytes. */
    @ParameterizedTest
    @CsvSource({
        "NONE, true, true",
        "BACKWARD, false, true",
        "FORWARD, true, false",
        "FULL, false, false",
    })
    void looksInItsDirection(Compatibility level, boolean mayAdd, boolean mayRemove) {
        assertThat(level.problems(REQUIRED, versions(NOTHING)).isEmpty()).isEqualTo(mayAdd);
        assertThat(level.problems(NOTHING, versions(REQUIRED)).isEmpty()).isEqualTo(mayRemove);
        assertThat(level.problems(OPTIONAL, versions(NOTHING))).isEmpty();
        assertThat(level.problems(NOTHING, versions(OPTIONAL))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "BACKWARD, true",
        "BACKWARD_TRANSITIVE, false",
        "FULL, true",
        "FULL_TRANSITIVE, false",
    })
    void looksBeyondTheLastVersionWhenTransitive(Compatibility level, boolean mayFollow) {
        assertThat(level.problems(REQUIRED, versions(NOTHING, OPTIONAL)).isEmpty())
                .isEqualTo(mayFollow);
    }

    @ParameterizedTest
    @CsvSource({"FORWARD, true", "FORWARD_TRANSITIVE, false"})
    void looksBeyondTheLastReaderWhenTransitive(Compatibility level, boolean mayFollow) {
        assertThat(level.problems(NOTHING, versions(REQUIRED, OPTIONAL)).isEmpty())
                .isEqualTo(mayFollow);
    }

    @Test
    void namesEveryProblemWithItsVersion() {
        assertThat(Compatibility.FULL_TRANSITIVE.problems(REQUIRED, versions(NOTHING, OPTIONAL)))
                .singleElement()
                .asString()
                .contains("version 1", "READER_FIELD_MISSING_DEFAULT_VALUE", "a");
    }

    @Test
    void readsItsNameInAnyCase() {
        assertThat(Compatibility.of("full_transitive")).isEqualTo(Compatibility.FULL_TRANSITIVE);
        assertThatExceptionOfType(RegistryException.class)
                .isThrownBy(() -> Compatibility.of("sideways"))
                .withMessageContaining("sideways")
                .withMessageContaining("BACKWARD_TRANSITIVE")
                .satisfies(e -> assertThat(e.errorCode()).isEqualTo(42203));
    }

    private static List<Compatibility.Version> versions(Schema... schemas) {
        return java.util.stream.IntStream.range(0, schemas.length)
                .mapToObj(i -> new Compatibility.Version(i + 1, schemas[i]))
                .toList();
    }

    private static Schema record(String... fields) {
        return new Schema.Parser()
                .parse("{\"type\":\"record\",\"name\":\"R\",\"fields\":[" + String.join(",", fields) + "]}");
    }
}
