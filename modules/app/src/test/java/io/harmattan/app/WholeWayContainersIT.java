package io.harmattan.app;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.elasticsearch.ElasticsearchContainer;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.kafka.KafkaContainer;

/** The whole way on the official images; skipped where there is no Docker. */
@Testcontainers(disabledWithoutDocker = true)
class WholeWayContainersIT {
    private static final Network NETWORK = Network.newNetwork();

    @Container
    private static final KafkaContainer KAFKA =
            new KafkaContainer("apache/kafka:4.3.1").withNetwork(NETWORK).withListener("kafka:19092");

    @Container
    private static final GenericContainer<?> REGISTRY = new GenericContainer<>("confluentinc/cp-schema-registry:7.9.1")
            .withNetwork(NETWORK)
            .dependsOn(KAFKA)
            .withEnv("SCHEMA_REGISTRY_HOST_NAME", "registry")
            .withEnv("SCHEMA_REGISTRY_KAFKASTORE_BOOTSTRAP_SERVERS", "PLAINTEXT://kafka:19092")
            .withExposedPorts(8081)
            .waitingFor(Wait.forHttp("/subjects").forPort(8081));

    @Container
    private static final ElasticsearchContainer ELASTICSEARCH = new ElasticsearchContainer("elasticsearch:8.19.12")
            .withEnv("xpack.security.enabled", "false")
            .withEnv("ES_JAVA_OPTS", "-Xms512m -Xmx512m");

    @TempDir
    Path data;

    @Test
    void theSeedsBecomeOneEventClusterAndStayOne(@TempDir Path scratch) throws Exception {
        String registry = "http://" + REGISTRY.getHost() + ":" + REGISTRY.getMappedPort(8081);
        String elasticsearch = "http://" + ELASTICSEARCH.getHttpHostAddress();
        Settings settings = WholeWay.settings(
                data,
                Map.of(
                        "kafka.bootstrap-servers", KAFKA.getBootstrapServers(),
                        "registry.url", registry,
                        "elasticsearch.url", elasticsearch));
        new WholeWay(Servers.find(settings)).walk(scratch);
    }
}
