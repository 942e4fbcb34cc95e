package io.harmattan.app;

import io.harmattan.index.SearchSettings;
import io.harmattan.local.stack.Part;
import io.harmattan.local.stack.StackInfo;
import io.harmattan.wire.Topic;
import io.harmattan.wire.Wire;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;

/**
 * Where the three servers are and how to be let in.
 *
 * @param kafka bootstrap servers
 * @param registry base addresses of the schema registry, parted by commas
 * @param elasticsearch base addresses, parted by commas
 */
record Servers(String kafka, String registry, String elasticsearch, Settings settings) {

    /** The group of a stage, and the id of its Streams application. */
    static String group(Topic.Naming naming, String stage) {
        return naming.prefix() + "harmattan-" + stage + "-" + naming.epoch();
    }

    /** Whether the settings name all three. */
    static boolean areConfigured(Settings settings) {
        return settings.optional("kafka.bootstrap-servers") != null
                && settings.optional("registry.url") != null
                && settings.optional("elasticsearch.url") != null;
    }

    /** The servers that the settings name, each else that of the laptop stack which runs on the data folder. */
    static Servers find(Settings settings) {
        String kafka = settings.optional("kafka.bootstrap-servers");
        String registry = settings.optional("registry.url");
        String elasticsearch = settings.optional("elasticsearch.url");
        if (kafka != null && registry != null && elasticsearch != null) {
            return new Servers(kafka, registry, elasticsearch, settings);
        }
        StackInfo running = StackInfo.read(settings.data())
                .filter(StackInfo::isUp)
                .orElseThrow(() -> new UserException("No stack runs on the data folder " + settings.data()
                        + ". Start one with `harmattan up`, or name your servers: kafka.bootstrap-servers, registry.url"
                        + " and elasticsearch.url (`harmattan config` shows them)."));
        return new Servers(
                kafka != null ? kafka : address(running, Part.KAFKA),
                registry != null ? registry : address(running, Part.REGISTRY),
                elasticsearch != null ? elasticsearch : address(running, Part.SEARCH),
                settings);
    }

    private static String address(StackInfo stack, Part part) {
        return stack.address(part)
                .orElseThrow(() -> new UserException(
                        "The stack is still starting: it has no " + part.title() + " yet. Try again in a moment."));
    }

    /** Client settings for Kafka. */
    Map<String, Object> kafkaClient() {
        Map<String, Object> client = new HashMap<>(settings.kafkaClient());
        client.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, kafka);
        return client;
    }

    /** The same, as texts. */
    Map<String, String> kafkaConnection() {
        Map<String, String> connection = new HashMap<>();
        kafkaClient().forEach((key, value) -> connection.put(key, String.valueOf(value)));
        return connection;
    }

    /** Settings of the serde and of the registry client, by Confluent's keys. */
    Map<String, String> registryClient() {
        Map<String, String> client = new HashMap<>();
        client.put("schema.registry.url", registry);
        String user = settings.optional("registry.user-info");
        String token = settings.optional("registry.token");
        if (user != null) {
            client.put("basic.auth.credentials.source", "USER_INFO");
            client.put("basic.auth.user.info", user);
        }
        if (token != null) {
            client.put("bearer.auth.credentials.source", "STATIC_TOKEN");
            client.put("bearer.auth.token", token);
        }
        return client;
    }

    /** The serdes of the topics. */
    Wire wire() {
        return new Wire(settings.text("registry.serde"), registryClient());
    }

    /** Settings of the connection to Elasticsearch. */
    SearchSettings search() {
        try {
            java.nio.file.Path ca =
                    settings.optional("elasticsearch.ca") == null ? null : settings.path("elasticsearch.ca");
            return new SearchSettings(
                    Arrays.stream(elasticsearch.split(",", -1))
                            .map(String::strip)
                            .map(URI::create)
                            .toList(),
                    settings.optional("elasticsearch.api-key"),
                    settings.optional("elasticsearch.user"),
                    settings.optional("elasticsearch.password"),
                    ca,
                    null,
                    settings.prefix(),
                    settings.number("elasticsearch.shards"),
                    settings.number("elasticsearch.replicas"),
                    settings.duration("elasticsearch.refresh"),
                    Duration.ofSeconds(30));
        } catch (IllegalArgumentException e) {
            throw new UserException("The settings of Elasticsearch are wrong: " + e.getMessage(), e);
        }
    }
}
