package io.harmattan.local.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryTest {
    private static final String A =
            "{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"a\",\"type\":\"int\"}]}";
    private static final String A_WITH_B =
            "{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"a\",\"type\":\"int\"},"
                    + "{\"name\":\"b\",\"type\":\"int\",\"default\":0}]}";
    private static final String B =
            "{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"b\",\"type\":\"int\"}]}";

    private final MemorySchemaLog log = new MemorySchemaLog();
    private final Registry registry = new Registry(log, Compatibility.BACKWARD);

    @Test
    void countsIdsAndVersionsFromOne() {
        assertThat(registry.register("s", A)).isEqualTo(1);
        assertThat(registry.register("s", A_WITH_B)).isEqualTo(2);
        assertThat(registry.register("t", A_WITH_B)).isEqualTo(2);

        assertThat(registry.version("s", "latest", false)).isEqualTo(new Registry.Found("s", 2, 2, A_WITH_B));
        assertThat(registry.version("t", "1", false)).isEqualTo(new Registry.Found("t", 1, 2, A_WITH_B));
        assertThat(registry.uses(2, false))
                .extracting(RegistryState.Registered::subject)
                .containsExactly("s", "t");
    }

    @Test
    void takesSchemasThatDifferInSpacesForEqualAndInDefaultsForDifferent() {
        int id = registry.register("s", A_WITH_B);

        assertThat(registry.register("s", A_WITH_B.replace(",", " ,\n "))).isEqualTo(id);
        assertThat(registry.register("s", A_WITH_B.replace("\"default\":0", "\"default\":1")))
                .isNotEqualTo(id);
    }

    @Test
    void writesNothingForASchemaItHas() {
        registry.register("s", A);
        int before = log.size();

        registry.register("s", A);

        assertThat(log.size()).isEqualTo(before);
    }

    @Test
    void knowsEverythingAgainFromItsLog() {
        registry.register("s", A);
        registry.register("s", A_WITH_B);
        registry.register("gone", B);
        registry.deleteSubject("gone", false);
        registry.deleteSubject("gone", true);
        registry.deleteVersion("s", "1", false);
        registry.setLevel(Compatibility.FULL);
        registry.setLevel("s", Compatibility.NONE);
        registry.setLevel("t", Compatibility.NONE);
        registry.clearLevel("t");

        for (MemorySchemaLog again : List.of(log.reopened(), log.compacted())) {
            Registry restarted = new Registry(again, Compatibility.BACKWARD);
            assertThat(restarted.subjects("", true)).containsExactly("s");
            assertThat(restarted.versions("s", false)).containsExactly(2);
            assertThat(restarted.versions("s", true)).containsExactly(1, 2);
            assertThat(restarted.schema(1)).isEqualTo(A);
            assertThat(restarted.level()).isEqualTo(Compatibility.FULL);
            assertThat(restarted.level("s")).isEqualTo(Compatibility.NONE);
            assertThat(restarted.level("t")).isEqualTo(Compatibility.FULL);
            assertThat(restarted.register("new", "\"string\""))
                    .as("no id twice")
                    .isEqualTo(4);
            assertThat(restarted.register("new2", B)).as("its old id").isEqualTo(3);
        }
    }

    @Test
    void changesNothingWhenTheLogFails() {
        registry.register("s", A);
        log.broken(true);

        assertThatExceptionOfType(RegistryException.class)
                .isThrownBy(() -> registry.register("s", A_WITH_B))
                .satisfies(e -> assertThat(e.errorCode()).isEqualTo(50001));
        assertThat(registry.versions("s", false)).containsExactly(1);

        log.broken(false);
        assertThat(registry.register("s", A_WITH_B)).isEqualTo(2);
    }

    @Test
    void saysWhichFieldMakesASchemaIncompatible() {
        registry.register("s", A);

        assertThatExceptionOfType(RegistryException.class)
                .isThrownBy(() -> registry.register("s", B))
                .withMessageContaining("'s'")
                .withMessageContaining("BACKWARD")
                .withMessageContaining("version 1")
                .withMessageContaining("/fields/0: b")
                .satisfies(e -> assertThat(e.status()).isEqualTo(409));
    }

    @Test
    void deletesSoftlyFirstAndGoesOnCounting() {
        registry.register("s", A);
        registry.register("s", A_WITH_B);

        refused(() -> registry.deleteVersion("s", "1", true), 40407);
        assertThat(registry.deleteVersion("s", "1", false)).isEqualTo(1);
        refused(() -> registry.deleteVersion("s", "1", false), 40406);
        refused(() -> registry.version("s", "1", false), 40402);
        assertThat(registry.version("s", "1", true).id()).isEqualTo(1);
        assertThat(registry.deleteVersion("s", "1", true)).isEqualTo(1);
        refused(() -> registry.version("s", "1", true), 40402);

        refused(() -> registry.deleteSubject("s", true), 40405);
        assertThat(registry.deleteSubject("s", false)).containsExactly(2);
        refused(() -> registry.deleteSubject("s", false), 40404);
        refused(() -> registry.versions("s", false), 40401);
        assertThat(registry.register("s", B))
                .as("deleted versions hinder nothing")
                .isEqualTo(3);
        assertThat(registry.versions("s", false)).containsExactly(3);
    }

    @Test
    void namesWhatItDoesNotHave() {
        registry.register("s", A);

        refused(() -> registry.versions("nobody", false), 40401);
        refused(() -> registry.version("s", "2", false), 40402);
        refused(() -> registry.lookup("s", B, false), 40403);
        refused(() -> registry.schema(99), 40403);
        refused(() -> registry.ownLevel("s"), 40408);
        refused(() -> registry.clearLevel("s"), 40408);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[",
                "{}",
                "{\"type\":\"nonsense\"}",
                "{\"type\":\"record\",\"name\":\"1\",\"fields\":[]}",
                "{\"type\":\"record\",\"name\":\"R\",\"fields\":{}}",
                "{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"a\",\"type\":\"int\",\"default\":\"x\"}]}",
                "{\"type\":\"enum\",\"name\":\"E\",\"symbols\":[\"A\",\"A\"]}",
                "{\"type\":[[\"null\"]]}",
                "42"
            })
    void refusesWhatIsNoSchema(String text) {
        refused(() -> registry.register("s", text), 42201);
        assertThat(log.size()).isZero();
    }

    @Test
    void refusesASchemaThatIsNestedWithoutEnd() {
        refused(() -> registry.register("s", "{\"type\":\"array\",\"items\":".repeat(20_000)), 42201);
        String deep = "{\"type\":\"array\",\"items\":".repeat(900) + "\"int\"" + "}".repeat(900);
        assertThat(registry.register("deep", deep)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-2", "first", "", "2147483648", "99999999999999999999", "1.0"})
    void refusesWhatIsNoVersion(String version) {
        registry.register("s", A);

        refused(() -> registry.version("s", version, false), 42202);
    }

    @Test
    void judgesWithoutRegistering() {
        assertThat(registry.compatible("s", "latest", B)).isEqualTo(new Registry.Verdict(true, List.of()));
        refused(() -> registry.compatible("s", "1", B), 40401);
        registry.register("s", A);

        assertThat(registry.compatible("s", "latest", A_WITH_B).compatible()).isTrue();
        assertThat(registry.compatible("s", "1", B).problems()).isNotEmpty();
        assertThat(registry.compatible("s", B).compatible()).isFalse();
        assertThat(registry.versions("s", false)).containsExactly(1);
    }

    private static void refused(ThrowingCallable call, int code) {
        assertThatExceptionOfType(RegistryException.class).isThrownBy(call).satisfies(e -> assertThat(e.errorCode())
                .isEqualTo(code));
    }
}
