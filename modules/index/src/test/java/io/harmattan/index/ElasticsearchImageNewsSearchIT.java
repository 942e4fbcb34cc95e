package io.harmattan.index;

import io.harmattan.domain.EnrichedArticle;
import io.harmattan.domain.EventCluster;
import io.harmattan.domain.NewsSearch;
import io.harmattan.testkit.NewsSearchContract;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.elasticsearch.ElasticsearchContainer;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.utility.DockerImageName;

/** The official image as it comes: TLS with a certificate of its own authority, and a password. */
@Testcontainers(disabledWithoutDocker = true)
class ElasticsearchImageNewsSearchIT extends NewsSearchContract {
    private static final String PASSWORD = "correct-horse";

    @Container
    private static final ElasticsearchContainer SERVER = new ElasticsearchContainer(
                    DockerImageName.parse("elasticsearch:8.19.12")
                            .asCompatibleSubstituteFor("docker.elastic.co/elasticsearch/elasticsearch"))
            .withPassword(PASSWORD)
            .withEnv("ES_JAVA_OPTS", "-Xms512m -Xmx512m");

    private static ScratchIndex scratch;

    @BeforeAll
    static void open(@TempDir Path folder) throws IOException {
        Path ca = Files.write(folder.resolve("ca.crt"), SERVER.caCertAsBytes().orElseThrow());
        scratch = new ScratchIndex(new SearchSettings(
                List.of(URI.create("https://" + SERVER.getHttpHostAddress())),
                null,
                "elastic",
                PASSWORD,
                ca,
                null,
                "",
                1,
                0,
                Duration.ofSeconds(1),
                Duration.ofSeconds(60)));
    }

    @AfterEach
    void clear() {
        scratch.clear();
    }

    @AfterAll
    static void close() {
        scratch.close();
    }

    @Override
    protected NewsSearch search() {
        return scratch.search();
    }

    @Override
    protected void put(EnrichedArticle... articles) {
        scratch.put(articles);
    }

    @Override
    protected void put(EventCluster... clusters) {
        scratch.put(clusters);
    }
}
