package io.harmattan.index;

import co.elastic.clients.elasticsearch._helpers.bulk.BulkIngester;
import co.elastic.clients.util.BinaryData;
import io.harmattan.domain.Embedding;
import io.harmattan.domain.EnrichedArticle;
import io.harmattan.local.stack.LocalStack;
import io.harmattan.testkit.LocalStackTest;
import io.harmattan.testkit.SampleArticle;
import io.harmattan.wire.Topic;
import io.harmattan.wire.TopicSetup;
import io.harmattan.wire.Topics;
import io.harmattan.wire.Wire;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The whole sink, from topic to index with all its promises, against a bare loop of the client's BulkIngester over the same
 * documents, ready made, in turns in one run. Prints the ratio; fails where the sink leaves a document out.
 */
@LocalStackTest
@EnabledIfSystemProperty(named = "long.tests", matches = "true")
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class BulkThroughputIT {
    private static final int ARTICLES = Integer.getInteger("bulk.articles", 4_000);
    private static final int TURNS = 3;

    @Test
    void theSinkAgainstABareLoop(LocalStack stack) throws Exception {
        List<EnrichedArticle> articles = articles();
        long sink = 0;
        long bare = 0;
        for (int turn = 0; turn <= TURNS; turn++) {
            long bareTook = bare(stack, articles);
            long sinkTook = sink(stack, articles);
            System.out.printf(
                    "turn %d: BulkIngester %.0f, sink %.0f documents/s%n",
                    turn, ARTICLES * 1e9 / bareTook, ARTICLES * 1e9 / sinkTook);
            if (turn > 0) { // the first warms up
                bare += bareTook;
                sink += sinkTook;
            }
        }
        double ratio = (double) bare / sink;
        System.out.printf("throughput of the sink: %.2f of the bare loop%n", ratio);
    }

    private static List<EnrichedArticle> articles() {
        Random random = new Random(11);
        List<EnrichedArticle> articles = new ArrayList<>();
        for (int i = 0; i < ARTICLES; i++) {
            StringBuilder text = new StringBuilder();
            for (int w = 0; w < 500; w++) {
                text.append("word").append(random.nextInt(20_000)).append(' ');
            }
            float[] vector = new float[384];
            for (int d = 0; d < vector.length; d++) {
                vector[d] = (float) random.nextGaussian();
            }
            EnrichedArticle sample = SampleArticle.complete("a" + i);
            articles.add(sample.toBuilder()
                    .epoch(1)
                    .desk("desk-" + i % 16)
                    .title("Title " + i)
                    .text(text.toString())
                    .features(sample.features().with(Embedding.of("m", vector)))
                    .build());
        }
        return articles;
    }

    private static long bare(LocalStack stack, List<EnrichedArticle> articles) throws Exception {
        try (ScratchIndex scratch = new ScratchIndex(SearchSettings.of(URI.create(stack.elasticsearchUrl())))) {
            String index = NewsIndex.ARTICLES.name(scratch.node().settings().indexPrefix(), 1);
            List<Document> documents = new ArrayList<>();
            for (EnrichedArticle article : articles) {
                documents.add(Documents.of(index, article));
            }
            long begin = System.nanoTime();
            try (BulkIngester<Void> ingester =
                    BulkIngester.of(b -> b.client(scratch.node().client())
                            .maxOperations(500)
                            .maxSize(5_000_000)
                            .maxConcurrentRequests(1))) {
                for (Document document : documents) {
                    byte[] json = document.json();
                    ingester.add(o -> o.index(
                            i -> i.index(index).id(document.id()).document(BinaryData.of(json, "application/json"))));
                }
            }
            return System.nanoTime() - begin;
        }
    }

    private static long sink(LocalStack stack, List<EnrichedArticle> articles) {
        Topic.Naming naming =
                new Topic.Naming("bulk-" + UUID.randomUUID().toString().substring(0, 8) + "-", 1);
        Wire wire = new Wire(Wire.BUILT_IN_SERDE, Map.of("schema.registry.url", stack.registryUrl()));
        Map<String, Object> kafka = Map.of("bootstrap.servers", stack.bootstrapServers());
        String topic = Topics.ENRICHED_ARTICLES.name(naming);
        try (Admin admin = Admin.create(kafka);
                KafkaProducer<byte[], byte[]> producer =
                        new KafkaProducer<>(kafka, new ByteArraySerializer(), new ByteArraySerializer())) {
            new TopicSetup(naming, (short) -1).ensure(admin);
            for (EnrichedArticle article : articles) {
                producer.send(new ProducerRecord<>(
                        topic,
                        article.desk().getBytes(StandardCharsets.UTF_8),
                        wire.serde(Topics.ENRICHED_ARTICLES).serializer().serialize(topic, article)));
            }
            producer.flush();
        }
        try (ScratchIndex scratch = new ScratchIndex(SearchSettings.of(URI.create(stack.elasticsearchUrl())));
                IndexSink sink = new IndexSink(scratch.node(), wire, IndexSink.Settings.of(kafka, naming))) {
            sink.start();
            // what it takes to join the group is no throughput
            Awaitility.await()
                    .pollInterval(Duration.ofMillis(1))
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> sink.counts().indexed() > 0);
            long first = sink.counts().indexed();
            long begin = System.nanoTime();
            Awaitility.await()
                    .pollInterval(Duration.ofMillis(5))
                    .atMost(Duration.ofMinutes(5))
                    .until(() -> sink.counts().indexed() == articles.size());
            return (long) ((System.nanoTime() - begin) * ((double) articles.size() / (articles.size() - first)));
        }
    }
}
