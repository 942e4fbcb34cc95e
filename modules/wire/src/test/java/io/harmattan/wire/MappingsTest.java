package io.harmattan.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.harmattan.domain.Alert;
import io.harmattan.domain.Article;
import io.harmattan.domain.ArticleDecision;
import io.harmattan.domain.Attempt;
import io.harmattan.domain.ClusterChange;
import io.harmattan.domain.DeadLetter;
import io.harmattan.domain.Embedding;
import io.harmattan.domain.EnrichedArticle;
import io.harmattan.domain.Entity;
import io.harmattan.domain.EntityType;
import io.harmattan.domain.EventCluster;
import io.harmattan.domain.Features;
import io.harmattan.domain.FeedState;
import io.harmattan.domain.FileState;
import io.harmattan.domain.Firing;
import io.harmattan.domain.GeoPoint;
import io.harmattan.domain.Mention;
import io.harmattan.domain.Published;
import io.harmattan.domain.Receipt;
import io.harmattan.domain.Stance;
import io.harmattan.domain.Subscription;
import io.harmattan.testkit.SampleArticle;
import io.harmattan.testkit.SampleCluster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

class MappingsTest {
    private static final Instant EVENT = Instant.parse("2024-05-03T02:47:00Z");
    private static final Instant INGEST = Instant.parse("2024-05-03T06:00:00.123Z");
    private static final Published PUBLISHED =
            new Published(OffsetDateTime.parse("2024-05-03T04:47:00+02:00"), true, true, Published.Origin.JSON_LD);
    private static final Entity BASE =
            new Entity("base-x", "Base X", EntityType.PLACE, "base", "NE", new GeoPoint(13.48, 2.18));

    @Test
    void anArticleSurvivesTheWire() {
        same(
                Topics.ARTICLES,
                new Article(
                        "a",
                        0,
                        1,
                        EVENT,
                        INGEST,
                        "https://example.org/a",
                        "a.html",
                        Article.ContentType.HTML,
                        "T",
                        "<p>text</p>",
                        PUBLISHED,
                        "Example"));
        same(
                Topics.ARTICLES,
                new Article(
                        "b",
                        0,
                        2,
                        INGEST,
                        INGEST,
                        null,
                        "b.txt",
                        Article.ContentType.TEXT,
                        null,
                        "text \uD83D\uDE00",
                        null,
                        null));
    }

    @Test
    void anEnrichedArticleSurvivesTheWire() {
        same(
                Topics.ENRICHED_ARTICLES,
                EnrichedArticle.builder("a", "world", INGEST)
                        .revision(2)
                        .epoch(1)
                        .eventTime(EVENT)
                        .timed(true)
                        .contentHash("hash")
                        .url("https://example.org/a")
                        .source("a.html")
                        .title("T")
                        .text("Base X is large.")
                        .byline("A. Writer")
                        .outlet("Example")
                        .credits(List.of("Reuters"))
                        .language("en")
                        .published(PUBLISHED)
                        .mentions(List.of(new Mention(0, 6, "Base X", EntityType.PLACE, "base-x")))
                        .entities(List.of(BASE, new Entity("p", "P", EntityType.PERSON, null, null, null)))
                        .features(Features.of(Map.of("base", 2, "x", 1), Map.of("t", 1)))
                        .build());
        same(
                Topics.ENRICHED_ARTICLES,
                EnrichedArticle.builder("b", "world", INGEST)
                        .revision(1)
                        .epoch(1)
                        .eventTime(INGEST)
                        .timed(false)
                        .contentHash("")
                        .source("")
                        .text("")
                        .language("und")
                        .build());
    }

    @Test
    void everyFieldOfArticlesAndClustersSurvivesTheWire() {
        EnrichedArticle article = SampleArticle.complete("a");
        same(
                Topics.ENRICHED_ARTICLES,
                article.toBuilder()
                        .features(article.features().with(Embedding.of("m-1", new float[] {0.6f, -0.8f, 0})))
                        .build());
        same(Topics.EVENT_CLUSTERS, SampleCluster.complete("c"));
    }

    @Test
    void subscriptionsAlertsAndReceiptsSurviveTheWire() {
        same(
                Topics.SUBSCRIPTIONS,
                new Subscription(
                        "s",
                        2,
                        "desk",
                        "Bases",
                        "base:ne-air-base-101",
                        new Subscription.Trigger(
                                Subscription.Kind.GROWS, 10, 3, Duration.ofHours(6), 2.5, "us-presence"),
                        new Subscription.Limits(
                                Duration.ofHours(1),
                                Duration.ofMinutes(5),
                                new Subscription.QuietHours(
                                        LocalTime.of(22, 0), LocalTime.of(7, 30), ZoneId.of("Africa/Niamey")),
                                Duration.ofHours(24),
                                INGEST),
                        List.of(new Subscription.Delivery(
                                Subscription.Channel.WEBHOOK,
                                URI.create("https://hooks.example/a"),
                                List.of("whsec_b", "whsec_a"))),
                        true,
                        EVENT,
                        INGEST));
        same(
                Topics.SUBSCRIPTIONS,
                new Subscription(
                        "t",
                        1,
                        "desk",
                        "",
                        "niger",
                        new Subscription.Trigger(Subscription.Kind.NEW_CLUSTER, null, null, null, null, null),
                        Subscription.Limits.NONE,
                        List.of(),
                        false,
                        EVENT,
                        EVENT));
        Alert alert = new Alert(
                "al",
                2,
                "s",
                2,
                "Bases",
                "desk",
                Subscription.Kind.STANCE_SHIFT,
                "c",
                4,
                "a",
                "cluster-changes-2",
                3,
                42,
                EVENT,
                INGEST,
                INGEST.plusSeconds(60),
                "Title",
                List.of("One.", "Two."),
                "https://news.example/c",
                3,
                List.of("x"));
        same(Topics.ALERTS, alert);
        same(Topics.DELIVERY_WAITING, new Attempt(alert, "https://hooks.example/a", 3, INGEST.plusSeconds(60), INGEST));
        same(Topics.DELIVERY_DUE, Attempt.first(alert));
        same(Topics.FIRINGS, new Firing(alert, Firing.Kind.MATCHED, 2, 1));
        same(
                Topics.DELIVERIES,
                new Receipt(
                        "al",
                        "s",
                        Subscription.Channel.MAIL,
                        "mailto:a@example.org",
                        2,
                        Receipt.Status.RETRYING,
                        451,
                        12,
                        EVENT,
                        INGEST,
                        "try later"));
    }

    @Test
    void aDecisionSurvivesTheWire() {
        same(
                Topics.ARTICLE_DECISIONS,
                new ArticleDecision(
                        "a", 2, 3, ArticleDecision.Kind.COPY, List.of("b", "c"), 0.75, "why", "a.txt", EVENT, INGEST));
    }

    @Test
    void theStateOfAFeedSurvivesTheWire() {
        same(
                Topics.FEED_STATES,
                new FeedState(
                        "https://example.org/feed", INGEST, "\"x\"", "yesterday", 2, "it is away", List.of("a", "b")));
        same(Topics.FEED_STATES, new FeedState("https://example.org/feed", INGEST, null, null, 0, null, List.of()));
    }

    @Test
    void theStateOfAFileSurvivesTheWire() {
        same(Topics.FILE_STATES, new FileState("file:/a.jsonl", "12:34", 7, true, Map.of()));
        same(Topics.FILE_STATES, new FileState("run:abc", "", 0, false, Map.of(0, 5L, 3, 0L)));
    }

    @Test
    void aClusterAndItsChangesSurviveTheWire() {
        same(
                Topics.EVENT_CLUSTERS,
                EventCluster.builder("c", "world", INGEST)
                        .revision(3)
                        .epoch(1)
                        .status(EventCluster.Status.OPEN)
                        .title("T")
                        .firstEventTime(EVENT)
                        .lastEventTime(EVENT)
                        .timed(true)
                        .members(List.of(new EventCluster.Member(
                                "a", 1, EVENT, true, "T", "Example", null, true, "a", EventCluster.Role.INDEPENDENT)))
                        .entities(List.of(new EventCluster.EntityCount(BASE, 1, 1)))
                        .build());
        same(
                Topics.EVENT_CLUSTERS,
                EventCluster.builder("d", "world", INGEST)
                        .revision(9)
                        .epoch(1)
                        .status(EventCluster.Status.REDIRECTED)
                        .redirectTo("c")
                        .title("T")
                        .firstEventTime(EVENT)
                        .lastEventTime(EVENT)
                        .timed(false)
                        .build());
        same(
                Topics.CLUSTER_CHANGES,
                new ClusterChange(
                        "c",
                        3,
                        1,
                        "world",
                        ClusterChange.Kind.JOINED,
                        "a",
                        "d",
                        EVENT,
                        INGEST,
                        true,
                        "why",
                        Map.of("words", 0.5),
                        null));
        same(
                Topics.CLUSTER_CHANGES,
                new ClusterChange(
                        "c",
                        4,
                        1,
                        "world",
                        ClusterChange.Kind.CLOSED,
                        null,
                        null,
                        EVENT,
                        INGEST,
                        false,
                        "",
                        Map.of(),
                        null));
        same(
                Topics.CLUSTER_CHANGES,
                new ClusterChange(
                        "c",
                        5,
                        1,
                        "world",
                        ClusterChange.Kind.SHIFTED,
                        "a",
                        null,
                        EVENT,
                        INGEST,
                        false,
                        "",
                        Map.of("opposed", 3.0),
                        new ClusterChange.Shift("us-presence", Stance.Label.FAVOURABLE, Stance.Label.OPPOSED)));
    }

    @Test
    void aDeadLetterKeepsEveryByte() {
        same(
                Topics.DEAD_LETTERS,
                new DeadLetter(
                        "enrich",
                        1,
                        "articles",
                        3,
                        42,
                        INGEST,
                        ByteBuffer.wrap(new byte[] {0, -1}),
                        ByteBuffer.wrap(new byte[] {0, 0, 0, 0, 7, -128}),
                        "SerializationException",
                        "why"));
        same(
                Topics.DEAD_LETTERS,
                new DeadLetter("enrich", 1, "articles", 3, 42, INGEST, null, null, "SerializationException", "why"));
    }

    private static <V> void same(Topic<V> topic, V value) {
        assertThat(overTheWire(topic.mapping(), value)).isEqualTo(value);
    }

    private static <V, A extends SpecificRecord> V overTheWire(Topic.Mapping<V, A> mapping, V value) {
        try {
            A avro = mapping.to().apply(value);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
            SpecificData data = SpecificData.getForClass(mapping.avro());
            data.createDatumWriter(avro.getSchema()).write(avro, encoder);
            encoder.flush();
            Object read = data.createDatumReader(avro.getSchema())
                    .read(null, DecoderFactory.get().binaryDecoder(bytes.toByteArray(), null));
            return mapping.from().apply(mapping.avro().cast(read));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
