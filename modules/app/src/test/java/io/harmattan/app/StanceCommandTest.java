package io.harmattan.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StanceCommandTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String lines) throws IOException {
        Path file = Files.writeString(folder.resolve("lines.jsonl"), lines);
        return Main.run(new PrintWriter(out), new PrintWriter(err), "stance", file.toString());
    }

    @Test
    void eachTargetGetsALabelAndAConfidence() throws IOException {
        int status = run(
                "{\"id\":7,\"text\":\"The mayor called Bo a liar and a disgrace.\",\"targets\":[{\"start\":17,\"end\":19}]}\n");
        assertThat(status).isZero();
        assertThat(out.toString())
                .startsWith("{\"id\":7,\"targets\":[{\"start\":17,\"end\":19,\"label\":\"opposed\",\"confidence\":0.");
    }

    @Test
    void aBadLineIsNamedAndTheOthersAreAnswered() throws IOException {
        int status =
                run("{\"id\":\"a\",\"text\":\"Bo\",\"targets\":[{\"start\":0,\"end\":9}]}\nno json\n{\"id\":\"b\"}\n"
                        + "{\"id\":\"c\",\"text\":\"Bo ran.\",\"targets\":[{\"start\":0,\"end\":2}]}\n");
        assertThat(status).isEqualTo(2);
        assertThat(err.toString())
                .contains("lines.jsonl:1", "the target [0, 9) does not lie in a text of 2 characters")
                .contains("lines.jsonl:2", "is no JSON")
                .contains("lines.jsonl:3", "has no text or no targets");
        assertThat(out.toString().lines()).singleElement().asString().startsWith("{\"id\":\"c\"");
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        int status = Main.run(
                new PrintWriter(out),
                new PrintWriter(err),
                "stance",
                folder.resolve("none.jsonl").toString());
        assertThat(status).isEqualTo(2);
        assertThat(err.toString()).contains("none.jsonl cannot be read");
    }
}
