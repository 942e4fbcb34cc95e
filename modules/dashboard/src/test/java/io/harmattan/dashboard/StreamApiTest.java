package io.harmattan.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.harmattan.domain.ClusterChange;
import io.harmattan.testkit.MemoryNewsStream;
import io.harmattan.testkit.SampleAlert;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The live stream over real HTTP, read as the standard says that browsers read it. */
@Timeout(60)
class StreamApiTest {
    private final MemoryNewsStream stream = Fixtures.stream();
    private final List<Listener> listeners = new ArrayList<>();
    private ApiServer server;
    private Client client;

    @BeforeEach
    void start() {
        server = new Fixtures.Server().stream(stream).streams(3).start();
        client = new Client(server);
    }

    @AfterEach
    void stop() throws Exception {
        for (Listener listener : listeners) {
            listener.close();
        }
        server.close();
    }

    private record Event(String id, String type, JsonNode data) {}

    /** An event source. */
    private final class Listener implements AutoCloseable {
        private final HttpResponse<InputStream> response;
        private final BufferedReader lines;

        Listener(String query, String... headers) throws Exception {
            HttpRequest.Builder request = HttpRequest.newBuilder(
                            server.address().resolve(StreamApi.PATH + query))
                    .header("Accept", "text/event-stream");
            if (headers.length > 0) {
                request.headers(headers);
            }
            response = HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
            listeners.add(this);
        }

        /** The next event; null at the end of the stream. */
        Event next() throws IOException {
            String id = "";
            String type = "message";
            StringBuilder data = new StringBuilder();
            while (true) {
                String line = lines.readLine();
                if (line == null) {
                    return null;
                } else if (line.startsWith("id:")) {
                    id = line.substring(3).strip();
                } else if (line.startsWith("event:")) {
                    type = line.substring(6).strip();
                } else if (line.startsWith("data:")) {
                    data.append(line.substring(5).strip());
                } else if (line.isEmpty() && data.length() > 0) {
                    return new Event(id, type, Client.json(data.toString().getBytes(StandardCharsets.UTF_8)));
                }
            }
        }

        @Override
        public void close() throws IOException {
            response.body().close();
        }
    }

    private void happen(int revision, ClusterChange.Kind kind) {
        Instant time = Instant.parse("2026-03-01T09:30:00Z");
        stream.happened(
                new ClusterChange(
                        Fixtures.CLUSTER,
                        revision,
                        1,
                        "default",
                        kind,
                        Fixtures.ARTICLE,
                        null,
                        time,
                        time,
                        false,
                        "it reports the same\nevent",
                        Map.of("words", 0.5),
                        null),
                Fixtures.cluster());
    }

    @Test
    void changesComeAsEventsWithTheClusterAsItIs() throws Exception {
        Listener listener = new Listener("");
        assertThat(listener.response.headers().firstValue("Content-Type")).hasValue("text/event-stream; charset=utf-8");
        assertThat(listener.next().type()).isEqualTo("open");

        happen(1, ClusterChange.Kind.OPENED);
        stream.told(SampleAlert.alert("secret", "bases", SampleAlert.NOW));
        happen(2, ClusterChange.Kind.JOINED);

        Event opened = listener.next();
        assertThat(opened.type()).isEqualTo("change");
        assertThat(OpenApiTest.faults(opened.data(), "StreamChange")).isEmpty();
        assertThat(opened.data().path("kind").textValue()).isEqualTo("opened");
        assertThat(opened.data().path("reason").textValue()).isEqualTo("it reports the same\nevent");
        assertThat(opened.data().path("cluster").path("title").textValue()).isEqualTo("Troops enter base");
        assertThat(listener.next().data().path("revision").intValue()).isEqualTo(2);
    }

    @Test
    void whoComesAgainGoesOnAfterTheLastEvent() throws Exception {
        Listener first = new Listener("");
        String open = first.next().id();
        happen(1, ClusterChange.Kind.OPENED);
        String known = first.next().id();
        first.close();
        happen(2, ClusterChange.Kind.JOINED);
        happen(3, ClusterChange.Kind.CLOSED);

        Listener again = new Listener("", "Last-Event-ID", known);
        assertThat(again.next().type()).isEqualTo("open");
        assertThat(again.next().data().path("revision").intValue()).isEqualTo(2);
        Listener all = new Listener("?kind=opened,closed&after=" + open);
        assertThat(all.next().type()).isEqualTo("open");
        assertThat(all.next().data().path("revision").intValue()).isEqualTo(1);
        assertThat(all.next().data().path("revision").intValue()).isEqualTo(3);
    }

    @Test
    void aPlaceOfOtherTimesIsSaidToBeLost() throws Exception {
        Listener listener = new Listener("", "Last-Event-ID", "7-old");
        Event reset = listener.next();
        assertThat(reset.type()).isEqualTo("reset");
        assertThat(reset.data().path("detail").textValue()).contains("7-old");
        happen(1, ClusterChange.Kind.OPENED);
        assertThat(listener.next().type()).isEqualTo("change");
    }

    @Test
    void alertsAreForThoseWhoKeepSubscriptions() throws Exception {
        assertThat(client.get(StreamApi.PATH + "?alerts=true").statusCode()).isEqualTo(401);
        assertThat(client.get(StreamApi.PATH + "?subscription=bases", "Authorization", "Bearer reader")
                        .statusCode())
                .isEqualTo(403);
        Listener own = new Listener("?subscription=bases", "Authorization", "Bearer subscriber");
        Listener all = new Listener("?alerts=true", "Authorization", "Bearer operator");
        own.next();
        all.next();

        stream.told(SampleAlert.alert("other", "talks", SampleAlert.NOW));
        happen(1, ClusterChange.Kind.OPENED);
        stream.told(SampleAlert.alert("mine", "bases", SampleAlert.NOW));

        Event mine = own.next();
        assertThat(mine.type()).isEqualTo("alert");
        assertThat(OpenApiTest.faults(mine.data(), "Alert")).isEmpty();
        assertThat(mine.data().path("id").textValue()).isEqualTo("mine");
        assertThat(mine.data().path("lines").isArray()).isTrue();
        assertThat(List.of(all.next().type(), all.next().type(), all.next().type()))
                .containsExactly("alert", "change", "alert");
    }

    @Test
    void whatCannotBeUsedIsRefusedInWords() {
        for (String wrong : List.of("?q=(", "?kind=born", "?after=x", "?colour=red", "?alerts=yes")) {
            HttpResponse<byte[]> answer = client.get(StreamApi.PATH + wrong);
            assertThat(answer.statusCode()).as(wrong).isEqualTo(400);
            assertThat(Client.json(answer).path("detail").textValue()).as(wrong).contains("expected");
        }
        assertThat(client.get(StreamApi.PATH, "Accept", "application/json").statusCode())
                .isEqualTo(406);
        assertThat(client.ask("HEAD", StreamApi.PATH, "").statusCode()).isEqualTo(200);
        assertThat(stream.readers()).isZero();
    }

    @Test
    void thereAreSoManyPlacesAndAClientThatLeavesGivesItsPlaceBack() throws Exception {
        for (int i = 0; i < 3; i++) {
            new Listener("").next();
        }
        HttpResponse<byte[]> refused = client.get(StreamApi.PATH);
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();

        listeners.get(0).close();
        for (int i = 1; stream.readers() == 3 && i < 1000; i++) {
            happen(i, ClusterChange.Kind.JOINED); // that nobody reads is seen when something is sent
            TimeUnit.MILLISECONDS.sleep(20);
        }
        assertThat(stream.readers()).isEqualTo(2);
        assertThat(new Listener("").next().type()).isEqualTo("open");
    }

    @Test
    void aServerThatStopsEndsItsStreams() throws Exception {
        Listener listener = new Listener("");
        listener.next();
        server.close();
        Event event;
        try {
            do {
                event = listener.next();
            } while (event != null);
        } catch (IOException e) {
            event = null; // broken off
        }
        assertThat(Objects.isNull(event)).isTrue();
        for (int i = 0; stream.readers() > 0 && i < 200; i++) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        assertThat(stream.readers()).isZero();
    }
}
