package io.harmattan.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harmattan.index.StubElasticsearch.Reply;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class SearchNodeTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void waitsAndSaysEachReasonOnce() {
        Deque<Reply> replies = new ArrayDeque<>(List.of(
                StubElasticsearch.error(503, "not_up", "starting"),
                StubElasticsearch.error(503, "not_up", "starting"),
                health("red"),
                health("yellow")));
        List<String> said = new ArrayList<>();
        try (StubElasticsearch server = new StubElasticsearch(request -> replies.remove());
                SearchNode node = SearchNode.connect(SearchSettings.of(server.address()))) {
            node.waitUntilUp(LIMIT, said::add);
            assertThat(said)
                    .containsExactly(
                            "Elasticsearch at " + server.address()
                                    + " answers 503 Service Unavailable; waiting for it, at most 30 s",
                            "Elasticsearch at " + server.address()
                                    + " is up, but an index of ours is red; waiting for it, at most 30 s");
        }
    }

    @Test
    void givesUpWaitingWithTheLastReason() {
        SearchSettings settings;
        try (StubElasticsearch gone = new StubElasticsearch(request -> health("green"))) {
            settings = SearchSettings.of(gone.address());
        }
        try (SearchNode node = SearchNode.connect(settings)) {
            assertThatThrownBy(() -> node.waitUntilUp(Duration.ofMillis(300), why -> {}))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageEndingWith(
                            "Elasticsearch at " + node.address() + " does not answer (connection refused)")
                    .satisfies(e -> assertThat(e.getCause()).hasMessage(e.getMessage()));
        }
    }

    @Test
    void doesNotWaitForADoorThatIsClosed() {
        try (StubElasticsearch server =
                        new StubElasticsearch(request -> StubElasticsearch.error(401, "security_exception", "no"));
                SearchNode node = SearchNode.connect(SearchSettings.of(server.address()))) {
            assertThatThrownBy(() -> node.waitUntilUp(LIMIT, why -> {}))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("answers 401 (security_exception: no)");
            assertThat(server.requests).hasSize(1);
        }
    }

    @Test
    void sendsTheKeyOrTheUser() {
        try (StubElasticsearch server = new StubElasticsearch(request -> health("green"))) {
            URI url = server.address();
            try (SearchNode key = SearchNode.connect(settings(url, "a2V5", null, null));
                    SearchNode user = SearchNode.connect(settings(url, null, "elastic", "secret"))) {
                key.waitUntilUp(LIMIT, why -> {});
                user.waitUntilUp(LIMIT, why -> {});
            }
            assertThat(server.requests)
                    .extracting(StubElasticsearch.Request::authorization)
                    .containsExactly("ApiKey a2V5", "Basic ZWxhc3RpYzpzZWNyZXQ=");
        }
    }

    @Test
    void refusesSettingsThatContradictThemselvesAndHidesSecrets() {
        URI url = URI.create("http://127.0.0.1:9200");
        assertThatThrownBy(() -> settings(URI.create("ftp://x"), null, null, null))
                .hasMessageContaining("'ftp://x'")
                .hasMessageContaining("expected");
        assertThatThrownBy(() -> settings(url, "key", "elastic", "secret"))
                .hasMessageContaining("expected one of them");
        assertThatThrownBy(() -> settings(url, null, "elastic", null)).hasMessageContaining("expected both or neither");
        assertThatThrownBy(() -> SearchSettings.of(url).withIndexPrefix("Upper"))
                .hasMessageContaining("'Upper'");
        assertThat(settings(url, "s3cret", null, null).toString()).doesNotContain("s3cret");
        assertThat(settings(url, null, "elastic", "s3cret").toString()).doesNotContain("s3cret");
    }

    @Test
    void namesTheCaFileThatCannotBeUsed() {
        SearchSettings settings = new SearchSettings(
                List.of(URI.create("https://127.0.0.1:9200")),
                null,
                null,
                null,
                Path.of("no-such-ca.crt"),
                null,
                "",
                1,
                0,
                SECOND,
                SECOND);
        assertThatThrownBy(() -> SearchNode.connect(settings)).hasMessageContaining("no-such-ca.crt");
    }

    private static SearchSettings settings(URI url, String apiKey, String user, String password) {
        return new SearchSettings(List.of(url), apiKey, user, password, null, null, "", 1, 0, SECOND, SECOND);
    }

    private static Reply health(String status) {
        return new Reply(200, """
                {"cluster_name":"c","status":"%s","timed_out":false,"number_of_nodes":1,"number_of_data_nodes":1,
                "active_primary_shards":0,"active_shards":0,"relocating_shards":0,"initializing_shards":0,
                "unassigned_shards":0,"unassigned_primary_shards":0,"delayed_unassigned_shards":0,
                "number_of_pending_tasks":0,"number_of_in_flight_fetch":0,"task_max_waiting_in_queue_millis":0,
                "active_shards_percent_as_number":100.0}""".formatted(status));
    }
}
