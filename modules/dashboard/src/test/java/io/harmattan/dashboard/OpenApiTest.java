package io.harmattan.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.harmattan.testkit.MemorySubscriptions;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The description says what the server does: no address more or less, no field more or less. */
class OpenApiTest {
    private static ApiServer server;
    private static Client client;
    private static JsonNode openApi;

    private static final JsonNode DESCRIPTION = description();

    private static JsonNode description() {
        try (InputStream in = Objects.requireNonNull(Api.class.getResourceAsStream("openapi.json"))) {
            return Client.json(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @BeforeAll
    static void start() {
        server = new Fixtures.Server()
                .status(() -> List.of(new StackStatus.Part("kafka", true, "4.3.1", "localhost:9092", "leads all")))
                .start();
        client = new Client(server);
        openApi = Client.json(client.get("/api/v1/openapi.json"));
        assertThat(openApi).isEqualTo(DESCRIPTION);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aValidatorOfOpenApiFindsNoFault() {
        ParseOptions options = new ParseOptions();
        options.setResolve(true);
        SwaggerParseResult result = new OpenAPIV3Parser().readContents(DESCRIPTION.toString(), null, options);

        assertThat(result.getMessages()).isEmpty();
        assertThat(result.getOpenAPI().getPaths())
                .hasSize(DESCRIPTION.path("paths").size());
    }

    @Test
    void everyAddressIsDescribedAndNoOther() {
        Set<String> described = new TreeSet<>();
        openApi.path("paths").fieldNames().forEachRemaining(described::add);

        Access access = new Access(Fixtures.ACCESS, true);
        MemorySubscriptions subscriptions = new MemorySubscriptions();
        Set<String> there = new TreeSet<>(new Api(
                        new Fixtures.Search(),
                        new StreamApi(Fixtures.stream(), access, 1),
                        List::of,
                        new Intake(new Fixtures.Intake(), access, 1),
                        new SubscriptionApi(
                                subscriptions, Fixtures::check, Fixtures::trial, access, java.time.Clock.systemUTC()),
                        new AlertApi(new Fixtures.Search(), Fixtures.alerts(), subscriptions, access),
                        access)
                .routes()
                .keySet());
        there.add(Intake.PATH);
        there.add(AlertApi.RESEND);
        there.add(SubscriptionApi.TEST);
        assertThat(described).isEqualTo(there);
        openApi.path("paths").fields().forEachRemaining(path -> assertThat(
                        path.getValue().fieldNames())
                .toIterable()
                .containsExactly(
                        switch (path.getKey()) {
                            case Intake.PATH, AlertApi.RESEND, SubscriptionApi.TEST -> new String[] {"post"};
                            case SubscriptionApi.ONE -> new String[] {"get", "put", "delete"};
                            default -> new String[] {"get"};
                        }));
    }

    @ParameterizedTest
    @CsvSource({
        "/, /",
        "/api/v1/search?q=x&facets=true, /api/v1/search",
        "/api/v1/timeline, /api/v1/timeline",
        "/api/v1/articles/" + Fixtures.ARTICLE + ", /api/v1/articles/{id}",
        "/api/v1/clusters, /api/v1/clusters",
        "/api/v1/clusters/" + Fixtures.CLUSTER + ", /api/v1/clusters/{id}",
        "/api/v1/entities/" + Fixtures.ENTITY + ", /api/v1/entities/{id}",
        "/api/v1/status, /api/v1/status",
        "/api/v1/alerts, /api/v1/alerts",
        "/api/v1/alerts?q=troops, /api/v1/alerts",
        "/api/v1/alerts/" + Fixtures.ALERT + ", /api/v1/alerts/{id}",
    })
    void anAnswerHasTheFieldsThatAreDescribed(String address, String path) {
        HttpResponse<byte[]> response = client.get(address, "Authorization", "Bearer operator");
        JsonNode schema = openApi.path("paths")
                .path(path)
                .path("get")
                .path("responses")
                .path(String.valueOf(response.statusCode()))
                .path("content")
                .path("application/json")
                .path("schema");

        assertThat(faults(Client.json(response), schema, "answer")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"text\":\"a\"}|202|application/json",
                "{\"text\":\"bad\"}|400|application/problem+json",
                "{\"text\":\"busy\"}|429|application/problem+json",
            })
    void anAnswerToArticlesHasTheFieldsThatAreDescribed(String body, int status, String type) {
        HttpResponse<byte[]> response = client.ask(
                "POST", Intake.PATH, body, "Authorization", "Bearer good", "Content-Type", "application/json");
        assertThat(response.statusCode()).isEqualTo(status);
        JsonNode schema = openApi.path("paths")
                .path(Intake.PATH)
                .path("post")
                .path("responses")
                .path(String.valueOf(status))
                .path("content")
                .path(type)
                .path("schema");

        assertThat(faults(Client.json(response), schema, "answer")).isEmpty();
    }

    @Test
    void aProblemHasTheFieldsThatAreDescribed() {
        JsonNode schema = openApi.path("components").path("schemas").path("Problem");
        assertThat(faults(Client.json(client.get("/none")), schema, "problem")).isEmpty();
    }

    @Test
    void everyAddressMayFailAsDescribed() {
        openApi.path("paths")
                .forEach(path -> path.forEach(operation -> assertThat(
                                operation.at("/responses/default/$ref").textValue())
                        .isEqualTo("#/components/responses/Problem")));
    }

    /** Where a value differs from a schema of the description. */
    static List<String> faults(JsonNode value, String schema) {
        return faults(value, DESCRIPTION.path("components").path("schemas").path(schema), schema);
    }

    /** As much of JSON Schema as the description uses. */
    private static List<String> faults(JsonNode value, JsonNode schema, String where) {
        List<String> faults = new ArrayList<>();
        if (schema.has("$ref")) {
            return faults(value, DESCRIPTION.at(schema.path("$ref").textValue().substring(1)), where);
        }
        if (schema.has("oneOf")) {
            for (JsonNode option : schema.path("oneOf")) {
                if (faults(value, option, where).isEmpty()) {
                    return List.of();
                }
            }
            return List.of(where + " is none of " + schema.path("oneOf"));
        }
        if (!types(schema).contains(typeOf(value))
                && !(typeOf(value).equals("integer") && types(schema).contains("number"))) {
            faults.add(where + " is of type " + typeOf(value) + "; described as " + types(schema));
        }
        if (schema.has("enum")
                && !java.util.Arrays.asList(textsOf(schema.path("enum"))).contains(value.textValue())) {
            faults.add(where + " is " + value + "; described as one of " + schema.path("enum"));
        }
        if (schema.has("properties")) {
            Set<String> described = new TreeSet<>();
            schema.path("properties").fieldNames().forEachRemaining(described::add);
            Set<String> there = new TreeSet<>();
            value.fieldNames().forEachRemaining(there::add);
            if (!there.equals(described)
                    || !new TreeSet<>(List.of(textsOf(schema.path("required")))).equals(described)) {
                faults.add(where + " has " + there + "; described are " + described + ", required "
                        + schema.path("required"));
            }
            for (String field : there) {
                faults.addAll(
                        faults(value.path(field), schema.path("properties").path(field), where + "." + field));
            }
        }
        for (int i = 0; schema.has("items") && i < value.size(); i++) {
            faults.addAll(faults(value.path(i), schema.path("items"), where + "[" + i + "]"));
        }
        return faults;
    }

    private static Set<String> types(JsonNode schema) {
        JsonNode type = schema.path("type");
        return type.isArray() ? new TreeSet<>(List.of(textsOf(type))) : Set.of(type.textValue());
    }

    private static String typeOf(JsonNode value) {
        return value.isIntegralNumber() ? "integer" : value.getNodeType().name().toLowerCase(java.util.Locale.ROOT);
    }

    private static String[] textsOf(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.textValue()));
        return texts.toArray(String[]::new);
    }
}
