package io.harmattan.deliver;

import java.net.URI;
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
 * its own queue and no other's.
 */
final class Endpoints implements AutoCloseable {
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

    /** Takes a piece of work for an endpoint; false when its queue is full. */
    synchronized boolean offer(URI address, Runnable work) {
        String endpoint = address.getScheme() + "://" + address.getRawAuthority();
        Lane lane = lanes.computeIfAbsent(endpoint, e -> new Lane());
        if (lane.waiting.size() >= queued) {
            return false;
        }
        lane.waiting.add(work);
        if (lane.running < atOnce) {
            lane.running++;
            threads.execute(() -> work(endpoint, lane));
        }
        return true;
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
            next.run();
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
    }
}
