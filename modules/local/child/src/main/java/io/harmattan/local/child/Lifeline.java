package io.harmattan.local.child;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * The tie between a child process and the process that started it.
 *
 * <p>The parent holds the other end of the child's standard input and never writes to it. When the parent ends, however
 * it ends, the operating system closes that pipe, and the child stops as it does on SIGTERM. So nothing is left running
 * behind a parent that was killed. The child prints {@value #READY} as a line of its own on standard output once it
 * serves, and the reason why it could not on standard error.
 */
public final class Lifeline {
    /** The line on standard output that says that the child serves. */
    public static final String READY = "READY";

    /** The exit status of a child that could not start; its reason is the last thing on standard error. */
    public static final int EXIT_FAILED = 3;

    /** How long a stop may take before the process is ended without further ceremony. */
    static final Duration STOP_DEADLINE = Duration.ofSeconds(25);

    private final PrintStream out;
    private volatile @Nullable AutoCloseable server;

    private Lifeline(PrintStream out) {
        this.out = out;
    }

    /** What starts a server and leaves it running in threads of its own. */
    @FunctionalInterface
    public interface Start {
        /**
         * Starts.
         *
         * @return what stops the server and waits until it has stopped
         * @throws Exception when it cannot start; the message is what the user will read
         */
        AutoCloseable start() throws Exception;
    }

    /**
     * Runs a server until SIGTERM or until the parent is gone; does not return before. Ends the process with
     * {@value #EXIT_FAILED} when the server does not start.
     *
     * @param name what is started, for messages
     * @param start starts it
     */
    public static void hold(String name, Start start) {
        Lifeline lifeline = new Lifeline(System.out);
        lifeline.stopWhenClosed(System.in);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> lifeline.stop(name), "stop"));
        try {
            lifeline.server = start.start();
        } catch (Exception | LinkageError e) {
            e.printStackTrace(System.err);
            System.err.println(name + " could not start: " + root(e));
            System.err.flush();
            Runtime.getRuntime().halt(EXIT_FAILED);
        }
        lifeline.out.println(READY);
        lifeline.out.flush();
        lifeline.stayUntilStopped();
    }

    /** A server may have daemon threads alone: this thread keeps the process until its shutdown begins. */
    private void stayUntilStopped() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            System.exit(0);
        }
    }

    private void stopWhenClosed(InputStream parent) {
        Thread watch = new Thread(
                () -> {
                    try {
                        while (parent.read() >= 0) {
                            // the parent has nothing to say; only the end of the stream means something
                        }
                    } catch (IOException e) {
                        System.err.println("standard input failed, taken as its end: " + e);
                    }
                    System.exit(0);
                },
                "parent-watch");
        watch.setDaemon(true);
        watch.start();
    }

    private void stop(String name) {
        Thread limit = new Thread(
                () -> {
                    try {
                        Thread.sleep(STOP_DEADLINE.toMillis());
                    } catch (InterruptedException e) {
                        return;
                    }
                    System.err.println(name + " did not stop within " + STOP_DEADLINE.toSeconds() + " s: ended");
                    Runtime.getRuntime().halt(1);
                },
                "stop-limit");
        limit.setDaemon(true);
        limit.start();
        AutoCloseable running = server;
        if (running == null) {
            return;
        }
        try {
            running.close();
        } catch (Exception e) {
            System.err.println(name + " did not stop cleanly:");
            e.printStackTrace(System.err);
        } finally {
            limit.interrupt();
        }
    }

    private static String root(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }
}
