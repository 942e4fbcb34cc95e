package io.harmattan.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.harmattan.index.Answer.Outcome;
import io.harmattan.index.StubElasticsearch.Reply;
import io.harmattan.index.StubElasticsearch.Request;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class BulkWriterTest {
    @Test
    void readsTheAnswerToEachDocument() {
        List<Answer> answers = write(
                request -> items(201, 409, 400, 429, 503, 404, 403),
                documents("new", "stale", "bad", "busy", "down", "gone", "blocked"));
        assertThat(answers)
                .extracting(a -> a.document().id(), Answer::outcome)
                .containsExactly(
                        tuple("new", Outcome.INDEXED),
                        tuple("stale", Outcome.STALE),
                        tuple("bad", Outcome.REFUSED),
                        tuple("busy", Outcome.UNANSWERED),
                        tuple("down", Outcome.UNANSWERED),
                        tuple("gone", Outcome.UNANSWERED),
                        tuple("blocked", Outcome.UNANSWERED));
        assertThat(answers.get(2).reason()).isEqualTo("answers 400 (some_exception: a reason, because cause: deeper)");
    }

    @Test
    void sendsIdVersionAndTheDocumentAsItIs() {
        try (StubElasticsearch server = new StubElasticsearch(request -> items(201));
                SearchNode node = SearchNode.connect(SearchSettings.of(server.address()))) {
            new BulkWriter(node).write(documents("a"));
            assertThat(server.requests.get(0).body().split("\n"))
                    .containsExactly(
                            "{\"index\":{\"_id\":\"a\",\"_index\":\"articles-1\",\"version\":7,\"version_type\":\"external\"}}",
                            "{\"id\":\"a\"}");
        }
    }

    @Test
    void leavesAllUnansweredWhenTheWholeRequestIs() {
        for (int status : new int[] {401, 403, 429, 500, 502, 503}) {
            assertThat(write(
                            request -> StubElasticsearch.error(status, "some_exception", "a reason"),
                            documents("a", "b")))
                    .as("status %s", status)
                    .extracting(Answer::outcome)
                    .containsExactly(Outcome.UNANSWERED, Outcome.UNANSWERED);
        }
    }

    @Test
    void leavesAllUnansweredWhenNobodyListens() {
        SearchSettings settings;
        try (StubElasticsearch gone = new StubElasticsearch(request -> items())) {
            settings = SearchSettings.of(gone.address());
        }
        try (SearchNode node = SearchNode.connect(settings)) {
            assertThat(new BulkWriter(node).write(documents("a")))
                    .extracting(Answer::outcome, Answer::reason)
                    .containsExactly(tuple(Outcome.UNANSWERED, "does not answer (connection refused)"));
        }
    }

    @Test
    void findsTheOneDocumentThatMakesARequestUnacceptable() {
        for (int status : new int[] {400, 413}) {
            List<Answer> answers = write(
                    request -> request.body().contains("\"bad\"")
                            ? StubElasticsearch.error(status, "some_exception", "a reason")
                            : items(statuses(request)),
                    documents("a", "b", "bad", "c", "d"));
            assertThat(answers)
                    .as("status %s", status)
                    .extracting(a -> a.document().id(), Answer::outcome)
                    .containsExactly(
                            tuple("a", Outcome.INDEXED),
                            tuple("b", Outcome.INDEXED),
                            tuple("bad", Outcome.REFUSED),
                            tuple("c", Outcome.INDEXED),
                            tuple("d", Outcome.INDEXED));
        }
    }

    @Test
    void partsDocumentsByNumberAndBySize() {
        List<Document> five = documents("1", "2", "3", "4", "5");
        int size = five.get(0).json().length;
        assertThat(sizes(BulkWriter.bulks(five, 2, 1000))).containsExactly(2, 2, 1);
        assertThat(sizes(BulkWriter.bulks(five, 100, 3L * size))).containsExactly(3, 2);
        assertThat(sizes(BulkWriter.bulks(five, 100, 1))).containsExactly(1, 1, 1, 1, 1);
        assertThat(BulkWriter.bulks(List.of(), 100, 100)).isEmpty();
    }

    private static List<Integer> sizes(List<List<Document>> bulks) {
        return bulks.stream().map(List::size).toList();
    }

    private static List<Answer> write(Function<Request, Reply> answers, List<Document> documents) {
        try (StubElasticsearch server = new StubElasticsearch(answers);
                SearchNode node = SearchNode.connect(SearchSettings.of(server.address()))) {
            return new BulkWriter(node).write(documents);
        }
    }

    private static List<Document> documents(String... ids) {
        return Arrays.stream(ids)
                .map(id ->
                        new Document("articles-1", id, 7, ("{\"id\":\"" + id + "\"}").getBytes(StandardCharsets.UTF_8)))
                .toList();
    }

    private static int[] statuses(Request request) {
        return request.body()
                .lines()
                .filter(line -> line.startsWith("{\"index\""))
                .mapToInt(line -> 201)
                .toArray();
    }

    private static Reply items(int... statuses) {
        String items = Arrays.stream(statuses)
                .mapToObj(status -> """
                        {"index":{"_index":"articles-1","_id":"x","status":%d%s}}""".formatted(
                                status,
                                status < 300
                                        ? ""
                                        : ",\"error\":{\"type\":\"some_exception\",\"reason\":\"a reason\","
                                                + "\"caused_by\":{\"type\":\"cause\",\"reason\":\"deeper\"}}"))
                .collect(Collectors.joining(","));
        return new Reply(200, "{\"took\":1,\"errors\":true,\"items\":[" + items + "]}");
    }
}
