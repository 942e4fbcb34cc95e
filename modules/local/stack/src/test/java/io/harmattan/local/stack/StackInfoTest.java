package io.harmattan.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackInfoTest {
    @TempDir
    Path data;

    @Test
    void readsWhatWasWritten() {
        ProcessId self = ProcessId.self();
        new StackInfo(self, Map.of(Part.KAFKA, new StackInfo.Child(self, "127.0.0.1:9092"))).write(data);

        StackInfo read = StackInfo.read(data).orElseThrow();

        assertThat(read.pid()).isEqualTo(self.pid());
        assertThat(read.isUp()).isTrue();
        assertThat(read.isUp(Part.KAFKA)).isTrue();
        assertThat(read.address(Part.KAFKA)).hasValue("127.0.0.1:9092");
        assertThat(read.pid(Part.KAFKA)).hasValue(self.pid());
        assertThat(read.isUp(Part.SEARCH)).isFalse();
        assertThat(read.address(Part.SEARCH)).isEmpty();
    }

    @Test
    void aLaterProcessWithTheSameNumberIsAnotherOne() {
        ProcessId earlier = new ProcessId(ProcessHandle.current().pid(), Instant.parse("2001-01-01T00:00:00Z"));
        new StackInfo(earlier, Map.of()).write(data);
        assertThat(StackInfo.read(data).orElseThrow().isUp()).isFalse();
        assertThat(LocalStack.down(data)).isZero();
        assertThat(StackInfo.read(data)).isEmpty();
    }

    @Test
    void isEmptyWhereNoStackRan() {
        assertThat(StackInfo.read(data)).isEmpty();
    }

    @Test
    void saysWhatToDoWithABrokenFile() throws Exception {
        Files.writeString(data.resolve("stack.properties"), "up.pid=many\n");
        assertThatExceptionOfType(StackException.class)
                .isThrownBy(() -> StackInfo.read(data))
                .withMessageContaining("stack.properties")
                .withMessageContaining("many")
                .withMessageContaining("delete the file");
    }
}
