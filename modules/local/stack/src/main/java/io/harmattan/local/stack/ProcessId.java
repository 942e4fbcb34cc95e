package io.harmattan.local.stack;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A process that can be told from a later one with the same number.
 *
 * @param pid its number
 * @param started when it started; {@link Instant#EPOCH} where the system does not say
 */
record ProcessId(long pid, Instant started) {
    /** The system derives start instants from its clock, which may have been set meanwhile. */
    private static final Duration TOLERANCE = Duration.ofSeconds(3);

    static ProcessId of(ProcessHandle handle) {
        return new ProcessId(handle.pid(), handle.info().startInstant().orElse(Instant.EPOCH));
    }

    static ProcessId self() {
        return of(ProcessHandle.current());
    }

    /** The process, if it still runs and is a Java process that started when this one did. */
    Optional<ProcessHandle> running() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::isSame);
    }

    boolean isSelf() {
        return pid == ProcessHandle.current().pid() && isSame(ProcessHandle.current());
    }

    private boolean isSame(ProcessHandle found) {
        Instant start = found.info().startInstant().orElse(Instant.EPOCH);
        boolean sameStart = Duration.between(start, started).abs().compareTo(TOLERANCE) <= 0;
        // a process of another user shows no command
        boolean java =
                found.info().command().map(command -> command.contains("java")).orElse(true);
        return sameStart && java;
    }

    /** Waits until a process has ended; tells whether it has within the limit. */
    static boolean awaitEnd(ProcessHandle handle, Duration limit) {
        try {
            handle.onExit().get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return !handle.isAlive();
        } catch (ExecutionException e) {
            throw new IllegalStateException("waiting for process " + handle.pid() + " failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return !handle.isAlive();
        }
    }
}
