package io.harmattan.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SubscriptionApiTest {
    private final HttpClient client = HttpClient.newHttpClient();
    private ApiServer server;

    @BeforeEach
    void start() {
        server = Fixtures.start(0, new Fixtures.Search(), List::of);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aSubscriptionIsMadeChangedAndTakenAway() throws Exception {
        assertThat(send("GET", "", null, "none").statusCode()).isEqualTo(401);
        assertThat(send("GET", "", null, "reader").statusCode()).isEqualTo(403);
        HttpResponse<String> made = send("PUT", "/coups", "{\"query\":\"coup\",\"trigger\":\"article\"}", "subscriber");
        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(made.headers().firstValue("ETag")).hasValue("\"v1\"");
        assertThat(made.body()).contains("\"owner\":\"a subscriber\"").contains("\"version\":1");

        assertThat(send("PUT", "/coups", "{\"query\":\"coups\"}", "subscriber").statusCode())
                .isEqualTo(428);
        assertThat(send("PUT", "/coups", "{\"query\":\"coups\"}", "subscriber", "If-Match", "\"v7\"")
                        .statusCode())
                .isEqualTo(412);
        assertThat(send("PUT", "/coups", "{\"query\":\"coups\"}", "subscriber", "If-None-Match", "*")
                        .statusCode())
                .isEqualTo(412);
        HttpResponse<String> changed =
                send("PUT", "/coups", "{\"query\":\"coups\"}", "subscriber", "If-Match", "\"v1\"");
        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(changed.headers().firstValue("ETag")).hasValue("\"v2\"");
        assertThat(send("GET", "", null, "subscriber").body()).contains("\"query\":\"coups\"");
        assertThat(send("GET", "/coups", null, "subscriber").body()).contains("\"version\":2");

        assertThat(send("DELETE", "/coups", null, "subscriber").statusCode()).isEqualTo(428);
        assertThat(send("DELETE", "/coups", null, "subscriber", "If-Match", "\"v2\"")
                        .statusCode())
                .isEqualTo(204);
        assertThat(send("GET", "/coups", null, "subscriber").statusCode()).isEqualTo(404);
    }

    @Test
    void whatCannotBeUsedIsRefusedInWords() throws Exception {
        assertThat(send("PUT", "/x", "{", "subscriber").statusCode()).isEqualTo(400);
        assertThat(send("PUT", "/x", "[]", "subscriber").body()).contains("expected an object");
        assertThat(send("PUT", "/x", "{\"query\":\"never\"}", "subscriber").body())
                .contains("could never match");
        assertThat(send("PUT", "/x", "{\"query\":\"a\",\"id\":\"y\"}", "subscriber")
                        .body())
                .contains("id is 'y'; expected 'x'");
        assertThat(send("PUT", "/x", "{\"query\":\"" + "a".repeat(70_000) + "\"}", "subscriber")
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void aSubscriptionIsTriedOutBeforeAndAfterItIsSaved() throws Exception {
        assertThat(send("POST", "/coups/test", null, "reader").statusCode()).isEqualTo(403);
        assertThat(send("POST", "/coups/test", null, "subscriber").statusCode()).isEqualTo(404);
        assertThat(send("POST", "/coups/test", "{\"query\":\"never\"}", "subscriber")
                        .statusCode())
                .isEqualTo(400);
        assertThat(send("POST", "/coups/test?days=99", "{\"query\":\"coup\"}", "subscriber")
                        .body())
                .contains("days is '99'; expected a whole number from 1 to 31");
        HttpResponse<String> tried = send("POST", "/coups/test?days=3", "{\"query\":\"coup\"}", "subscriber");
        assertThat(tried.statusCode()).isEqualTo(200);
        assertThat(tried.body())
                .contains("\"subscription\":\"coups\",\"days\":3,\"articles\":3,\"matches\":1,\"alerts\":[{");
        assertThat(send("GET", "/coups", null, "subscriber").statusCode()).isEqualTo(404);

        send("PUT", "/coups", "{\"query\":\"coup\"}", "subscriber");
        assertThat(send("POST", "/coups/test", null, "subscriber").body()).contains("\"days\":7");
    }

    private HttpResponse<String> send(String method, String path, String body, String token, String... headers)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(server.address() + SubscriptionApi.PATH.substring(1) + path))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!token.equals("none")) {
            request.header("Authorization", "Bearer " + token);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }
}
