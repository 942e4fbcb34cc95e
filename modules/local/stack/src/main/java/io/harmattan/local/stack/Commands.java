package io.harmattan.local.stack;

import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** The command line of each part, and the Kafka node's settings. */
final class Commands {
    private static final String BROKER = "io.harmattan.local.broker.BrokerMain";
    private static final String REGISTRY = "io.harmattan.local.registry.RegistryMain";
    private static final String SEARCH = "io.harmattan.local.search.SearchNodeMain";
    private static final Path SHELL = Path.of("/bin/sh");

    /**
     * On so few the parts go without the JVM's second compiler, which for the first minutes takes more of them than the parts
     * themselves.
     */
    private static final int FEW_PROCESSORS = 4;

    private Commands() {}

    static List<String> broker(StackSettings settings, Path tmp, Path serverProperties) {
        List<String> command = java(settings, Part.KAFKA, tmp);
        command.add("-XX:+UseSerialGC");
        return main(command, settings, Part.KAFKA, BROKER, serverProperties.toString());
    }

    static List<String> registry(StackSettings settings, Path tmp, int port, String bootstrap) {
        List<String> command = java(settings, Part.REGISTRY, tmp);
        command.add("-XX:+UseSerialGC");
        return main(
                command,
                settings,
                Part.REGISTRY,
                REGISTRY,
                "--port",
                Integer.toString(port),
                "--bootstrap",
                bootstrap,
                "--host",
                Ports.HOST);
    }

    static List<String> search(StackSettings settings, Path tmp, Path data, int port, int transportPort) {
        List<String> command = java(settings, Part.SEARCH, tmp);
        // its circuit breakers look at the heap's true use, and know how to have G1 alone collect early
        command.addAll(List.of(
                "-XX:+UseG1GC",
                "-XX:G1ReservePercent=25",
                "-XX:InitiatingHeapOccupancyPercent=30",
                "-Dlog4j2.disable.jmx=true",
                "-Dlog4j.shutdownHookEnabled=false",
                "-Dio.netty.noUnsafe=true",
                "-Dio.netty.noKeySetOptimization=true",
                "-Dio.netty.recycler.maxCapacityPerThread=0"));
        return main(
                command,
                settings,
                Part.SEARCH,
                SEARCH,
                Runtimes.of(settings.runtimes(), Part.SEARCH).toString(),
                data.toString(),
                Integer.toString(port),
                Integer.toString(transportPort));
    }

    private static List<String> java(StackSettings settings, Part part, Path tmp) {
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(SHELL)) {
            // Ctrl-C and a closed terminal signal every process of the terminal at once; only the parent is to hear
            // them, and it stops its children in order. A signal ignored before exec stays ignored.
            command.addAll(
                    List.of(SHELL.toString(), "-c", "trap '' INT HUP; exec \"$@\"", "harmattan-" + part.folder()));
        }
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + settings.heap(part) + "m",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:-UsePerfData",
                "-Xshare:auto",
                "-Djava.awt.headless=true",
                "-Dfile.encoding=UTF-8",
                "-Djava.io.tmpdir=" + tmp));
        if (Runtime.getRuntime().availableProcessors() <= FEW_PROCESSORS) {
            command.add("-XX:TieredStopAtLevel=1");
        }
        int version = Runtime.version().feature();
        if (version >= 22) {
            command.add("--enable-native-access=ALL-UNNAMED");
        }
        if (version >= 23) {
            command.add("--sun-misc-unsafe-memory-access=allow");
        }
        return command;
    }

    private static List<String> main(
            List<String> java, StackSettings settings, Part part, String mainClass, String... arguments) {
        java.add("-cp");
        java.add(Runtimes.of(settings.runtimes(), part).resolve("lib") + File.separator + "*");
        java.add(mainClass);
        java.addAll(List.of(arguments));
        return java;
    }

    /** Writes the settings of a node that is broker and controller at once, with transactions, on one disk. */
    static void writeServerProperties(Path file, Path logs, int port, int controllerPort) throws IOException {
        Properties out = new Properties();
        out.putAll(Map.of(
                "process.roles", "broker,controller",
                "node.id", "1",
                "listeners",
                        "PLAINTEXT://" + Ports.HOST + ":" + port + ",CONTROLLER://" + Ports.HOST + ":" + controllerPort,
                "advertised.listeners", "PLAINTEXT://" + Ports.HOST + ":" + port,
                "inter.broker.listener.name", "PLAINTEXT",
                "controller.listener.names", "CONTROLLER",
                "controller.quorum.voters", "1@" + Ports.HOST + ":" + controllerPort,
                "log.dirs", logs.toString(),
                // a misspelt topic is an error, not a new topic
                "auto.create.topics.enable", "false",
                "group.initial.rebalance.delay.ms", "0"));
        out.putAll(Map.of(
                "offsets.topic.replication.factor", "1",
                "offsets.topic.num.partitions", "8",
                "transaction.state.log.replication.factor", "1",
                "transaction.state.log.min.isr", "1",
                "transaction.state.log.num.partitions", "8",
                "share.coordinator.state.topic.replication.factor", "1",
                "share.coordinator.state.topic.min.isr", "1",
                // records carry event times, which may be years old: no age is too old to keep, and a source's clock
                // may run ahead
                "log.retention.ms", "-1",
                "log.message.timestamp.after.max.ms", Long.toString(Long.MAX_VALUE),
                "group.min.session.timeout.ms", "1000"));
        // by default half of the heap, which at the start may not be free in one piece
        out.put("log.cleaner.dedupe.buffer.size", "16777216");
        Files.createDirectories(file.getParent());
        try (Writer writer = Files.newBufferedWriter(file)) {
            out.store(writer, null);
        }
    }
}
