package io.harmattan.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
    private static final Path HOME = Path.of("/somewhere");

    @TempDir
    Path folder;

    @Test
    void everyKeyHasAWorkingDefault() {
        Settings settings = Settings.load(HOME, null, Map.of(), Map.of());
        assertThat(settings.text("api.host")).isEqualTo("127.0.0.1");
        assertThat(settings.profile()).isEqualTo(Path.of("/somewhere/profiles/sahel"));
        assertThat(settings.duration("cluster.gap")).isEqualTo(Duration.ofHours(72));
        assertThat(Servers.areConfigured(settings)).isFalse();
    }

    @Test
    void optionsWinOverTheEnvironmentAndThatOverTheFile() throws Exception {
        Path file = folder.resolve("my.conf");
        Files.writeString(file, "api.port = 1001\napi.host = \"10.0.0.1\"\nkafka.prefix = fromfile-\n");
        Settings settings = Settings.load(
                HOME,
                file,
                Map.of("HARMATTAN_API_PORT", "1002", "HARMATTAN_API_HOST", "10.0.0.2", "HARMATTAN_OTHER", "x"),
                Map.of("api.port", "1003"));
        assertThat(settings.number("api.port")).isEqualTo(1003);
        assertThat(settings.text("api.host")).isEqualTo("10.0.0.2");
        assertThat(settings.prefix()).isEqualTo("fromfile-");
        assertThat(settings.shown().get("api.port").origin()).contains("the command line");
        assertThat(settings.shown().get("api.host").origin()).contains("the environment");
        assertThat(settings.shown().get("kafka.prefix").origin()).contains("my.conf");
        assertThat(settings.shown().get("epoch").origin()).isEqualTo("default");
    }

    @Test
    void anUnknownKeyIsAnErrorThatNamesItsNeighbours() {
        assertThatThrownBy(() -> Settings.load(HOME, null, Map.of(), Map.of("api.prot", "8081")))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("'api.prot'")
                .hasMessageContaining("api.port");
    }

    @Test
    void aValueOfTheWrongTypeIsAnErrorThatNamesTheKey() {
        assertThatThrownBy(() -> Settings.load(HOME, null, Map.of("HARMATTAN_CLUSTER_GAP", "three days"), Map.of()))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("gap")
                .hasMessageContaining("three days");
        assertThatThrownBy(() -> Settings.load(HOME, null, Map.of(), Map.of("local.kafka-port", "70000")))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("local.kafka-port")
                .hasMessageContaining("70000");
    }

    @Test
    void aFileThatIsNotThereIsAnError() {
        assertThatThrownBy(() -> Settings.load(HOME, folder.resolve("none.conf"), Map.of(), Map.of()))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("none.conf");
    }

    @Test
    void clientSettingsPassThroughAndSecretsAreNotShown() {
        Settings settings = Settings.load(
                HOME,
                null,
                Map.of(),
                Map.of("kafka.client.security.protocol", "SASL_SSL", "elasticsearch.password", "hunter2"));
        assertThat(settings.kafkaClient()).containsEntry("security.protocol", "SASL_SSL");
        assertThat(settings.shown().get("elasticsearch.password").value()).doesNotContain("hunter2");
    }
}
