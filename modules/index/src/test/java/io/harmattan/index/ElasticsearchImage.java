package io.harmattan.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.testcontainers.elasticsearch.ElasticsearchContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * The official image as it comes: TLS with a certificate of its own authority, and a password. One for all tests of a JVM;
 * Testcontainers stops it with the JVM.
 */
final class ElasticsearchImage {
    private static @Nullable SearchSettings settings;

    private ElasticsearchImage() {}

    static synchronized SearchSettings settings() {
        if (settings == null) {
            settings = start();
        }
        return settings;
    }

    private static SearchSettings start() {
        String password = "correct-horse";
        ElasticsearchContainer server = new ElasticsearchContainer(DockerImageName.parse("elasticsearch:8.19.12")
                        .asCompatibleSubstituteFor("docker.elastic.co/elasticsearch/elasticsearch"))
                .withPassword(password)
                .withEnv("ES_JAVA_OPTS", "-Xms512m -Xmx512m");
        server.start();
        try {
            Path ca = Files.createTempFile("elasticsearch-ca", ".crt");
            ca.toFile().deleteOnExit();
            Files.write(ca, server.caCertAsBytes().orElseThrow());
            return with(server.getHttpHostAddress(), password, ca);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SearchSettings with(String host, String password, Path ca) {
        return new SearchSettings(
                List.of(URI.create("https://" + host)),
                null,
                "elastic",
                password,
                ca,
                null,
                "",
                1,
                0,
                Duration.ofSeconds(1),
                Duration.ofSeconds(60));
    }

    /** The same server with an API key that it does not know. */
    static SearchSettings withAWrongKey() {
        SearchSettings right = settings();
        return new SearchSettings(
                right.urls(),
                "d3Jvbmc6a2V5",
                null,
                null,
                right.caFile(),
                null,
                "",
                1,
                0,
                right.refresh(),
                right.timeout());
    }
}
