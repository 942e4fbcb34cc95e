package io.harmattan.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FetcherTest {
    private LocalSite site;
    private Fetcher fetcher;

    @BeforeEach
    void start() throws Exception {
        site = new LocalSite();
        fetcher = new Fetcher(LocalSite.settings(), Clock.systemUTC());
    }

    @AfterEach
    void stop() {
        fetcher.close();
        site.close();
    }

    private static Fetched.Failed failed(Fetched fetched) {
        assertThat(fetched).isInstanceOf(Fetched.Failed.class);
        return (Fetched.Failed) fetched;
    }

    @Test
    void getsAPageWithItsValidatorsAndAsksWithThemTheNextTime() {
        site.page("/a", exchange -> {
            if ("\"1\"".equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
                exchange.sendResponseHeaders(304, -1);
                exchange.close();
                return;
            }
            exchange.getResponseHeaders().add("ETag", "\"1\"");
            exchange.getResponseHeaders().add("Last-Modified", "Sun, 01 Mar 2026 10:05:00 GMT");
            LocalSite.send(exchange, 200, "text/html; charset=utf-8", "<p>à</p>");
        });
        Fetched.Content content = (Fetched.Content) fetcher.get(site.at("/a"));
        assertThat(new String(content.body(), StandardCharsets.UTF_8)).isEqualTo("<p>à</p>");
        assertThat(content.mediaType()).isEqualTo("text/html");
        assertThat(content.etag()).isEqualTo("\"1\"");
        assertThat(content.lastModified()).startsWith("Sun, 01 Mar");
        assertThat(fetcher.get(site.at("/a"), content.etag(), content.lastModified()))
                .isInstanceOf(Fetched.NotModified.class);
    }

    @Test
    void followsRedirectsAndEndsALoop() {
        site.page("/from", exchange -> redirect(exchange, "/to"));
        site.page("/to", "text/html", "<p>there</p>");
        site.page("/loop", exchange -> redirect(exchange, "/loop"));
        assertThat(((Fetched.Content) fetcher.get(site.at("/from"))).address().getPath())
                .isEqualTo("/to");
        Fetched.Failed failed = failed(fetcher.get(site.at("/loop")));
        assertThat(failed.forGood()).isTrue();
        assertThat(failed.reason()).contains("redirects more than 5 times");
        assertThat(site.asked.stream().filter("/loop"::equals)).hasSize(6);
    }

    @Test
    void doesNotFollowARedirectToAnotherScheme() {
        site.page("/file", exchange -> redirect(exchange, "file:///etc/passwd"));
        assertThat(failed(fetcher.get(site.at("/file"))).reason()).contains("'file'; expected http or https");
    }

    @Test
    void doesNotGoToAPrivateAddressNorFollowARedirectToOne() {
        try (Fetcher careful = new Fetcher(
                new FetchSettings("x", Duration.ofSeconds(2), 1000, Duration.ZERO, false, false, false),
                Clock.systemUTC())) {
            assertThat(failed(careful.get(site.at("/a"))).reason()).contains("127.0.0.1, which is private");
            assertThat(failed(careful.get(site.at("/a").replace("127.0.0.1", "localhost")))
                            .reason())
                    .contains("which is private; expected a public address");
            assertThat(failed(careful.get("http://[::1]:1/")).forGood()).isTrue();
            assertThat(failed(careful.get("http://169.254.169.254/latest/meta-data"))
                            .reason())
                    .contains("private");
            assertThat(site.asked).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://example.org/a",
                "file:///etc/passwd",
                "javascript:alert(1)",
                "gopher://x/",
                "not an address",
                "http:///a",
                "http://user:secret@example.org/",
                ""
            })
    void refusesWhatIsNoWebAddress(String address) {
        assertThat(failed(fetcher.get(address)).forGood()).isTrue();
    }

    @Test
    void givesUpOnAServerThatSendsAByteNowAndThen() {
        site.page("/drip", exchange -> {
            exchange.sendResponseHeaders(200, 1_000_000);
            try {
                while (!Thread.currentThread().isInterrupted()) {
                    exchange.getResponseBody().write('x');
                    exchange.getResponseBody().flush();
                    Thread.sleep(100);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        Fetched.Failed failed = failed(fetcher.get(site.at("/drip")));
        assertThat(failed.reason()).isEqualTo("took longer than 2 s");
        assertThat(failed.forGood()).isFalse();
    }

    @Test
    void stopsReadingWhatIsTooLarge() {
        site.page("/large", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] piece = new byte[1 << 16];
            for (int i = 0; i < 480; i++) { // 30 MB
                exchange.getResponseBody().write(piece);
            }
            exchange.close();
        });
        assertThat(failed(fetcher.get(site.at("/large"))).reason()).contains("more than 1048576 bytes");
    }

    @Test
    void honoursRobotsTxt() {
        site.page("/robots.txt", "text/plain", "User-agent: *\nDisallow: /secret\n");
        site.page("/secret/a", "text/html", "x");
        site.page("/open", "text/html", "x");
        assertThat(failed(fetcher.get(site.at("/secret/a"))).reason())
                .contains("robots.txt")
                .contains("does not allow");
        assertThat(fetcher.get(site.at("/open"))).isInstanceOf(Fetched.Content.class);
        assertThat(site.asked).containsExactly("/robots.txt", "/open");
    }

    @Test
    void asksNothingOfAHostWhoseRobotsTxtIsBroken() {
        site.page("/robots.txt", exchange -> LocalSite.send(exchange, 503, "text/plain", ""));
        site.page("/a", "text/html", "x");
        Fetched.Failed failed = failed(fetcher.get(site.at("/a")));
        assertThat(failed.forGood()).isFalse();
        assertThat(failed.reason()).contains("cannot be read now");
    }

    @Test
    void saysWhatTheServerAnsweredAndHowLongItWantsToBeLeftAlone() {
        site.page("/busy", exchange -> {
            exchange.getResponseHeaders().add("Retry-After", "7");
            LocalSite.send(exchange, 429, "text/plain", "");
        });
        Fetched.Failed busy = failed(fetcher.get(site.at("/busy")));
        assertThat(busy.forGood()).isFalse();
        assertThat(busy.retryAfter()).isEqualTo(Duration.ofSeconds(7));
        assertThat(failed(fetcher.get(site.at("/gone"))).reason()).isEqualTo("the server answers 404");
        assertThat(failed(fetcher.get(site.at("/gone"))).forGood()).isTrue();
    }

    @Test
    void namesAFailureOfTls(@TempDir Path folder) throws Exception {
        Path keys = folder.resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "x",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        keys.toString(),
                        "-storepass",
                        "changeit")
                .redirectErrorStream(true)
                .start();
        keytool.getInputStream().readAllBytes();
        assertThat(keytool.waitFor()).isZero();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keys)) {
            store.load(in, "changeit".toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, "changeit".toCharArray());
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(managers.getKeyManagers(), null, null);
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        server.start();
        try (Fetcher plain = new Fetcher(
                new FetchSettings("x", Duration.ofSeconds(5), 1000, Duration.ZERO, false, true, false),
                Clock.systemUTC())) {
            assertThat(failed(plain.get(
                                    "https://localhost:" + server.getAddress().getPort() + "/"))
                            .reason())
                    .startsWith("TLS with localhost failed");
        } finally {
            server.stop(0);
        }
    }

    private static void redirect(com.sun.net.httpserver.HttpExchange exchange, String to) throws java.io.IOException {
        exchange.getResponseHeaders().add("Location", to);
        exchange.sendResponseHeaders(302, -1);
        exchange.close();
    }
}
