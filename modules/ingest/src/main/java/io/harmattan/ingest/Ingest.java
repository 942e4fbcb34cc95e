package io.harmattan.ingest;

import dev.failsafe.RateLimiter;
import io.harmattan.domain.Article;
import io.harmattan.domain.ArticleId;
import io.harmattan.domain.ArticlePublisher;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * The run from a source to a publisher. An article whose id and content came by before in the run is a duplicate and is
 * not sent; one with the same id and another content is a revision, and is. Memory stays flat: the run remembers the
 * last million articles or so (16 MiB), and one that comes again after that is sent again, which is harmless; and at most
 * {@value #MOST_ON_THE_WAY} characters of articles are on their way at once: then the source waits.
 */
public final class Ingest {
    private static final int REMEMBERED = 1 << 20;

    /** How much of an unsafe article counts besides its text. */
    private static final int OVERHEAD = 512;

    /** Characters; an article of more goes alone. */
    static final int MOST_ON_THE_WAY = 16 << 20;

    private final ArticlePublisher publisher;
    private final Listener listener;
    private final @Nullable RateLimiter<Object> rate;
    private final Seen seen;
    private final Semaphore room = new Semaphore(MOST_ON_THE_WAY);
    private volatile boolean asked;
    /** Who reads the source at the moment; under the lock of this. */
    private @Nullable Thread reading;

    /**
     * @param publisher is flushed at the end, and left open
     */
    public Ingest(ArticlePublisher publisher, Listener listener) {
        this(publisher, listener, 0);
    }

    /**
     * @param publisher is flushed at each checkpoint and at the end, and left open
     * @param perSecond articles a second at most; 0 for as many as there are
     */
    public Ingest(ArticlePublisher publisher, Listener listener, double perSecond) {
        this(publisher, listener, perSecond, REMEMBERED);
    }

    Ingest(ArticlePublisher publisher, Listener listener, double perSecond, int remembered) {
        this.publisher = publisher;
        this.listener = listener;
        this.rate = perSecond == 0
                ? null
                : RateLimiter.smoothBuilder(Duration.ofNanos(Math.max(1, (long) (1e9 / perSecond))))
                        .build();
        this.seen = new Seen(remembered);
    }

    /** Reads the source to its end and waits until all is safe; a publisher that stops ends the run early. */
    public Summary run(ArticleSource source) {
        Run run = new Run();
        reading(Thread.currentThread());
        try {
            source.read(run::take);
        } catch (Stop stop) {
            run.stopped(stop.because);
        } finally {
            reading(null);
        }
        if (asked) {
            run.stopped(INTERRUPTED);
            var unused = Thread.interrupted(); // heard; what is on its way is still waited for
        }
        publisher.flush();
        return run.summary();
    }

    /** The reason in the summary of a run that {@link #stop} ended. */
    public static final String INTERRUPTED = "interrupted";

    private synchronized void reading(@Nullable Thread thread) {
        reading = thread;
    }

    /**
     * Ends the run after the article that is being read; any thread may ask.
     *
     * @param wake whether the source may be waiting for more and is to be interrupted; what comes after it never is
     */
    public synchronized void stop(boolean wake) {
        asked = true;
        if (wake && reading != null) {
            reading.interrupt();
        }
    }

    /** Tells before the run of an article that is there already: it is a duplicate when it comes again. */
    public void know(Article article) {
        seen.add(revision(article));
    }

    private static String revision(Article article) {
        return ArticleId.hash(article.id(), ArticleId.contentHash(article.title(), article.content()));
    }

    /** Hears what becomes of each article; called from one thread at a time, and should not linger. */
    public interface Listener {
        /** Hears nothing. */
        Listener NONE = new Listener() {};

        /** The article is safe. */
        default void sent(Article article) {}

        /** The same article with the same content came before. */
        default void duplicate(Article article) {}

        /** It could not be taken in; the reason has the offending value and the expected one. */
        default void refused(String location, String reason) {}

        /** Nobody took it for an article. */
        default void skipped(String location, String reason) {}

        /** After each of the above: how far the run is. */
        default void progress(Summary soFar) {}
    }

    /**
     * What became of everything that the source met.
     *
     * @param sent articles that are safe
     * @param duplicates articles that had come before in the run
     * @param refused what could not be taken in, by the source or by the other side
     * @param skipped what nobody took for an article
     * @param unsent articles that were on their way when the publisher stopped
     * @param stopped why the run ended early, if it did
     */
    public record Summary(
            long sent,
            long duplicates,
            long refused,
            long skipped,
            long unsent,
            @Nullable String stopped) {
        /** Whether every article that was there is in. */
        public boolean allIn() {
            return refused == 0 && unsent == 0 && stopped == null;
        }
    }

    private final class Run {
        private long sent;
        private long duplicates;
        private long refused;
        private long skipped;
        private long unsent;
        private @Nullable String stopped;

        void take(Reading reading) {
            if (asked) {
                throw new Stop(INTERRUPTED);
            }
            if (reading instanceof Reading.Found found) {
                take(found.article());
            } else if (reading instanceof Reading.Refused no) {
                refused(no.location(), no.reason());
            } else if (reading instanceof Reading.Skipped no) {
                skipped(no);
            } else if (reading instanceof Reading.Checkpoint checkpoint) {
                publisher.flush();
                if (unsent() == 0) {
                    checkpoint.reached().run();
                }
            }
        }

        private void take(Article article) {
            if (!seen.add(revision(article))) {
                duplicate(article);
                return;
            }
            int weight = Math.min(MOST_ON_THE_WAY, OVERHEAD + article.content().length());
            try {
                if (rate != null) {
                    rate.acquirePermit();
                }
                room.acquire(weight);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new Stop(INTERRUPTED);
            }
            try {
                var unused = publisher.publish(article).whenComplete((done, failure) -> {
                    room.release(weight);
                    settled(article, failure);
                });
            } catch (PublishingStoppedException e) {
                room.release(weight);
                settled(article, e);
                throw new Stop(String.valueOf(e.getMessage()));
            }
        }

        /** Called by the publisher's own thread too. */
        private synchronized void settled(Article article, @Nullable Throwable failure) {
            Throwable cause =
                    failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
            if (cause == null) {
                sent++;
                listener.sent(article);
            } else if (cause instanceof PublishingStoppedException) {
                unsent++;
                stopped(String.valueOf(cause.getMessage()));
            } else {
                refused++;
                listener.refused(article.source(), "was not taken: " + cause.getMessage());
            }
            listener.progress(summary());
        }

        private synchronized void duplicate(Article article) {
            duplicates++;
            listener.duplicate(article);
            listener.progress(summary());
        }

        private synchronized void refused(String location, String reason) {
            refused++;
            listener.refused(location, reason);
            listener.progress(summary());
        }

        private synchronized void skipped(Reading.Skipped skip) {
            skipped++;
            listener.skipped(skip.location(), skip.reason());
            listener.progress(summary());
        }

        private synchronized long unsent() {
            return unsent;
        }

        synchronized void stopped(String because) {
            if (stopped == null) {
                stopped = because;
            }
        }

        synchronized Summary summary() {
            return new Summary(sent, duplicates, refused, skipped, unsent, stopped);
        }
    }

    /** Leaves the source in the middle. */
    private static final class Stop extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final String because;

        Stop(String because) {
            super(because);
            this.because = because;
        }
    }
}
