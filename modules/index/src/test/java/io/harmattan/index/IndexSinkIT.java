package io.harmattan.index;

import static io.harmattan.testkit.SampleArticle.article;
import static io.harmattan.testkit.SampleCluster.cluster;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.harmattan.domain.ClusterChange;
import io.harmattan.domain.DeadLetter;
import io.harmattan.domain.EnrichedArticle;
import io.harmattan.domain.EventCluster;
import io.harmattan.domain.NewsSearch;
import io.harmattan.local.stack.LocalStack;
import io.harmattan.local.stack.Part;
import io.harmattan.testkit.LocalStackTest;
import io.harmattan.wire.Topic;
import io.harmattan.wire.TopicSetup;
import io.harmattan.wire.Topics;
import io.harmattan.wire.Wire;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@LocalStackTest
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class IndexSinkIT {
    private static final Duration LIMIT = Duration.ofSeconds(90);

    private final LocalStack stack;
    private final Topic.Naming naming =
            new Topic.Naming("sink-" + UUID.randomUUID().toString().substring(0, 8) + "-", 1);
    private final Map<String, Object> kafka;
    private final List<IndexSink> sinks = new ArrayList<>();
    private Wire wire;
    private Admin admin;
    private KafkaProducer<byte[], byte[]> producer;
    private ScratchIndex scratch;

    IndexSinkIT(LocalStack stack) {
        this.stack = stack;
        this.kafka = Map.of("bootstrap.servers", stack.bootstrapServers(), "session.timeout.ms", 6000);
    }

    @BeforeEach
    void open() {
        wire = wire(stack.registryUrl());
        Map<String, Object> client = Map.of("bootstrap.servers", stack.bootstrapServers());
        admin = Admin.create(client);
        new TopicSetup(naming, (short) -1).ensure(admin);
        producer = new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer());
        scratch = new ScratchIndex(SearchSettings.of(URI.create(stack.elasticsearchUrl())));
    }

    @AfterEach
    void close() {
        sinks.forEach(IndexSink::close);
        producer.close();
        admin.close();
        scratch.close();
    }

    @Test
    void bringsArticlesAndClustersIntoTheIndexAndCommitsThem() {
        EnrichedArticle one = article("one").text("Troops leave Agadez.").build();
        EventCluster event = cluster("event").members("one").build();
        EventCluster former = cluster("former").redirectedTo("event").build();
        send(one);
        send(article("two").build());
        send(event);
        send(former);
        IndexSink sink = startSink();
        awaitAllCommitted();
        assertThat(search().article("one")).contains(one);
        assertThat(search().cluster("event")).contains(event);
        assertThat(search().cluster("former")).contains(former);
        scratch.refresh();
        assertThat(search().totals()).isEqualTo(new NewsSearch.Totals(2, 1));
        assertThat(search().articles("troops", 10).hits())
                .extracting(NewsSearch.Hit::clusterId)
                .containsExactly("event");
        assertThat(sink.counts()).isEqualTo(new IndexSink.Counts(4, 0, 0, 0));
    }

    @Test
    void bringsTheHistoryOfAClusterIntoTheIndex() throws Exception {
        send(cluster("event").build());
        send(change("event", 1, "OPENED", "first"));
        send(change("event", 2, "JOINED", "second"));
        send(change("other", 1, "OPENED", "third"));
        IndexSink sink = startSink();
        awaitAllCommitted();
        scratch.refresh();
        assertThat(search().changes("event"))
                .extracting(ClusterChange::revision, ClusterChange::kind, ClusterChange::articleId)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(1, ClusterChange.Kind.OPENED, "first"),
                        org.assertj.core.groups.Tuple.tuple(2, ClusterChange.Kind.JOINED, "second"));
        assertThat(search().changes("event").get(0).scores()).containsEntry("all words", 0.5);
        assertThat(search().changes("nobody")).isEmpty();
        assertThat(sink.counts()).isEqualTo(new IndexSink.Counts(4, 0, 0, 0));
    }

    /** Made of JSON, so that what else a change may tell is left out. */
    private static ClusterChange change(String cluster, int revision, String kind, String article) throws Exception {
        return Documents.JSON.readValue("""
                {"cluster_id": "%s", "revision": %d, "epoch": 1, "desk": "d", "kind": "%s", "article_id": "%s",
                 "event_time": "2026-03-01T00:00:00Z", "ingest_time": "2026-03-02T00:00:00Z", "late": false,
                 "reason": "why", "scores": {"all words": 0.5, "": 1}}""".formatted(cluster, revision, kind, article), ClusterChange.class);
    }

    @Test
    void countsAStaleWriteAsDoneAndGoesOn() {
        send(article("a").revision(2).build());
        send(article("a").revision(1).build());
        send(article("b").build());
        IndexSink sink = startSink();
        awaitAllCommitted();
        assertThat(search().article("a")).map(EnrichedArticle::revision).contains(2);
        assertThat(search().article("b")).isPresent();
        assertThat(sink.counts()).isEqualTo(new IndexSink.Counts(2, 1, 0, 0));
        assertThat(deadLetters()).isEmpty();
    }

    @Test
    void deletesWhatARecordWithoutAValueNamesForGood() {
        send(article("gone").build());
        send(article("kept").build());
        send(cluster("former").members("gone").build());
        send(cluster("event").members("kept").build());
        IndexSink first = startSink();
        awaitAllCommitted();
        first.close();
        byte[] never = "never-there".getBytes(StandardCharsets.UTF_8);
        sendBytes(Topics.ENRICHED_ARTICLES.name(naming), "gone".getBytes(StandardCharsets.UTF_8), null);
        sendBytes(Topics.EVENT_CLUSTERS.name(naming), "former".getBytes(StandardCharsets.UTF_8), null);
        sendBytes(Topics.EVENT_CLUSTERS.name(naming), never, null);
        IndexSink second = startSink();
        awaitAllCommitted();
        assertThat(second.counts()).isEqualTo(new IndexSink.Counts(3, 0, 0, 0));
        assertThat(search().article("gone")).isEmpty();
        assertThat(search().cluster("former")).isEmpty();

        send(article("gone").revision(7).build());
        send(cluster("former").revision(7).build());
        awaitAllCommitted();
        assertThat(second.counts()).isEqualTo(new IndexSink.Counts(3, 2, 0, 0));
        scratch.refresh();
        assertThat(search().totals()).isEqualTo(new NewsSearch.Totals(1, 1));
        assertThat(search().article("kept")).isPresent();
        assertThat(deadLetters()).isEmpty();
    }

    @Test
    void setsARecordThatCannotBeReadAsideWithItsBytes() {
        send(article("before").build());
        byte[] key = {1, 2, 3};
        byte[] nothing = {};
        byte[] poison = "this is no Avro".getBytes(StandardCharsets.UTF_8);
        String topic = Topics.ENRICHED_ARTICLES.name(naming);
        RecordMetadata sent = sendBytes(topic, key, poison);
        RecordMetadata empty = sendBytes(topic, nothing, null);
        send(article("after").build());
        IndexSink sink = startSink();
        awaitAllCommitted();
        assertThat(search().article("before")).isPresent();
        assertThat(search().article("after")).isPresent();
        assertThat(sink.counts()).isEqualTo(new IndexSink.Counts(2, 0, 2, 0));
        Map<Long, DeadLetter> letters =
                deadLetters().stream().collect(Collectors.toMap(DeadLetter::offset, letter -> letter));
        DeadLetter letter = Objects.requireNonNull(letters.get(sent.offset()));
        assertThat(letter.stage()).isEqualTo("index");
        assertThat(letter.epoch()).isEqualTo(1);
        assertThat(letter.topic()).isEqualTo(topic);
        assertThat(letter.partition()).isEqualTo(sent.partition());
        assertThat(letter.timestamp()).isEqualTo(Instant.ofEpochMilli(sent.timestamp()));
        assertThat(letter.key()).isEqualTo(ByteBuffer.wrap(key));
        assertThat(letter.value()).isEqualTo(ByteBuffer.wrap(poison));
        assertThat(letter.cause()).isEqualTo("SerializationException");
        assertThat(Objects.requireNonNull(letters.get(empty.offset())).value()).isNull();
    }

    @Test
    void setsADocumentThatElasticsearchRefusesAsideWhileTheOthersPass() {
        send(article("before").build());
        RecordMetadata date =
                send(article("date").at(Instant.parse("+12345-01-01T00:00:00Z")).build());
        RecordMetadata id = send(article("x".repeat(600)).build());
        send(article("after").build());
        IndexSink sink = startSink();
        awaitAllCommitted();
        assertThat(search().article("before")).isPresent();
        assertThat(search().article("after")).isPresent();
        assertThat(sink.counts().dead()).isEqualTo(2);
        assertThat(deadLetters())
                .allSatisfy(letter -> assertThat(letter.cause()).isEqualTo("DocumentRefusedException"))
                .anySatisfy(letter -> {
                    assertThat(letter.offset()).isEqualTo(date.offset());
                    assertThat(letter.message()).contains("400").contains("event_time");
                })
                .anySatisfy(letter -> {
                    assertThat(letter.offset()).isEqualTo(id.offset());
                    assertThat(letter.message()).contains("id").contains("512");
                });
    }

    @Test
    void losesNothingWhenElasticsearchIsKilledInTheMiddle() {
        int half = 200;
        for (int i = 0; i < half; i++) {
            send(article("a" + i).build());
        }
        IndexSink sink = startSink(5);
        await().atMost(LIMIT).until(() -> sink.counts().indexed() > 10);
        ProcessHandle.of(stack.pid(Part.SEARCH)).orElseThrow().destroyForcibly();
        for (int i = half; i < 2 * half; i++) {
            send(article("a" + i).build());
        }
        await().atMost(LIMIT).until(() -> sink.counts().retries() > 0);
        awaitAllCommitted();
        scratch.node().waitUntilUp(LIMIT, why -> {});
        scratch.refresh();
        assertThat(search().totals().articles()).isEqualTo(2L * half);
        assertThat(sink.counts().dead()).isZero();
        assertThat(sink.waitingFor()).isEmpty();
    }

    @Test
    void waitsWhileADiskIsTooFullToWriteAndSaysSo() {
        String index = NewsIndex.ARTICLES.name(scratch.node().settings().indexPrefix(), 1);
        block(index, true);
        send(article("a").build());
        IndexSink sink = startSink();
        await().atMost(LIMIT).until(() -> sink.counts().retries() >= 2);
        assertThat(sink.waitingFor().orElseThrow()).contains("read-only-allow-delete", "1 documents wait");
        assertThat(committed()).isEmpty();
        block(index, false);
        awaitAllCommitted();
        assertThat(search().article("a")).isPresent();
        assertThat(deadLetters()).isEmpty();
    }

    private void block(String index, boolean blocked) {
        scratch.node().ask(() -> scratch.node().client().indices().putSettings(p -> p.index(index)
                .settings(s -> s.blocks(b -> b.readOnlyAllowDelete(blocked)))));
    }

    @Test
    void waitsWhileAnIndexIsGoneUntilItIsMadeAgain() {
        String index = NewsIndex.ARTICLES.name(scratch.node().settings().indexPrefix(), 1);
        scratch.node().ask(() -> scratch.node().client().indices().delete(d -> d.index(index)));
        send(article("a").build());
        IndexSink sink = startSink();
        await().atMost(LIMIT).until(() -> sink.counts().retries() >= 2);
        assertThat(sink.waitingFor().orElseThrow())
                .contains("no such index", "the next start of Harmattan makes it again");
        assertThat(committed()).isEmpty();
        assertThat(new IndexTemplates(scratch.node()).ensure(1)).contains(index);
        awaitAllCommitted();
        assertThat(search().article("a")).isPresent();
        assertThat(deadLetters()).isEmpty();
    }

    @Test
    void waitsAtADoorThatIsClosedToIt() {
        send(article("a").build());
        try (StubElasticsearch closed = new StubElasticsearch(request -> StubElasticsearch.error(
                        401, "security_exception", "unable to authenticate with provided credentials"));
                SearchNode node = SearchNode.connect(SearchSettings.of(closed.address())
                        .withIndexPrefix(scratch.node().settings().indexPrefix()))) {
            IndexSink refused = new IndexSink(node, wire, settings(500));
            refused.start();
            await().atMost(LIMIT).until(() -> refused.counts().retries() >= 2);
            assertThat(refused.waitingFor().orElseThrow()).contains("answers 401", "elasticsearch.api-key");
            assertThat(refused.counts().dead()).isZero();
            assertThat(committed()).isEmpty();
            refused.close();
        }
        startSink();
        awaitAllCommitted();
        assertThat(search().article("a")).isPresent();
    }

    @Test
    void waitsForARegistryThatIsAwayInsteadOfBlamingTheRecords() {
        send(article("a").build());
        IndexSink blind = new IndexSink(scratch.node(), wire("http://127.0.0.1:9"), settings(500));
        sinks.add(blind);
        blind.start();
        await().atMost(LIMIT).until(() -> blind.counts().retries() >= 3);
        assertThat(blind.waitingFor()).isPresent();
        assertThat(blind.counts().dead()).isZero();
        assertThat(committed()).isEmpty();
        blind.close();
        startSink();
        awaitAllCommitted();
        assertThat(search().article("a")).isPresent();
        assertThat(deadLetters()).isEmpty();
    }

    @Test
    void staysInItsGroupWhileItWaits() throws Exception {
        send(article("a").build());
        Map<String, Object> hurried = new HashMap<>(kafka);
        hurried.put("max.poll.interval.ms", 3000);
        IndexSink.Settings settings = new IndexSink.Settings(
                hurried, naming, 500, 5_000_000, Duration.ofMillis(50), Duration.ofMillis(500), null);
        IndexSink blind = new IndexSink(scratch.node(), wire("http://127.0.0.1:9"), settings);
        sinks.add(blind);
        blind.start();
        await().atMost(LIMIT).until(() -> blind.counts().retries() >= 3);
        String member = member();
        await().pollDelay(Duration.ofSeconds(5))
                .atMost(LIMIT)
                .until(() -> blind.counts().retries() >= 10);
        assertThat(member()).isEqualTo(member);
    }

    @Test
    void makesNoSecondDocumentOfARecordThatComesAgain() throws Exception {
        for (int i = 0; i < 20; i++) {
            send(article("a" + i).build());
        }
        send(cluster("event").build());
        IndexSink first = startSink();
        awaitAllCommitted();
        first.close();
        assertThat(first.counts().indexed()).isEqualTo(21);
        Map<TopicPartition, OffsetAndMetadata> beginning = new HashMap<>();
        committed().keySet().forEach(p -> beginning.put(p, new OffsetAndMetadata(0)));
        admin.alterConsumerGroupOffsets(settings(500).group(), beginning).all().get();
        IndexSink second = startSink();
        awaitAllCommitted();
        assertThat(second.counts()).isEqualTo(new IndexSink.Counts(0, 21, 0, 0));
        scratch.refresh();
        assertThat(search().totals()).isEqualTo(new NewsSearch.Totals(20, 1));
    }

    @Test
    void sharesTheWorkAndHandsItOverWithoutLoss() {
        IndexSink one = startSink(3);
        IndexSink two = startSink(3);
        for (int i = 0; i < 100; i++) {
            send(article("a" + i).desk("desk-" + i).build());
        }
        await().atMost(LIMIT).until(() -> one.counts().indexed() + two.counts().indexed() > 20);
        one.close();
        for (int i = 100; i < 200; i++) {
            send(article("a" + i).desk("desk-" + i).build());
        }
        awaitAllCommitted();
        scratch.refresh();
        assertThat(search().totals().articles()).isEqualTo(200);
    }

    private NewsSearch search() {
        return scratch.search();
    }

    private static Wire wire(String registry) {
        return new Wire(
                Wire.BUILT_IN_SERDE, Map.of("schema.registry.url", registry, "schema.registry.patience.ms", "500"));
    }

    private IndexSink.Settings settings(int bulkDocuments) {
        return new IndexSink.Settings(
                kafka, naming, bulkDocuments, 5_000_000, Duration.ofMillis(50), Duration.ofMillis(500), null);
    }

    private IndexSink startSink() {
        return startSink(500);
    }

    private IndexSink startSink(int bulkDocuments) {
        IndexSink sink = new IndexSink(scratch.node(), wire, settings(bulkDocuments));
        sinks.add(sink);
        sink.start();
        return sink;
    }

    private RecordMetadata send(EnrichedArticle article) {
        return send(Topics.ENRICHED_ARTICLES, article.desk(), article);
    }

    private RecordMetadata send(EventCluster cluster) {
        return send(Topics.EVENT_CLUSTERS, cluster.id(), cluster);
    }

    private RecordMetadata send(ClusterChange change) {
        return send(Topics.CLUSTER_CHANGES, change.desk(), change);
    }

    private <V> RecordMetadata send(Topic<V> topic, String key, V value) {
        String name = topic.name(naming);
        return sendBytes(
                name,
                key.getBytes(StandardCharsets.UTF_8),
                wire.serde(topic).serializer().serialize(name, value));
    }

    private RecordMetadata sendBytes(String topic, byte[] key, byte[] value) {
        try {
            return producer.send(new ProducerRecord<>(topic, key, value)).get();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private void awaitAllCommitted() {
        await().atMost(LIMIT).untilAsserted(() -> assertThat(committed()).containsAllEntriesOf(ends()));
    }

    private Map<TopicPartition, Long> committed() throws AssertionError {
        try {
            return admin
                    .listConsumerGroupOffsets(settings(500).group())
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .entrySet()
                    .stream()
                    .filter(e -> e.getValue() != null)
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, e -> e.getValue().offset()));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** The ends of all partitions that hold something. */
    private Map<TopicPartition, Long> ends() {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        for (Topic<?> topic : List.of(Topics.ENRICHED_ARTICLES, Topics.EVENT_CLUSTERS, Topics.CLUSTER_CHANGES)) {
            for (int i = 0; i < topic.partitions(); i++) {
                asked.put(new TopicPartition(topic.name(naming), i), OffsetSpec.latest());
            }
        }
        try {
            return admin.listOffsets(asked).all().get().entrySet().stream()
                    .filter(e -> e.getValue().offset() > 0)
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, e -> e.getValue().offset()));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private String member() throws Exception {
        return admin
                .describeConsumerGroups(List.of(settings(500).group()))
                .all()
                .get()
                .values()
                .iterator()
                .next()
                .members()
                .stream()
                .map(m -> m.consumerId())
                .collect(Collectors.joining(","));
    }

    private List<DeadLetter> deadLetters() {
        String topic = Topics.DEAD_LETTERS.name(naming);
        List<DeadLetter> letters = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", stack.bootstrapServers(), "auto.offset.reset", "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(200))
                        .forEach(r -> letters.add(
                                wire.serde(Topics.DEAD_LETTERS).deserializer().deserialize(topic, r.value())));
            }
        }
        return letters;
    }
}
