package io.harmattan.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.harmattan.domain.Subscription;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpTest {
    private final BlockingQueue<Map<String, List<String>>> headers = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> bodies = new LinkedBlockingQueue<>();
    private HttpServer server;
    private Http http;

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", exchange -> {
            headers.add(exchange.getRequestHeaders());
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            String path = exchange.getRequestURI().getPath();
            if (path.startsWith("/drip")) {
                exchange.sendResponseHeaders(200, 1_000_000);
                try (OutputStream body = exchange.getResponseBody()) {
                    while (true) {
                        body.write('x');
                        body.flush();
                        Thread.sleep(50);
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return;
            }
            if (path.startsWith("/never")) {
                return;
            }
            if (path.startsWith("/garbage")) {
                exchange.close();
                return;
            }
            exchange.getResponseHeaders().add("Retry-After", "120");
            exchange.getResponseHeaders().add("Location", "/200");
            exchange.sendResponseHeaders(Integer.parseInt(path.substring(1)), -1);
            exchange.close();
        });
        server.start();
        http = new Http(true, Duration.ofSeconds(1));
    }

    @AfterEach
    void stop() {
        http.close();
        server.stop(0);
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private Outcome post(String path) {
        return http.post(at(path), "{}", Map.of(), Samples.NOW);
    }

    @Test
    void aWebhookCarriesIdTimeAndSignature() {
        Subscription.Delivery delivery =
                Samples.webhook(at("/200").toString(), "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        Outcome outcome = new WebhookCarrier(http)
                .carry(Samples.alert("al", "T"), Samples.subscription("s", delivery), delivery, Samples.NOW);

        assertThat(outcome.kind()).isEqualTo(Outcome.Kind.DELIVERED);
        Map<String, List<String>> sent = headers.remove();
        String timestamp = Long.toString(Samples.NOW.getEpochSecond());
        assertThat(sent.get("Webhook-id")).containsExactly("al");
        assertThat(sent.get("Webhook-timestamp")).containsExactly(timestamp);
        assertThat(sent.get("Webhook-signature"))
                .containsExactly(
                        WebhookSignature.of(delivery.secrets(), "al", Samples.NOW.getEpochSecond(), bodies.remove()));
    }

    @Test
    void saysHowItWent() {
        assertThat(post("/204").kind()).isEqualTo(Outcome.Kind.DELIVERED);
        assertThat(post("/410").kind()).isEqualTo(Outcome.Kind.GONE);
        assertThat(post("/500"))
                .isEqualTo(new Outcome(Outcome.Kind.FAILED, 500, Duration.ofSeconds(120), "the endpoint answered 500"));
        assertThat(post("/429").retryAfter()).isEqualTo(Duration.ofMinutes(2));
        headers.clear();
        assertThat(post("/301").message()).contains("not followed");
        assertThat(headers).hasSize(1);
        assertThat(post("/garbage").kind()).isEqualTo(Outcome.Kind.FAILED);
    }

    @Test
    void givesUpOnAnEndpointThatNeverAnswers() {
        assertThat(post("/never")).isEqualTo(Outcome.failed("no answer within 1 s"));
    }

    @Test
    void takesTheStatusOfAnAnswerThatNeverEnds() {
        assertThat(post("/drip").kind()).isEqualTo(Outcome.Kind.DELIVERED);
    }

    @Test
    void goesToNoPrivateAddressUnlessAllowed() {
        try (Http careful = new Http(false, Duration.ofSeconds(1))) {
            URI https = URI.create("https://localhost:" + server.getAddress().getPort() + "/200");
            Outcome outcome = careful.post(https, "{}", Map.of(), Samples.NOW);
            assertThat(outcome.kind()).isEqualTo(Outcome.Kind.REFUSED);
            assertThat(outcome.message()).contains("which is private; expected a public address");
            assertThat(careful.post(at("/200"), "{}", Map.of(), Samples.NOW).message())
                    .contains("expected https://");
            assertThat(careful.post(
                                    URI.create("https://127.0.0.1:"
                                            + server.getAddress().getPort() + "/200"),
                                    "{}",
                                    Map.of(),
                                    Samples.NOW)
                            .kind())
                    .isEqualTo(Outcome.Kind.REFUSED);
            assertThat(headers).isEmpty();
        }
    }

    @Test
    void readsBothKindsOfRetryAfter() {
        assertThat(Http.wish("Sun, 01 Mar 2026 10:05:00 GMT", Samples.NOW)).isEqualTo(Duration.ofMinutes(5));
        assertThat(Http.wish("soon", Samples.NOW)).isNull();
    }
}
