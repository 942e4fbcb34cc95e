package io.harmattan.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.harmattan.domain.EnrichedArticle;
import io.harmattan.domain.EventCluster;
import io.harmattan.domain.NewsSearch;
import io.harmattan.index.SearchNode;
import io.harmattan.ingest.Ingest;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import picocli.CommandLine.Help.Ansi;

/** The whole way, on whatever servers: the seeds in, one event cluster out, poison set aside, nothing double. */
final class WholeWay {
    static final Path REPOSITORY = Path.of("..", "..").toAbsolutePath().normalize();
    private static final Path SEEDS = REPOSITORY.resolve("seeds");
    private static final int SEED_ARTICLES = 5;
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private final Servers servers;
    private final Console console = new Console(new PrintWriter(System.out, true), Ansi.OFF);

    WholeWay(Servers servers) {
        this.servers = servers;
    }

    static Settings settings(Path data, Map<String, String> more) {
        Map<String, String> options = new HashMap<>(more);
        options.put("data", data.toString());
        options.put("profile", REPOSITORY.resolve("ops/profiles/sahel").toString());
        options.put("ingest.seeds", SEEDS.toString());
        options.put("api.port", "0");
        return Settings.load(REPOSITORY, null, Map.of(), options);
    }

    /** @param scratch an empty folder for files of the test's own */
    void walk(Path scratch) throws Exception {
        try (Platform platform = Platform.start(servers, console)) {
            assertThat(ingest().allIn()).isTrue();
            String cluster = oneCluster();
            poison();
            assertThat(ingest().sent()).isEqualTo(SEED_ARTICLES);
            assertThat(oneCluster()).isEqualTo(cluster);
            assertThat(deadLetters()).isEqualTo(2);

            String body = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(platform.apiAddress() + "api/v1/clusters/" + cluster))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
            assertThat(body).contains(cluster);
            assertThat(metrics(platform))
                    .containsPattern("harmattan_index_documents_total\\{outcome=\"indexed\"} [1-9]")
                    .containsPattern("harmattan_index_bulk_seconds_count [1-9]")
                    .contains("kafka_consumer_fetch_manager_records_lag", "stage=\"cluster\"");
            assertThat(streamed(platform)).hasSize(SEED_ARTICLES).allSatisfy(change -> assertThat(change)
                    .contains("\"clusterId\":\"" + cluster, "\"cluster\":{\"id\":\"" + cluster));
        }
        // another process goes on where this one stopped
        try (Platform again = Platform.start(servers, console)) {
            assertThat(again.apiAddress()).startsWith("http://127.0.0.1:");
            assertThat(oneCluster()).isNotBlank();
            aRevisionReplacesTheArticle(scratch);
            assertThat(VerifyCommand.reports(servers))
                    .allSatisfy(report ->
                            assertThat(report.inStep()).as(report.toString()).isTrue());
        }
    }

    private static String metrics(Platform platform) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(platform.apiAddress() + "metrics"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    /** The changes of the clusters from the first on, out of the live stream. */
    private static List<String> streamed(Platform platform) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(
                        platform.apiAddress() + "api/v1/stream?kind=opened,joined&after=1-c0.0.0.0-s0.0.0.0"))
                .header("Accept", "text/event-stream")
                .build();
        try (Stream<String> lines = HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofLines())
                .body()) {
            return lines.filter(line -> line.startsWith("data:") && line.contains("clusterId"))
                    .limit(SEED_ARTICLES)
                    .toList();
        }
    }

    /** Same address, changed text: one article still, in the index and in its cluster, with what it says now. */
    private void aRevisionReplacesTheArticle(Path scratch) throws IOException {
        ingest(scratch, "first", "The reservoir at Kandadji holds eleven million cubic metres, engineers said.");
        EnrichedArticle first = article("eleven");
        ingest(scratch, "second", "The reservoir at Kandadji holds seventeen million cubic metres, engineers said.");
        EnrichedArticle second = article("seventeen");

        assertThat(second.id()).isEqualTo(first.id());
        assertThat(second.revision()).isGreaterThan(first.revision());
        try (SearchNode node = SearchNode.connect(servers.search())) {
            NewsSearch search = Searching.on(node, servers.settings());
            assertThat(search.articles("eleven million", 10).total()).isZero();
            assertThat(search.clusters(10))
                    .filteredOn(c ->
                            c.members().stream().anyMatch(m -> m.articleId().equals(first.id())))
                    .singleElement()
                    .satisfies(c -> assertThat(c.members())
                            .extracting(EventCluster.Member::revision)
                            .containsExactly(second.revision()));
        }
    }

    private void ingest(Path scratch, String name, String text) throws IOException {
        Path file = scratch.resolve(name + ".jsonl");
        Files.writeString(file, """
                {"url":"https://news.example/kandadji","title":"Kandadji reservoir fills","text":"%s"}
                """.formatted(text));
        assertThat(IngestCommand.run(servers, List.of(file), console, true).allIn())
                .isTrue();
        assertThat(Settled.await(servers, LIMIT).orElseThrow().totals())
                .isEqualTo(new NewsSearch.Totals(SEED_ARTICLES + 1, 2));
    }

    private EnrichedArticle article(String words) {
        try (SearchNode node = SearchNode.connect(servers.search())) {
            NewsSearch search = Searching.on(node, servers.settings());
            assertThat(search.articles(words, 10).hits()).hasSize(1);
            return search.article(search.articles(words, 10).hits().get(0).articleId())
                    .orElseThrow();
        }
    }

    private Ingest.Summary ingest() {
        return IngestCommand.run(servers, List.of(SEEDS), console, true);
    }

    private String oneCluster() {
        Settled settled = Settled.await(servers, LIMIT)
                .orElseThrow(() -> new AssertionError("the stages still have work after " + LIMIT));
        assertThat(settled.totals()).isEqualTo(new NewsSearch.Totals(SEED_ARTICLES, 1));
        EventCluster cluster = settled.clusters().get(0);
        assertThat(cluster.members()).hasSize(SEED_ARTICLES);
        return cluster.id();
    }

    private void poison() throws Exception {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(servers.kafkaClient(), new ByteArraySerializer(), new ByteArraySerializer())) {
            byte[] notAvro = "not Avro".getBytes(StandardCharsets.UTF_8);
            byte[] unknownSchema = {0, 0x7f, 0, 0, 1, 42};
            for (byte[] value : List.of(notAvro, unknownSchema)) {
                producer.send(new ProducerRecord<>("articles", new byte[] {1}, value))
                        .get();
            }
        }
    }

    private long deadLetters() {
        try (Admin admin = Admin.create(servers.kafkaClient())) {
            return new TopicReport(
                            admin, servers.kafkaClient(), servers.settings().naming())
                    .rows().stream()
                            .filter(row -> row.name().equals("dead-letters"))
                            .mapToLong(TopicReport.Row::records)
                            .sum();
        }
    }
}
