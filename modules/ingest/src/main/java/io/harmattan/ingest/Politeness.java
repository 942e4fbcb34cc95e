package io.harmattan.ingest;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** Keeps requests to one host apart. Safe for use by many threads; each waits for its own host alone. */
final class Politeness {
    private static final int HOSTS = 10_000;
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final long pause;
    /** The hosts that were asked last, with when they may be asked next and their own pauses. */
    private final Map<String, Slot> slots = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Slot> eldest) {
            return size() > HOSTS;
        }
    };

    Politeness(Duration pause) {
        this.pause = pause.toNanos();
    }

    /** The host asks for a longer pause; more than half a minute is not granted. */
    synchronized void slower(String host, Duration delay) {
        Duration granted = delay.compareTo(LONGEST) > 0 ? LONGEST : delay;
        slots.computeIfAbsent(host, h -> new Slot()).pause = Math.max(pause, granted.toNanos());
    }

    /** Waits for the host's turn; says how long, in nanoseconds. */
    long await(String host) {
        long since = System.nanoTime();
        long turn;
        synchronized (this) {
            Slot slot = slots.computeIfAbsent(host, h -> new Slot());
            long now = System.nanoTime();
            turn = slot.asked ? Math.max(now, slot.next) : now;
            slot.asked = true;
            slot.next = turn + Math.max(pause, slot.pause);
        }
        long left = turn - System.nanoTime();
        while (left > 0 && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(left);
            left = turn - System.nanoTime();
        }
        return System.nanoTime() - since;
    }

    private static final class Slot {
        boolean asked;
        long next;
        long pause;
    }
}
