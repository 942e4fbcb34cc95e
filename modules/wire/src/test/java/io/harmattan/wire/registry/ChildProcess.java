package io.harmattan.wire.registry;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process of the local stack, from the folder of jars that its module built. */
final class ChildProcess implements AutoCloseable {
    private final Process process;
    private final Path errors;

    private ChildProcess(Process process, Path errors) {
        this.process = process;
        this.errors = errors;
    }

    /**
     * Starts without waiting; on the JDK of this process.
     *
     * @param module the folder under modules/local
     */
    static ChildProcess start(String module, String mainClass, Path folder, String... args) throws IOException {
        Path jars = Path.of(System.getProperty("harmattan.runtimes"), module, "target", "runtime", "lib");
        if (!Files.isDirectory(jars)) {
            throw new IllegalStateException(
                    "expected the jars of modules/local/" + module + " in " + jars + "; build it with mvn package");
        }
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                jars + "/*",
                mainClass));
        command.addAll(List.of(args));
        Path errors = Files.createTempFile(folder, module, ".err");
        return new ChildProcess(
                new ProcessBuilder(command).redirectError(errors.toFile()).start(), errors);
    }

    /** Waits until it serves. */
    ChildProcess ready() throws IOException {
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.equals("READY")) {
                return this;
            }
        }
        throw new IllegalStateException("ended before it was ready: " + errors());
    }

    /** What it has said on standard error. */
    String errors() throws IOException {
        return Files.readString(errors);
    }

    /** Ends it as SIGTERM does; answers its exit status. */
    int terminate() throws InterruptedException {
        process.destroy();
        return ended();
    }

    /** Ends it as SIGKILL does. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        ended();
    }

    /** Ends its standard input, as the death of its parent does; answers its exit status. */
    int abandon() throws IOException, InterruptedException {
        process.getOutputStream().close();
        return ended();
    }

    /** Waits for its end; answers its exit status. */
    int ended() throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("still running after 60 s");
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
