package io.harmattan.local.stack;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One run of one child process. Its standard input stays open as long as this process lives, its standard output tells
 * when it is ready, its standard error goes to its log file.
 */
final class Child {
    private static final String READY = "READY";
    private static final Duration ASK = Duration.ofSeconds(20);
    private static final Duration TERMINATE = Duration.ofSeconds(8);
    private static final long LOG_LIMIT = 5L << 20;
    private static final int TAIL_LINES = 12;
    private static final int TAIL_BYTES = 16 << 10;

    private final Process process;
    private final Path log;
    private final long logStart;
    private final CompletableFuture<Void> ready = new CompletableFuture<>();

    private Child(Process process, Path log, long logStart) {
        this.process = process;
        this.log = log;
        this.logStart = logStart;
    }

    static Child spawn(String name, List<String> command, Path folder, Path log) throws IOException {
        Files.createDirectories(log.getParent());
        if (Files.exists(log) && Files.size(log) > LOG_LIMIT) {
            Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
        long logStart = Files.exists(log) ? Files.size(log) : 0;
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        Child child = new Child(process, log, logStart);
        Thread reader = new Thread(child::readOutput, name + "-output");
        reader.setDaemon(true);
        reader.start();
        return child;
    }

    private void readOutput() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(READY)) {
                    ready.complete(null);
                }
            }
            ready.completeExceptionally(new IOException("it ended"));
        } catch (IOException e) {
            ready.completeExceptionally(e);
        }
    }

    /** Waits for the line that says that it serves; false if it ended, or the time is up. */
    boolean awaitReady(Duration limit) throws InterruptedException {
        try {
            ready.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException e) {
            // its output has ended, so the process has or is about to
            ProcessId.awaitEnd(process.toHandle(), TERMINATE);
            return false;
        } catch (TimeoutException e) {
            return false;
        }
    }

    ProcessId id() {
        return ProcessId.of(process.toHandle());
    }

    boolean isAlive() {
        return process.isAlive();
    }

    CompletableFuture<Process> onExit() {
        return process.onExit();
    }

    /** How it ended, for people. */
    String end() {
        int status = process.exitValue();
        return status > 128 ? "it was ended by signal " + (status - 128) : "it ended with status " + status;
    }

    /** Asks it to stop, then makes it stop. Tells whether it stopped by itself. */
    boolean stop() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // its end of the pipe is gone, and so is it or soon will be; what follows makes sure
            process.destroy();
        }
        if (ProcessId.awaitEnd(process.toHandle(), ASK)) {
            return true;
        }
        process.destroy();
        if (ProcessId.awaitEnd(process.toHandle(), TERMINATE)) {
            return true;
        }
        kill();
        return false;
    }

    void kill() {
        process.destroyForcibly();
        ProcessId.awaitEnd(process.toHandle(), TERMINATE);
    }

    /** The last lines it wrote to its log in this run, without the frames of stack traces: the log has those. */
    List<String> lastLines() {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            long from = Math.max(logStart, file.length() - TAIL_BYTES);
            byte[] bytes = new byte[(int) (file.length() - from)];
            file.seek(from);
            file.readFully(bytes);
            List<String> lines = new String(bytes, StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("\tat "))
                    .toList();
            return lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size());
        } catch (IOException e) {
            return List.of("(" + log + " cannot be read: " + e + ")");
        }
    }
}
