package io.harmattan.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.harmattan.local.stack.StackEvent.State;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real processes, in the runtimes that the modules before this one have built. */
class StackIT {
    private static final Path RUNTIMES = Path.of(System.getProperty("harmattan.runtimes"));
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    Path data;

    private final List<StackEvent> events = new CopyOnWriteArrayList<>();

    @Test
    void startsEveryPartAnalysesLanguagesAndKeepsItsIndexOverARestart() throws Exception {
        StackSettings settings = StackSettings.of(RUNTIMES, data).withParts(parts());
        try (LocalStack stack = LocalStack.start(settings, events::add)) {
            assertThat(events).extracting(StackEvent::state).contains(State.STARTING, State.READY);
            for (Part part : settings.parts()) {
                assertThat(stack.state(part)).isEqualTo(State.READY);
                assertThat(StackInfo.read(data).orElseThrow().isUp(part)).isTrue();
            }
            assertThat(analyze(stack, "english", "The soldiers' withdrawals were demanded"))
                    .contains("\"soldier\"", "\"withdraw\"", "\"demand\"")
                    .doesNotContain("\"the\"");
            assertThat(analyze(stack, "french", "L'armée demande le départ des soldats"))
                    .contains("\"arme\"", "\"demand\"", "\"soldat\"")
                    .doesNotContain("\"l'arm");
            assertThat(analyze(stack, "russian", "российские войска")).contains("\"российск\"", "\"войск\"");
            assertThat(analyze(stack, "arabic", "القوات الأمريكية")).contains("\"قو\"", "\"امريك\"");
            send(stack, "PUT", "/news", CUSTOM_ANALYSIS);
            assertThat(send(
                            stack,
                            "POST",
                            "/news/_analyze",
                            "{\"analyzer\":\"own\",\"text\":\"L'été: <b>Zinder's</b> soldiers\"}"))
                    .contains("\"ete\"", "\"zinder\"", "\"soldier\"");
            send(stack, "PUT", "/news/_doc/1?refresh=true", "{\"text\":\"Agadez\"}");
        }
        assertThat(StackInfo.read(data)).isEmpty();
        try (LocalStack stack = LocalStack.start(settings, events::add)) {
            assertThat(send(stack, "GET", "/news/_search?q=text:agadez", "")).contains("\"value\":1");
        }
        assertThat(events).extracting(StackEvent::state).doesNotContain(State.DIED, State.FAILED, State.LEFT_BEHIND);
    }

    @Test
    void startsAgainWhatWasKilled() throws Exception {
        StackSettings settings = StackSettings.of(RUNTIMES, data).withParts(EnumSet.of(Part.KAFKA));
        try (LocalStack stack = LocalStack.start(settings, events::add)) {
            long first = stack.pid(Part.KAFKA);
            ProcessHandle.of(first).orElseThrow().destroyForcibly();
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> stack.pid(Part.KAFKA) != first && stack.state(Part.KAFKA) == State.READY);
            assertThat(events)
                    .extracting(StackEvent::state)
                    .containsExactly(State.STARTING, State.READY, State.DIED, State.STARTING, State.READY);
            assertThat(StackInfo.read(data).orElseThrow().pid(Part.KAFKA)).hasValue(stack.pid(Part.KAFKA));
        }
    }

    @Test
    void refusesASecondStackOnTheSameFolder() {
        StackSettings settings = StackSettings.of(RUNTIMES, data).withParts(EnumSet.of(Part.KAFKA));
        try (LocalStack stack = LocalStack.start(settings, events::add)) {
            assertThat(stack.state(Part.KAFKA)).isEqualTo(State.READY);
            assertThatExceptionOfType(StackException.class)
                    .isThrownBy(() -> LocalStack.start(settings, events::add))
                    .withMessageContaining(
                            "in use by the process " + ProcessHandle.current().pid());
            assertThatExceptionOfType(StackException.class)
                    .isThrownBy(() -> LocalStack.down(data))
                    .withMessageContaining("this very process");
        }
    }

    @Test
    void saysWhatAChildSaidThatCannotStart() throws Exception {
        Files.createDirectories(data.resolve("kafka"));
        Files.writeString(data.resolve("kafka/meta.properties"), "version=1\ncluster.id=x\nnode.id=77\n");
        StackSettings settings = StackSettings.of(RUNTIMES, data).withParts(EnumSet.of(Part.KAFKA));
        assertThatExceptionOfType(StackException.class)
                .isThrownBy(() -> LocalStack.start(settings, events::add))
                .withMessageContaining("Kafka does not start")
                .withMessageContaining("77")
                .withMessageContaining("--fresh");
        assertThat(StackInfo.read(data)).isEmpty();

        LocalStack.clear(data);
        try (LocalStack stack = LocalStack.start(settings, events::add)) {
            assertThat(stack.state(Part.KAFKA)).isEqualTo(State.READY);
        }
    }

    @Test
    void leavesNoChildBehindAKilledParentAndStartsWhereItWas() throws Exception {
        Process parent = parent();
        List<ProcessHandle> children = awaitUp(parent);
        parent.destroyForcibly().waitFor();

        StackSettings settings = StackSettings.of(RUNTIMES, data).withParts(EnumSet.of(Part.KAFKA, Part.SEARCH));
        try (LocalStack stack = LocalStack.start(settings, events::add)) {
            assertThat(children).noneMatch(ProcessHandle::isAlive);
            assertThat(stack.state(Part.KAFKA)).isEqualTo(State.READY);
        }
    }

    @Test
    void childrenStopByThemselvesWhenTheirParentIsKilled() throws Exception {
        Process parent = parent();
        List<ProcessHandle> children = awaitUp(parent);
        parent.destroyForcibly().waitFor();
        await().atMost(Duration.ofSeconds(60)).until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
    }

    @Test
    void downStopsTheParentAndItsChildren() throws Exception {
        Process parent = parent();
        List<ProcessHandle> children = awaitUp(parent);
        assertThat(LocalStack.down(data)).isEqualTo(3);
        assertThat(parent.isAlive()).isFalse();
        assertThat(children).noneMatch(ProcessHandle::isAlive);
        assertThat(StackInfo.read(data)).isEmpty();
        assertThat(LocalStack.down(data)).isZero();
    }

    @Test
    void downStopsWhatAKilledParentLeft() throws Exception {
        Process parent = parent();
        List<ProcessHandle> children = awaitUp(parent);
        parent.destroyForcibly().waitFor();
        assertThat(LocalStack.down(data)).isBetween(0, 2);
        assertThat(children).noneMatch(ProcessHandle::isAlive);
        assertThat(StackInfo.read(data)).isEmpty();
    }

    private static final String CUSTOM_ANALYSIS = """
            {"settings":{"number_of_replicas":0,"analysis":{
              "char_filter":{"dash":{"type":"mapping","mappings":["\\\\u2019 => '"]}},
              "filter":{
                "articles":{"type":"elision","articles_case":true,"articles":["l","d"]},
                "possessive":{"type":"stemmer","language":"possessive_english"},
                "words":{"type":"stop","stopwords":"_english_"},
                "stems":{"type":"stemmer","language":"light_english"}},
              "normalizer":{"plain":{"type":"custom","filter":["lowercase","asciifolding"]}},
              "analyzer":{"own":{"type":"custom","char_filter":["html_strip","dash"],"tokenizer":"standard",
                "filter":["articles","possessive","lowercase","words","stems","asciifolding"]}}}},
             "mappings":{"properties":{
               "text":{"type":"text","analyzer":"english","fields":{"fr":{"type":"text","analyzer":"french"}}},
               "tag":{"type":"keyword","normalizer":"plain"}}}}
            """;

    /** Another process that starts a stack and waits. */
    private Process parent() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ParentMain.class.getName(),
                        RUNTIMES.toString(),
                        data.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private List<ProcessHandle> awaitUp(Process parent) throws IOException {
        BufferedReader out = parent.inputReader(StandardCharsets.UTF_8);
        assertThat(out.readLine()).isEqualTo("UP");
        List<ProcessHandle> children = parent.children().toList();
        assertThat(children).hasSize(2).allMatch(ProcessHandle::isAlive);
        return children;
    }

    private static Set<Part> parts() {
        try {
            Runtimes.of(RUNTIMES, Part.REGISTRY);
            return EnumSet.allOf(Part.class);
        } catch (StackException e) {
            return EnumSet.of(Part.KAFKA, Part.SEARCH);
        }
    }

    private static String analyze(LocalStack stack, String analyzer, String text) throws Exception {
        return send(stack, "POST", "/_analyze", "{\"analyzer\":\"" + analyzer + "\",\"text\":\"" + text + "\"}");
    }

    private static String send(LocalStack stack, String method, String path, String body) throws Exception {
        HttpResponse<String> response = HTTP.send(
                HttpRequest.newBuilder(URI.create(stack.elasticsearchUrl() + path))
                        .header("content-type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isBetween(200, 299);
        return response.body();
    }
}
