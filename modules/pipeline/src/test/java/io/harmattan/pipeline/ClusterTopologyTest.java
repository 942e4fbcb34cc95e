package io.harmattan.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.harmattan.analysis.cluster.ClusterSettings;
import io.harmattan.analysis.cluster.FeatureExtractor;
import io.harmattan.domain.ArticleId;
import io.harmattan.domain.ClusterChange;
import io.harmattan.domain.DeadLetter;
import io.harmattan.domain.EnrichedArticle;
import io.harmattan.domain.EventCluster;
import io.harmattan.pipeline.cluster.ClusterProcessor;
import io.harmattan.wire.Topic;
import io.harmattan.wire.Topics;
import io.harmattan.wire.Wire;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
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

class ClusterTopologyTest {
    private static final Topic.Naming NAMING = new Topic.Naming("", 3);
    private static final Wire WIRE = new Wire(PlainAvroSerde.class.getName(), Map.of());
    private static final FeatureExtractor FEATURES = new FeatureExtractor();
    private static final Instant MONDAY = Instant.parse("2026-03-02T08:00:00Z");
    private static final Duration QUIET = Duration.ofMinutes(5);
    private static final String FERRY =
            "A ferry with 200 passengers ran aground on a sandbank off the island on Monday."
                    + " The coast guard took the passengers off with two lifeboats; nobody was hurt, the harbour master said.";
    private static final String STRIKE = "Teachers of the capital's secondary schools walked out over unpaid wages."
            + " The union said that the strike would last until the ministry paid the arrears of three months.";

    @TempDir
    Path stateDir;

    private TopologyTestDriver driver;
    private TestInputTopic<String, EnrichedArticle> articles;
    private TestInputTopic<byte[], byte[]> bytes;
    private TestOutputTopic<String, ClusterChange> changes;
    private TestOutputTopic<String, EventCluster> clusters;
    private TestOutputTopic<String, DeadLetter> deadLetters;

    static Topology topology() {
        return ClusterTopology.build(WIRE, NAMING, new ClusterProcessor.Supplier(ClusterSettings.DEFAULTS, QUIET));
    }

    @BeforeEach
    void start() {
        Properties config = StreamsStage.properties(
                new StreamsStage.Settings("test", "nowhere:1", stateDir, 1, 1, Duration.ofSeconds(6), Map.of()));
        config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
        driver = new TopologyTestDriver(topology(), config, MONDAY);
        String input = Topics.ENRICHED_ARTICLES.name(NAMING);
        articles = driver.createInputTopic(
                input,
                new StringSerializer(),
                WIRE.serde(Topics.ENRICHED_ARTICLES).serializer());
        bytes = driver.createInputTopic(input, new ByteArraySerializer(), new ByteArraySerializer());
        changes = output(Topics.CLUSTER_CHANGES);
        clusters = output(Topics.EVENT_CLUSTERS);
        deadLetters = output(Topics.DEAD_LETTERS);
    }

    private <V> TestOutputTopic<String, V> output(Topic<V> topic) {
        return driver.createOutputTopic(
                topic.name(NAMING), new StringDeserializer(), WIRE.serde(topic).deserializer());
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    @Test
    void articlesAboutOneEventShareAClusterAndOthersDoNot() {
        pipe("a", "Ferry runs aground off the island", FERRY, MONDAY);
        pipe("b", "Teachers strike over unpaid wages", STRIKE, MONDAY.plusSeconds(600));
        pipe("c", "Passengers rescued as ferry runs aground", FERRY, MONDAY.plusSeconds(1200));

        assertThat(changes.readValuesToList())
                .extracting(ClusterChange::kind)
                .containsExactly(ClusterChange.Kind.OPENED, ClusterChange.Kind.OPENED, ClusterChange.Kind.JOINED);
        Map<String, EventCluster> newest = clusters.readKeyValuesToMap();
        assertThat(newest).hasSize(2);
        assertThat(newest).allSatisfy((id, cluster) -> assertThat(cluster.id()).isEqualTo(id));
        assertThat(newest.values()).anySatisfy(cluster -> assertThat(cluster.members())
                .extracting(EventCluster.Member::articleId)
                .containsExactly("a", "c"));
    }

    @Test
    void changesStayInTheOrderOfTheirDeskAndTellTheSnapshotsRevision() {
        pipe("a", "Ferry runs aground off the island", FERRY, MONDAY);
        pipe("c", "Passengers rescued as ferry runs aground", FERRY, MONDAY.plusSeconds(1200));
        var told = changes.readKeyValuesToList();
        assertThat(told).allSatisfy(change -> assertThat(change.key).isEqualTo("world"));
        assertThat(told.stream().map(c -> c.value.revision())).containsExactly(1, 2);
        assertThat(clusters.readValuesToList())
                .extracting(EventCluster::revision)
                .containsExactly(1, 2);
    }

    @Test
    void aWindowClosesWhenTheStreamHasPassedIt() {
        pipe("a", "Ferry runs aground off the island", FERRY, MONDAY);
        pipe("b", "Teachers strike over unpaid wages", STRIKE, MONDAY.plus(Duration.ofDays(2)));
        pipe("c", "Teachers still on strike over unpaid wages", STRIKE, MONDAY.plus(Duration.ofDays(4)));
        assertThat(changes.readValuesToList())
                .extracting(ClusterChange::kind)
                .containsExactly(
                        ClusterChange.Kind.OPENED,
                        ClusterChange.Kind.OPENED,
                        ClusterChange.Kind.CLOSED,
                        ClusterChange.Kind.JOINED);
    }

    @Test
    void aQuietDeskIsClosedByTheWallClock() {
        pipe("a", "Ferry runs aground off the island", FERRY, MONDAY);
        driver.advanceWallClockTime(Duration.ofDays(5));
        assertThat(changes.readValuesToList())
                .extracting(ClusterChange::kind)
                .containsExactly(ClusterChange.Kind.OPENED, ClusterChange.Kind.CLOSED);
        assertThat(clusters.readKeyValuesToMap().values())
                .extracting(EventCluster::status)
                .containsExactly(EventCluster.Status.CLOSED);
    }

    @Test
    void articlesOfOddTimesAreCountedByReason() {
        pipe("a", "Ferry runs aground off the island", FERRY, MONDAY);
        assertThat(odd("behind")).isZero();

        pipe(article("b", "Teachers strike over unpaid wages", STRIKE, MONDAY)
                .eventTime(MONDAY.minus(Duration.ofDays(200)))
                .build());
        pipe(article("c", "Teachers strike again", STRIKE, MONDAY)
                .eventTime(MONDAY.plus(Duration.ofDays(200)))
                .build());
        pipe(article("d", "Teachers strike once more", STRIKE, MONDAY.plus(Duration.ofDays(365)))
                .build());

        assertThat(List.of(odd("behind"), odd("ahead"), odd("leap"))).containsExactly(1.0, 1.0, 1.0);
        assertThat(changes.readValuesToList())
                .filteredOn(change -> change.reason().contains("; late: more than 72 h behind the stream time"))
                .extracting(ClusterChange::articleId, ClusterChange::late)
                .containsExactly(tuple("b", true));
    }

    /** What /metrics tells as kafka_stream_stage_late_REASON_total. */
    private double odd(String reason) {
        return driver.metrics().entrySet().stream()
                .filter(metric -> metric.getKey().group().equals("stream-stage-metrics")
                        && metric.getKey().name().equals("late-" + reason + "-total"))
                .map(metric -> (double) metric.getValue().metricValue())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void bytesThatAreNoArticleAreSetAsideAndTheNextPasses() {
        bytes.pipeInput(new TestRecord<>(new byte[] {1}, new byte[] {42}, MONDAY));
        pipe("a", "Ferry runs aground off the island", FERRY, MONDAY);
        assertThat(deadLetters.readValue().stage()).isEqualTo("cluster");
        assertThat(clusters.readValuesToList()).hasSize(1);
    }

    @Test
    void theTopologyIsTheOneThatWasAgreed() {
        Golden.check("cluster.txt", topology());
    }

    private void pipe(String id, String title, String text, Instant time) {
        pipe(article(id, title, text, time).build());
    }

    private void pipe(EnrichedArticle article) {
        articles.pipeInput(new TestRecord<>(article.desk(), article, article.eventTime()));
    }

    private static EnrichedArticle.Builder article(String id, String title, String text, Instant time) {
        return EnrichedArticle.builder(id, "world", time)
                .revision(1)
                .epoch(3)
                .eventTime(time)
                .timed(true)
                .contentHash(ArticleId.contentHash(title, text))
                .source(id + ".txt")
                .title(title)
                .text(text)
                .language("en")
                .features(FEATURES.features(title, text));
    }
}
