package io.harmattan.app;

import io.harmattan.dashboard.StackStatus;
import io.harmattan.index.IndexSink;
import io.harmattan.index.SearchNode;
import io.harmattan.pipeline.ClusterTopology;
import io.harmattan.pipeline.EnrichTopology;
import io.harmattan.wire.registry.RegistryConfig;
import io.harmattan.wire.registry.SchemaRegistryClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.KafkaException;

/** How each part is doing: asks the servers now, for a few seconds at most each. */
record StatusReport(Servers servers) implements StackStatus {
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    @Override
    public List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        Map<String, Object> client = servers.kafkaClient();
        String millis = String.valueOf(PATIENCE.toMillis());
        client.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, millis);
        client.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis);
        try (Admin admin = Admin.create(client)) {
            parts.add(kafka(admin));
            parts.add(registry());
            parts.add(elasticsearch());
            for (String stage : List.of(EnrichTopology.STAGE, ClusterTopology.STAGE, IndexSink.STAGE)) {
                parts.add(stage(admin, stage, parts.get(0).up()));
            }
            parts.add(api());
        } catch (KafkaException e) {
            parts.add(down("kafka", servers.kafka(), e));
        }
        return parts;
    }

    private Part kafka(Admin admin) {
        try {
            int brokers = get(admin.describeCluster().nodes()).size();
            var level = get(admin.describeFeatures().featureMetadata())
                    .finalizedFeatures()
                    .get("metadata.version");
            return new Part(
                    "kafka",
                    true,
                    // a broker tells the version of its metadata, not of its code
                    level == null ? null : "metadata.version " + level.maxVersionLevel(),
                    servers.kafka(),
                    brokers + (brokers == 1 ? " broker" : " brokers"));
        } catch (KafkaException e) {
            return down("kafka", servers.kafka(), e);
        }
    }

    private Part registry() {
        RegistryConfig config = RegistryConfig.of(servers.registryClient()).withPatience(Duration.ZERO);
        try {
            SchemaRegistryClient client = new SchemaRegistryClient(config, (urls, soFar, why) -> {});
            int subjects = client.subjects().size();
            return new Part(
                    "registry", true, client.version().orElse(null), servers.registry(), subjects + " subjects");
        } catch (KafkaException e) {
            return down("registry", servers.registry(), e);
        }
    }

    private Part elasticsearch() {
        try (SearchNode node = SearchNode.connect(servers.search().withTimeout(PATIENCE))) {
            return new Part("elasticsearch", true, node.version(), servers.elasticsearch(), null);
        } catch (UncheckedIOException e) {
            return down("elasticsearch", servers.elasticsearch(), e);
        }
    }

    /** The API of the process that works on the data folder, else of the address that the settings name. */
    private Part api() {
        Settings settings = servers.settings();
        String address = DataFolder.apiAddress(settings.data())
                .orElse("http://" + settings.text("api.host") + ":" + settings.number("api.port") + "/");
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(address)).timeout(PATIENCE).build();
        try {
            int status = HttpClient.newBuilder()
                    .connectTimeout(PATIENCE)
                    .build()
                    .send(request, HttpResponse.BodyHandlers.discarding())
                    .statusCode();
            return new Part("api", status == 200, Versions.ours(), address, status == 200 ? null : "answers " + status);
        } catch (IOException e) {
            return new Part("api", false, null, address, "does not answer");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Part("api", false, null, address, "interrupted");
        }
    }

    private Part stage(Admin admin, String stage, boolean brokerUp) {
        String group = Servers.group(servers.settings().naming(), stage);
        if (!brokerUp) {
            return new Part(stage, false, null, null, "not known while Kafka is down");
        }
        try {
            ConsumerGroupDescription described = get(admin.describeConsumerGroups(List.of(group))
                            .all())
                    .values()
                    .iterator()
                    .next();
            boolean up = described.groupState() == GroupState.STABLE
                    && !described.members().isEmpty();
            return new Part(
                    stage,
                    up,
                    up ? Versions.ours() : null,
                    null,
                    described.members().size() + " at work, "
                            + described.groupState().toString().toLowerCase(Locale.ROOT));
        } catch (KafkaException e) {
            return down(stage, null, e);
        }
    }

    private static Part down(String name, @org.jspecify.annotations.Nullable String address, Exception why) {
        // an UncheckedIOException repeats the class of its cause
        Throwable said = why instanceof UncheckedIOException && why.getCause() != null ? why.getCause() : why;
        return new Part(name, false, null, address, String.valueOf(said.getMessage()));
    }

    private static <T> T get(org.apache.kafka.common.KafkaFuture<T> future) {
        try {
            return future.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new KafkaException(
                    e.getCause() == null ? e.toString() : e.getCause().getMessage(), e);
        } catch (TimeoutException e) {
            throw new KafkaException("no answer within " + PATIENCE.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted", e);
        }
    }
}
