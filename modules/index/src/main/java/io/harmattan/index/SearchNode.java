package io.harmattan.index;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch._types.HealthStatus;
import co.elastic.clients.json.jackson.JacksonJsonpMapper;
import co.elastic.clients.transport.TransportUtils;
import co.elastic.clients.transport.rest_client.RestClientTransport;
import com.fasterxml.jackson.databind.JsonNode;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import org.apache.http.Header;
import org.apache.http.HttpHost;
import org.apache.http.message.BasicHeader;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.RestClient;
import org.elasticsearch.client.RestClientBuilder;
import org.jspecify.annotations.Nullable;

/** The connection to Elasticsearch. Connecting asks nothing of the server: it may come up later. */
public final class SearchNode implements AutoCloseable {
    private final SearchSettings settings;
    private final RestClientTransport transport;
    private final ElasticsearchClient client;

    private SearchNode(SearchSettings settings, RestClientTransport transport) {
        this.settings = settings;
        this.transport = transport;
        this.client = new ElasticsearchClient(transport);
    }

    /**
     * A connection with these settings.
     *
     * @throws UncheckedIOException when the CA file cannot be read
     */
    public static SearchNode connect(SearchSettings settings) {
        int timeout = Math.toIntExact(settings.timeout().toMillis());
        SSLContext trust = trust(settings);
        RestClientBuilder builder = RestClient.builder(settings.urls().stream()
                        .map(url -> HttpHost.create(url.getScheme() + "://" + url.getAuthority()))
                        .toArray(HttpHost[]::new))
                .setRequestConfigCallback(
                        c -> c.setConnectTimeout(Math.min(timeout, 5000)).setSocketTimeout(timeout))
                .setHttpClientConfigCallback(c -> trust == null ? c : c.setSSLContext(trust));
        String path = settings.urls().get(0).getPath();
        if (path != null && path.length() > 1) {
            builder.setPathPrefix(path);
        }
        Header authorization = authorization(settings);
        if (authorization != null) {
            builder.setDefaultHeaders(new Header[] {authorization});
        }
        return new SearchNode(
                settings, new RestClientTransport(builder.build(), new JacksonJsonpMapper(Documents.JSON)));
    }

    private static @Nullable Header authorization(SearchSettings settings) {
        if (settings.apiKey() != null) {
            return new BasicHeader("Authorization", "ApiKey " + settings.apiKey());
        }
        if (settings.user() != null) {
            String pair = settings.user() + ":" + settings.password();
            return new BasicHeader(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
        }
        return null;
    }

    private static @Nullable SSLContext trust(SearchSettings settings) {
        Path file = settings.caFile();
        if (file != null) {
            try {
                return TransportUtils.sslContextFromHttpCaCrt(file.toFile());
            } catch (IOException | RuntimeException e) {
                throw failed(
                        "the CA file " + file + " cannot be used: " + e.getMessage()
                                + "; expected an X.509 certificate in PEM",
                        e);
            }
        }
        String fingerprint = settings.caFingerprint();
        return fingerprint == null ? null : TransportUtils.sslContextFromCaFingerprint(fingerprint);
    }

    ElasticsearchClient client() {
        return client;
    }

    SearchSettings settings() {
        return settings;
    }

    /** Where it is, for people. */
    public String address() {
        return settings.urls().stream().map(URI::toString).collect(Collectors.joining(", "));
    }

    /**
     * The version of the node that answers, {@code 8.19.21} for one.
     *
     * @throws UncheckedIOException when none does
     */
    public String version() {
        // asked for by its field: the client's own type wants fields that a node without all modules does not give
        Request request = new Request("GET", "/_nodes/_local");
        request.addParameter("filter_path", "nodes.*.version");
        return ask(() -> {
            try (InputStream answer =
                    transport.restClient().performRequest(request).getEntity().getContent()) {
                JsonNode version = Documents.JSON.readTree(answer).findValue("version");
                return version == null ? "unknown" : version.asText();
            }
        });
    }

    /**
     * Waits until Elasticsearch answers and none of our indices is red, as they are for a moment after a restart.
     *
     * @param limit how long to wait
     * @param say told once for each reason why it is not yet up, one line each
     * @throws UncheckedIOException when the limit has passed, or at once when it does not let us in
     */
    public void waitUntilUp(Duration limit, Consumer<String> say) {
        String[] said = {""};
        RetryPolicy<Object> patience = RetryPolicy.builder()
                .handleIf(e -> !refusesUs(e))
                .withBackoff(Duration.ofMillis(100), Duration.ofSeconds(3))
                .withJitter(0.2)
                .withMaxAttempts(-1)
                .withMaxDuration(limit)
                .onRetryScheduled(e -> {
                    String why = String.valueOf(e.getLastException().getMessage());
                    if (!why.equals(said[0])) {
                        said[0] = why;
                        say.accept(why + "; waiting for it, at most " + limit.toSeconds() + " s");
                    }
                })
                .build();
        try {
            Failsafe.with(patience).run(this::checkHealth);
        } catch (FailsafeException e) {
            if (e.getCause() instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            throw failed("Elasticsearch at " + address() + " was not waited for to the end", e);
        }
    }

    private static boolean refusesUs(Throwable e) {
        int status = Failures.status(e);
        return status == 401 || status == 403;
    }

    private void checkHealth() {
        List<String> ours = Arrays.stream(NewsIndex.values())
                .map(i -> i.pattern(settings.indexPrefix()))
                .toList();
        HealthStatus health =
                ask(() -> client.cluster().health(h -> h.index(ours)).status());
        if (health == HealthStatus.Red) {
            throw failed("Elasticsearch at " + address() + " is up, but an index of ours is red", null);
        }
    }

    /** A question to Elasticsearch. */
    interface Question<T> {
        T ask() throws IOException;
    }

    /**
     * Its answer.
     *
     * @throws UncheckedIOException with one line for people when there is none, or when it is an error
     */
    <T> T ask(Question<T> question) {
        try {
            return question.ask();
        } catch (IOException | ElasticsearchException e) {
            throw failed("Elasticsearch at " + address() + " " + Failures.inWords(e) + Failures.whatToDo(e), e);
        }
    }

    /** The message is for people, and its cause has the same: not the name of a class, nor "connection refused" alone. */
    static UncheckedIOException failed(String message, @Nullable Exception cause) {
        return new UncheckedIOException(message, new IOException(message, cause));
    }

    @Override
    public void close() {
        try {
            transport.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
