package io.harmattan.local.stack;

import io.harmattan.local.stack.StackEvent.State;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts one part, keeps it running, and stops it. */
final class Supervisor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);
    private static final int MAX_RESTARTS = 5;
    private static final Duration RESTART_WINDOW = Duration.ofMinutes(5);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration POLL = Duration.ofMillis(100);

    /** Starts a process of the part. */
    @FunctionalInterface
    interface Spawn {
        Child spawn() throws IOException;
    }

    private final Part part;
    private final String address;
    private final Duration startDeadline;
    private final Spawn spawn;
    private final StackListener listener;
    private final Runnable onNewProcess;
    private final ExecutorService restarts;
    private final Deque<Long> restartTimes = new ArrayDeque<>();

    private final Object lock = new Object();
    private volatile State state = State.STOPPED;
    private volatile boolean stopping;
    private volatile @Nullable Child child;

    Supervisor(
            Part part,
            String address,
            Duration startDeadline,
            Spawn spawn,
            StackListener listener,
            Runnable onNewProcess) {
        this.part = part;
        this.address = address;
        this.startDeadline = startDeadline;
        this.spawn = spawn;
        this.listener = listener;
        this.onNewProcess = onNewProcess;
        this.restarts = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, part.folder() + "-supervisor");
            thread.setDaemon(true);
            return thread;
        });
    }

    Part part() {
        return part;
    }

    String address() {
        return address;
    }

    State state() {
        return state;
    }

    @Nullable
    Child child() {
        return child;
    }

    /** Starts the part and returns once it serves. */
    void start() {
        run();
    }

    private void run() {
        long began = System.nanoTime();
        Child started = spawnUnlessStopping();
        tell(State.STARTING, Duration.ZERO, "");
        onNewProcess.run();
        String wrong = awaitHealth(started, began);
        if (!wrong.isEmpty()) {
            boolean diedByItself = !started.isAlive();
            if (!diedByItself) {
                started.kill();
            }
            if (stopping) {
                throw new StackException(part.title() + " was stopped while it started.", "Start again.");
            }
            state = State.FAILED;
            throw new StackException(
                    part.title() + " does not start: " + (diedByItself ? started.end() : wrong) + lastLines(started)
                            + "\n",
                    "If its data is broken, `harmattan up --fresh` starts over without it.");
        }
        // from now on its end is news; while it started, it was the cause of the exception above
        tell(State.READY, since(began), address);
        started.onExit().thenAccept(process -> submit(() -> heal(started)));
    }

    private Child spawnUnlessStopping() {
        synchronized (lock) {
            if (stopping) {
                throw new StackException(part.title() + " is being stopped.", "Start again when it has stopped.");
            }
            try {
                Child started = spawn.spawn();
                child = started;
                return started;
            } catch (IOException e) {
                throw new StackException(
                        "The process of " + part.title() + " cannot be started: " + e.getMessage() + ".",
                        "Check that the data folder can be written and that the machine has memory left.",
                        e);
            }
        }
    }

    private String awaitHealth(Child started, long began) {
        try {
            if (!started.awaitReady(startDeadline)) {
                return "it is not ready after " + startDeadline.toSeconds() + " s";
            }
            String wrong = Health.of(part, address);
            while (!wrong.isEmpty() && started.isAlive() && since(began).compareTo(startDeadline) < 0) {
                TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
                wrong = Health.of(part, address);
            }
            return wrong;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "the wait for it was interrupted";
        }
    }

    private void heal(Child dead) {
        if (stopping || child != dead) {
            return;
        }
        tell(State.DIED, Duration.ZERO, dead.end());
        LOG.warn("{} ended unasked: {}{}", part.title(), dead.end(), lastLines(dead));
        while (!stopping) {
            int recent = recentRestarts();
            if (recent >= MAX_RESTARTS) {
                tell(
                        State.FAILED,
                        Duration.ZERO,
                        "it ended " + (recent + 1) + " times within " + RESTART_WINDOW.toMinutes()
                                + " minutes and is not started again");
                return;
            }
            try {
                TimeUnit.MILLISECONDS.sleep(FIRST_PAUSE.toMillis() << recent);
                restartTimes.addLast(System.nanoTime());
                run();
                return;
            } catch (StackException e) {
                if (!stopping) {
                    LOG.warn("{}", e.getMessage());
                    tell(State.DIED, Duration.ZERO, String.valueOf(e.getMessage()));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private int recentRestarts() {
        long oldest = System.nanoTime() - RESTART_WINDOW.toNanos();
        restartTimes.removeIf(time -> time - oldest < 0);
        return restartTimes.size();
    }

    private void submit(Runnable task) {
        try {
            restarts.execute(task);
        } catch (RejectedExecutionException e) {
            LOG.debug("{} ended while the stack closes", part.title());
        }
    }

    /** Says that no end of the process from now on is news. */
    void expectStop() {
        stopping = true;
    }

    /** Stops the part and returns when its process is gone. */
    @Override
    public void close() {
        Child running;
        synchronized (lock) {
            stopping = true;
            running = child;
        }
        restarts.shutdownNow();
        if (running == null) {
            return;
        }
        long began = System.nanoTime();
        boolean wasAlive = running.isAlive();
        if (wasAlive) {
            tell(State.STOPPING, Duration.ZERO, "");
        }
        boolean graceful = running.stop();
        if (wasAlive) {
            tell(State.STOPPED, since(began), graceful ? "" : "it did not stop in time and was killed");
        } else {
            state = State.STOPPED;
        }
    }

    private void tell(State now, Duration took, String detail) {
        state = now;
        listener.on(new StackEvent(part, now, took, detail));
    }

    private static String lastLines(Child dead) {
        List<String> lines = dead.lastLines();
        return lines.isEmpty() ? "." : ". Its log ends with:\n    " + String.join("\n    ", lines);
    }

    private static Duration since(long began) {
        return Duration.ofNanos(System.nanoTime() - began);
    }
}
