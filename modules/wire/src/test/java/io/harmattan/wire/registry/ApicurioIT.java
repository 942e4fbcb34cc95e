package io.harmattan.wire.registry;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The contract with a registry that others built: Apicurio, under its Confluent-compatible path. It needs Java 21 or newer
 * and 159 MB, so it runs in the Maven profile {@code foreign-registry} alone, on whatever such JDK there is.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApicurioIT extends SchemaRegistryContract {
    private static final int JAVA = 21;

    private final int port = freePort();
    private @Nullable Process apicurio;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        Path home = Path.of(System.getProperty("apicurio.home", "target/apicurio"));
        needed(
                Files.isRegularFile(home.resolve("quarkus-run.jar")),
                "Apicurio is not in " + home + "; run with -Pforeign-registry to fetch it");
        Optional<Path> java = java();
        needed(java.isPresent(), "there is no JDK " + JAVA + " or newer; install one or set JAVA_HOME_25");

        File log = folder.resolve("apicurio.log").toFile();
        Process started = new ProcessBuilder(
                        java.orElseThrow().toString(),
                        "-Xmx512m",
                        "-Dquarkus.http.host=127.0.0.1",
                        "-Dquarkus.http.port=" + port,
                        "-Dquarkus.management.host=127.0.0.1",
                        "-Dquarkus.management.port=" + freePort(),
                        "-jar",
                        "quarkus-run.jar")
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
        apicurio = started;
        SchemaRegistryClient client = new SchemaRegistryClient(
                RegistryConfig.of(url()).withPatience(Duration.ZERO), (urls, soFar, why) -> {});
        await().atMost(Duration.ofMinutes(2)).ignoreExceptions().until(() -> {
            if (!started.isAlive()) {
                throw new AssertionError("Apicurio ended: " + Files.readString(log.toPath()));
            }
            // its default is NONE
            client.setCompatibility(CompatibilityLevel.BACKWARD);
            return true;
        });
    }

    @AfterAll
    void stop() throws InterruptedException {
        if (apicurio != null) {
            apicurio.destroy();
            apicurio.waitFor(30, TimeUnit.SECONDS);
            apicurio.destroyForcibly();
        }
    }

    @Override
    String url() {
        return "http://127.0.0.1:" + port + "/apis/ccompat/v7";
    }

    private static void needed(boolean there, String otherwise) {
        if (!there) {
            System.out.println("SKIPPED ApicurioIT: " + otherwise);
        }
        Assumptions.assumeTrue(there, otherwise);
    }

    /** The launcher of the first JDK that is new enough: this one, one that a JAVA_HOME… names, one that is installed. */
    private static Optional<Path> java() {
        List<Path> homes = new ArrayList<>();
        homes.add(Path.of(System.getProperty("java.home")));
        System.getenv().forEach((key, value) -> {
            if (key.startsWith("JAVA_HOME")) {
                homes.add(Path.of(value));
            }
        });
        for (Path installed : List.of(Path.of("/usr/lib/jvm"), Path.of("/opt"))) {
            if (Files.isDirectory(installed)) {
                try (Stream<Path> found = Files.list(installed)) {
                    found.forEach(homes::add);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        return homes.stream()
                .filter(home -> release(home) >= JAVA)
                .map(home -> home.resolve("bin").resolve("java"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** The feature release of a JDK, by the file that lies in each; 0 for anything else. */
    private static int release(Path home) {
        Path file = home.resolve("release");
        if (!Files.isReadable(file)) {
            return 0;
        }
        Properties properties = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String version = properties.getProperty("JAVA_VERSION", "0").replace("\"", "");
        return Runtime.Version.parse(version.startsWith("1.") ? "8" : version).feature();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
