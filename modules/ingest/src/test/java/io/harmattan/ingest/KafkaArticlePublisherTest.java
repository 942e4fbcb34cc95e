package io.harmattan.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harmattan.domain.Article;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KafkaArticlePublisherTest {
    private final List<RuntimeException> faults = new ArrayList<>();
    private final Serializer<Article> serializer = (topic, article) -> {
        if (!faults.isEmpty()) {
            throw faults.remove(0);
        }
        return article.content().getBytes(UTF_8);
    };
    private final List<String> notices = new ArrayList<>();
    private final MockProducer<String, byte[]> producer =
            new MockProducer<>(false, null, new StringSerializer(), new ByteArraySerializer());
    private final KafkaArticlePublisher publisher =
            new KafkaArticlePublisher(producer, serializer, "articles", Duration.ofMinutes(1), "Kafka", notices::add);

    @AfterEach
    void close() {
        publisher.close();
    }

    @Test
    void theKeyIsTheIdAndTheTimestampTheEventTime() {
        Article article = article(Instant.parse("2024-05-03T12:30:00Z"));
        CompletableFuture<Void> safe = publisher.publish(article).toCompletableFuture();

        assertThat(safe).isNotDone();
        assertThat(producer.history()).singleElement().satisfies(sent -> {
            assertThat(sent.topic()).isEqualTo("articles");
            assertThat(sent.key()).isEqualTo(article.id());
            assertThat(sent.timestamp()).isEqualTo(article.eventTime().toEpochMilli());
            assertThat(sent.value()).asString(UTF_8).isEqualTo("text");
        });
        producer.completeNext();
        assertThat(safe).isCompleted();
    }

    @Test
    void anEventBefore1970HasTheFirstTimestampThereIs() {
        var unused = publisher.publish(article(Instant.parse("1960-08-03T00:00:00Z")));

        assertThat(producer.history().get(0).timestamp()).isZero();
    }

    @Test
    void anArticleThatTheBrokerRefusesFailsAlone() {
        CompletableFuture<Void> large =
                publisher.publish(article(Instant.EPOCH)).toCompletableFuture();
        producer.errorNext(new RecordTooLargeException("too large"));
        CompletableFuture<Void> next = publisher.publish(article(Instant.EPOCH)).toCompletableFuture();
        producer.completeNext();

        assertThat(large).isCompletedExceptionally();
        assertThat(next).isCompleted();
    }

    @Test
    void anArticleThatCannotBeSerializedFailsAlone() {
        faults.add(new SerializationException("no such field"));
        CompletableFuture<Void> bad = publisher.publish(article(Instant.EPOCH)).toCompletableFuture();
        var unused = publisher.publish(article(Instant.EPOCH));

        assertThat(bad)
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withRootCauseInstanceOf(SerializationException.class);
        assertThat(producer.history()).hasSize(1);
    }

    @Test
    void aRegistryThatIsAwayIsAskedAgain() {
        faults.add(new Away());
        CompletableFuture<Void> safe = publisher.publish(article(Instant.EPOCH)).toCompletableFuture();
        producer.completeNext();

        assertThat(safe).isCompleted();
        assertThat(notices).containsExactly("the registry cannot be reached; asking again");
    }

    @Test
    void aRegistryThatStaysAwayTooLongOrRefusesStopsThePublisher() {
        faults.add(new KafkaException("HTTP 401"));

        assertThatThrownBy(() -> publisher.publish(article(Instant.EPOCH)))
                .isInstanceOf(PublishingStoppedException.class)
                .hasMessage("nothing more can be put on topic articles: HTTP 401");
        assertThatThrownBy(() -> publisher.publish(article(Instant.EPOCH)))
                .isInstanceOf(PublishingStoppedException.class);
    }

    @Test
    void aBrokerThatStaysAwayTooLongStopsThePublisher() {
        CompletableFuture<Void> lost = publisher.publish(article(Instant.EPOCH)).toCompletableFuture();
        producer.errorNext(new TimeoutException("120000 ms have passed"));

        assertThat(lost)
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withCauseInstanceOf(PublishingStoppedException.class);
        assertThatThrownBy(() -> publisher.publish(article(Instant.EPOCH)))
                .isInstanceOf(PublishingStoppedException.class)
                .hasMessage("nothing more can be put on topic articles: 120000 ms have passed");
    }

    @Test
    void theProducerIsIdempotentAndPatientAndTheConnectionsSettingsWin() {
        Map<String, Object> settings = KafkaArticlePublisher.settings(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:9", ProducerConfig.LINGER_MS_CONFIG, "0"),
                Duration.ofHours(2));

        assertThat(settings)
                .containsEntry(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:9")
                .containsEntry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true")
                .containsEntry(ProducerConfig.ACKS_CONFIG, "all")
                .containsEntry(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, "7200000")
                .containsEntry(ProducerConfig.MAX_BLOCK_MS_CONFIG, "7200000")
                .containsEntry(ProducerConfig.LINGER_MS_CONFIG, "0");
    }

    private static Article article(Instant eventTime) {
        return new Article(
                "id",
                0,
                1,
                eventTime,
                Instant.EPOCH,
                null,
                "a.txt",
                Article.ContentType.TEXT,
                null,
                "text",
                null,
                null);
    }

    private static final class Away extends RetriableException {
        private static final long serialVersionUID = 1;

        Away() {
            super("the registry cannot be reached");
        }
    }
}
