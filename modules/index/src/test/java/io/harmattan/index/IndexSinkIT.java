package io.harmattan.index;

import static io.harmattan.testkit.SampleArticle.article;
import static io.harmattan.testkit.SampleCluster.cluster;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.harmattan.domain.Alert;
import io.harmattan.domain.ClusterChange;
import io.harmattan.domain.DeadLetter;
import io.harmattan.domain.EnrichedArticle;
import io.harmattan.domain.EventCluster;
import io.harmattan.domain.NewsSearch;
import io.harmattan.local.stack.LocalStack;
import io.harmattan.testkit.SampleAlert;
import io.harmattan.wire.Topics;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class IndexSinkIT extends SinkStage {
    IndexSinkIT(LocalStack stack) {
        super(stack);
    }

    @Test
    void bringsArticlesClustersAndAlertsIntoTheIndexAndCommitsThem() {
        EnrichedArticle one = article("one").text("Troops leave Agadez.").build();
        EventCluster event = cluster("event").members("one").build();
        EventCluster former = cluster("former").redirectedTo("event").build();
        Alert alert = SampleAlert.alert("told", "bases", SampleAlert.NOW);
        send(one);
        send(article("two").build());
        send(event);
        send(former);
        send(alert);
        send(alert);
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
        assertThat(search().alerts(new NewsSearch.AlertQuestion("troops", null, 10, null)))
                .isEqualTo(new NewsSearch.Told(1, List.of(alert), null));
        assertThat(sink.counts()).isEqualTo(new IndexSink.Counts(5, 1, 0, 0));
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
}
