package io.harmattan.ingest;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.harmattan.domain.Article;
import io.harmattan.domain.ArticleIntake;
import io.harmattan.domain.ArticlePublisher;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes articles from programs and puts them on the topic. Whoever hands one in waits until it is safe, at most the
 * patience: a broker that is slow is theirs to know. One thread publishes, so that a publisher that blocks holds nobody
 * else up; at most {@value #MOST_ON_THE_WAY} characters of articles are on their way at once, whoever sends them.
 */
public final class HttpIntake implements ArticleIntake, AutoCloseable {
    private static final int MOST_ON_THE_WAY = 16 << 20;
    private static final int OVERHEAD = 512;
    private static final int QUEUE = 256;

    private final Supplier<ArticlePublisher> publishers;
    private final ArticleMaker maker;
    private final JsonMapper json;
    private final long maxBytes;
    private final Duration patience;
    private final Semaphore room = new Semaphore(MOST_ON_THE_WAY);
    private final BlockingQueue<Handed> queue = new ArrayBlockingQueue<>(QUEUE);
    private final Thread thread;
    private volatile boolean closed;

    /**
     * @param publishers opens a publisher: at the first article, and again after one stopped
     * @param clock gives the ingest time
     * @param maxBytes the largest article, in bytes of its JSON
     * @param patience how long a sender waits before it is told to come again
     */
    public HttpIntake(Supplier<ArticlePublisher> publishers, Clock clock, long maxBytes, Duration patience) {
        this.publishers = publishers;
        this.maker = new ArticleMaker(clock);
        this.json = JsonLine.mapper(maxBytes);
        this.maxBytes = maxBytes;
        this.patience = patience;
        this.thread = new Thread(this::publishAll, "intake");
        thread.setDaemon(true);
        thread.start();
    }

    private record Handed(Article article, CompletableFuture<Void> safe) {}

    private record OnItsWay(long line, Article article, CompletableFuture<Void> safe) {}

    @Override
    public Receipt take(InputStream body, Form form, String from) throws IOException {
        Taking taking = new Taking(from);
        if (form == Form.ONE) {
            byte[] bytes = body.readNBytes((int) maxBytes + 1);
            taking.line(1, new Lines.Line(bytes.length > maxBytes ? new byte[0] : bytes, bytes.length));
        } else {
            Lines lines = new Lines(body, maxBytes);
            long number = 0;
            for (Lines.Line line = lines.next(); line != null && !taking.busy; line = lines.next()) {
                number++;
                if (line.length() > maxBytes || !Lines.isBlank(line.bytes())) {
                    taking.line(number, line);
                }
            }
        }
        return taking.receipt();
    }

    /** One body on its way. */
    private final class Taking {
        private final String from;
        private final long until = System.nanoTime() + patience.toNanos();
        private final List<OnItsWay> onTheirWay = new ArrayList<>();
        private final List<Accepted> accepted = new ArrayList<>();
        private final List<Refused> refused = new ArrayList<>();
        private boolean busy;

        Taking(String from) {
            this.from = from;
        }

        void line(long number, Lines.Line line) {
            Article article;
            try {
                if (line.length() > maxBytes) {
                    refused.add(new Refused(
                            number,
                            true,
                            "has " + (line.bytes().length == 0 ? "more than " + maxBytes : line.length())
                                    + " bytes; expected at most " + maxBytes + " (ingest.largest-bytes)"));
                    return;
                }
                Decoding.refuseNul(line.bytes());
                JsonLine fields = JsonLine.parse(Decoding.text(line.bytes()), json);
                article = maker.make(from + ":" + number, fields);
            } catch (Refusal e) {
                refused.add(new Refused(number, false, e.reason()));
                return;
            }
            settle(false);
            CompletableFuture<Void> safe = hand(article);
            if (safe == null) {
                busy = true;
            } else {
                onTheirWay.add(new OnItsWay(number, article, safe));
            }
        }

        /** Null when there was no room in time. */
        private @Nullable CompletableFuture<Void> hand(Article article) {
            int weight = Math.min(MOST_ON_THE_WAY, OVERHEAD + article.content().length());
            CompletableFuture<Void> safe = new CompletableFuture<>();
            try {
                if (closed || !room.tryAcquire(weight, left(), TimeUnit.NANOSECONDS)) {
                    return null;
                }
                var unused = safe.whenComplete((done, failure) -> room.release(weight));
                if (!queue.offer(new Handed(article, safe), left(), TimeUnit.NANOSECONDS)) {
                    safe.cancel(false);
                    return null;
                }
                return safe;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                safe.cancel(false);
                return null;
            }
        }

        private long left() {
            return Math.max(0, until - System.nanoTime());
        }

        /** Takes note of what is safe, or was refused; in order, as far as it is. */
        private void settle(boolean wait) {
            while (!onTheirWay.isEmpty()) {
                OnItsWay first = onTheirWay.get(0);
                if (!wait && !first.safe().isDone()) {
                    return;
                }
                try {
                    first.safe().get(left(), TimeUnit.NANOSECONDS);
                    accepted.add(new Accepted(first.line(), first.article().id()));
                } catch (TimeoutException e) {
                    busy = true;
                    return;
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    busy = true;
                    return;
                } catch (ExecutionException e) {
                    if (e.getCause() instanceof PublishingStoppedException) {
                        busy = true;
                        return;
                    }
                    refused.add(new Refused(
                            first.line(),
                            false,
                            "was not taken: " + String.valueOf(e.getCause()).replaceFirst("^[^:]*: ", "")));
                }
                onTheirWay.remove(0);
            }
        }

        Receipt receipt() {
            settle(true);
            return new Receipt(accepted, refused, busy);
        }
    }

    private void publishAll() {
        ArticlePublisher publisher = null;
        try {
            while (!closed) {
                Handed next = queue.poll(100, TimeUnit.MILLISECONDS);
                if (next == null) {
                    continue;
                }
                try {
                    if (publisher == null) {
                        publisher = publishers.get();
                    }
                    var unused = publisher.publish(next.article()).whenComplete((done, failure) -> {
                        if (failure == null) {
                            next.safe().complete(null);
                        } else {
                            next.safe()
                                    .completeExceptionally(
                                            failure instanceof CompletionException && failure.getCause() != null
                                                    ? failure.getCause()
                                                    : failure);
                        }
                    });
                } catch (RuntimeException e) {
                    next.safe()
                            .completeExceptionally(
                                    e instanceof PublishingStoppedException
                                            ? e
                                            : new PublishingStoppedException(String.valueOf(e.getMessage()), e));
                    if (publisher != null) {
                        publisher.close();
                        publisher = null; // the next article opens another
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (publisher != null) {
                publisher.close();
            }
        }
    }

    /** Lets what was handed in become safe, for a few seconds. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(15));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
