package io.harmattan.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    @TempDir
    Path root;

    @Test
    void belongsToOneAtATime() {
        new StackInfo(new ProcessId(4711, Instant.EPOCH), Map.of()).write(root);
        DataFolder first = DataFolder.open(root);
        assertThatExceptionOfType(StackException.class)
                .isThrownBy(() -> DataFolder.open(root))
                .withMessageContaining(root.toString())
                .withMessageContaining("in use by the process 4711")
                .withMessageContaining("harmattan down");
        first.close();
        DataFolder.open(root).close();
    }

    @Test
    void isMadeWithItsParents() {
        Path deep = root.resolve("a/b");
        DataFolder.open(deep).close();
        assertThat(deep).isDirectory();
    }

    @Test
    void refusesAFile() throws Exception {
        Path file = Files.writeString(root.resolve("data"), "");
        assertThatExceptionOfType(StackException.class)
                .isThrownBy(() -> DataFolder.open(file))
                .withMessageContaining(file + " is a file")
                .withMessageContaining("--data DIR");
    }

    @Test
    void refusesAPlaceWhereNoFolderCanBeMade() throws Exception {
        Path file = Files.writeString(root.resolve("file"), "");
        assertThatExceptionOfType(StackException.class)
                .isThrownBy(() -> DataFolder.open(file.resolve("data")))
                .withMessageContaining("cannot be written")
                .withMessageContaining("--data DIR");
    }

    @Test
    void clearingDeletesWhatTheStackWroteAndNothingElse() throws Exception {
        Files.createDirectories(root.resolve("kafka/articles-0"));
        Files.writeString(root.resolve("kafka/articles-0/0.log"), "x");
        Files.writeString(root.resolve("notes.txt"), "mine");
        LocalStack.clear(root);
        assertThat(root.resolve("kafka")).doesNotExist();
        assertThat(root.resolve("notes.txt")).hasContent("mine");
    }

    @Test
    void nothingRunsOnAFolderThatIsNotThere() {
        assertThat(LocalStack.down(root.resolve("none"))).isZero();
        assertThat(root.resolve("none")).doesNotExist();
    }
}
