package io.harmattan.ingest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinesTest {
    @Test
    void linesEndWithANewlineOrTheFile() throws IOException {
        assertThat(lines("a\n\nbc", 9)).containsExactly("a/1", "/0", "bc/2");
        assertThat(lines("a\n", 9)).containsExactly("a/1");
        assertThat(lines("\n", 9)).containsExactly("/0");
        assertThat(lines("", 9)).isEmpty();
    }

    @Test
    void aLineBeyondTheLimitIsMeasuredAndNotKept() throws IOException {
        assertThat(lines("abc\nabcd\nabc", 3)).containsExactly("abc/3", "/4", "abc/3");
    }

    @Test
    void linesMayCrossTheBufferAnywhere() throws IOException {
        for (int length = (1 << 16) - 2; length <= (1 << 16) + 2; length++) {
            String line = "x".repeat(length);
            assertThat(lines(line + "\n" + line + line + "\ny", 1 << 20))
                    .containsExactly(line + "/" + length, line + line + "/" + 2 * length, "y/1");
            assertThat(lines(line + line + "\ny", 10)).containsExactly("/" + 2 * length, "y/1");
        }
    }

    private static List<String> lines(String text, long maxBytes) throws IOException {
        Lines lines = new Lines(new ByteArrayInputStream(text.getBytes(ISO_8859_1)), maxBytes);
        List<String> all = new ArrayList<>();
        for (Lines.Line line = lines.next(); line != null; line = lines.next()) {
            all.add(new String(line.bytes(), ISO_8859_1) + "/" + line.length());
        }
        return all;
    }
}
