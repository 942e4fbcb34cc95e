package io.harmattan.local.stack;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * What a stack is made of.
 *
 * @param runtimes folder that holds the runtime of each part: {@code PART/lib} as in the distribution, or
 *     {@code PART/target/runtime/lib} as the build leaves it
 * @param data folder for everything the stack writes; made where it does not exist
 * @param parts which parts to start; the registry needs Kafka
 * @param ports port of each part on the loopback interface, 0 or none for any free one
 * @param controllerPort port between the Kafka broker and its own controller, 0 for any free one
 * @param heaps heap limit of each part, in MiB
 * @param startDeadline how long one part may take until it serves
 */
public record StackSettings(
        Path runtimes,
        Path data,
        Set<Part> parts,
        Map<Part, Integer> ports,
        int controllerPort,
        Map<Part, Integer> heaps,
        Duration startDeadline) {
    private static final Map<Part, Integer> HEAPS = Map.of(Part.KAFKA, 256, Part.REGISTRY, 96, Part.SEARCH, 512);

    /** Copies its collections and fills in what was left out. */
    public StackSettings {
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("a stack has at least one part, but none was asked for");
        }
        if (parts.contains(Part.REGISTRY) && !parts.contains(Part.KAFKA)) {
            throw new IllegalArgumentException("the registry keeps its schemas in Kafka, but the parts are " + parts);
        }
        runtimes = runtimes.toAbsolutePath().normalize();
        data = data.toAbsolutePath().normalize();
        parts = Collections.unmodifiableSet(EnumSet.copyOf(parts));
        ports = complete(ports, Map.of(Part.KAFKA, 0, Part.REGISTRY, 0, Part.SEARCH, 0));
        ports.forEach((part, port) -> requirePort(part.portSetting(), port));
        requirePort(CONTROLLER_PORT, controllerPort);
        heaps = complete(heaps, HEAPS);
    }

    static final String CONTROLLER_PORT = "local.controller-port";

    /**
     * All parts, on free ports.
     *
     * @param runtimes folder that holds the runtime of each part
     * @param data folder for everything the stack writes
     */
    public static StackSettings of(Path runtimes, Path data) {
        return new StackSettings(
                runtimes, data, EnumSet.allOf(Part.class), Map.of(), 0, Map.of(), Duration.ofSeconds(120));
    }

    /** The same with these parts alone. */
    public StackSettings withParts(Set<Part> chosen) {
        return new StackSettings(runtimes, data, chosen, ports, controllerPort, heaps, startDeadline);
    }

    /** The same with a port for one part; 0 for any free one. */
    public StackSettings withPort(Part part, int port) {
        Map<Part, Integer> changed = new EnumMap<>(ports);
        changed.put(part, port);
        return new StackSettings(runtimes, data, parts, changed, controllerPort, heaps, startDeadline);
    }

    int port(Part part) {
        return ports.getOrDefault(part, 0);
    }

    int heap(Part part) {
        return heaps.getOrDefault(part, 256);
    }

    private static Map<Part, Integer> complete(Map<Part, Integer> given, Map<Part, Integer> defaults) {
        Map<Part, Integer> all = new EnumMap<>(defaults);
        all.putAll(given);
        return Collections.unmodifiableMap(all);
    }

    private static void requirePort(String setting, int port) {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException(setting + " is " + port + ", expected 0 to 65535");
        }
    }
}
