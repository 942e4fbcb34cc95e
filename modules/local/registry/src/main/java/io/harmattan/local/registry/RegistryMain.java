package io.harmattan.local.registry;

import io.harmattan.local.child.Lifeline;
import io.javalin.util.JavalinBindException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the registry: {@code RegistryMain --bootstrap HOST:PORT [--host H] [--port P] [--topic T] [--compatibility L]}.
 *
 * <p>Standard output carries only the READY line of {@link Lifeline}; the address and everything else go to standard
 * error. It ends on SIGTERM and when its standard input ends; with status 2 when the arguments are wrong.
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

    private RegistryMain() {}

    /**
     * Entry point.
     *
     * @param args the options above
     */
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
        Lifeline.hold("the schema registry", () -> start(options));
    }

    private static RegistryServer start(Options options) throws InterruptedException {
        SchemaLog log = KafkaSchemaLog.open(options.bootstrap(), options.topic());
        try {
            Registry registry = new Registry(log, options.compatibility());
            RegistryServer server = RegistryServer.start(registry, options.host(), options.port());
            LOG.info("serving at {}, schemas in {} on {}", server.url(), options.topic(), options.bootstrap());
            return server;
        } catch (JavalinBindException e) {
            log.close();
            throw new IllegalStateException("port " + options.port() + " on " + options.host()
                    + " cannot be served, is it in use? Choose another with --port");
        } catch (RuntimeException e) {
            log.close();
            throw e;
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
