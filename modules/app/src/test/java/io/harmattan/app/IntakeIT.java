package io.harmattan.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.harmattan.dashboard.AccessControl.Scope;
import io.harmattan.dashboard.ApiServer;
import io.harmattan.domain.Article;
import io.harmattan.domain.ClusterChange;
import io.harmattan.domain.EnrichedArticle;
import io.harmattan.domain.EventCluster;
import io.harmattan.domain.NewsSearch;
import io.harmattan.ingest.HttpIntake;
import io.harmattan.ingest.KafkaArticlePublisher;
import io.harmattan.local.stack.LocalStack;
import io.harmattan.local.stack.Part;
import io.harmattan.testkit.LocalStackTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Articles over HTTP with a token, to a real broker: one that answers, and one that stands still. */
@LocalStackTest({Part.KAFKA, Part.REGISTRY})
class IntakeIT {
    @TempDir
    Path folder;

    private final LocalStack stack;
    private final Ingesting ingesting;
    private HttpIntake intake;
    private ApiServer server;
    private String token;

    IntakeIT(LocalStack stack) {
        this.stack = stack;
        this.ingesting = new Ingesting(stack, "intake-it");
    }

    @BeforeEach
    void start() {
        ingesting.topics();
        TokenFile tokens = new TokenFile(folder, Clock.systemUTC());
        token = tokens.create("scraper", Set.of(Scope.INGEST));
        intake = new HttpIntake(
                () -> new KafkaArticlePublisher(
                        Map.of("bootstrap.servers", stack.bootstrapServers()),
                        ingesting.naming(),
                        ingesting.wire(),
                        Duration.ofMinutes(2),
                        notice -> {}),
                Clock.systemUTC(),
                1 << 20,
                Duration.ofSeconds(5));
        server = ApiServer.start(
                new ApiServer.Settings("127.0.0.1", 0, 8 << 20, false, 0, 1),
                new ApiServer.Ports(
                        new NoSearch(),
                        new io.harmattan.testkit.MemoryNewsStream(text -> cluster -> true),
                        List::of,
                        intake,
                        tokens,
                        new io.harmattan.testkit.MemorySubscriptions(),
                        subscription -> {},
                        (subscription, days) -> new io.harmattan.dashboard.SubscriptionTrial.Outcome(List.of(), 0, 0),
                        new io.harmattan.testkit.MemoryAlerts(),
                        () -> ""));
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
        intake.close();
        ingesting.close();
    }

    @Test
    void articlesArriveAndABrokerThatStandsStillIsToldAsSuch() throws Exception {
        HttpResponse<String> many = post(lines(0, 2000));
        assertThat(many.statusCode()).as(many.body()).isEqualTo(202);
        assertThat(ingesting.records().stream().map(ConsumerRecord::key).distinct())
                .hasSize(2000);

        signal("STOP");
        HttpResponse<String> slow;
        try {
            long since = System.nanoTime();
            slow = post(lines(2000, 2100));
            assertThat(Duration.ofNanos(System.nanoTime() - since)).isLessThan(Duration.ofSeconds(20));
        } finally {
            signal("CONT");
        }
        assertThat(slow.statusCode()).as(slow.body()).isEqualTo(429);
        assertThat(slow.headers().firstValue("Retry-After")).contains("5");

        HttpResponse<String> again = post(lines(2000, 2100));
        assertThat(again.statusCode()).as(again.body()).isEqualTo(202);
        assertThat(ingesting.records().stream().map(ConsumerRecord::key).distinct())
                .hasSize(2100);
        assertThat(ingesting.records().stream().map(ConsumerRecord::value).map(Article::source))
                .allMatch(source -> source.startsWith("api/scraper:"));
    }

    private void signal(String name) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + name, String.valueOf(stack.pid(Part.KAFKA)))
                        .start()
                        .waitFor())
                .isZero();
    }

    private HttpResponse<String> post(String body) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(server.address() + "api/v1/articles"))
                                .header("Authorization", "Bearer " + token)
                                .header("Content-Type", "application/x-ndjson")
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    private static String lines(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> "{\"text\":\"Article number " + i + " tells of things.\"}\n")
                .collect(Collectors.joining());
    }

    /** Nothing here is searched. */
    private static final class NoSearch implements NewsSearch {
        @Override
        public Page articles(Question question) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Clusters clusters(ClusterQuestion question) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Told alerts(AlertQuestion question) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<ClusterChange> changes(String clusterId) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<Known> entity(String id) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Day> timeline(String query) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<EventCluster> cluster(String id) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<EnrichedArticle> article(String id) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Totals totals() {
            throw new UnsupportedOperationException();
        }
    }
}
