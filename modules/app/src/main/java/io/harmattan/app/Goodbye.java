package io.harmattan.app;

import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicBoolean;
import sun.misc.Signal;

/**
 * What is done when the process is told to stop. On Ctrl-C and TERM it is done before the JVM's shutdown hooks run, which
 * come in no order: one of them takes ONNX Runtime down, and a stream that reads with a model at that moment would take the
 * process with it. A second signal ends the process at once.
 */
final class Goodbye {
    private static final Deque<Runnable> ENDS = new ConcurrentLinkedDeque<>();
    private static final AtomicBoolean TOLD = new AtomicBoolean();
    private static final int SIGNALLED = 128;

    private Goodbye() {}

    /** Has it done once, on a signal or when the JVM ends, whichever comes first; the last one said is done first. */
    static void say(Runnable end) {
        AtomicBoolean said = new AtomicBoolean();
        Runnable once = () -> {
            if (said.compareAndSet(false, true)) {
                end.run();
            }
        };
        ENDS.push(once);
        Runtime.getRuntime().addShutdownHook(new Thread(once, "goodbye"));
    }

    /** Listens to Ctrl-C and TERM from now on. */
    static void listen() {
        for (String name : new String[] {"INT", "TERM"}) {
            Signal.handle(new Signal(name), signal -> new Thread(() -> stop(signal.getNumber()), "goodbye").start());
        }
    }

    private static void stop(int signal) {
        if (!TOLD.compareAndSet(false, true)) {
            Runtime.getRuntime().halt(SIGNALLED + signal);
        }
        for (Runnable end : ENDS) {
            end.run();
        }
        System.exit(SIGNALLED + signal);
    }
}
