package io.harmattan.local.broker;

import io.harmattan.local.child.Lifeline;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;

/**
 * Starts one Kafka node that is broker and controller at once, formatting its storage first where that is still to do.
 * Stops on SIGTERM and when standard input ends.
 */
public final class BrokerMain {
    private BrokerMain() {}

    /**
     * Entry point.
     *
     * @param args the path of a server.properties file
     */
    public static void main(String[] args) {
        if (args.length != 1) {
            System.err.println("expected one argument, the path of a server.properties file, but got " + args.length);
            System.exit(2);
        }
        Lifeline.hold("Kafka", () -> start(read(Path.of(args[0]))));
    }

    private static AutoCloseable start(Properties settings) throws Exception {
        KafkaConfig config = KafkaConfig.fromProps(settings, false);
        Storage.prepare(config);
        KafkaRaftServer server = new KafkaRaftServer(config, Time.SYSTEM);
        server.startup();
        return () -> {
            server.shutdown();
            server.awaitShutdown();
        };
    }

    private static Properties read(Path file) throws IOException {
        Properties settings = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            settings.load(reader);
        }
        return settings;
    }
}
