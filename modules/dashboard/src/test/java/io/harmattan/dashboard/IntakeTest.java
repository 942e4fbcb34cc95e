package io.harmattan.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntakeTest {
    private static final String LINES = "application/x-ndjson";

    private final Fixtures.Intake intake = new Fixtures.Intake();
    private ApiServer server;
    private Client client;

    @BeforeEach
    void start() {
        server = new Fixtures.Server().intake(intake, 1000).start();
        client = new Client(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void anArticleIsTakenAndAnsweredWithItsId() {
        HttpResponse<byte[]> response = post("{\"text\":\"a\"}", "application/json; charset=utf-8");
        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(Client.json(response))
                .hasToString("{\"accepted\":1,\"refused\":0,\"articles\":[{\"line\":1,\"id\":\"id1\"}],\"errors\":[]}");
        assertThat(intake.taken).containsExactly("api/a sender: {\"text\":\"a\"}");
    }

    @Test
    void eachBadLineHasItsNumberAndStatusAndTheRestIsTaken() {
        HttpResponse<byte[]> response = post("a\nbad\nb\nbad and large\n", LINES);
        assertThat(response.statusCode()).isEqualTo(202);
        JsonNode answer = Client.json(response);
        assertThat(answer.path("accepted").intValue()).isEqualTo(2);
        assertThat(answer.path("errors"))
                .hasToString("[{\"line\":2,\"status\":400,\"detail\":\"is bad; expected good\"},"
                        + "{\"line\":4,\"status\":413,\"detail\":\"is bad; expected good\"}]");
    }

    @Test
    void aBodyWithoutAnyArticleIsAProblem() {
        HttpResponse<byte[]> response = post("bad\nbad\n", LINES);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(Client.json(response).path("errors")).hasSize(2);
        assertThat(post("", LINES).statusCode()).isEqualTo(400);
        assertThat(post("bad and large", "application/json").statusCode()).isEqualTo(413);
    }

    @Test
    void aBusyPlatformSaysWhenToComeAgain() {
        HttpResponse<byte[]> response = post("a\nbusy\n", LINES);
        assertThat(response.statusCode()).isEqualTo(429);
        assertThat(response.headers().firstValue("Retry-After")).contains("5");
        assertThat(Client.json(response).path("articles")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-, 401, there is no token",
                "Basic Zm9v, 401, not 'Bearer TOKEN'",
                "Bearer unknown, 401, not known",
                "Bearer reader, 403, expected the scope ingest",
            })
    void withoutAGoodTokenNothingIsTaken(String authorization, int status, String detail) {
        HttpResponse<byte[]> response = authorization == null
                ? client.ask("POST", Intake.PATH, "a", "Content-Type", LINES)
                : client.ask("POST", Intake.PATH, "a", "Content-Type", LINES, "Authorization", authorization);
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("WWW-Authenticate").orElse("")).startsWith("Bearer");
        assertThat(Client.json(response).path("detail").textValue()).contains(detail);
        assertThat(intake.taken).isEmpty();
    }

    @Test
    void whatIsNotJsonOrTooLargeIsRefused() {
        assertThat(post("a", "text/plain").statusCode()).isEqualTo(415);
        assertThat(post("x".repeat(1001), LINES).statusCode()).isEqualTo(413);
        assertThat(client.get(Intake.PATH).statusCode()).isEqualTo(405);
        assertThat(client.get(Intake.PATH).headers().firstValue("Allow")).contains("POST");
        assertThat(intake.taken).isEmpty();
    }

    @Test
    void aBodyOfUnknownLengthIsCountedOnTheWay() throws Exception {
        byte[] large = "x".repeat(5000).getBytes(java.nio.charset.StandardCharsets.UTF_8);
        HttpResponse<Void> response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(server.address() + Intake.PATH.substring(1)))
                                .header("Authorization", "Bearer good")
                                .header("Content-Type", LINES)
                                .POST(HttpRequest.BodyPublishers.ofInputStream(
                                        () -> new java.io.ByteArrayInputStream(large)))
                                .build(),
                        HttpResponse.BodyHandlers.discarding());
        assertThat(response.statusCode()).isEqualTo(413);
    }

    @Test
    void theSameKeyAndBodyAreTakenOnce() {
        HttpResponse<byte[]> first = post("a\nb\n", LINES, "Idempotency-Key", "k1");
        HttpResponse<byte[]> again = post("a\nb\n", LINES, "Idempotency-Key", "k1");
        assertThat(again.statusCode()).isEqualTo(202);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers().firstValue("Idempotency-Replayed")).contains("true");
        assertThat(intake.taken).hasSize(2);

        assertThat(post("c\n", LINES, "Idempotency-Key", "k1").statusCode()).isEqualTo(422);
        assertThat(post("c\n", LINES, "Idempotency-Key", "k2").statusCode()).isEqualTo(202);
        assertThat(post("c\n", LINES, "Idempotency-Key", "with a blank").statusCode())
                .isEqualTo(400);
    }

    @Test
    void aKeyThatWasAnsweredWithBusyMayBeTriedAgain() {
        assertThat(post("busy\n", LINES, "Idempotency-Key", "k").statusCode()).isEqualTo(429);
        assertThat(post("a\n", LINES, "Idempotency-Key", "k").statusCode()).isEqualTo(202);
    }

    private HttpResponse<byte[]> post(String body, String contentType, String... headers) {
        String[] all = new String[headers.length + 4];
        all[0] = "Authorization";
        all[1] = "Bearer good";
        all[2] = "Content-Type";
        all[3] = contentType;
        System.arraycopy(headers, 0, all, 4, headers.length);
        return client.ask("POST", Intake.PATH, body, all);
    }
}
