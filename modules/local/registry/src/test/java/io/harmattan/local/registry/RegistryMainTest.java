package io.harmattan.local.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class RegistryMainTest {

    @Test
    void hasADefaultForAllButKafka() {
        assertThat(RegistryMain.Options.of("--bootstrap", "127.0.0.1:9092"))
                .isEqualTo(new RegistryMain.Options(
                        "127.0.0.1:9092", "127.0.0.1", 8081, "_schemas", Compatibility.BACKWARD));
        assertThat(RegistryMain.Options.of(
                        "--port",
                        "0",
                        "--host",
                        "::1",
                        "--topic",
                        "t",
                        "--bootstrap",
                        "k:1",
                        "--compatibility",
                        "full"))
                .isEqualTo(new RegistryMain.Options("k:1", "::1", 0, "t", Compatibility.FULL));
    }

    @Test
    void namesTheOptionThatIsWrong() {
        refused("--bootstrap is missing");
        refused("unknown option --prot", "--prot", "1");
        refused("--port needs a value", "--bootstrap", "k:1", "--port");
        refused("--port x is no number", "--bootstrap", "k:1", "--port", "x");
        refused("--port 65536 is out of range", "--bootstrap", "k:1", "--port", "65536");
    }

    private static void refused(String message, String... args) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RegistryMain.Options.of(args))
                .withMessageContaining(message);
    }
}
