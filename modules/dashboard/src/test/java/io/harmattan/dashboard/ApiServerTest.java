package io.harmattan.dashboard;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiServerTest {
    private static final List<StackStatus.Part> PARTS = List.of(
            new StackStatus.Part("kafka", true, "4.3.1", "localhost:9092", null),
            new StackStatus.Part("search", false, null, "http://localhost:9200", "connection refused"));

    private static ApiServer server;
    private static Client client;

    @BeforeAll
    static void start() {
        server = Fixtures.start(0, new Fixtures.Search(), () -> PARTS);
        client = new Client(server);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void anEntityIsToldWithWhatTheArticlesSayOfIt() {
        JsonNode known = ok("/api/v1/entities/" + Fixtures.ENTITY);
        assertThat(known.path("entity").path("id").textValue()).isEqualTo(Fixtures.ENTITY);
        assertThat(known.path("outlets").path(0).path("value").textValue()).isEqualTo("An Outlet");
        assertThat(client.get("/api/v1/entities/name-person-%C3%A9lise").statusCode())
                .isEqualTo(404);
        assertThat(client.get("/api/v1/entities/a%20b").statusCode()).isEqualTo(400);
    }

    @Test
    void theRootListsWhatThereIs() {
        JsonNode index = ok("/");
        assertThat(index.path("links").path("search").textValue())
                .isEqualTo("/api/v1/search{?q,sort,limit,after,facets,like,fixed}");
        assertThat(index.path("links").path("openapi").textValue()).isEqualTo("/api/v1/openapi.json");
    }

    @Test
    void aBrowserGetsThePageWhichMayLoadFromHereAlone() {
        for (String path : List.of("/", "/search?q=base", "/clusters/" + Fixtures.CLUSTER)) {
            HttpResponse<byte[]> page = client.get(path, "Accept", "text/html,*/*;q=0.8");
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html;charset=utf-8");
            assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .contains("default-src 'none'", "script-src 'self';", "connect-src 'self'")
                    .doesNotContain("unsafe");
        }
        for (String asset : List.of("app.js", "style.css", "leaflet.js", "leaflet.css", "countries.json")) {
            assertThat(client.get("/assets/" + asset).statusCode()).as(asset).isEqualTo(200);
        }
        assertThat(client.get("/assets/..%2fopenapi.json").statusCode()).isGreaterThanOrEqualTo(400);
    }

    @Test
    void aSearchAnswersWithHits() {
        JsonNode found = ok("/api/v1/search?q=air+base&limit=5");
        assertThat(found.path("query").textValue()).isEqualTo("air base");
        assertThat(found.path("total").intValue()).isEqualTo(7);
        JsonNode hit = found.path("hits").path(0);
        assertThat(hit.path("articleId").textValue()).isEqualTo(Fixtures.ARTICLE);
        assertThat(hit.path("title").textValue()).isEqualTo("Troops enter <b>base</b>");
        assertThat(hit.path("eventTime").textValue()).isEqualTo("2024-05-03T13:30:00Z");
        assertThat(hit.path("clusterId").textValue()).isEqualTo(Fixtures.CLUSTER);
        assertThat(hit.get("url").isNull()).isTrue();
    }

    @Test
    void aSearchGoesOnAndCounts() {
        JsonNode found = ok("/api/v1/search?q=base&sort=newest&facets=true");
        assertThat(found.path("next").textValue()).isEqualTo("more");
        assertThat(found.path("facets").path(0).path("name").textValue()).isEqualTo("country");
        assertThat(found.path("facets")
                        .path(0)
                        .path("counts")
                        .path(0)
                        .path("articles")
                        .intValue())
                .isEqualTo(6);
        assertThat(ok("/api/v1/search?q=base&after=more").get("next").isNull()).isTrue();
    }

    @Test
    void aSearchIsExportedPageByPage() {
        HttpResponse<byte[]> lines = client.get("/api/v1/export?q=base");
        assertThat(lines.statusCode()).isEqualTo(200);
        List<String> all =
                new String(lines.body(), StandardCharsets.UTF_8).lines().toList();
        assertThat(all).hasSize(2).allSatisfy(line -> assertThat(Client.json(line.getBytes(StandardCharsets.UTF_8))
                        .path("articleId")
                        .textValue())
                .isEqualTo(Fixtures.ARTICLE));
        HttpResponse<byte[]> csv = client.get("/api/v1/export?q=base&format=csv");
        assertThat(new String(csv.body(), StandardCharsets.UTF_8).lines())
                .startsWith("articleId,title,outlet,url,eventTime,timed,clusterId")
                .contains(Fixtures.ARTICLE + ",Troops enter <b>base</b>,An Outlet,,2024-05-03T13:30:00Z,true,"
                        + Fixtures.CLUSTER);
        assertThat(client.get("/api/v1/export?q=%22").statusCode()).isEqualTo(400);
    }

    @Test
    void anExportIsOfTheIndexAsItWasWhenItBegan() {
        List<Boolean> fixed = new java.util.concurrent.CopyOnWriteArrayList<>();
        Fixtures.Search watched = new Fixtures.Search() {
            @Override
            public Page articles(Question question) {
                fixed.add(question.fixed());
                return super.articles(question);
            }
        };
        try (ApiServer server = Fixtures.start(0, watched, () -> PARTS)) {
            Client client = new Client(server);
            client.get("/api/v1/export?q=base");
            client.get("/api/v1/search?q=base");
            client.get("/api/v1/search?q=base&fixed=true");
        }
        assertThat(fixed).containsExactly(true, true, false, true);
    }

    @Test
    void anExportThatCannotGoOnDoesNotLookComplete() {
        Fixtures.Search goingAway = new Fixtures.Search() {
            @Override
            public Page articles(Question question) {
                if (question.after() != null) {
                    throw new UncheckedIOException(new IOException("Elasticsearch at localhost:9200 went away"));
                }
                return super.articles(question);
            }
        };
        try (ApiServer lame = Fixtures.start(0, goingAway, () -> PARTS)) {
            for (String format : List.of("jsonl", "csv")) {
                assertThatThrownBy(() -> new Client(lame).get("/api/v1/export?q=base&format=" + format))
                        .as(format)
                        .hasCauseInstanceOf(IOException.class);
            }
        }
    }

    @Test
    void aSearchIsAFeed() {
        HttpResponse<byte[]> feed = client.get("/api/v1/feed?q=base");
        assertThat(feed.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/atom+xml");
        assertThat(new String(feed.body(), StandardCharsets.UTF_8))
                .contains(
                        "<title>Troops enter &lt;b&gt;base&lt;/b&gt;</title>",
                        "urn:harmattan:article:" + Fixtures.ARTICLE);
    }

    @Test
    void theDaysHaveTheirArticlesAndStances() {
        JsonNode day = ok("/api/v1/timeline").path("days").path(0);
        assertThat(day.path("day").textValue()).isEqualTo("2024-05-03");
        assertThat(day.path("stances").path(0).path("opposed").intValue()).isEqualTo(2);
    }

    @Test
    void whatTheClientHasAlreadyIsNotSentAgain() {
        HttpResponse<byte[]> first = client.get("/api/v1/clusters");
        String tag = first.headers().firstValue("ETag").orElseThrow();
        HttpResponse<byte[]> second = client.get("/api/v1/clusters", "If-None-Match", tag);
        assertThat(second.statusCode()).isEqualTo(304);
        assertThat(second.body()).isEmpty();
    }

    @Test
    void anArticleIsAnsweredWithItsMentionsAndEntities() {
        JsonNode article = ok("/api/v1/articles/" + Fixtures.ARTICLE);
        assertThat(article.path("published").textValue()).isEqualTo("2024-05-03T14:30:00+01:00");
        assertThat(article.path("ingestTime").textValue()).isEqualTo("2024-05-04T08:00:00.123Z");
        assertThat(article.path("mentions").path(0).path("type").textValue()).isEqualTo("place");
        assertThat(article.path("entities").path(0).path("location").path("lat").doubleValue())
                .isEqualTo(13.48);
    }

    @Test
    void clustersAreListedWithoutMembersAndAnsweredWithThem() {
        JsonNode card = ok("/api/v1/clusters").path("clusters").path(0);
        assertThat(card.path("id").textValue()).isEqualTo(Fixtures.CLUSTER);
        assertThat(card.path("articles").intValue()).isEqualTo(1);
        assertThat(card.has("members")).isFalse();

        JsonNode cluster = ok("/api/v1/clusters/" + Fixtures.CLUSTER);
        assertThat(cluster.path("status").textValue()).isEqualTo("open");
        assertThat(cluster.path("outlets").path(0).textValue()).isEqualTo("An Outlet");
        assertThat(cluster.path("members").path(0).path("articleId").textValue())
                .isEqualTo(Fixtures.ARTICLE);
    }

    @Test
    void aClusterThatWasTakenOverLeadsToTheOther() {
        HttpResponse<byte[]> response = client.get("/api/v1/clusters/" + Fixtures.MERGED);
        assertThat(response.statusCode()).isEqualTo(308);
        assertThat(response.headers().firstValue("Location")).hasValue("/api/v1/clusters/" + Fixtures.CLUSTER);
    }

    @Test
    void theStatusIsUpWhenEveryPartIs() {
        JsonNode status = ok("/api/v1/status");
        assertThat(status.path("up").booleanValue()).isFalse();
        assertThat(status.path("parts").path(0).path("version").textValue()).isEqualTo("4.3.1");
        assertThat(status.path("parts").path(1).path("note").textValue()).isEqualTo("connection refused");
        assertThat(status.path("totals").path("articles").intValue()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/v1/search | parameter q is missing; expected words",
                "/api/v1/search?q=+ | parameter q is blank; expected words",
                "/api/v1/search?q=a&q=b | parameter q is given 2 times; expected once",
                "/api/v1/search?q=a&limt=5 | there is no parameter 'limt' here; expected q, sort, limit, after, facets, like, fixed",
                "/api/v1/search?q=%22 | column 1: a quote is not closed",
                "/api/v1/search?q=a&limit=0 | parameter limit is '0'; expected a whole number from 1 to 1000",
                "/api/v1/clusters?limit=1001 | parameter limit is '1001'; expected a whole number from 1 to 1000",
                "/api/v1/clusters?limit=many%0A | parameter limit is 'many?'; expected a whole number from 1 to 1000",
                "/api/v1/status?x=1 | there is no parameter 'x' here; expected none",
                "/api/v1/articles/a%20b | id is 'a b'; expected up to 64 letters, digits, hyphens and underscores",
            })
    void aWrongParameterIsNamedWithItsValue(String path, String detail) {
        JsonNode problem = problem(400, client.get(path));
        assertThat(problem.path("title").textValue()).isEqualTo("Bad Request");
        assertThat(problem.path("detail").textValue()).isEqualTo(detail);
        assertThat(problem.path("instance").textValue()).isEqualTo(path.replaceFirst("\\?.*", ""));
    }

    @Test
    void aQueryMayBe2000CharactersLongAndNoLonger() {
        ok("/api/v1/search?q=" + "x".repeat(2000));
        assertThat(problem(400, client.get("/api/v1/search?q=" + "x".repeat(2001)))
                        .path("detail")
                        .textValue())
                .isEqualTo("parameter q has 2001 characters; expected at most 2000");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/v1/articles/none | there is no article 'none'",
                "/api/v1/clusters/none | there is no event cluster 'none'",
                "/api/v2/clusters | there is nothing at /api/v2/clusters; / lists what is",
            })
    void whatIsNotThereIs404(String path, String detail) {
        assertThat(problem(404, client.get(path)).path("detail").textValue()).isEqualTo(detail);
        assertThat(client.ask("HEAD", path, "").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "OPTIONS", "BREW"})
    void otherMethodsAreNotAllowed(String method) {
        HttpResponse<byte[]> response = client.ask(method, "/api/v1/clusters", "");
        assertThat(problem(405, response).path("detail").textValue())
                .isEqualTo("the method is " + method + "; expected GET or HEAD");
        assertThat(response.headers().firstValue("Allow")).hasValue("GET, HEAD");
    }

    /** By hand: the answer comes before the body, and a client that goes on sending may find the pipe broken. */
    @Test
    void aLargeBodyIsTurnedAway() throws IOException {
        String head =
                "POST /api/v1/clusters HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 20000\r\nConnection: close\r\n\r\n";
        assertThat(raw(head))
                .startsWith("HTTP/1.1 413 ")
                .contains("the request has a body of 20000 bytes; expected none");
    }

    @Test
    void headAnswersAsGetWithoutABody() {
        String path = "/api/v1/clusters/" + Fixtures.CLUSTER;
        HttpResponse<byte[]> head = client.ask("HEAD", path, "");
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValue("Content-Type"))
                .isEqualTo(client.get(path).headers().firstValue("Content-Type"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/api/v1/status", "/api/v1/articles/none", "/api/v1/search", "/none"})
    void everyAnswerIsForProgramsAlone(String path) {
        var headers = client.get(path, "Origin", "https://evil.example").headers();
        assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(headers.firstValue("Cache-Control")).hasValue("private, no-cache");
        assertThat(headers.firstValue("Content-Security-Policy").orElse("")).startsWith("default-src 'none'");
        assertThat(headers.firstValue("Referrer-Policy")).hasValue("no-referrer");
        assertThat(headers.firstValue("Access-Control-Allow-Origin")).isEmpty();
        assertThat(headers.firstValue("Server")).isEmpty();
        assertThat(headers.firstValue("Set-Cookie")).isEmpty();
        assertThat(headers.firstValue("Content-Type").orElse("")).matches("application/(problem\\+)?json");
    }

    @Test
    void longAnswersArePackedForThoseWhoAsk() throws IOException {
        HttpResponse<byte[]> packed = client.get("/api/v1/openapi.json", "Accept-Encoding", "gzip");
        assertThat(packed.headers().firstValue("Content-Encoding")).hasValue("gzip");
        byte[] unpacked = new GZIPInputStream(new ByteArrayInputStream(packed.body())).readAllBytes();
        assertThat(unpacked).isEqualTo(client.get("/api/v1/openapi.json").body());
        assertThat(packed.body().length).isLessThan(unpacked.length / 3);
    }

    @Test
    void aSearchNodeThatIsDownIs503WithWhatToDo() {
        Fixtures.Search down = new Fixtures.Search() {
            @Override
            public Clusters clusters(ClusterQuestion question) {
                throw new UncheckedIOException(new IOException("Elasticsearch at localhost:9200 refuses connections"));
            }

            @Override
            public Totals totals() {
                throw new UncheckedIOException(new IOException("Elasticsearch at localhost:9200 refuses connections"));
            }
        };
        try (ApiServer lame = Fixtures.start(0, down, () -> PARTS)) {
            HttpResponse<byte[]> response = new Client(lame).get("/api/v1/clusters");
            assertThat(problem(503, response).path("detail").textValue())
                    .isEqualTo(
                            "a server that this needs does not answer: Elasticsearch at localhost:9200 refuses connections."
                                    + " Nothing is lost; see that it runs (harmattan status) and try again.");
            assertThat(response.headers().firstValue("Retry-After")).hasValue("5");

            HttpResponse<byte[]> status = new Client(lame).get("/api/v1/status");
            assertThat(status.statusCode()).isEqualTo(200);
            assertThat(Client.json(status).get("totals").isNull()).isTrue();
        }
    }

    @Test
    void aFaultOfTheServerTellsNothingButWhereToLook() {
        Fixtures.Search faulty = new Fixtures.Search() {
            @Override
            public Clusters clusters(ClusterQuestion question) {
                throw new IllegalStateException("secret of the house");
            }
        };
        try (ApiServer broken = Fixtures.start(0, faulty, () -> PARTS)) {
            HttpResponse<byte[]> response = new Client(broken).get("/api/v1/clusters");
            assertThat(problem(500, response).path("detail").textValue()).contains("under the reference ");
            assertThat(new String(response.body(), UTF_8)).doesNotContain("secret", "Exception", "\\tat ");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/articles/a%2Fb",
                "/api/v1/articles/..%2F..%2Fetc",
                "/api/v1/articles/%2e%2e/x",
                "/api/v1//articles/a;b=c",
                "/api/v1/articles/%00",
                "/api/v1/articles/%FF%FE",
            })
    void oddPathsAreAnsweredWithAProblem(String path) throws IOException {
        assertThat(raw("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 40")
                .containsIgnoringCase("content-type: application/problem+json")
                .doesNotContain("<html", "Jetty", "Exception");
    }

    @Test
    void headersThatAreFarTooLongAreAnsweredWithAProblemToo() throws IOException {
        assertThat(raw("GET / HTTP/1.1\r\nHost: x\r\nX-Long: " + "x".repeat(20_000) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 431")
                .contains("\"status\":431")
                .doesNotContain("<html", "Jetty");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n", "nonsense\r\n\r\n", "GET / HTTP/1.1\r\n\r\n"})
    void whatIsNoHttpIsAnsweredWithAProblemToo(String request) throws IOException {
        assertThat(raw(request))
                .startsWith("HTTP/1.1 400")
                .containsIgnoringCase("content-type: application/problem+json")
                .containsIgnoringCase("nosniff")
                .contains("\"status\":400")
                .doesNotContain("<html", "Jetty", "Exception");
    }

    @Test
    void anAddressThatIsFarTooLongIsAnsweredWithAProblemToo() throws IOException {
        assertThat(raw("GET /" + "x".repeat(20_000) + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 414")
                .contains("\"status\":414")
                .doesNotContain("<html", "Jetty");
    }

    @Test
    void manyAskAtOnce() {
        assertThat(IntStream.range(0, 200).parallel().mapToObj(i -> client.get("/api/v1/clusters")
                        .statusCode()))
                .hasSize(200)
                .containsOnly(200);
    }

    @Test
    void aPortThatIsTakenIsSaidWithWhatToDo() {
        assertThatThrownBy(() -> Fixtures.start(server.port(), new Fixtures.Search(), () -> PARTS))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("port " + server.port() + " on 127.0.0.1 cannot be listened on")
                .hasMessageContaining("api.port");
    }

    @Test
    void aServerThatIsClosedAnswersNoMore() {
        ApiServer closed = Fixtures.start(0, new Fixtures.Search(), () -> PARTS);
        int port = closed.port();
        closed.close();
        assertThatThrownBy(() -> new Socket("127.0.0.1", port)).isInstanceOf(IOException.class);
    }

    private static JsonNode ok(String path) {
        HttpResponse<byte[]> response = client.get(path);
        assertThat(response.statusCode()).as(path).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
        return Client.json(response);
    }

    private static JsonNode problem(int status, HttpResponse<byte[]> response) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        JsonNode problem = Client.json(response);
        assertThat(problem.path("status").intValue()).isEqualTo(status);
        assertThat(problem.path("type").textValue()).isEqualTo("about:blank");
        return problem;
    }

    private static String raw(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    @Test
    void beyondLoopbackReadingNeedsATokenUnlessItIsSaidToBeOpen() {
        try (ApiServer wide = new Fixtures.Server().host("0.0.0.0").start()) {
            Client anybody = new Client(wide);
            JsonNode described = Client.json(anybody.get("/api/v1/openapi.json"));
            described.path("paths").fields().forEachRemaining(path -> {
                if (path.getValue().has("get")
                        && !List.of("/", "/api/v1/openapi.json").contains(path.getKey())) {
                    HttpResponse<byte[]> answer = anybody.get(path.getKey().replace("{id}", "x"));
                    assertThat(answer.statusCode()).as(path.getKey()).isEqualTo(401);
                    assertThat(answer.headers().allValues("WWW-Authenticate"))
                            .as(path.getKey())
                            .anySatisfy(challenge -> assertThat(challenge).startsWith("Bearer scope="));
                }
            });
            assertThat(anybody.get("/api/v1/clusters").headers().allValues("WWW-Authenticate"))
                    .containsExactly(
                            "Basic realm=\"Harmattan: a token as the password\"", "Bearer scope=\"read operate\"");
            assertThat(anybody.get("/api/v1/clusters", "Authorization", "Bearer good")
                            .statusCode())
                    .isEqualTo(403);
            assertThat(anybody.get("/api/v1/clusters", "Authorization", "Bearer reader")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(anybody.get("/metrics").statusCode()).isEqualTo(401);
            assertThat(anybody.get("/metrics", "Authorization", "Bearer operator")
                            .body())
                    .asString()
                    .contains("harmattan_index_documents_total");
            assertThat(anybody.get("/api/v1/openapi.json").statusCode()).isEqualTo(200);
            assertThat(anybody.get("/", "Accept", "text/html").statusCode()).isEqualTo(200);
        }
        try (ApiServer open = new Fixtures.Server().host("0.0.0.0").openReads().start()) {
            assertThat(new Client(open).get("/api/v1/clusters").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void whoAsksTooOftenIsToldToComeAgain() {
        try (ApiServer strict = new Fixtures.Server().requestsPerSecond(3).start()) {
            Client eager = new Client(strict);
            HttpResponse<byte[]> refused = null;
            for (int i = 0; i < 100 && refused == null; i++) {
                HttpResponse<byte[]> answer = eager.get("/api/v1/clusters");
                refused = answer.statusCode() == 429 ? answer : null;
            }
            assertThat(refused).isNotNull();
            assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
            assertThat(Client.json(refused).path("status").intValue()).isEqualTo(429);
            assertThat(eager.get("/assets/app.js").statusCode()).isEqualTo(200);
        }
    }
}
