package io.harmattan.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.harmattan.domain.Article;
import io.harmattan.domain.ArticleId;
import io.harmattan.domain.Subscription;
import io.harmattan.domain.Subscription.Kind;
import io.harmattan.ingest.KafkaArticlePublisher;
import io.harmattan.local.stack.LocalStack;
import io.harmattan.testkit.LocalStackTest;
import io.harmattan.testkit.SampleAlert;
import io.harmattan.wire.KafkaSubscriptions;
import io.harmattan.wire.Topic;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * From the topic of articles to a webhook, with the stages in a process of their own, as {@code harmattan run}. Takes minutes:
 * with {@code -Dlong.tests=true} alone.
 */
@LocalStackTest
@EnabledIfSystemProperty(named = "long.tests", matches = "true")
class AlertsWholeWayIT {
    private static final Path HARMATTAN =
            Path.of("target", "harmattan", "bin", "harmattan").toAbsolutePath();
    private static final Duration LIMIT = Duration.ofMinutes(4);
    private static final int ALERTS = 500;
    private static final int SENTENCES = 8;
    private static final Pattern BLANK = Pattern.compile("_");
    /** English enough to be read as that, so that vectors are made of it, with no word that would make a cluster. */
    private static final List<String> FRAMES = List.of(
            "The _ of the _ was not with the _ and had been at the _ for this.",
            "It is that _ which the _ and the _ were to have in their _.",
            "As there were no _ in the _ they have had those of the _ with them.",
            "He and the _ would be with the _ of that _ which was theirs.");

    @TempDir
    Path folder;

    private final LocalStack stack;
    private final String prefix = "told-" + UUID.randomUUID().toString().substring(0, 8) + "-";
    private final Random random = new Random(8);
    private final List<Process> started = new ArrayList<>();
    /** Article → the ids that it was told under, and when it first was (by {@link System#nanoTime}). */
    private final Map<String, Set<String>> told = new ConcurrentHashMap<>();

    private final AtomicInteger calls = new AtomicInteger();
    private final Map<String, Long> arrived = new ConcurrentHashMap<>();
    private final Map<String, Long> sent = new ConcurrentHashMap<>();

    /** Article → when a search found it first. */
    private final Map<String, Long> found = new ConcurrentHashMap<>();

    private HttpServer receiver;
    private KafkaArticlePublisher publisher;
    private KafkaSubscriptions subscriptions;

    AlertsWholeWayIT(LocalStack stack) {
        this.stack = stack;
    }

    @BeforeEach
    void start() throws Exception {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.setExecutor(Executors.newCachedThreadPool());
        receiver.createContext("/", exchange -> {
            JsonNode body = new ObjectMapper().readTree(exchange.getRequestBody());
            long now = System.nanoTime();
            calls.incrementAndGet();
            String article = body.at("/data/article").asText();
            told.computeIfAbsent(article, a -> ConcurrentHashMap.newKeySet())
                    .add(exchange.getRequestHeaders().getFirst("webhook-id"));
            arrived.putIfAbsent(article + " " + body.path("type").asText(), now);
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        receiver.start();
    }

    @AfterEach
    void stop() throws Exception {
        for (Process process : started) {
            process.destroyForcibly().waitFor();
        }
        if (publisher != null) {
            publisher.close();
        }
        if (subscriptions != null) {
            subscriptions.close();
        }
        receiver.stop(0);
    }

    @Test
    void killedWhile500AlertsAreInFlightEachArrivesAndNoneUnderAnotherId() throws Exception {
        Process first = run("first.log");
        connect();
        subscriptions.put(subscription("harbour", "harbour", Kind.ARTICLE));
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < ALERTS; i++) {
            ids.add(publish("harbour"));
        }
        publisher.flush();
        await().atMost(LIMIT).until(() -> told.size() >= ALERTS / 10);
        first.destroyForcibly().waitFor(); // kill -9
        int atFirst = told.size();
        assertThat(atFirst).isLessThan(ALERTS);

        Process second = run("second.log");
        await().atMost(LIMIT).until(() -> told.size() >= atFirst + (ALERTS - atFirst) / 3);
        second.destroyForcibly().waitFor();
        run("third.log");
        await().atMost(LIMIT).untilAsserted(() -> assertThat(told.keySet()).containsAll(ids));
        assertThat(told.keySet()).hasSize(ALERTS);
        assertThat(told.values()).allSatisfy(as -> assertThat(as).hasSize(1));
    }

    @Test
    void anotherEpochIsBuiltAndComparedAndNobodyIsToldAgain() throws Exception {
        run("first.log");
        connect();
        subscriptions.put(subscription("harbour", "harbour", Kind.ARTICLE));
        subscriptions.put(subscription("new-harbour", "harbour", Kind.NEW_CLUSTER));
        for (int i = 0; i < 20; i++) {
            publish("harbour");
        }
        publisher.flush();
        await().atMost(LIMIT).until(() -> calls.get() >= 40);

        run("replay.log", "epoch=2", "deliver.enabled=false");
        assertThat(Files.readString(folder.resolve("replay.log"))).contains("sent to nobody");
        StringWriter out = new StringWriter();
        await().atMost(LIMIT).until(() -> {
            out.getBuffer().setLength(0);
            List<String> command = new ArrayList<>(List.of("alerts", "compare", "2"));
            settings().forEach((key, value) -> command.addAll(List.of("--set", key + "=" + value)));
            return Main.run(
                            new PrintWriter(out, true),
                            new PrintWriter(System.err, true),
                            command.toArray(String[]::new))
                    == 0;
        });
        assertThat(out.toString()).contains("Epoch 2 against epoch 1: 40 the same, 0 new, 0 gone.");
        assertThat(calls.get()).isEqualTo(40);
    }

    /**
     * {@code -Dalerts.seconds=60 -Dalerts.warm-up=20 -Dalerts.rate=50 -Dalerts.subscriptions=1000}: prints how long the way takes; {@code
     * -Dalerts.settings=KEY=VALUE,…;…} holds other settings against each other in one run.
     */
    @Test
    @Timeout(3_000)
    @EnabledIfSystemProperty(named = "alerts.seconds", matches = "\\d+")
    void theWayTakes() throws Exception {
        int many = Integer.getInteger("alerts.subscriptions", 1000);
        boolean first = true;
        for (String settings :
                System.getProperty("alerts.settings", "deliver.enabled=true").split(";")) {
            Process process = run("run.log", settings.split(","));
            if (first) {
                connect();
                for (int i = 0; i < many; i++) {
                    subscriptions.put(subscription("s" + i, word(i) + "quay OR (harbour " + word(i) + ")", kind(i)));
                }
                first = false;
            }
            send(Integer.getInteger("alerts.warm-up", 20), many);
            List<String> ids;
            try (AutoCloseable looking = look()) {
                ids = send(Integer.getInteger("alerts.seconds", 60), many);
                await().atMost(LIMIT).until(() -> found.keySet().containsAll(ids));
            }
            process.destroyForcibly().waitFor();
            tell(settings, many, ids);
        }
    }

    /** Asks again and again which of the articles that were sent a search finds, until it is closed. */
    private AutoCloseable look() {
        URI search = URI.create(stack.elasticsearchUrl() + "/" + prefix + "articles-1/_search");
        HttpClient http = HttpClient.newHttpClient();
        ObjectMapper json = new ObjectMapper();
        ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor();
        Callable<Void> look = () -> {
            long now = System.nanoTime();
            List<String> pending = sent.keySet().stream()
                    .filter(id -> !found.containsKey(id))
                    .limit(1_000)
                    .toList();
            HttpRequest request = HttpRequest.newBuilder(search)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(json.writeValueAsBytes(Map.of(
                            "size", 1_000, "_source", false, "query", Map.of("ids", Map.of("values", pending))))))
                    .build();
            json.readTree(http.send(request, HttpResponse.BodyHandlers.ofByteArray())
                            .body())
                    .at("/hits/hits")
                    .forEach(hit -> found.putIfAbsent(hit.path("_id").asText(), now));
            return null;
        };
        var unused = looking.scheduleWithFixedDelay(
                () -> {
                    try {
                        look.call();
                    } catch (Exception e) {
                        e.printStackTrace();
                    }
                },
                0,
                100,
                TimeUnit.MILLISECONDS);
        return () -> {
            looking.shutdown();
            looking.awaitTermination(10, TimeUnit.SECONDS);
        };
    }

    private static int rate() {
        return Integer.getInteger("alerts.rate", 50);
    }

    /** Articles at the rate, each wanted by one subscription; ends when all have been told. */
    private List<String> send(int seconds, int many) throws Exception {
        long pause = TimeUnit.SECONDS.toNanos(1) / rate();
        long next = System.nanoTime();
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < rate() * seconds; i++) {
            next += pause;
            while (System.nanoTime() < next) {
                TimeUnit.NANOSECONDS.sleep(Math.max(1, next - System.nanoTime()));
            }
            ids.add(publish(word(i % many) + "quay"));
        }
        await().atMost(LIMIT).until(() -> told.keySet().containsAll(ids));
        return ids;
    }

    private void tell(String settings, int many, List<String> ids) {
        for (Kind kind : List.of(Kind.ARTICLE, Kind.NEW_CLUSTER)) {
            long[] millis = ids.stream()
                    .filter(id -> arrived.containsKey(id + " alert." + kind.label()))
                    .mapToLong(id ->
                            TimeUnit.NANOSECONDS.toMillis(arrived.get(id + " alert." + kind.label()) - sent.get(id)))
                    .sorted()
                    .toArray();
            System.out.printf(
                    Locale.ROOT,
                    "%s, %s: %d alerts at %d articles a second and %d subscriptions: p50 %d ms, p99 %d ms, most %d ms%n",
                    settings,
                    kind.label(),
                    millis.length,
                    rate(),
                    many,
                    millis[millis.length / 2],
                    millis[(int) (millis.length * .99)],
                    millis[millis.length - 1]);
            assertThat(Arrays.stream(millis).min()).isPresent();
        }
        long[] millis = ids.stream()
                .mapToLong(id -> TimeUnit.NANOSECONDS.toMillis(found.get(id) - sent.get(id)))
                .sorted()
                .toArray();
        System.out.printf(
                Locale.ROOT,
                "%s, found by search: %d articles at %d a second: p50 %d ms, p99 %d ms, most %d ms%n",
                settings,
                millis.length,
                rate(),
                millis[millis.length / 2],
                millis[(int) (millis.length * .99)],
                millis[millis.length - 1]);
    }

    private static Kind kind(int i) {
        return i % 2 == 0 ? Kind.ARTICLE : Kind.NEW_CLUSTER;
    }

    private void connect() {
        Servers servers = Servers.find(Settings.load(WholeWay.REPOSITORY, null, Map.of(), settings()));
        Topic.Naming naming = new Topic.Naming(prefix, 1);
        publisher = new KafkaArticlePublisher(
                servers.kafkaConnection(), naming, servers.wire(), Duration.ofMinutes(2), notice -> {});
        subscriptions = new KafkaSubscriptions(servers.kafkaClient(), naming, servers.wire());
    }

    private Subscription subscription(String id, String query, Kind kind) {
        Subscription like = SampleAlert.subscription(id);
        return new Subscription(
                id,
                1,
                "desk",
                id,
                query,
                new Subscription.Trigger(kind, null, null, null, null, null),
                Subscription.Limits.NONE,
                List.of(new Subscription.Delivery(
                        Subscription.Channel.WEBHOOK,
                        URI.create("http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook"),
                        List.of())),
                false,
                like.created(),
                like.updated());
    }

    /** English sentences with made-up nouns, of an article that has nothing to do with the others, and the word that is wanted. */
    private String publish(String wanted) throws IOException {
        String text = random.ints(SENTENCES, 0, FRAMES.size())
                        .mapToObj(i ->
                                BLANK.matcher(FRAMES.get(i)).replaceAll(blank -> word(random.nextInt(20_000)) + "th"))
                        .collect(Collectors.joining(" "))
                + " " + wanted + ".";
        Instant now = Instant.now().truncatedTo(java.time.temporal.ChronoUnit.MILLIS);
        String id = ArticleId.hash(text);
        sent.put(id, System.nanoTime());
        publisher.publish(new Article(
                id,
                0,
                1,
                now,
                now,
                null,
                "test",
                Article.ContentType.TEXT,
                word(random.nextInt(20_000)) + " " + word(random.nextInt(20_000)),
                text,
                null,
                null));
        return id;
    }

    private static String word(int i) {
        StringBuilder word = new StringBuilder();
        for (int rest = i + 7; rest > 0; rest /= 17) {
            word.append("bdfgklmnprstvzhjw".charAt(rest % 17)).append("aeiou".charAt((rest / 3) % 5));
        }
        return word.toString();
    }

    private Map<String, String> settings() {
        return Map.of(
                "kafka.bootstrap-servers",
                stack.bootstrapServers(),
                "registry.url",
                stack.registryUrl(),
                "elasticsearch.url",
                stack.elasticsearchUrl(),
                "kafka.prefix",
                prefix,
                "api.port",
                "0",
                "deliver.private-addresses",
                "true");
    }

    private Process run(String log, String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of(HARMATTAN.toString(), "run"));
        settings().forEach((key, value) -> command.addAll(List.of("--set", key + "=" + value)));
        for (String setting : more) {
            command.addAll(List.of("--set", setting));
        }
        // an instance that builds another epoch has a folder of its own
        String data = more.length == 0 ? "data" : "other-data";
        command.addAll(List.of("--data", folder.resolve(data).toString()));
        Path file = folder.resolve(log);
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(file.toFile())
                .start();
        started.add(process);
        await("run, as told by " + log).atMost(LIMIT).until(() -> {
            assertThat(process.isAlive()).as(Files.readString(file)).isTrue();
            return Files.readString(file, StandardCharsets.UTF_8).contains("Stays up until");
        });
        return process;
    }
}
