package io.harmattan.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.harmattan.domain.Article;
import io.harmattan.domain.ArticleIntake.Accepted;
import io.harmattan.domain.ArticleIntake.Form;
import io.harmattan.domain.ArticleIntake.Receipt;
import io.harmattan.domain.ArticleIntake.Refused;
import io.harmattan.domain.ArticlePublisher;
import io.harmattan.testkit.MemoryArticlePublisher;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HttpIntakeTest {
    private final MemoryArticlePublisher memory = new MemoryArticlePublisher();

    @Test
    void oneArticleIsTaken() throws Exception {
        Receipt receipt = take(() -> memory, "{\n \"title\": \"T\",\n \"text\": \"Some words.\"\n}", Form.ONE);
        Article article = memory.articles().get(0);
        assertThat(receipt.accepted()).containsExactly(new Accepted(1, article.id()));
        assertThat(article.source()).isEqualTo("api/test:1");
        assertThat(article.title()).isEqualTo("T");
    }

    @Test
    void badLinesAreRefusedByNumberAndTheRestIsTaken() throws Exception {
        String body = "{\"text\":\"one\"}\n\nno json\n{\"text\":\"two\"}\n{\"text\":\"" + "x".repeat(2000)
                + "\"}\n{\"text\":7}\n\u0000\n{\"url\":\"https://example.org/\"}";
        Receipt receipt = take(() -> memory, body, Form.LINES);
        assertThat(receipt.accepted()).extracting(Accepted::line).containsExactly(1L, 4L);
        assertThat(receipt.refused()).extracting(Refused::line).containsExactly(3L, 5L, 6L, 7L, 8L);
        assertThat(receipt.refused()).extracting(Refused::tooLarge).containsExactly(false, true, false, false, false);
        assertThat(receipt.refused().get(2).reason()).contains("text 7", "expected a string");
        assertThat(receipt.busy()).isFalse();
    }

    @Test
    void aPublisherThatDoesNotAnswerIsBusyAndNoMoreThanTheRoomIsTakenFromTheBody() throws Exception {
        AtomicInteger handed = new AtomicInteger();
        ArticlePublisher stuck = new Publisher() {
            @Override
            public CompletionStage<Void> publish(Article article) {
                handed.incrementAndGet();
                return new CompletableFuture<>();
            }
        };
        String body = IntStream.range(0, 100_000)
                .mapToObj(i -> "{\"text\":\"" + "x".repeat(900) + i + "\"}\n")
                .collect(Collectors.joining());
        Receipt receipt = take(() -> stuck, body, Form.LINES);
        assertThat(receipt.busy()).isTrue();
        assertThat(receipt.accepted()).isEmpty();
        assertThat(handed.get()).isLessThan(20_000);
    }

    @Test
    void afterAPublisherStoppedTheNextBodyGetsAnother() throws Exception {
        AtomicInteger opened = new AtomicInteger();
        Supplier<ArticlePublisher> publishers = () -> opened.incrementAndGet() == 1
                ? new Publisher() {
                    @Override
                    public CompletionStage<Void> publish(Article article) {
                        throw new PublishingStoppedException("gone", new Exception());
                    }
                }
                : memory;
        try (HttpIntake intake = new HttpIntake(publishers, Clock.systemUTC(), 1000, Duration.ofSeconds(1))) {
            assertThat(intake.take(body("{\"text\":\"a\"}"), Form.ONE, "api/test")
                            .busy())
                    .isTrue();
            assertThat(intake.take(body("{\"text\":\"a\"}"), Form.ONE, "api/test")
                            .accepted())
                    .hasSize(1);
        }
    }

    private static Receipt take(Supplier<ArticlePublisher> publishers, String body, Form form) throws Exception {
        try (HttpIntake intake = new HttpIntake(publishers, Clock.systemUTC(), 1000, Duration.ofSeconds(1))) {
            return intake.take(body(body), form, "api/test");
        }
    }

    private static ByteArrayInputStream body(String body) {
        return new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8));
    }

    private abstract static class Publisher implements ArticlePublisher {
        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
