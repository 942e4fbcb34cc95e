package io.harmattan.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.harmattan.analysis.Enricher;
import io.harmattan.analysis.profile.WatchProfile;
import io.harmattan.domain.Article;
import io.harmattan.domain.ArticleDecision;
import io.harmattan.domain.ArticleId;
import io.harmattan.domain.DeadLetter;
import io.harmattan.domain.EnrichedArticle;
import io.harmattan.domain.Published;
import io.harmattan.wire.Topic;
import io.harmattan.wire.Topics;
import io.harmattan.wire.Wire;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnrichTopologyTest {
    private static final Topic.Naming NAMING = new Topic.Naming("", 3);
    private static final Wire WIRE = new Wire(PlainAvroSerde.class.getName(), Map.of());
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final String STORY =
            "A delegation arrived in the capital on Monday for talks about the port, the ministry said in a statement.\n\n"
                    + "The talks are to last until Friday, according to two officials who asked not to be named.";

    @TempDir
    Path stateDir;

    private TopologyTestDriver driver;
    private TestInputTopic<String, Article> articles;
    private TestInputTopic<byte[], byte[]> bytes;
    private TestOutputTopic<String, EnrichedArticle> enriched;
    private TestOutputTopic<String, DeadLetter> deadLetters;
    private TestOutputTopic<String, ArticleDecision> decisions;

    static Topology topology() {
        WatchProfile profile = WatchProfile.parse(Map.of(
                "desks.csv", "id,name,countries\nworld,World,\n",
                "entities.csv",
                        "id,type,kind,name,country,lat,lon,geonames,wikidata,notes\n"
                                + "port-x,place,town,Port X,PT,38.7,-9.1,,,\n",
                "aliases.csv", "entity,alias,language,case,not_after,not_before,needs,notes\n"));
        return EnrichTopology.build(WIRE, NAMING, new Enricher(profile), Duration.ofDays(2), Duration.ofDays(2));
    }

    @BeforeEach
    void start() {
        Properties config = StreamsStage.properties(
                new StreamsStage.Settings("test", "nowhere:1", stateDir, 1, 1, Duration.ofSeconds(6), Map.of()));
        config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
        driver = new TopologyTestDriver(topology(), config);
        String input = Topics.ARTICLES.name(NAMING);
        articles = driver.createInputTopic(
                input, new StringSerializer(), WIRE.serde(Topics.ARTICLES).serializer());
        bytes = driver.createInputTopic(input, new ByteArraySerializer(), new ByteArraySerializer());
        enriched = driver.createOutputTopic(
                Topics.ENRICHED_ARTICLES.name(NAMING),
                new StringDeserializer(),
                WIRE.serde(Topics.ENRICHED_ARTICLES).deserializer());
        deadLetters = driver.createOutputTopic(
                Topics.DEAD_LETTERS.name(NAMING),
                new StringDeserializer(),
                WIRE.serde(Topics.DEAD_LETTERS).deserializer());
        decisions = driver.createOutputTopic(
                Topics.ARTICLE_DECISIONS.name(NAMING),
                new StringDeserializer(),
                WIRE.serde(Topics.ARTICLE_DECISIONS).deserializer());
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    @Test
    void anArticleIsEnrichedUnderItsDeskWithItsOwnTime() {
        Published published =
                new Published(OffsetDateTime.parse("2026-02-27T08:00:00Z"), true, true, Published.Origin.SOURCE);
        pipe(article("https://example.org/a", STORY, published, NOW));

        TestRecord<String, EnrichedArticle> out = enriched.readRecord();
        assertThat(out.key()).isEqualTo(out.value().desk());
        assertThat(out.getRecordTime()).isEqualTo(Instant.parse("2026-02-27T08:00:00Z"));
        assertThat(out.value().timed()).isTrue();
        assertThat(out.value().revision()).isEqualTo(1);
        assertThat(out.value().epoch()).isEqualTo(3);
        assertThat(out.value().text()).contains("two officials who asked not to be named");
        assertThat(enriched.isEmpty()).isTrue();
    }

    @Test
    void anArticleWithoutADateTakesTheIngestTimeAndSaysSo() {
        pipe(article("https://example.org/a", STORY, null, NOW));
        TestRecord<String, EnrichedArticle> out = enriched.readRecord();
        assertThat(out.getRecordTime()).isEqualTo(NOW);
        assertThat(out.value().timed()).isFalse();
    }

    @Test
    void anArticleFromBeforeKafkasTimePassesToo() {
        Published longAgo =
                new Published(OffsetDateTime.parse("1962-10-22T19:00:00Z"), true, true, Published.Origin.SOURCE);
        articles.pipeInput(new TestRecord<>("a", article("https://example.org/a", STORY, longAgo, NOW), Instant.EPOCH));
        assertThat(enriched.readValuesToList()).hasSize(1);
    }

    @Test
    void theSameArticleAgainIsDropped() {
        pipe(article("https://example.org/a", STORY, null, NOW));
        pipe(article("https://example.org/a", STORY, null, NOW.plusSeconds(60)));
        assertThat(enriched.readValuesToList()).hasSize(1);
        assertThat(driver.metrics().entrySet().stream()
                        .filter(m -> m.getKey().name().equals("duplicate-total"))
                        .mapToDouble(m -> (Double) m.getValue().metricValue())
                        .sum())
                .isEqualTo(1.0);
    }

    @Test
    void anotherTextAtTheSameAddressIsTheNextRevision() {
        pipe(article("https://example.org/a", STORY, null, NOW));
        pipe(article(
                "https://example.org/a",
                STORY + "\n\nOn Tuesday the talks were broken off.",
                null,
                NOW.plusSeconds(60)));
        pipe(article("https://example.org/b", STORY, null, NOW));
        assertThat(enriched.readValuesToList())
                .extracting(EnrichedArticle::revision)
                .containsExactly(1, 2, 1);
    }

    @Test
    void anArticleIsForgottenAfterAWhileSoThatTheStoreStaysBounded() {
        Instant later = NOW.plus(Duration.ofDays(3));
        for (int i = 0; i < 5; i++) {
            pipe(article("https://example.org/old-" + i, STORY, null, NOW));
        }
        pipe(article("https://example.org/new", STORY, null, later));
        assertThat(remembered()).isEqualTo(1);

        enriched.readValuesToList();
        pipe(article("https://example.org/old-0", STORY, null, later));
        assertThat(enriched.readValue().revision()).isEqualTo(1);
    }

    private long remembered() {
        long n = 0;
        try (var all =
                driver.<String, byte[]>getKeyValueStore(SeenArticles.BY_ID).all()) {
            for (; all.hasNext(); all.next()) {
                n++;
            }
        }
        return n;
    }

    @Test
    void bytesThatAreNoArticleAreSetAsideAndTheNextPasses() {
        byte[] key = "k".getBytes(StandardCharsets.UTF_8);
        byte[] poison = "not Avro at all".getBytes(StandardCharsets.UTF_8);
        bytes.pipeInput(new TestRecord<>(key, poison, NOW));
        pipe(article("https://example.org/a", STORY, null, NOW));

        KeyValue<String, DeadLetter> letter = deadLetters.readKeyValue();
        assertThat(letter.key).isEqualTo("articles-0@0");
        assertThat(letter.value.stage()).isEqualTo("enrich");
        assertThat(letter.value.key()).isEqualTo(ByteBuffer.wrap(key));
        assertThat(letter.value.value()).isEqualTo(ByteBuffer.wrap(poison));
        assertThat(letter.value.cause()).isEqualTo("SerializationException");
        assertThat(letter.value.message()).isNotBlank();
        assertThat(enriched.readValuesToList()).hasSize(1);
    }

    @Test
    void aRecordWithoutAValueIsSetAside() {
        bytes.pipeInput(new TestRecord<>(new byte[] {1}, null, NOW));
        DeadLetter letter = deadLetters.readValue();
        assertThat(letter.value()).isNull();
        assertThat(letter.message()).contains("no value");
    }

    @Test
    void theTopologyIsTheOneThatWasAgreed() {
        Golden.check("enrich.txt", topology());
    }

    @Test
    void aNearCopyCountsWithItsOriginalAndARetellingDoesNot() {
        String original = STORY + "\n\n" + "The port has been closed for three weeks, and forty ships wait outside. "
                + "Dockers had stopped work after two of them were dismissed in January without any reason given. "
                + "A first round of talks failed when the company's envoys left the room before noon. "
                + "Nobody expects the second round to be any shorter than the first, a person close to it said.";
        String retelling = "Talks about the closed port began on Monday in the capital, and should end by Friday. "
                + "The ministry confirmed as much. Since January, when two dockers lost their jobs, no ship has been "
                + "unloaded; some forty are waiting now. Earlier negotiations had broken down within hours.";
        pipe(article("https://one.example/a", original, null, NOW));
        pipe(article("https://two.example/b", "EXCLUSIVE from our desk in the harbour. " + original, null, NOW));
        pipe(article("https://three.example/c", original.substring(0, original.length() * 2 / 3), null, NOW));
        pipe(article("https://four.example/d", retelling, null, NOW));

        var all = enriched.readValuesToList();
        EnrichedArticle first = all.get(0);
        assertThat(first.copy()).isNull();
        assertThat(all)
                .extracting(EnrichedArticle::copyGroup)
                .containsExactly(first.id(), first.id(), first.id(), all.get(3).id());
        assertThat(all.get(1).copy().of()).isEqualTo(first.id());
        assertThat(all.get(1).copy().reason()).contains("stands in the other, article " + first.id());
        assertThat(decisions.readValuesToList())
                .extracting(ArticleDecision::kind)
                .containsSequence(ArticleDecision.Kind.COPY, ArticleDecision.Kind.COPY);
    }

    @Test
    void aDuplicateAndARevisionLeaveTheirReasons() {
        pipe(article("https://one.example/a", STORY, null, NOW));
        pipe(article("https://one.example/a", STORY, null, NOW));
        pipe(article("https://one.example/a", STORY + " More is to follow in the next hours, it said.", null, NOW));

        assertThat(enriched.readValuesToList())
                .extracting(EnrichedArticle::revision, EnrichedArticle::copy)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(1, null), org.assertj.core.groups.Tuple.tuple(2, null));
        assertThat(decisions.readValuesToList())
                .satisfiesExactly(
                        d -> {
                            assertThat(d.kind()).isEqualTo(ArticleDecision.Kind.DUPLICATE);
                            assertThat(d.reason()).contains("came with the same text");
                        },
                        d -> {
                            assertThat(d.kind()).isEqualTo(ArticleDecision.Kind.REVISION);
                            assertThat(d.revision()).isEqualTo(2);
                        });
    }

    @Test
    void whatIsForgottenIsNotCompared() {
        pipe(article("https://one.example/a", STORY, null, NOW));
        for (int i = 0; i < 3; i++) {
            pipe(article(
                    "https://x.example/" + i,
                    "Something else happened number " + i + " in the hills, it was said " + "on the radio by a man of "
                            + (30 + i) + " years who had seen it.",
                    null,
                    NOW.plus(Duration.ofDays(3 + i))));
        }
        pipe(article("https://two.example/b", STORY, null, NOW.plus(Duration.ofDays(7))));
        var all = enriched.readValuesToList();
        assertThat(all.get(all.size() - 1).copy()).isNull();
        try (var left = driver.getKeyValueStore(KnownTexts.BY_ARTICLE).all()) {
            assertThat(left).toIterable().hasSizeLessThanOrEqualTo(3);
        }
    }

    private void pipe(Article article) {
        articles.pipeInput(new TestRecord<>(article.id(), article, article.eventTime()));
    }

    private static Article article(String url, String text, Published published, Instant ingested) {
        Instant event = published == null ? ingested : published.at().toInstant();
        return new Article(
                ArticleId.of(url, "Talks about the port", text),
                0,
                1,
                event,
                ingested,
                url,
                "test",
                Article.ContentType.TEXT,
                "Talks about the port",
                text,
                published,
                "Example");
    }
}
