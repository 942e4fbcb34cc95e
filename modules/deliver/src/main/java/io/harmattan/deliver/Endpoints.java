package io.harmattan.deliver;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A bounded queue for each endpoint (scheme, host and port), each worked on by a bounded number of threads: a slow one fills
 * its own queue and no other's. What finds a queue full is told when it will have been worked off, by the pace of the last
 * attempt there.
 */
final class Endpoints implements AutoCloseable {
    /** The shortest and the longest that an attempt is told to wait for room. */
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final int queued;
    private final int atOnce;
    private final Map<String, Lane> lanes = new HashMap<>();
    private final ExecutorService threads;

    /**
     * @param queued most attempts that wait for one endpoint in memory
     * @param atOnce most attempts under way to one endpoint
     */
    Endpoints(int queued, int atOnce) {
        this.queued = queued;
        this.atOnce = atOnce;
        AtomicInteger number = new AtomicInteger();
        // as many threads as there are endpoints with work, times atOnce; idle ones end
        this.threads = Executors.newCachedThreadPool(r -> {
            Thread thread = new Thread(r, "deliver-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Takes a piece of work for an endpoint, or says after how long there will be room; zero when it was taken. */
    synchronized Duration offer(URI address, Runnable work) {
        String endpoint = address.getScheme() + "://" + address.getRawAuthority();
        Lane lane = lanes.computeIfAbsent(endpoint, e -> new Lane());
        if (lane.waiting.size() >= queued) {
            Duration all = Duration.ofNanos(lane.took).multipliedBy(queued).dividedBy(atOnce);
            return all.compareTo(SHORTEST) < 0 ? SHORTEST : all.compareTo(LONGEST) > 0 ? LONGEST : all;
        }
        lane.waiting.add(work);
        if (lane.running < atOnce) {
            lane.running++;
            threads.execute(() -> work(endpoint, lane));
        }
        return Duration.ZERO;
    }

    private void work(String endpoint, Lane lane) {
        while (true) {
            Runnable next;
            synchronized (this) {
                next = lane.waiting.poll();
                if (next == null) {
                    lane.running--;
                    if (lane.running == 0) {
                        lanes.remove(endpoint, lane);
                    }
                    return;
                }
            }
            long since = System.nanoTime();
            next.run();
            synchronized (this) {
                lane.took = System.nanoTime() - since;
            }
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        try {
            threads.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class Lane {
        final Queue<Runnable> waiting = new ArrayDeque<>();
        int running;
        long took;
    }
}
