package io.harmattan.local.registry;

import io.javalin.util.JavalinBindException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the registry: {@code RegistryMain --bootstrap HOST:PORT [--host H] [--port P] [--topic T] [--compatibility L]}.
 *
 * <p>It prints one line, {@code READY} and its URL, to standard output when it serves; everything else goes to standard
 * error. It ends with status 0 on SIGTERM and when its standard input ends, which it does when the parent process dies;
 * with 1 when it cannot serve and with 2 when the arguments are wrong.
 */
public final class RegistryMain {
    private static final Logger LOG = LoggerFactory.getLogger(RegistryMain.class);

    private static final String USAGE = """
            usage: RegistryMain --bootstrap HOST:PORT [--host HOST] [--port PORT] [--topic TOPIC] [--compatibility LEVEL]
              --bootstrap      Kafka, where the schemas are kept
              --host           address to serve on (127.0.0.1); there is no authentication
              --port           port to serve on, 0 for any free one (8081)
              --topic          compacted topic for the schemas (_schemas)
              --compatibility  level where none was set through the API (BACKWARD)
            """;

    private final CountDownLatch stop = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final AtomicBoolean serving = new AtomicBoolean();
    private final Thread main = Thread.currentThread();

    private RegistryMain() {}

    /** Runs the registry until it is told to stop. */
    public static void main(String[] args) {
        Options options;
        try {
            options = Options.of(args);
        } catch (IllegalArgumentException | RegistryException e) {
            System.err.println(e.getMessage());
            System.err.print(USAGE);
            System.exit(2);
            return;
        }
        System.exit(new RegistryMain().run(options));
    }

    private int run(Options options) {
        Runtime.getRuntime().addShutdownHook(new Thread(this::stopAndWait, "stop"));
        Thread parent = new Thread(this::stopWhenInputEnds, "parent");
        parent.setDaemon(true);
        parent.start();
        try (RegistryServer server = open(options)) {
            serving.set(true);
            System.out.println("READY " + server.url());
            stop.await();
            LOG.info("stopping");
            return 0;
        } catch (InterruptedException e) {
            LOG.info("stopped before it was ready");
            return 0;
        } catch (JavalinBindException e) {
            LOG.error("{}:{} cannot be served ({}): choose another --port", options.host(), options.port(), cause(e));
            return 1;
        } catch (RuntimeException e) {
            if (stop.getCount() == 0) {
                LOG.info("stopped: {}", e.getMessage());
                return 0;
            }
            LOG.error("the registry cannot serve: {}", e.getMessage(), e);
            return 1;
        } finally {
            ended.countDown();
        }
    }

    private static RegistryServer open(Options options) throws InterruptedException {
        SchemaLog log = KafkaSchemaLog.open(options.bootstrap(), options.topic());
        try {
            Registry registry = new Registry(log, options.compatibility());
            return RegistryServer.start(registry, options.host(), options.port());
        } catch (RuntimeException e) {
            log.close();
            throw e;
        }
    }

    private static String cause(Throwable e) {
        return String.valueOf(
                e.getCause() == null ? e.getMessage() : e.getCause().getMessage());
    }

    private void stopAndWait() {
        stopNow();
        try {
            if (!ended.await(10, TimeUnit.SECONDS)) {
                LOG.warn("still busy after 10 s; ending all the same");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void stopWhenInputEnds() {
        try {
            // what the parent writes has no meaning; only the end has
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            LOG.info("standard input cannot be read any more: {}", e.getMessage());
        }
        stopNow();
    }

    private void stopNow() {
        stop.countDown();
        if (!serving.get()) {
            main.interrupt();
        }
    }

    /** What the command line says. */
    record Options(String bootstrap, String host, int port, String topic, Compatibility compatibility) {

        /** @throws IllegalArgumentException when an option is unknown, lacks its value or is out of range */
        static Options of(String... args) {
            Map<String, String> given = new LinkedHashMap<>();
            given.put("--bootstrap", "");
            given.put("--host", "127.0.0.1");
            given.put("--port", "8081");
            given.put("--topic", "_schemas");
            given.put("--compatibility", Compatibility.BACKWARD.name());
            for (int i = 0; i < args.length; i += 2) {
                if (!given.containsKey(args[i])) {
                    throw new IllegalArgumentException(
                            "unknown option " + args[i] + "; expected one of " + given.keySet());
                }
                if (i + 1 == args.length) {
                    throw new IllegalArgumentException(args[i] + " needs a value");
                }
                given.put(args[i], args[i + 1]);
            }
            if (given.getOrDefault("--bootstrap", "").isBlank()) {
                throw new IllegalArgumentException("--bootstrap is missing; expected HOST:PORT of Kafka");
            }
            return new Options(
                    given.getOrDefault("--bootstrap", ""),
                    given.getOrDefault("--host", ""),
                    port(given.getOrDefault("--port", "")),
                    given.getOrDefault("--topic", ""),
                    Compatibility.of(given.getOrDefault("--compatibility", "")));
        }

        private static int port(String text) {
            try {
                int port = Integer.parseInt(text);
                if (port >= 0 && port <= 65_535) {
                    return port;
                }
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("--port " + text + " is no number; expected 0 to 65535", e);
            }
            throw new IllegalArgumentException("--port " + text + " is out of range; expected 0 to 65535");
        }
    }
}
