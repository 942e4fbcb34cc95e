package io.harmattan.local.stack;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** What the data folder says of the stack that runs on it, or ran when it was killed: {@code stack.properties}. */
public final class StackInfo {
    private static final String FILE = "stack.properties";

    private final ProcessId owner;
    private final Map<Part, Child> children;

    StackInfo(ProcessId owner, Map<Part, Child> children) {
        this.owner = owner;
        this.children = children.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(children));
    }

    /**
     * One child process.
     *
     * @param id which process
     * @param address where it serves: {@code host:port} of Kafka, the URL of the others
     */
    record Child(ProcessId id, String address) {}

    /**
     * Reads what is known of a stack on a data folder.
     *
     * @param data the data folder
     * @return empty if no stack runs there and none was killed there
     * @throws StackException if the file is there but cannot be read
     */
    public static Optional<StackInfo> read(Path data) {
        Path file = data.resolve(FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Properties read = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            read.load(reader);
            Map<Part, Child> children = new EnumMap<>(Part.class);
            for (Part part : Part.values()) {
                if (read.containsKey(part.folder() + ".pid")) {
                    children.put(
                            part, new Child(processId(read, part.folder()), text(read, part.folder() + ".address")));
                }
            }
            return Optional.of(new StackInfo(processId(read, "up"), children));
        } catch (IOException | IllegalArgumentException e) {
            throw new StackException(
                    "What " + file + " says of the stack cannot be read: " + e.getMessage() + ".",
                    "Make sure that no process of the stack runs, then delete the file.",
                    e);
        }
    }

    void write(Path data) {
        Properties out = new Properties();
        put(out, "up", owner);
        children.forEach((part, child) -> {
            put(out, part.folder(), child.id());
            out.setProperty(part.folder() + ".address", child.address());
        });
        Path file = data.resolve(FILE);
        Path fresh = data.resolve(FILE + ".new");
        try {
            try (Writer writer = Files.newBufferedWriter(fresh)) {
                out.store(writer, null);
            }
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    static void delete(Path data) {
        try {
            Files.deleteIfExists(data.resolve(FILE));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + data.resolve(FILE), e);
        }
    }

    /** The number of the process that started the stack. */
    public long pid() {
        return owner.pid();
    }

    /** Whether the process that started the stack still runs. */
    public boolean isUp() {
        return owner.running().isPresent();
    }

    /** Whether the process of a part runs; it may be starting still. */
    public boolean isUp(Part part) {
        return Optional.ofNullable(children.get(part))
                .flatMap(c -> c.id().running())
                .isPresent();
    }

    /** The process of a part, empty where the stack was started without it. */
    public Optional<Long> pid(Part part) {
        return Optional.ofNullable(children.get(part)).map(child -> child.id().pid());
    }

    /** Where a part serves: {@code host:port} of Kafka, the URL of the others; empty where the stack is without it. */
    public Optional<String> address(Part part) {
        return Optional.ofNullable(children.get(part)).map(Child::address);
    }

    ProcessId owner() {
        return owner;
    }

    Map<Part, Child> children() {
        return children;
    }

    private static void put(Properties out, String name, ProcessId id) {
        out.setProperty(name + ".pid", Long.toString(id.pid()));
        out.setProperty(name + ".started", Long.toString(id.started().toEpochMilli()));
    }

    private static ProcessId processId(Properties in, String name) {
        return new ProcessId(
                Long.parseLong(text(in, name + ".pid")),
                Instant.ofEpochMilli(Long.parseLong(text(in, name + ".started"))));
    }

    private static String text(Properties in, String key) {
        @Nullable String value = in.getProperty(key);
        if (value == null) {
            throw new IllegalArgumentException(key + " is missing");
        }
        return value;
    }
}
