package io.harmattan.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.harmattan.domain.Article;
import io.harmattan.domain.ClusterChange;
import io.harmattan.domain.DeadLetter;
import io.harmattan.domain.EnrichedArticle;
import io.harmattan.domain.Entity;
import io.harmattan.domain.EntityType;
import io.harmattan.domain.EventCluster;
import io.harmattan.domain.Features;
import io.harmattan.domain.GeoPoint;
import io.harmattan.domain.Mention;
import io.harmattan.domain.Published;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.OffsetDateTime;
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
                new EnrichedArticle(
                        "a",
                        2,
                        1,
                        "world",
                        EVENT,
                        true,
                        INGEST,
                        "hash",
                        "https://example.org/a",
                        "a.html",
                        "T",
                        "Base X is large.",
                        "A. Writer",
                        "Example",
                        List.of("Reuters"),
                        "en",
                        PUBLISHED,
                        List.of(new Mention(0, 6, "Base X", EntityType.PLACE, "base-x")),
                        List.of(BASE, new Entity("p", "P", EntityType.PERSON, null, null, null)),
                        Features.of(Map.of("base", 2, "x", 1), Map.of("t", 1))));
        same(
                Topics.ENRICHED_ARTICLES,
                new EnrichedArticle(
                        "b",
                        1,
                        1,
                        "world",
                        INGEST,
                        false,
                        INGEST,
                        "",
                        null,
                        "",
                        null,
                        "",
                        null,
                        null,
                        List.of(),
                        "und",
                        null,
                        List.of(),
                        List.of(),
                        Features.NONE));
    }

    @Test
    void aClusterAndItsChangesSurviveTheWire() {
        same(
                Topics.EVENT_CLUSTERS,
                new EventCluster(
                        "c",
                        3,
                        1,
                        "world",
                        EventCluster.Status.OPEN,
                        null,
                        "T",
                        EVENT,
                        EVENT,
                        true,
                        INGEST,
                        List.of(new EventCluster.Member("a", 1, EVENT, true, "T", "Example", null, true)),
                        List.of(new EventCluster.EntityCount(BASE, 1))));
        same(
                Topics.EVENT_CLUSTERS,
                new EventCluster(
                        "d",
                        9,
                        1,
                        "world",
                        EventCluster.Status.REDIRECTED,
                        "c",
                        "T",
                        EVENT,
                        EVENT,
                        false,
                        INGEST,
                        List.of(),
                        List.of()));
        same(
                Topics.CLUSTER_CHANGES,
                new ClusterChange(
                        "c",
                        3,
                        1,
                        "world",
                        ClusterChange.Kind.JOINED,
                        "a",
                        EVENT,
                        INGEST,
                        true,
                        "why",
                        Map.of("words", 0.5)));
        same(
                Topics.CLUSTER_CHANGES,
                new ClusterChange(
                        "c", 4, 1, "world", ClusterChange.Kind.CLOSED, null, EVENT, INGEST, false, "", Map.of()));
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
