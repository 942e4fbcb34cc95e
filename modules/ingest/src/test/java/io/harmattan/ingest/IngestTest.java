package io.harmattan.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.harmattan.domain.Article;
import io.harmattan.domain.ArticleId;
import io.harmattan.domain.ArticlePublisher;
import io.harmattan.testkit.MemoryArticlePublisher;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IngestTest {
    private final MemoryArticlePublisher memory = new MemoryArticlePublisher();
    private final Log log = new Log();

    @Test
    void everythingIsCountedAndReported() {
        Ingest.Summary summary = new Ingest(memory, log)
                .run(source(
                        article("a", "one"),
                        new Reading.Refused("bad.txt", "is empty"),
                        new Reading.Skipped("x.png", "is of no known kind"),
                        article("a", "one"),
                        article("b", "two")));

        assertThat(summary).isEqualTo(new Ingest.Summary(2, 1, 1, 1, 0, null));
        assertThat(summary.allIn()).isFalse();
        assertThat(log.lines)
                .containsExactly(
                        "sent a",
                        "refused bad.txt: is empty",
                        "skipped x.png: is of no known kind",
                        "duplicate a",
                        "sent b");
        assertThat(log.progress).hasSize(5).last().isEqualTo(summary);
        assertThat(memory.articles()).hasSize(2);
    }

    @Test
    void duplicatesAndSkippedFilesDoNotKeepAnythingOut() {
        assertThat(new Ingest(memory, log)
                        .run(source(article("a", "one"), article("a", "one"), new Reading.Skipped("x", "y")))
                        .allIn())
                .isTrue();
    }

    @Test
    void anotherContentUnderTheSameIdIsARevisionAndSent() {
        Ingest.Summary summary =
                new Ingest(memory, log).run(source(article("a", "one"), article("a", "two"), article("a", "one  ")));

        assertThat(summary).isEqualTo(new Ingest.Summary(2, 1, 0, 0, 0, null));
        assertThat(memory.articles().stream().map(Article::content)).containsExactly("one", "two");
    }

    @Test
    void whatIsForgottenIsSentAgain() {
        List<Reading> readings = new ArrayList<>();
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 1000; i++) {
                readings.add(article("a" + i, "text " + i));
            }
        }

        Ingest.Summary summary = new Ingest(memory, log, 0, 8).run(source(readings.toArray(Reading[]::new)));

        assertThat(summary.sent() + summary.duplicates()).isEqualTo(2000);
        assertThat(summary.sent()).isGreaterThan(1900);
    }

    @Test
    void anArticleThatTheOtherSideRefusesIsRefusedAndTheRestGoesOn() {
        ArticlePublisher picky = new Publisher() {
            @Override
            public CompletionStage<Void> publish(Article article) {
                return article.content().equals("bad")
                        ? CompletableFuture.failedStage(new IllegalArgumentException("too large"))
                        : CompletableFuture.completedStage(null);
            }
        };

        Ingest.Summary summary = new Ingest(picky, log).run(source(article("a", "bad"), article("b", "good")));

        assertThat(summary).isEqualTo(new Ingest.Summary(1, 0, 1, 0, 0, null));
        assertThat(log.lines).containsExactly("refused a.txt: was not taken: too large", "sent b");
    }

    @Test
    void aPublisherThatStopsEndsTheRunWithTheReason() {
        CompletableFuture<Void> onItsWay = new CompletableFuture<>();
        PublishingStoppedException stop = new PublishingStoppedException("the broker is gone", new Exception());
        List<String> asked = new ArrayList<>();
        ArticlePublisher dying = new Publisher() {
            @Override
            public CompletionStage<Void> publish(Article article) {
                asked.add(article.content());
                if (asked.size() == 1) {
                    return onItsWay;
                }
                throw stop;
            }

            @Override
            public void flush() {
                onItsWay.completeExceptionally(stop);
            }
        };

        Ingest.Summary summary =
                new Ingest(dying, log).run(source(article("a", "1"), article("b", "2"), article("c", "3")));

        assertThat(summary).isEqualTo(new Ingest.Summary(0, 0, 0, 0, 2, "the broker is gone"));
        assertThat(summary.allIn()).isFalse();
        assertThat(asked).containsExactly("1", "2");
    }

    @Test
    void noMoreIsOnTheWayThanThereIsRoomFor() throws Exception {
        String large = "x".repeat(1 << 20);
        Set<CompletableFuture<Void>> onTheWay = ConcurrentHashMap.newKeySet();
        AtomicInteger most = new AtomicInteger();
        ArticlePublisher slow = new Publisher() {
            @Override
            public CompletionStage<Void> publish(Article article) {
                CompletableFuture<Void> safe = new CompletableFuture<>();
                onTheWay.add(safe);
                most.accumulateAndGet(onTheWay.size(), Math::max);
                return safe;
            }

            @Override
            public void flush() {
                onTheWay.forEach(safe -> safe.complete(null));
            }
        };
        Thread broker = new Thread(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                LockSupport.parkNanos(1_000_000);
                onTheWay.stream().findFirst().ifPresent(first -> {
                    onTheWay.remove(first);
                    first.complete(null);
                });
            }
        });
        broker.start();
        try {
            Ingest.Summary summary = new Ingest(slow, Ingest.Listener.NONE).run(to -> {
                for (int i = 0; i < 100; i++) {
                    to.accept(article("a" + i, large + i));
                }
            });
            assertThat(summary.sent()).isEqualTo(100);
            assertThat(most.get()).isLessThanOrEqualTo(Ingest.MOST_ON_THE_WAY >> 20);
        } finally {
            broker.interrupt();
            broker.join();
        }
    }

    @Test
    void noMoreASecondThanAsked() {
        long since = System.nanoTime();
        new Ingest(memory, log, 50)
                .run(to -> IntStream.range(0, 11).forEach(i -> to.accept(article("a" + i, "text " + i))));
        assertThat(Duration.ofNanos(System.nanoTime() - since)).isGreaterThanOrEqualTo(Duration.ofMillis(190));
    }

    @Test
    void whatIsKnownBeforeIsADuplicate() {
        Ingest ingest = new Ingest(memory, log);
        ingest.know(((Reading.Found) article("a", "one")).article());
        assertThat(ingest.run(source(article("a", "one"), article("a", "two"))))
                .isEqualTo(new Ingest.Summary(1, 1, 0, 0, 0, null));
    }

    @Test
    void aRunThatIsStoppedSaysSo() {
        Ingest ingest = new Ingest(memory, log);
        Ingest.Summary summary = ingest.run(to -> IntStream.range(0, 100).forEach(i -> {
            if (i == 10) {
                ingest.stop(false);
            }
            to.accept(article("a" + i, "text " + i));
        }));
        assertThat(summary).isEqualTo(new Ingest.Summary(10, 0, 0, 0, 0, Ingest.INTERRUPTED));
    }

    @Test
    void aSourceThatWaitsIsWokenAndWhatComesAfterItIsNotInterrupted() throws Exception {
        CountDownLatch waits = new CountDownLatch(1);
        Ingest[] ingest = {null};
        ArticlePublisher publisher = new ArticlePublisher() {
            @Override
            public CompletionStage<Void> publish(Article article) {
                return memory.publish(article);
            }

            @Override
            public void flush() {
                ingest[0].stop(true);
                assertThat(Thread.currentThread().isInterrupted()).isFalse();
                memory.flush();
            }

            @Override
            public void close() {}
        };
        ingest[0] = new Ingest(publisher, log);
        Thread stopper = new Thread(() -> {
            try {
                waits.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            ingest[0].stop(true);
        });
        stopper.start();
        Ingest.Summary summary = ingest[0].run(to -> {
            to.accept(article("a", "text"));
            waits.countDown();
            try {
                Thread.sleep(60_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        stopper.join();

        assertThat(summary).isEqualTo(new Ingest.Summary(1, 0, 0, 0, 0, Ingest.INTERRUPTED));
    }

    private static ArticleSource source(Reading... readings) {
        return to -> List.of(readings).forEach(to);
    }

    private static Reading article(String name, String content) {
        return new Reading.Found(
                name,
                new Article(
                        ArticleId.hash("test", name),
                        0,
                        1,
                        Instant.EPOCH,
                        Instant.EPOCH,
                        null,
                        name + ".txt",
                        Article.ContentType.TEXT,
                        null,
                        content,
                        null,
                        null));
    }

    private abstract static class Publisher implements ArticlePublisher {
        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    private static final class Log implements Ingest.Listener {
        final List<String> lines = new ArrayList<>();
        final List<Ingest.Summary> progress = new ArrayList<>();

        @Override
        public void sent(Article article) {
            lines.add("sent " + article.source().replace(".txt", ""));
        }

        @Override
        public void duplicate(Article article) {
            lines.add("duplicate " + article.source().replace(".txt", ""));
        }

        @Override
        public void refused(String location, String reason) {
            lines.add("refused " + location + ": " + reason);
        }

        @Override
        public void skipped(String location, String reason) {
            lines.add("skipped " + location + ": " + reason);
        }

        @Override
        public void progress(Ingest.Summary soFar) {
            progress.add(soFar);
        }
    }
}
