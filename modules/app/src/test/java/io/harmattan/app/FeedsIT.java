package io.harmattan.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.harmattan.domain.Article;
import io.harmattan.local.stack.LocalStack;
import io.harmattan.local.stack.Part;
import io.harmattan.testkit.LocalStackTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The distribution's {@code feeds} as an operator runs it: two instances, of which one is killed, and a list of addresses. */
@LocalStackTest({Part.KAFKA, Part.REGISTRY})
class FeedsIT {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    private final Ingesting ingesting;
    private final List<String> items = new CopyOnWriteArrayList<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer site;

    FeedsIT(LocalStack stack) {
        ingesting = new Ingesting(stack, "feeds-it");
    }

    @BeforeEach
    void start() throws IOException {
        ingesting.topics();
        site = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        site.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            asked.add(path);
            byte[] body = (path.equals("/rss")
                            ? "<rss version='2.0'><channel><title>Example News</title>" + String.join("", items)
                                    + "</channel></rss>"
                            : "<html><body><article><p>The whole story of " + path + ".</p></article></body></html>")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders()
                    .add("Content-Type", path.equals("/rss") ? "application/rss+xml" : "text/html");
            boolean none = path.equals("/robots.txt") || path.equals("/broken");
            exchange.sendResponseHeaders(none ? 404 : 200, none ? -1 : body.length);
            if (!none) {
                exchange.getResponseBody().write(body);
            }
            exchange.close();
        });
        site.start();
    }

    @AfterEach
    void stop() throws Exception {
        ingesting.close();
        site.stop(0);
    }

    @Test
    void anotherInstanceGoesOnWhereOneWasKilled() throws Exception {
        Path list = Files.writeString(
                folder.resolve("feeds.csv"),
                "url,every,outlet,pages\n" + at("/rss") + ",1s,Example News,auto\n" + at("/broken") + ",1s,,never\n");
        item(1);
        item(2);
        Process first = ingesting.start(
                folder.resolve("first.log"),
                "feeds",
                list.toString(),
                "--set",
                "fetch.pause=10ms",
                "--set",
                "fetch.private-addresses=true");
        Awaitility.await().atMost(LIMIT).until(() -> ingesting.records().size() == 2);
        Process second = ingesting.start(
                folder.resolve("second.log"),
                "feeds",
                list.toString(),
                "--set",
                "fetch.pause=10ms",
                "--set",
                "fetch.private-addresses=true");
        Awaitility.await().atMost(LIMIT).until(() -> Files.readString(folder.resolve("second.log"))
                .contains("stands by"));

        first.destroyForcibly().waitFor(); // kill -9
        item(3);
        Awaitility.await().atMost(LIMIT).until(() -> ingesting.records().size() >= 3);
        second.destroy(); // TERM
        assertThat(second.waitFor(60, TimeUnit.SECONDS)).isTrue();

        List<Article> articles =
                ingesting.records().stream().map(ConsumerRecord::value).toList();
        assertThat(articles).extracting(Article::url).containsExactlyInAnyOrder(at("/1"), at("/2"), at("/3"));
        assertThat(articles).allSatisfy(article -> {
            assertThat(article.outlet()).isEqualTo("Example News");
            assertThat(article.content()).contains("The whole story of");
            assertThat(String.valueOf(article.published())).isEqualTo("2024-05-03T10:00:00Z");
        });
        assertThat(Files.readString(folder.resolve("first.log"))).contains("the server answers 404");
        assertThat(asked.stream().filter(path -> path.equals("/1"))).hasSize(1);
    }

    @Test
    void thePagesBehindAListOfAddressesAreTakenAndPrivateOnesAreRefusedUnlessAllowed() throws Exception {
        Path list = Files.writeString(
                folder.resolve("seen.urls"), "20240503133000\t" + at("/a") + "\n20240503134500\t" + at("/b") + "\n");
        Process refused = ingesting.start(folder.resolve("refused.log"), "ingest", list.toString());
        assertThat(refused.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(refused.exitValue()).isEqualTo(2);
        assertThat(Files.readString(folder.resolve("refused.log"))).contains("127.0.0.1, which is private");
        assertThat(asked).isEmpty();

        Process taken = ingesting.start(
                folder.resolve("taken.log"),
                "ingest",
                "--again",
                "--as-of",
                "2024-05-01",
                list.toString(),
                "--set",
                "fetch.private-addresses=true");
        assertThat(taken.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(taken.exitValue())
                .as(Files.readString(folder.resolve("taken.log")))
                .isZero();
        assertThat(ingesting.records().stream()
                        .map(record ->
                                record.value().url() + " " + record.value().eventTime()))
                .containsExactlyInAnyOrder(at("/a") + " 2024-05-03T13:30:00Z", at("/b") + " 2024-05-03T13:45:00Z");
    }

    private void item(int number) {
        items.add(
                "<item><guid>" + number + "</guid><link>" + at("/" + number) + "</link><title>Story " + number
                        + "</title><description>In short.</description><pubDate>Fri, 03 May 2024 10:00:00 GMT</pubDate></item>");
    }

    private String at(String path) {
        return "http://127.0.0.1:" + site.getAddress().getPort() + path;
    }
}
