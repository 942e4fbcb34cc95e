package io.harmattan.local.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistryServerTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String INT = "{\"schema\":\"\\\"int\\\"\"}";

    private final RegistryServer server =
            RegistryServer.start(new Registry(new MemorySchemaLog(), Compatibility.BACKWARD), "127.0.0.1", 0);

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void answersAsTheApiDescribes() throws Exception {
        told("POST", "/subjects/s/versions", INT, 200, "{\"id\":1}");
        told("POST", "/subjects/s", INT, 200, "{\"subject\":\"s\",\"version\":1,\"id\":1,\"schema\":\"\\\"int\\\"\"}");
        told("GET", "/subjects", "", 200, "[\"s\"]");
        told("GET", "/subjects?subjectPrefix=t", "", 200, "[]");
        told("GET", "/subjects/s/versions", "", 200, "[1]");
        told(
                "GET",
                "/subjects/s/versions/latest",
                "",
                200,
                "{\"subject\":\"s\",\"version\":1,\"id\":1,\"schema\":\"\\\"int\\\"\"}");
        told("GET", "/subjects/s/versions/1/schema", "", 200, "\"int\"");
        told("GET", "/schemas/ids/1", "", 200, "{\"schema\":\"\\\"int\\\"\"}");
        told("GET", "/schemas/ids/1/schema", "", 200, "\"int\"");
        told("GET", "/schemas/ids/1/subjects", "", 200, "[\"s\"]");
        told("GET", "/schemas/types", "", 200, "[\"AVRO\"]");
        told("GET", "/mode", "", 200, "{\"mode\":\"READWRITE\"}");
        assertThat(ask("GET", "/v1/metadata/version", "").body()).contains("\"version\":\"Harmattan ");
        told("GET", "/", "", 200, "{}");
        told("DELETE", "/subjects/s/versions/latest", "", 200, "1");
        told("GET", "/subjects?deleted=true", "", 200, "[\"s\"]");
        told("DELETE", "/subjects/s?permanent=true", "", 200, "[1]");
        told("GET", "/subjects?deleted=true", "", 200, "[]");
    }

    @Test
    void servesCompatibilityLevels() throws Exception {
        told("GET", "/config", "", 200, "{\"compatibilityLevel\":\"BACKWARD\"}");
        told("PUT", "/config", "{\"compatibility\":\"NONE\"}", 200, "{\"compatibility\":\"NONE\"}");
        told("GET", "/config", "", 200, "{\"compatibilityLevel\":\"NONE\"}");
        told("GET", "/config/s?defaultToGlobal=true", "", 200, "{\"compatibilityLevel\":\"NONE\"}");
        told("PUT", "/config/s", "{\"compatibility\":\"FULL\"}", 200, "{\"compatibility\":\"FULL\"}");
        told("GET", "/config/s", "", 200, "{\"compatibilityLevel\":\"FULL\"}");
        told("DELETE", "/config/s", "", 200, "{\"compatibility\":\"FULL\"}");
        assertThat(ask("GET", "/config/s", "").statusCode()).isEqualTo(404);
    }

    @Test
    void judgesWithReasonsWhenAskedForThem() throws Exception {
        ask("POST", "/subjects/s/versions", INT);
        String text = "{\"schema\":\"\\\"string\\\"\"}";

        told("POST", "/compatibility/subjects/s/versions/latest", text, 200, "{\"is_compatible\":false}");
        told("POST", "/compatibility/subjects/s/versions", text, 200, "{\"is_compatible\":false}");
        assertThat(ask("POST", "/compatibility/subjects/s/versions/1?verbose=true", text)
                        .body())
                .contains("\"messages\":[\"the new schema cannot read what version 1 wrote: TYPE_MISMATCH");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET|/nothing/here||404|404",
                "GET|/schemas/ids/one||404|404",
                "PATCH|/subjects||405|405",
                "POST|/subjects/s/versions|no json|400|400",
                "POST|/subjects/s/versions|''|422|42201",
                "POST|/subjects/s/versions|{}|422|42201",
                "POST|/subjects/s/versions|[1]|422|42201",
                "POST|/subjects/s/versions|{\"schema\":{\"type\":\"int\"}}|422|42201",
                "POST|/subjects/s/versions|{\"schema\":\"message M {}\",\"schemaType\":\"PROTOBUF\"}|422|42201",
                "POST|/subjects/s/versions|{\"schema\":\"\\\"int\\\"\",\"references\":[{\"name\":\"x\"}]}|422|42201",
                "POST|/subjects/s/versions|{\"schema\":\"\\\"int\\\"\",\"id\":7}|422|42205",
                "PUT|/config|{\"compatibility\":\"LOOSE\"}|422|42203",
                "PUT|/config|{}|422|42203"
            })
    void answersWrongRequestsWithACodeAndAMessage(String method, String path, String body, int status, int code)
            throws Exception {
        HttpResponse<String> response = ask(method, path, body == null ? "" : body);

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body()).startsWith("{\"error_code\":" + code + ",\"message\":\"");
    }

    @Test
    void refusesARequestThatIsTooLarge() throws Exception {
        HttpResponse<String> response = ask(
                "POST",
                "/subjects/s/versions",
                "{\"schema\":\"" + " ".repeat((int) RegistryServer.LARGEST_REQUEST) + "\"}");

        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(response.body()).startsWith("{\"error_code\":413,");
    }

    @Test
    void keepsTheNamesOfSubjectsAsTheyAre() throws Exception {
        ask("POST", "/subjects/a%2Fb%20%C3%A4%25/versions", INT);

        told("GET", "/subjects", "", 200, "[\"a/b ä%\"]");
        told("GET", "/subjects/a%2Fb%20%C3%A4%25/versions", "", 200, "[1]");
    }

    private void told(String method, String path, String body, int status, String answer) throws Exception {
        HttpResponse<String> response = ask(method, path, body);
        assertThat(response.statusCode() + " " + response.body()).isEqualTo(status + " " + answer);
        assertThat(response.headers().firstValue("Content-Type")).contains(RegistryServer.CONTENT_TYPE);
    }

    private HttpResponse<String> ask(String method, String path, String body) throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(server.url() + path))
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
