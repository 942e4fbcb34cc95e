package io.harmattan.testkit;

import io.harmattan.domain.Alert;
import io.harmattan.domain.ClusterChange;
import io.harmattan.domain.EventCluster;
import io.harmattan.domain.NewsStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** {@link NewsStream} in memory, for tests; a position is how many events there were. */
public final class MemoryNewsStream implements NewsStream {
    private final Function<String, Predicate<EventCluster>> queries;
    private final List<Event> events = new ArrayList<>();
    private int readers;

    /** @param queries understands a query, or throws an {@link IllegalArgumentException} */
    public MemoryNewsStream(Function<String, Predicate<EventCluster>> queries) {
        this.queries = queries;
    }

    /** Has a cluster change. */
    public synchronized void happened(ClusterChange change, EventCluster cluster) {
        events.add(new Changed(String.valueOf(events.size() + 1), change, cluster));
        notifyAll();
    }

    /** Has a subscription fire. */
    public synchronized void told(Alert alert) {
        events.add(new Told(String.valueOf(events.size() + 1), alert));
        notifyAll();
    }

    /** How many read and have not been closed. */
    public synchronized int readers() {
        return readers;
    }

    @Override
    public synchronized Reading open(Wanted wanted, @Nullable String after) {
        String query = wanted.query();
        Predicate<EventCluster> asked = query == null ? cluster -> true : queries.apply(query);
        if (after != null && (!after.matches("\\d{1,9}") || Integer.parseInt(after) > events.size())) {
            throw new IllegalArgumentException("position '" + after + "'; expected 0 to " + events.size());
        }
        readers++;
        return new MemoryReading(wanted, asked, after == null ? events.size() : Integer.parseInt(after));
    }

    private final class MemoryReading implements Reading {
        private final Wanted wanted;
        private final Predicate<EventCluster> asked;
        private int position;

        MemoryReading(Wanted wanted, Predicate<EventCluster> asked, int position) {
            this.wanted = wanted;
            this.asked = asked;
            this.position = position;
        }

        @Override
        public List<Event> next(Duration patience) {
            synchronized (MemoryNewsStream.this) {
                long until = System.nanoTime() + patience.toNanos();
                while (true) {
                    List<Event> found = events.subList(position, events.size()).stream()
                            .filter(this::isWanted)
                            .toList();
                    position = events.size();
                    long left = until - System.nanoTime();
                    if (!found.isEmpty() || left <= 0) {
                        return found;
                    }
                    try {
                        TimeUnit.NANOSECONDS.timedWait(MemoryNewsStream.this, left);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        return List.of();
                    }
                }
            }
        }

        private boolean isWanted(Event event) {
            if (event instanceof Told told) {
                return wanted.alerts()
                        && (wanted.subscriptionId() == null
                                || wanted.subscriptionId().equals(told.alert().subscriptionId()));
            }
            Changed changed = (Changed) event;
            ClusterChange change = changed.change();
            return wanted.changes()
                    && (wanted.kinds().isEmpty() || wanted.kinds().contains(change.kind()))
                    && (wanted.clusterId() == null || wanted.clusterId().equals(change.clusterId()))
                    && (changed.cluster() == null || asked.test(changed.cluster()));
        }

        @Override
        public String position() {
            synchronized (MemoryNewsStream.this) {
                return String.valueOf(position);
            }
        }

        @Override
        public void close() {
            synchronized (MemoryNewsStream.this) {
                readers--;
            }
        }
    }
}
