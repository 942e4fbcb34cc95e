package io.harmattan.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.harmattan.index.IndexAudit.Difference;
import io.harmattan.index.IndexAudit.Report;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Help.Ansi;

class VerifyCommandTest {
    private static final Difference NONE = new Difference(0, List.of());

    private final StringWriter text = new StringWriter();
    private final Console console = new Console(new PrintWriter(text, true), Ansi.OFF);

    @Test
    void inStepIsStatusZero() {
        Report report = new Report("articles-1", 3, 3, NONE, NONE, NONE);

        assertThat(VerifyCommand.tell(console, List.of(report), false, () -> 0)).isZero();
        assertThat(text.toString()).contains("articles-1: 3 documents, 3 on the topic; in step");
    }

    @Test
    void aDifferenceIsStatusOneAndIsNamed() {
        Report same = new Report("articles-1", 3, 3, NONE, NONE, NONE);
        Report differs = new Report("event-clusters-1", 3, 14, new Difference(12, List.of("a", "b")), NONE, NONE);

        assertThat(VerifyCommand.tell(console, List.of(same, differs), false, () -> 7))
                .isEqualTo(1);
        assertThat(text.toString())
                .contains("12 missing in the index:", "    a", "    b", "    and 10 more")
                .contains("7 records still to do");
        assertThat(VerifyCommand.tell(console, List.of(same, differs), true, () -> 0))
                .isEqualTo(1);
    }
}
