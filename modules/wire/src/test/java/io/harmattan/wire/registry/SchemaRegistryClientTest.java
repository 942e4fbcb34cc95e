package io.harmattan.wire.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaRegistryClientTest {
    private static final Schema SCHEMA =
            SchemaBuilder.record("A").fields().requiredInt("n").endRecord();

    private final StubRegistry registry = new StubRegistry();
    private final List<String> said = new CopyOnWriteArrayList<>();
    private final SchemaRegistryClient client = client(registry.url(), Duration.ofSeconds(30));

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void registersOnceAndRemembersTheId() {
        registry.plan(200, "{\"id\":7}");

        assertThat(client.register("a b/c-value", SCHEMA)).isEqualTo(7);
        assertThat(client.register("a b/c-value", SCHEMA)).isEqualTo(7);

        assertThat(registry.requests()).singleElement().satisfies(request -> {
            assertThat(request.method()).isEqualTo("POST");
            assertThat(request.path()).isEqualTo("/subjects/a%20b%2Fc-value/versions");
            assertThat(request.body()).contains("\\\"name\\\":\\\"A\\\"");
        });
    }

    @Test
    void asksForTheSchemaOfAnIdOnce() {
        registry.plan(200, "{\"schema\":\"\\\"string\\\"\"}");

        assertThat(client.byId(3)).isEqualTo(Schema.create(Schema.Type.STRING));
        assertThat(client.byId(3)).isEqualTo(Schema.create(Schema.Type.STRING));

        assertThat(registry.requests()).extracting(StubRegistry.Request::path).containsExactly("/schemas/ids/3");
    }

    @ParameterizedTest
    @CsvSource({"500", "503", "429"})
    void triesAgainWhenTheRegistryIsNotWell(int status) {
        registry.plan(status, "{\"error_code\":50001,\"message\":\"not now\"}")
                .plan(status, "no json at all")
                .plan(200, "{\"id\":1}");

        assertThat(client.register("a", SCHEMA)).isEqualTo(1);
        assertThat(registry.requests()).hasSize(3);
        assertThat(said).singleElement().asString().contains(registry.url(), "HTTP " + status);
    }

    @Test
    void waitsForAsLongAsTheRegistryAsksItTo() {
        registry.plan(429, "{}", "Retry-After", "soon")
                .plan(429, "{}", "Retry-After", "1")
                .plan(200, "[]");
        long start = System.nanoTime();

        assertThat(client.subjects()).isEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .as("two pauses of its own would be at most 375 ms")
                .isGreaterThan(Duration.ofMillis(700));
    }

    @Test
    void waitsForARegistryThatIsNotThereYet() throws Exception {
        int port = freePort();
        CompletableFuture<List<String>> subjects = CompletableFuture.supplyAsync(
                () -> client("http://127.0.0.1:" + port, Duration.ofMinutes(1)).subjects());
        await().until(() -> !said.isEmpty());
        try (StubRegistry late = new StubRegistry(port)) {
            late.otherwise(request -> new StubRegistry.Answer(200, "[\"x\"]"));
            assertThat(subjects.get(30, TimeUnit.SECONDS)).containsExactly("x");
        }
        assertThat(said).first().asString().contains("http://127.0.0.1:" + port, "ConnectException");
    }

    @Test
    void saysWhereItTriedAndHowLongWhenItGivesUp() throws IOException {
        String url = "http://127.0.0.1:" + freePort();

        assertThatExceptionOfType(RegistryUnreachableException.class)
                .isThrownBy(() -> client(url, Duration.ofMillis(300)).byId(1))
                .withMessageContaining(url)
                .withMessageMatching("(?s).*tried for \\d+ ms.*ConnectException.*")
                .isInstanceOf(RetriableException.class);
    }

    @Test
    void triesOnceWithoutPatience() {
        assertThatExceptionOfType(RegistryUnreachableException.class)
                .isThrownBy(() -> client(registry.url(), Duration.ZERO).subjects())
                .withMessageContaining("nothing planned");
        assertThat(registry.requests()).hasSize(1);
    }

    @Test
    void goesOnToTheNextAddressAndStaysThere() throws IOException {
        registry.plan(200, "[\"a\"]").plan(200, "[\"b\"]");
        String dead = "http://127.0.0.1:" + freePort();
        try (StubRegistry ill = new StubRegistry()) {
            SchemaRegistryClient three =
                    client(dead + ", " + ill.url() + "/," + registry.url(), Duration.ofSeconds(30));

            assertThat(three.subjects()).containsExactly("a");
            assertThat(three.subjects()).containsExactly("b");

            assertThat(ill.requests()).hasSize(1);
            assertThat(said).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"404,40401", "404,40403", "409,409", "422,42201", "401,40101", "403,40301"})
    void doesNotTryAgainWhatTheRegistryRefused(int status, int code) {
        registry.plan(status, "{\"error_code\":" + code + ",\"message\":\"because\"}");

        assertThatExceptionOfType(RegistryRefusedException.class)
                .isThrownBy(() -> client.lookup("s", SCHEMA))
                .withMessageContaining("POST /subjects/s at " + registry.url())
                .withMessageContaining("because")
                .satisfies(e -> {
                    assertThat(e.status()).isEqualTo(status);
                    assertThat(e.errorCode()).isEqualTo(code);
                    assertThat(e.incompatible()).isEqualTo(status == 409);
                });
        assertThat(registry.requests()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"404,<html>not here</html>", "200,<html>welcome</html>", "200,''", "302,moved", "400,[]"})
    void refusesAnAnswerThatIsNoRegistrys(int status, String body) {
        registry.plan(status, body);

        assertThatExceptionOfType(RegistryRefusedException.class)
                .isThrownBy(() -> client.byId(1))
                .withMessageContaining("expected the answer of a schema registry, got: " + body)
                .satisfies(e -> assertThat(e.errorCode()).isEqualTo(status));
    }

    @ParameterizedTest
    @CsvSource({"{}", "{\"id\":\"one\"}", "[]"})
    void refusesAnAnswerWithoutTheId(String body) {
        registry.plan(200, body);

        assertThatExceptionOfType(RegistryRefusedException.class)
                .isThrownBy(() -> client.register("a", SCHEMA))
                .withMessageContaining("expected a number id")
                .withMessageContaining(body);
    }

    @Test
    void refusesASchemaThatIsNone() {
        registry.plan(200, "{\"schema\":\"protobuf?\"}");

        assertThatExceptionOfType(RegistryRefusedException.class)
                .isThrownBy(() -> client.byId(1))
                .withMessageContaining("expected an Avro schema, got: protobuf?");
    }

    @Test
    void tellsWhyASchemaMayNotFollow() {
        registry.plan(200, "{\"is_compatible\":true}")
                .plan(200, "{\"is_compatible\":false,\"messages\":[\"no default\",\"no field\"]}")
                .plan(200, "{\"is_compatible\":false}")
                .plan(404, "{\"error_code\":40401,\"message\":\"no subject\"}");

        assertThat(client.incompatibilities("a", SCHEMA)).isEmpty();
        assertThat(client.incompatibilities("a", SCHEMA)).containsExactly("no default", "no field");
        assertThat(client.incompatibilities("a", SCHEMA)).containsExactly("the registry gives no reason");
        assertThat(client.incompatibilities("a", SCHEMA)).isEmpty();
    }

    @Test
    void showsItsNameAndPassword() {
        registry.otherwise(request -> new StubRegistry.Answer(200, "[]"));

        new SchemaRegistryClient(RegistryConfig.of(Map.of(
                        RegistryConfig.URL, registry.url(),
                        RegistryConfig.BASIC_SOURCE, "USER_INFO",
                        RegistryConfig.USER_INFO, "ann:sec:ret")))
                .subjects();
        new SchemaRegistryClient(RegistryConfig.of(Map.of(
                        RegistryConfig.URL, registry.url(),
                        RegistryConfig.BEARER_SOURCE, "STATIC_TOKEN",
                        RegistryConfig.TOKEN, "t0k3n")))
                .subjects();

        assertThat(registry.requests())
                .extracting(StubRegistry.Request::authorization)
                .containsExactly("Basic YW5uOnNlYzpyZXQ=", "Bearer t0k3n");
    }

    @Test
    void stopsWaitingWhenInterrupted() throws Exception {
        CompletableFuture<Boolean> stillInterrupted = new CompletableFuture<>();
        Thread waiter = new Thread(() -> {
            try {
                client.subjects();
                stillInterrupted.completeExceptionally(new AssertionError("it answered"));
            } catch (InterruptException e) {
                stillInterrupted.complete(Thread.currentThread().isInterrupted());
            } catch (RuntimeException e) {
                stillInterrupted.completeExceptionally(e);
            }
        });
        waiter.start();
        await().until(() -> !said.isEmpty());
        waiter.interrupt();

        assertThat(stillInterrupted.get(10, TimeUnit.SECONDS)).isTrue();
    }

    private SchemaRegistryClient client(String urls, Duration patience) {
        return new SchemaRegistryClient(
                RegistryConfig.of(urls).withPatience(patience),
                (where, soFar, why) -> said.add(where + " " + soFar + " " + why));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
