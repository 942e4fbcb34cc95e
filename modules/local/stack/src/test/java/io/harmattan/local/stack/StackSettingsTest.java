package io.harmattan.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackSettingsTest {
    @TempDir
    Path folder;

    @Test
    void theRegistryNeedsKafka() {
        StackSettings all = StackSettings.of(folder, folder);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> all.withParts(EnumSet.of(Part.REGISTRY, Part.SEARCH)))
                .withMessageContaining("[REGISTRY, SEARCH]");
    }

    @Test
    void aPortIsWithinItsRange() {
        StackSettings all = StackSettings.of(folder, folder);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> all.withPort(Part.SEARCH, 70000))
                .withMessage("local.elasticsearch-port is 70000, expected 0 to 65535");
        assertThat(all.withPort(Part.SEARCH, 9200).port(Part.SEARCH)).isEqualTo(9200);
    }

    @Test
    void findsARuntimeInEitherLayout() throws Exception {
        Files.createDirectories(folder.resolve("broker/lib"));
        Files.createDirectories(folder.resolve("search/target/runtime/lib"));
        assertThat(Runtimes.of(folder, Part.KAFKA)).isEqualTo(folder.resolve("broker"));
        assertThat(Runtimes.of(folder, Part.SEARCH)).isEqualTo(folder.resolve("search/target/runtime"));
    }

    @Test
    void saysHowToBuildAMissingRuntimeBeforeItTouchesTheDataFolder() {
        Path data = folder.resolve("data");
        assertThatExceptionOfType(StackException.class)
                .isThrownBy(() -> LocalStack.start(StackSettings.of(folder, data), StackListener.NONE))
                .withMessageContaining("runtime of Kafka is missing")
                .withMessageContaining("mvn package");
        assertThat(data).doesNotExist();
    }

    @Test
    void theBrokerKeepsOldEventsListensOnLoopbackAndMakesNoTopicByItself() throws Exception {
        Path file = folder.resolve("conf/server.properties");
        Commands.writeServerProperties(file, folder.resolve("ka fka"), 1234, 1235);
        Properties read = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            read.load(reader);
        }
        assertThat(read)
                .containsEntry("listeners", "PLAINTEXT://127.0.0.1:1234,CONTROLLER://127.0.0.1:1235")
                .containsEntry("log.dirs", folder.resolve("ka fka").toString())
                .containsEntry("log.retention.ms", "-1")
                .containsEntry("auto.create.topics.enable", "false")
                .containsEntry("transaction.state.log.min.isr", "1");
    }
}
