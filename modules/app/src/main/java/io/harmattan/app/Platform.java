package io.harmattan.app;

import io.harmattan.analysis.cluster.ClusterSettings;
import io.harmattan.dashboard.ApiServer;
import io.harmattan.index.ElasticsearchNewsSearch;
import io.harmattan.index.IndexSink;
import io.harmattan.index.IndexTemplates;
import io.harmattan.index.SearchNode;
import io.harmattan.pipeline.ClusterTopology;
import io.harmattan.pipeline.EnrichTopology;
import io.harmattan.pipeline.StreamsStage;
import io.harmattan.pipeline.cluster.ClusterProcessor;
import io.harmattan.wire.SchemaSetup;
import io.harmattan.wire.Topic;
import io.harmattan.wire.TopicSetup;
import io.harmattan.wire.Wire;
import io.harmattan.wire.registry.RegistryConfig;
import io.harmattan.wire.registry.SchemaRegistryClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.streams.Topology;

/** All stages of one process at work: enrich, cluster, index and the API, on servers that are up or will be. */
final class Platform implements AutoCloseable {
    private static final Duration SERVERS_UP = Duration.ofMinutes(10);
    private static final Duration STAGES_UP = Duration.ofMinutes(2);

    private final Servers servers;
    private final Console console;
    private final Clock clock;
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    private Platform(Servers servers, Console console, Clock clock) {
        this.servers = servers;
        this.console = console;
        this.clock = clock;
    }

    /** Prepares the servers (topics, schemas, templates), then starts every stage; says each step. */
    static Platform start(Servers servers, Console console, Clock clock) {
        Platform platform = new Platform(servers, console, clock);
        try {
            platform.start();
            return platform;
        } catch (RuntimeException e) {
            platform.close();
            throw e;
        }
    }
}
