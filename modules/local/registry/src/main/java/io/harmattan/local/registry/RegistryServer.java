package io.harmattan.local.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.harmattan.local.registry.Registry.Found;
import io.harmattan.local.registry.Registry.Verdict;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The REST API over HTTP. Paths, bodies and error codes are those of Confluent's Schema Registry, as its API reference
 * describes them, for Avro schemas without references.
 */
final class RegistryServer implements AutoCloseable {
    static final String CONTENT_TYPE = "application/vnd.schemaregistry.v1+json";

    /** The largest request, in bytes. */
    static final long LARGEST_REQUEST = 1024 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(RegistryServer.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Registry registry;
    private final Javalin http;
    private final String host;

    private RegistryServer(Registry registry, String host, int port) {
        this.registry = registry;
        this.host = host;
        this.http = Javalin.create(this::configure);
        http.start(host, port);
    }

    /**
     * Serves a registry; {@link #close} closes both.
     *
     * @param port 0 for any free one
     * @throws io.javalin.util.JavalinBindException when the address is in use
     */
    static RegistryServer start(Registry registry, String host, int port) {
        return new RegistryServer(registry, host, port);
    }

    /** Where it serves, such as {@code http://127.0.0.1:8081}. */
    String url() {
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + http.port();
    }

    @Override
    public void close() {
        http.stop();
        registry.close();
    }

    private void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.maxRequestSize = LARGEST_REQUEST;
        config.http.prefer405over404 = true;
        config.http.defaultContentType = CONTENT_TYPE;
        routes(config.routes);
        errors(config.routes);
    }

    private void routes(RoutesConfig routes) {
        routes.get("/", ctx -> answer(ctx, Map.of()));
        routes.get("/v1/metadata/version", ctx -> answer(ctx, Map.of("version", version(), "commitId", "")));
        routes.get("/schemas/types", ctx -> answer(ctx, List.of("AVRO")));
        routes.get("/schemas/ids/{id}", ctx -> answer(ctx, Map.of("schema", registry.schema(id(ctx)))));
        routes.get("/schemas/ids/{id}/schema", ctx -> raw(ctx, registry.schema(id(ctx))));
        routes.get(
                "/schemas/ids/{id}/subjects",
                ctx -> answer(
                        ctx,
                        registry.uses(id(ctx), flag(ctx, "deleted")).stream()
                                .map(RegistryState.Registered::subject)
                                .distinct()
                                .toList()));
        routes.get(
                "/schemas/ids/{id}/versions",
                ctx -> answer(
                        ctx,
                        registry.uses(id(ctx), flag(ctx, "deleted")).stream()
                                .map(use -> Map.of("subject", use.subject(), "version", use.version()))
                                .toList()));

        routes.get("/subjects", ctx -> {
            String prefix = ctx.queryParam("subjectPrefix");
            answer(ctx, registry.subjects(prefix == null ? "" : prefix, flag(ctx, "deleted")));
        });
        routes.post(
                "/subjects/{subject}",
                ctx -> answer(ctx, body(registry.lookup(subject(ctx), schema(ctx), flag(ctx, "deleted")))));
        routes.delete(
                "/subjects/{subject}",
                ctx -> answer(ctx, registry.deleteSubject(subject(ctx), flag(ctx, "permanent"))));
        routes.get(
                "/subjects/{subject}/versions",
                ctx -> answer(ctx, registry.versions(subject(ctx), flag(ctx, "deleted"))));
        routes.post(
                "/subjects/{subject}/versions",
                ctx -> answer(ctx, Map.of("id", registry.register(subject(ctx), schema(ctx)))));
        routes.get("/subjects/{subject}/versions/{version}", ctx -> answer(ctx, body(version(ctx))));
        routes.get(
                "/subjects/{subject}/versions/{version}/schema",
                ctx -> raw(ctx, version(ctx).schema()));
        routes.delete(
                "/subjects/{subject}/versions/{version}",
                ctx -> answer(
                        ctx, registry.deleteVersion(subject(ctx), ctx.pathParam("version"), flag(ctx, "permanent"))));

        routes.post(
                "/compatibility/subjects/{subject}/versions",
                ctx -> answer(ctx, body(ctx, registry.compatible(subject(ctx), schema(ctx)))));
        routes.post(
                "/compatibility/subjects/{subject}/versions/{version}",
                ctx -> answer(
                        ctx, body(ctx, registry.compatible(subject(ctx), ctx.pathParam("version"), schema(ctx)))));

        routes.get("/config", ctx -> answer(ctx, Map.of("compatibilityLevel", registry.level())));
        routes.put("/config", ctx -> {
            Compatibility level = level(ctx);
            registry.setLevel(level);
            answer(ctx, Map.of("compatibility", level));
        });
        routes.get("/config/{subject}", ctx -> {
            String subject = subject(ctx);
            Compatibility level = flag(ctx, "defaultToGlobal") ? registry.level(subject) : registry.ownLevel(subject);
            answer(ctx, Map.of("compatibilityLevel", level));
        });
        routes.put("/config/{subject}", ctx -> {
            Compatibility level = level(ctx);
            registry.setLevel(subject(ctx), level);
            answer(ctx, Map.of("compatibility", level));
        });
        routes.delete(
                "/config/{subject}", ctx -> answer(ctx, Map.of("compatibility", registry.clearLevel(subject(ctx)))));
        routes.get("/mode", ctx -> answer(ctx, Map.of("mode", "READWRITE")));
        routes.get("/mode/{subject}", ctx -> answer(ctx, Map.of("mode", "READWRITE")));
    }

    private void errors(RoutesConfig routes) {
        routes.exception(RegistryException.class, (e, ctx) -> {
            if (e.status() >= 500) {
                LOG.warn("{} {} failed: {}", ctx.method(), ctx.path(), e.getMessage());
            }
            error(ctx, e.status(), e.errorCode(), String.valueOf(e.getMessage()));
        });
        routes.exception(
                HttpResponseException.class,
                (e, ctx) -> error(ctx, e.getStatus(), e.getStatus(), "HTTP " + e.getStatus() + " " + e.getMessage()));
        routes.exception(Exception.class, (e, ctx) -> {
            LOG.error("{} {} failed", ctx.method(), ctx.path(), e);
            error(ctx, 500, 50001, "Internal error: " + e);
        });
    }

    private Found version(Context ctx) {
        return registry.version(subject(ctx), ctx.pathParam("version"), flag(ctx, "deleted"));
    }

    private static Map<String, Object> body(Found found) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("subject", found.subject());
        body.put("version", found.version());
        body.put("id", found.id());
        body.put("schema", found.schema());
        return body;
    }

    private static Map<String, Object> body(Context ctx, Verdict verdict) {
        return flag(ctx, "verbose")
                ? Map.of("is_compatible", verdict.compatible(), "messages", verdict.problems())
                : Map.of("is_compatible", verdict.compatible());
    }

    private static void answer(Context ctx, Object body) throws JsonProcessingException {
        ctx.contentType(CONTENT_TYPE).result(JSON.writeValueAsBytes(body));
    }

    private static void raw(Context ctx, String json) {
        ctx.contentType(CONTENT_TYPE).result(json);
    }

    private static void error(Context ctx, int status, int code, String message) {
        ctx.status(status)
                .contentType(CONTENT_TYPE)
                .result(JSON.createObjectNode()
                        .put("error_code", code)
                        .put("message", message)
                        .toString());
    }

    private static String subject(Context ctx) {
        return ctx.pathParam("subject");
    }

    private static boolean flag(Context ctx, String name) {
        return Boolean.parseBoolean(ctx.queryParam(name));
    }

    private static int id(Context ctx) {
        String text = ctx.pathParam("id");
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new RegistryException(404, 404, "'" + text + "' is not a schema id. Expected an integer.", e);
        }
    }

    private static String schema(Context ctx) {
        JsonNode body = json(ctx);
        String type = body.path("schemaType").asText("AVRO");
        if (!type.isEmpty() && !type.equals("null") && !type.equals("AVRO")) {
            throw RegistryException.invalidSchema("Schema type '" + type + "' is not served here. Expected AVRO.");
        }
        if (!body.path("references").isEmpty()) {
            throw RegistryException.invalidSchema(
                    "Schema references are not served here. Expected one schema that holds all its types.");
        }
        JsonNode schema = body.path("schema");
        if (!schema.isTextual() || schema.asText().isBlank()) {
            throw RegistryException.invalidSchema(
                    "Empty schema. Expected {\"schema\": \"an Avro schema as a JSON string\"}.");
        }
        if (body.path("id").asInt(-1) > 0) {
            throw new RegistryException(
                    422, 42205, "A schema id cannot be chosen: the registry is not in import mode.");
        }
        return schema.asText();
    }

    private static Compatibility level(Context ctx) {
        return Compatibility.of(json(ctx).path("compatibility").asText());
    }

    private static JsonNode json(Context ctx) {
        try {
            return JSON.readTree(ctx.bodyAsBytes());
        } catch (IOException e) {
            throw new RegistryException(400, 400, "The request's body is not JSON: " + e.getMessage(), e);
        }
    }

    /** Of the jar; what is not packaged says so. */
    private static String version() {
        String version = RegistryServer.class.getPackage().getImplementationVersion();
        return "Harmattan " + (version == null ? "(not packaged)" : version);
    }
}
