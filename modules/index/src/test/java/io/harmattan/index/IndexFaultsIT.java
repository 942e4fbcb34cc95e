package io.harmattan.index;

import static io.harmattan.testkit.SampleArticle.article;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.harmattan.local.stack.LocalStack;
import io.harmattan.local.stack.Part;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** Whatever happens to Elasticsearch, the stage loses nothing and says what it waits for and what to do. */
class IndexFaultsIT extends SinkStage {
    IndexFaultsIT(LocalStack stack) {
        super(stack);
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
        assertThat(sink.waitingFor().orElseThrow())
                .contains("read-only-allow-delete", "its disk is full, free some", "1 documents wait");
        assertThat(committed()).isEmpty();
        block(index, false);
        awaitAllCommitted();
        assertThat(search().article("a")).isPresent();
        assertThat(deadLetters()).isEmpty();
    }

    /** Each request is answered too late at first, then late. */
    @Test
    void outlastsANodeThatAnswersSlowly() throws Exception {
        for (int i = 0; i < 20; i++) {
            send(article("a" + i).build());
        }
        try (SlowDoor door = new SlowDoor(elasticsearch().urls().get(0));
                SearchNode slow = behind(door, Duration.ofMillis(500))) {
            door.delay(Duration.ofSeconds(2));
            IndexSink sink = startSink(slow, 5);
            await().atMost(LIMIT).until(() -> sink.counts().retries() >= 2);
            assertThat(sink.waitingFor().orElseThrow()).contains("does not answer in time", "5 documents wait");
            assertThat(committed()).isEmpty();
            assertThatThrownBy(() -> ScratchIndex.search(slow).totals())
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("does not answer in time");
            door.delay(Duration.ofMillis(100));
            awaitAllCommitted();
            assertThat(sink.counts().indexed() + sink.counts().stale()).isEqualTo(20);
            assertThat(sink.counts().dead()).isZero();
            assertThat(sink.waitingFor()).isEmpty();
        }
        scratch.refresh();
        assertThat(search().totals().articles()).isEqualTo(20);
    }

    private SearchNode behind(SlowDoor door, Duration timeout) {
        return SearchNode.connect(SearchSettings.of(door.address())
                .withTimeout(timeout)
                .withIndexPrefix(scratch.node().settings().indexPrefix()));
    }

    /** For a minute with {@code -Dlong.tests=true}, else for a few seconds, while articles go on to come. */
    @Test
    void losesNothingWhileElasticsearchIsStoppedUnderLoad() throws Exception {
        Duration stopped = Duration.ofSeconds(Boolean.getBoolean("long.tests") ? 60 : 3);
        SearchNode hasty = SearchNode.connect(elasticsearch()
                .withTimeout(Duration.ofSeconds(1))
                .withIndexPrefix(scratch.node().settings().indexPrefix()));
        int many = 0;
        try (hasty) {
            IndexSink sink = startSink(hasty, 20);
            for (; many < 50; many++) {
                send(article("a" + many).build());
            }
            await().atMost(LIMIT).until(() -> sink.counts().indexed() > 0);
            signal("STOP");
            try {
                for (long until = System.nanoTime() + stopped.toNanos(); System.nanoTime() < until; many++) {
                    send(article("a" + many).build());
                    TimeUnit.MILLISECONDS.sleep(20);
                }
                await().atMost(LIMIT).until(() -> sink.waitingFor().isPresent());
                assertThat(sink.waitingFor().orElseThrow()).contains("does not answer in time", "documents wait");
            } finally {
                signal("CONT");
            }
            awaitAllCommitted();
            assertThat(sink.counts().indexed() + sink.counts().stale()).isGreaterThanOrEqualTo(many);
            assertThat(sink.counts().dead()).isZero();
            sink.close();
        }
        scratch.refresh();
        assertThat(search().totals().articles()).isEqualTo(many);
    }

    private void signal(String name) throws Exception {
        Process kill = new ProcessBuilder("kill", "-" + name, String.valueOf(stack.pid(Part.SEARCH))).start();
        assertThat(kill.waitFor()).isZero();
    }

    @Test
    void aMappingThatAHandHasChangedSetsWhatConflictsAsideAndBlocksNothing() {
        String index = NewsIndex.ARTICLES.name(scratch.node().settings().indexPrefix(), 1);
        ObjectNode mappings =
                (ObjectNode) IndexTemplates.resource("articles-mappings.json").at("/template/mappings");
        ((ObjectNode) mappings.at("/properties")).putObject("outlet").put("type", "date");
        scratch.node().ask(() -> {
            scratch.node().client().indices().delete(d -> d.index(index));
            return scratch.node().client().indices().create(c -> c.index(index)
                    .mappings(m -> m.withJson(new StringReader(mappings.toString()))));
        });
        send(article("before").build());
        RecordMetadata conflict = send(article("conflict").outlet("The Herald").build());
        send(article("after").build());
        IndexSink sink = startSink();
        awaitAllCommitted();
        assertThat(sink.counts()).isEqualTo(new IndexSink.Counts(2, 0, 1, 0));
        assertThat(deadLetters()).singleElement().satisfies(letter -> {
            assertThat(letter.offset()).isEqualTo(conflict.offset());
            assertThat(letter.partition()).isEqualTo(conflict.partition());
            assertThat(letter.message()).contains("400", "outlet", "The Herald");
            assertThat(Objects.requireNonNull(letter.value()).remaining()).isPositive();
        });
        assertThatThrownBy(() -> new IndexTemplates(scratch.node()).ensure(1))
                .isInstanceOf(IndexMismatchException.class)
                .hasMessageContaining("outlet.type = date; expected keyword");
    }

    private void block(String index, boolean blocked) {
        scratch.node().ask(() -> scratch.node().client().indices().putSettings(p -> p.index(index)
                .settings(s -> s.blocks(b -> b.readOnlyAllowDelete(blocked)))));
    }

    @Test
    void goesOnWithoutAnAliasAndWaitsForAnIndexThatIsGone() {
        String alias = NewsIndex.ARTICLES.alias(scratch.node().settings().indexPrefix());
        String index = alias + "-1";
        var indices = scratch.node().client().indices();
        scratch.node().ask(() -> indices.deleteAlias(d -> d.index(index).name(alias)));
        send(article("a").build());
        IndexSink sink = startSink();
        awaitAllCommitted();
        assertThat(sink.counts()).isEqualTo(new IndexSink.Counts(1, 0, 0, 0));
        assertThatThrownBy(() -> search().articles("*:*", 10))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("no such index [" + alias + "]")
                .hasMessageEndingWith("the next start of Harmattan makes index and alias again");
        assertThat(new IndexTemplates(scratch.node()).ensure(1)).containsExactly(alias);
        scratch.refresh();
        assertThat(search().articles("*:*", 10).total()).isEqualTo(1);

        Map<TopicPartition, Long> before = committed();
        scratch.node().ask(() -> indices.delete(d -> d.index(index)));
        send(article("b").build());
        await().atMost(LIMIT).until(() -> sink.counts().retries() >= 2);
        assertThat(sink.waitingFor().orElseThrow())
                .contains("no such index", "the next start of Harmattan makes index and alias again");
        assertThat(committed()).isEqualTo(before);
        assertThat(new IndexTemplates(scratch.node()).ensure(1)).containsExactly(index, alias);
        awaitAllCommitted();
        assertThat(search().article("b")).isPresent();
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
}
