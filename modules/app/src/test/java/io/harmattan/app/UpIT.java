package io.harmattan.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The distribution as a user runs it: {@code up}, killed, {@code up} again, {@code down}. */
class UpIT {
    private static final Path HARMATTAN =
            Path.of("target", "harmattan", "bin", "harmattan").toAbsolutePath();
    private static final Duration UP = Duration.ofMinutes(5);

    @TempDir
    Path folder;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void stop() throws Exception {
        for (Process process : started) {
            process.destroyForcibly().waitFor();
        }
        run("down");
    }

    @Test
    void aKilledStackComesBackWithTheSameClusterAndNoDoubles() throws Exception {
        Process first = up("first.log");
        JsonNode before = onlyCluster();
        assertThat(before.get("members")).hasSize(5);

        first.destroyForcibly().waitFor();
        up("second.log");
        JsonNode after = onlyCluster();
        assertThat(after.get("id")).isEqualTo(before.get("id"));
        assertThat(after.get("members")).hasSize(5);
        assertThat(Files.readString(folder.resolve("second.log")))
                .contains("5 articles in 1 event.", "no subscription yet", "harmattan subscriptions add");

        Result tail = run("tail", "--after", "1-c0.0.0.0-s0.0.0.0", "--kind", "opened,joined", "--count", "5");
        assertThat(tail.status()).isZero();
        assertThat(tail.output().lines()).hasSize(6).allSatisfy(line -> assertThat(line.length())
                .isLessThanOrEqualTo(100));
        assertThat(tail.output()).contains("opened", "joined", after.get("id").textValue());
        assertThat(run("tail", "--after", "yesterday").status()).isEqualTo(2);

        Result down = run("down");
        assertThat(down.status()).isZero();
        assertThat(run("clusters").status()).isEqualTo(2);
        assertThat(ProcessHandle.allProcesses()
                        .filter(p -> p.info().commandLine().orElse("").contains(folder.toString())))
                .isEmpty();
    }

    private JsonNode onlyCluster() throws Exception {
        Result clusters = run("clusters", "--json");
        assertThat(clusters.status()).isZero();
        List<String> lines = clusters.output().lines().toList();
        assertThat(lines).hasSize(1);
        return new ObjectMapper().readTree(lines.get(0));
    }

    private Process up(String log) throws IOException {
        Process process = new ProcessBuilder(command(
                        "up",
                        "--set",
                        "local.kafka-port=0",
                        "--set",
                        "local.controller-port=0",
                        "--set",
                        "local.registry-port=0",
                        "--set",
                        "local.elasticsearch-port=0",
                        "--set",
                        "api.port=0"))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(log).toFile())
                .start();
        started.add(process);
        Awaitility.await("up, as told by " + log).atMost(UP).until(() -> {
            assertThat(process.isAlive())
                    .as(Files.readString(folder.resolve(log)))
                    .isTrue();
            return Files.readString(folder.resolve(log)).contains("Stays up until Ctrl-C");
        });
        return process;
    }

    private record Result(int status, String output) {}

    private Result run(String... arguments) throws IOException, InterruptedException {
        Path out = Files.createTempFile(folder, "out", ".txt");
        Process process = new ProcessBuilder(command(arguments))
                .redirectOutput(out.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        return new Result(process.exitValue(), Files.readString(out));
    }

    private List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(List.of(HARMATTAN.toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--data", folder.resolve("data").toString()));
        return command;
    }
}
