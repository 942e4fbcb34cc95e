package io.harmattan.wire.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import dev.failsafe.RetryPolicyBuilder;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.NameValidator;
import org.apache.avro.Schema;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A client of a schema registry, for Avro. What never changes (a schema of an id, the id of a schema) is asked once.
 *
 * <p>While the registry cannot be reached, answers 5xx or 429, a request is tried again with growing pauses, at each of
 * its addresses in turn, and {@link Waiting} is told; after the configured patience it ends in
 * {@link RegistryUnreachableException}. Every other answer than the wanted one is a {@link RegistryRefusedException}.
 * Any method may throw both; an interrupt ends waiting with Kafka's {@link InterruptException}. Thread-safe.
 *
 * <p>The calls are those of Confluent's Schema Registry API reference.
 */
public final class SchemaRegistryClient {

    /** Is told while a client waits for its registry: at the first failure and then about every ten seconds. */
    @FunctionalInterface
    public interface Waiting {
        /**
         * @param urls the addresses tried
         * @param soFar how long the request has been waiting
         * @param why the last failure, in words
         */
        void waiting(String urls, Duration soFar, String why);
    }

    private static final Logger LOG = LoggerFactory.getLogger(SchemaRegistryClient.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CONTENT_TYPE = "application/vnd.schemaregistry.v1+json";
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(20);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration BETWEEN_MESSAGES = Duration.ofSeconds(10);

    private final RegistryConfig config;
    private final String urls;
    private final Waiting waiting;
    private final RetryPolicy<JsonNode> again;
    private final Map<Integer, Schema> byId = new ConcurrentHashMap<>();
    private final Map<Named, Integer> ids = new ConcurrentHashMap<>();

    /** When waiting was last told of, in System.nanoTime; 0 while the registry answers. */
    private final AtomicLong lastTold = new AtomicLong();

    /** The address that answered last. */
    private volatile int preferred;

    private record Named(String subject, Schema schema) {}

    /** A client that says in the log when it waits. */
    public SchemaRegistryClient(RegistryConfig config) {
        this(
                config,
                (urls, soFar, why) -> LOG.info(
                        "waiting for the schema registry at {} ({} s so far): {}", urls, soFar.toSeconds(), why));
    }

    /** A client that tells {@code waiting} when it waits. */
    public SchemaRegistryClient(RegistryConfig config, Waiting waiting) {
        this.config = config;
        this.waiting = waiting;
        this.urls = config.urls().stream().map(URI::toString).collect(Collectors.joining(", "));
        RetryPolicyBuilder<JsonNode> policy = RetryPolicy.<JsonNode>builder()
                .handle(NotNow.class)
                .withBackoff(FIRST_PAUSE, LONGEST_PAUSE)
                .withJitter(0.25)
                .withMaxAttempts(-1)
                .withDelayFnOn(context -> pauseAskedFor(context.getLastException()), NotNow.class);
        this.again = config.patience().isZero()
                ? policy.withMaxAttempts(1).build()
                : policy.withMaxDuration(config.patience()).build();
    }

    /**
     * Registers a schema under a subject; one that is there already is only looked up.
     *
     * @return its id
     */
    public int register(String subject, Schema schema) {
        Named named = new Named(subject, schema);
        Integer known = ids.get(named);
        if (known == null) {
            known = number(post("/subjects/" + encoded(subject) + "/versions", body(schema)), "id");
            ids.put(named, known);
        }
        return known;
    }

    /** The version of a subject that has exactly this schema. */
    public RegisteredSchema lookup(String subject, Schema schema) {
        RegisteredSchema found = registered(post("/subjects/" + encoded(subject), body(schema)));
        ids.put(new Named(subject, schema), found.id());
        return found;
    }

    /** The schema with this id. */
    public Schema byId(int id) {
        Schema known = byId.get(id);
        if (known == null) {
            String path = "/schemas/ids/" + id;
            known = schema(path, get(path));
            byId.put(id, known);
        }
        return known;
    }

    /** The newest version of a subject. */
    public RegisteredSchema latest(String subject) {
        return registered(get("/subjects/" + encoded(subject) + "/versions/latest"));
    }

    /** What the server says of its version; empty where its API does not tell. */
    public Optional<String> version() {
        try {
            return Optional.ofNullable(
                    get("/v1/metadata/version").path("version").textValue());
        } catch (RegistryRefusedException e) {
            return Optional.empty(); // the call is younger than the rest of the API
        }
    }

    /** The names of all subjects. */
    public List<String> subjects() {
        List<String> subjects = new ArrayList<>();
        get("/subjects").forEach(subject -> subjects.add(subject.asText()));
        return subjects;
    }

    /**
     * Whether a schema may follow the newest version of a subject, by the subject's level.
     *
     * @return why not, a line for each reason; empty when it may, as it may where nothing is registered yet
     */
    public List<String> incompatibilities(String subject, Schema schema) {
        JsonNode verdict;
        try {
            verdict =
                    post("/compatibility/subjects/" + encoded(subject) + "/versions/latest?verbose=true", body(schema));
        } catch (RegistryRefusedException e) {
            if (e.errorCode() == RegistryRefusedException.NO_SUBJECT
                    || e.errorCode() == RegistryRefusedException.NO_VERSION) {
                return List.of();
            }
            throw e;
        }
        if (verdict.path("is_compatible").asBoolean()) {
            return List.of();
        }
        List<String> reasons = new ArrayList<>();
        verdict.path("messages").forEach(message -> reasons.add(message.asText()));
        return reasons.isEmpty() ? List.of("the registry gives no reason") : reasons;
    }

    /** The level for all subjects that have none of their own. */
    public CompatibilityLevel compatibility() {
        return level(get("/config"));
    }

    /** The level that holds for a subject: its own, else that for all. */
    public CompatibilityLevel compatibility(String subject) {
        return level(get("/config/" + encoded(subject) + "?defaultToGlobal=true"));
    }

    /** Sets the level for all subjects that have none of their own. */
    public void setCompatibility(CompatibilityLevel level) {
        put("/config", level);
    }

    /** Sets the level of a subject. */
    public void setCompatibility(String subject, CompatibilityLevel level) {
        put("/config/" + encoded(subject), level);
    }

    @Override
    public String toString() {
        return "SchemaRegistryClient[" + urls + "]";
    }

    private JsonNode get(String path) {
        return ask("GET", path, null);
    }

    private JsonNode post(String path, ObjectNode body) {
        return ask("POST", path, body);
    }

    private void put(String path, CompatibilityLevel level) {
        ask("PUT", path, JSON.createObjectNode().put("compatibility", level.name()));
    }

    private JsonNode ask(String method, String path, @Nullable ObjectNode body) {
        long start = System.nanoTime();
        try {
            JsonNode answer = Failsafe.with(again).get(() -> askAll(method, path, body, start));
            if (lastTold.getAndSet(0) != 0) {
                LOG.info("the schema registry at {} answers", urls);
            }
            return answer;
        } catch (NotNow e) {
            throw new RegistryUnreachableException(
                    urls, Duration.ofNanos(System.nanoTime() - start), e.why, e.getCause());
        } catch (FailsafeException e) {
            if (e.getCause() instanceof InterruptedException interrupt) {
                throw new InterruptException("interrupted while waiting for the schema registry at " + urls, interrupt);
            }
            throw e;
        }
    }

    /** Tries every address once, beginning with the one that answered last. */
    private JsonNode askAll(String method, String path, @Nullable ObjectNode body, long start)
            throws InterruptedException {
        int count = config.urls().size();
        int first = preferred;
        NotNow failure = null;
        for (int i = 0; i < count; i++) {
            int chosen = (first + i) % count;
            try {
                JsonNode answer = askOne(config.urls().get(chosen), method, path, body);
                preferred = chosen;
                return answer;
            } catch (NotNow e) {
                if (failure != null) {
                    e.addSuppressed(failure);
                }
                failure = e;
            }
        }
        NotNow last = Objects.requireNonNull(failure, "failure");
        tell(Duration.ofNanos(System.nanoTime() - start), last.why);
        throw last;
    }

    private JsonNode askOne(URI base, String method, String path, @Nullable ObjectNode body)
            throws InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(ANSWER)
                .header("Accept", CONTENT_TYPE + ", application/json")
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body.toString()));
        if (body != null) {
            request.header("Content-Type", CONTENT_TYPE);
        }
        if (config.authorization() != null) {
            request.header("Authorization", config.authorization());
        }
        HttpResponse<String> response;
        try {
            response = Http.CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new NotNow(base + ": " + words(e), null, e);
        }
        return answer(base, method + " " + path, response);
    }

    private static JsonNode answer(URI base, String request, HttpResponse<String> response) {
        int status = response.statusCode();
        String text = response.body();
        if (status >= 500 || status == 429) {
            throw new NotNow(
                    base + " answered HTTP " + status + ": " + shortened(text),
                    response.headers().firstValue("Retry-After").orElse(null),
                    null);
        }
        JsonNode json;
        try {
            json = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            json = JSON.missingNode();
        }
        if (status / 100 == 2 && !json.isMissingNode()) {
            return json;
        }
        String message = json.path("message").asText();
        throw new RegistryRefusedException(
                request + " at " + base,
                status,
                json.path("error_code").asInt(status),
                message.isEmpty() ? "expected the answer of a schema registry, got: " + shortened(text) : message);
    }

    private void tell(Duration soFar, String why) {
        long now = System.nanoTime();
        long last = lastTold.get();
        if ((last == 0 || now - last >= BETWEEN_MESSAGES.toNanos()) && lastTold.compareAndSet(last, now)) {
            waiting.waiting(urls, soFar, why);
        }
    }

    /** What Retry-After asks for, at most the longest pause of ours; negative for the pause of the policy. */
    private static Duration pauseAskedFor(@Nullable Throwable failure) {
        if (failure instanceof NotNow notNow && notNow.retryAfter != null) {
            try {
                long seconds = Long.parseLong(notNow.retryAfter.strip());
                return Duration.ofSeconds(Math.max(0, Math.min(seconds, LONGEST_PAUSE.toSeconds())));
            } catch (NumberFormatException e) {
                LOG.debug("Retry-After is not a number of seconds: {}", notNow.retryAfter);
            }
        }
        return Duration.ofNanos(-1);
    }

    private static ObjectNode body(Schema schema) {
        return JSON.createObjectNode().put("schema", schema.toString());
    }

    private RegisteredSchema registered(JsonNode answer) {
        return new RegisteredSchema(
                answer.path("subject").asText(),
                number(answer, "version"),
                number(answer, "id"),
                schema("a version", answer));
    }

    private Schema schema(String request, JsonNode answer) {
        String text = answer.path("schema").asText();
        try {
            // names and defaults that an older Avro let pass must not stop a reader
            return new Schema.Parser(NameValidator.NO_VALIDATION)
                    .setValidateDefaults(false)
                    .parse(text);
        } catch (AvroRuntimeException e) {
            throw new RegistryRefusedException(
                    request + " at " + urls, 200, 200, "expected an Avro schema, got: " + shortened(text) + ": " + e);
        }
    }

    private int number(JsonNode answer, String field) {
        JsonNode value = answer.path(field);
        if (!value.isInt()) {
            throw new RegistryRefusedException(
                    "a request at " + urls,
                    200,
                    200,
                    "expected a number " + field + " in the answer, got: " + shortened(answer.toString()));
        }
        return value.intValue();
    }

    private CompatibilityLevel level(JsonNode answer) {
        String name = answer.path("compatibilityLevel").asText();
        for (CompatibilityLevel level : CompatibilityLevel.values()) {
            if (level.name().equals(name)) {
                return level;
            }
        }
        throw new RegistryRefusedException(
                "the compatibility level at " + urls,
                200,
                200,
                "expected one of " + List.of(CompatibilityLevel.values()) + ", got: " + shortened(answer.toString()));
    }

    private static String encoded(String subject) {
        return URLEncoder.encode(subject, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String shortened(String text) {
        return text.length() <= 300 ? text : text.substring(0, 300) + "…";
    }

    /** The JDK's connection failures have no message of their own. */
    private static String words(IOException e) {
        return e.getMessage() == null
                ? e.getClass().getSimpleName()
                : e.getClass().getSimpleName() + ": " + e.getMessage();
    }

    /** One for all clients: it holds threads and connections, and nothing of a registry. Made when first used. */
    private static final class Http {
        static final HttpClient CLIENT = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .build();
    }

    /** The registry cannot answer now. */
    private static final class NotNow extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final String why;
        private final @Nullable String retryAfter;

        NotNow(String why, @Nullable String retryAfter, @Nullable Throwable cause) {
            super(why, cause);
            this.why = why;
            this.retryAfter = retryAfter;
        }
    }
}
