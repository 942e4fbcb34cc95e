package io.harmattan.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Help.Ansi;

class ConsoleTest {
    private final StringWriter text = new StringWriter();
    private final Console console = new Console(new PrintWriter(text), Ansi.OFF);

    @Test
    void articleTextCannotDriveTheTerminal() {
        console.line("title\u001b[31m red\u0007 \u202Ereversed");
        assertThat(text.toString())
                .doesNotContain("\u001b")
                .doesNotContain("\u0007")
                .doesNotContain("\u202e");
        assertThat(text.toString()).contains("title").contains("reversed");
    }

    @Test
    void tablesFitTheWidthAndSayWhereTheyCut() {
        console.table(
                new int[] {33, 7, 4, 27, 29},
                List.of("EVENT", "STATUS", "ART", "WHEN", "TITLE"),
                List.of(List.of("0123456789abcdef0123456789abcdef", "open", "5", "3 May 2024", "x".repeat(200))));
        assertThat(text.toString().lines())
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(Console.WIDTH));
        assertThat(text.toString()).contains("…").contains("0123456789abcdef0123456789abcdef");
        assertThat(text.toString().lines()).hasSize(2);
    }

    @Test
    void markupInATextIsTextWithColoursToo() {
        StringWriter coloured = new StringWriter();
        new Console(new PrintWriter(coloured), Ansi.ON).heading("@|red not markup|@");
        assertThat(coloured.toString()).contains("@|red not markup|@");
    }

    @Test
    void durationsReadAsPeopleSayThem() {
        assertThat(Console.seconds(Duration.ofMillis(420))).isEqualTo("0.4 s");
        assertThat(Console.seconds(Duration.ofSeconds(125))).isEqualTo("2 min 5 s");
    }
}
