package io.harmattan.local.stack;

import io.harmattan.local.stack.StackEvent.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * The stack of one laptop: Kafka, a schema registry and Elasticsearch as child processes of this one, on the loopback
 * interface, with everything they write in one folder.
 *
 * <p>A part that dies is started again. When this process ends, however it ends, its children end with it; a stack that
 * starts on a folder where some still linger waits for them first. {@link #close()} stops all parts in order.
 */
public final class LocalStack implements AutoCloseable {
    private static final Duration LEFT_BEHIND_PATIENCE = Duration.ofSeconds(12);
    private static final Duration OWNER_PATIENCE = Duration.ofSeconds(60);
    private static final String TRANSPORT_PORT = "the Elasticsearch transport";

    private final StackSettings settings;
    private final DataFolder folder;
    private final Map<String, Integer> ports;
    private final Map<Part, Supervisor> parts = new EnumMap<>(Part.class);
    private final ProcessId self = ProcessId.self();
    private final Object info = new Object();
    private boolean infoKept = true;
    private boolean closed;

    private LocalStack(StackSettings settings, DataFolder folder, StackListener listener) {
        this.settings = settings;
        this.folder = folder;
        this.ports = Ports.take(wantedPorts(settings));
        for (Part part : settings.parts()) {
            parts.put(
                    part,
                    new Supervisor(
                            part,
                            address(part),
                            settings.startDeadline(),
                            () -> spawn(part),
                            listener,
                            this::writeInfo));
        }
    }

    /**
     * Starts a stack and returns once every part of it serves.
     *
     * @param settings what it is made of
     * @param listener hears how it goes
     * @throws StackException if it cannot be started; nothing of it runs then
     */
    public static LocalStack start(StackSettings settings, StackListener listener) {
        settings.parts().forEach(part -> Runtimes.of(settings.runtimes(), part));
        DataFolder folder = DataFolder.open(settings.data());
        LocalStack stack;
        try {
            stopLeftBehind(settings.data(), listener);
            stack = new LocalStack(settings, folder, listener);
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
        // as long as the caller has no stack to close, the end of this process (Ctrl-C) closes it from here
        Thread stop = new Thread(stack::close, "stack-stop");
        boolean hooked = hook(stop);
        try {
            if (hooked) {
                stack.startParts();
            }
        } catch (RuntimeException e) {
            stack.close();
            unhook(stop);
            throw e;
        }
        if (!hooked || !unhook(stop)) {
            stack.close();
            throw new StackException("The stack was stopped while it started.", "Start it again.");
        }
        return stack;
    }

    /**
     * Stops the stack of a data folder: the process that started it if that still runs, and children that outlived it.
     *
     * @param data the data folder
     * @return how many processes were stopped, 0 if none ran
     * @throws StackException if the stack is this process's own, or what is known of it cannot be read
     */
    public static int down(Path data) {
        Optional<StackInfo> known = Files.isDirectory(data) ? StackInfo.read(data) : Optional.empty();
        if (known.isEmpty()) {
            return 0;
        }
        StackInfo running = known.get();
        if (running.owner().isSelf()) {
            throw new StackException(
                    "The stack on " + data + " belongs to this very process " + running.pid() + ".",
                    "Close it instead.");
        }
        int count = (int) running.children().values().stream()
                .filter(child -> child.id().running().isPresent())
                .count();
        Optional<ProcessHandle> owner = running.owner().running();
        if (owner.isPresent()) {
            count++;
            owner.get().destroy();
            if (!ProcessId.awaitEnd(owner.get(), OWNER_PATIENCE)) {
                owner.get().destroyForcibly();
                ProcessId.awaitEnd(owner.get(), LEFT_BEHIND_PATIENCE);
            }
        }
        DataFolder folder = DataFolder.open(data);
        try {
            stopLeftBehind(data, StackListener.NONE);
        } finally {
            folder.close();
        }
        return count;
    }

    /**
     * Deletes everything that stacks wrote to a data folder, so that the next one starts over. Other files that lie
     * there stay.
     *
     * @param data the data folder; it need not exist
     * @throws StackException if a stack runs on it, or it cannot be deleted
     */
    public static void clear(Path data) {
        if (!Files.exists(data)) {
            return;
        }
        DataFolder folder = DataFolder.open(data);
        try {
            stopLeftBehind(data, StackListener.NONE);
            folder.clear();
        } finally {
            folder.close();
        }
    }

    /** Children whose parent was killed stop by themselves when they notice; those that do not are made to. */
    private static void stopLeftBehind(Path data, StackListener listener) {
        Map<Part, ProcessHandle> left = new EnumMap<>(Part.class);
        StackInfo.read(data).ifPresent(known -> known.children()
                .forEach((part, child) -> child.id().running().ifPresent(handle -> left.put(part, handle))));
        left.forEach((part, handle) -> listener.on(new StackEvent(
                part, State.LEFT_BEHIND, Duration.ZERO, "process " + handle.pid() + " of an earlier run still stops")));
        long began = System.nanoTime();
        left.forEach((part, handle) -> {
            Duration patience = LEFT_BEHIND_PATIENCE.minusNanos(System.nanoTime() - began);
            if (!ProcessId.awaitEnd(handle, patience.isNegative() ? Duration.ZERO : patience)) {
                handle.destroy();
                if (!ProcessId.awaitEnd(handle, LEFT_BEHIND_PATIENCE)) {
                    handle.destroyForcibly();
                    ProcessId.awaitEnd(handle, LEFT_BEHIND_PATIENCE);
                }
            }
            listener.on(new StackEvent(
                    part, State.STOPPED, Duration.ofNanos(System.nanoTime() - began), "process " + handle.pid()));
        });
        StackInfo.delete(data);
    }

    private static boolean hook(Thread stop) {
        try {
            Runtime.getRuntime().addShutdownHook(stop);
            return true;
        } catch (IllegalStateException endsAlready) {
            return false;
        }
    }

    private static boolean unhook(Thread stop) {
        try {
            Runtime.getRuntime().removeShutdownHook(stop);
            return true;
        } catch (IllegalStateException endsAlready) {
            return false;
        }
    }

    /** The Kafka bootstrap address, {@code host:port}. */
    public String bootstrapServers() {
        return supervisor(Part.KAFKA).address();
    }

    /** The registry's URL, without a slash at its end. */
    public String registryUrl() {
        return supervisor(Part.REGISTRY).address();
    }

    /** The Elasticsearch URL, without a slash at its end. */
    public String elasticsearchUrl() {
        return supervisor(Part.SEARCH).address();
    }

    /** What it was started with. */
    public StackSettings settings() {
        return settings;
    }

    /** What a part is now. */
    public State state(Part part) {
        return supervisor(part).state();
    }

    /** The process of a part; another one after a restart. */
    public long pid(Part part) {
        Child child = supervisor(part).child();
        if (child == null) {
            throw new IllegalStateException(part.title() + " has no process");
        }
        return child.id().pid();
    }

    /** The log file of a part. */
    public Path log(Part part) {
        return folder.log(part);
    }

    /** Stops every part in order and gives the data folder back. Returns when no process is left; may be called again. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        parts.values().forEach(Supervisor::expectStop);
        try {
            // the registry writes to Kafka, so it goes first
            stop(List.of(Part.REGISTRY));
            stop(List.of(Part.SEARCH, Part.KAFKA));
        } finally {
            synchronized (info) {
                infoKept = false;
                StackInfo.delete(folder.root());
            }
            folder.close();
        }
    }

    private void stop(List<Part> chosen) {
        inParallel(chosen.stream()
                .map(parts::get)
                .filter(supervisor -> supervisor != null)
                .<Runnable>map(supervisor -> supervisor::close)
                .toList());
    }

    private void startParts() {
        List<Runnable> starts = new ArrayList<>();
        if (settings.parts().contains(Part.KAFKA)) {
            starts.add(() -> {
                supervisor(Part.KAFKA).start();
                if (settings.parts().contains(Part.REGISTRY)) {
                    supervisor(Part.REGISTRY).start();
                }
            });
        }
        if (settings.parts().contains(Part.SEARCH)) {
            starts.add(() -> supervisor(Part.SEARCH).start());
        }
        inParallel(starts);
    }

    /** Runs all and waits for all; throws the first failure. */
    private static void inParallel(List<Runnable> tasks) {
        if (tasks.isEmpty()) {
            return;
        }
        ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
        try {
            CompletableFuture.allOf(tasks.stream()
                            .map(task -> CompletableFuture.runAsync(task, threads))
                            .toArray(CompletableFuture<?>[]::new))
                    .join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof StackException cause) {
                throw cause;
            }
            throw e;
        } finally {
            threads.shutdown();
        }
    }

    private Child spawn(Part part) throws IOException {
        Path tmp = folder.emptyTmp(part);
        List<String> command =
                switch (part) {
                    case KAFKA -> {
                        Path file = folder.root().resolve("conf").resolve("server.properties");
                        Commands.writeServerProperties(
                                file,
                                folder.of(part),
                                port(part),
                                ports.getOrDefault(StackSettings.CONTROLLER_PORT, 0));
                        yield Commands.broker(settings, tmp, file);
                    }
                    case REGISTRY -> Commands.registry(settings, tmp, port(part), bootstrapServers());
                    case SEARCH ->
                        Commands.search(
                                settings, tmp, folder.of(part), port(part), ports.getOrDefault(TRANSPORT_PORT, 0));
                };
        return Child.spawn(part.folder(), command, tmp, folder.log(part));
    }

    private void writeInfo() {
        synchronized (info) {
            if (!infoKept) {
                return;
            }
            Map<Part, StackInfo.Child> children = new EnumMap<>(Part.class);
            parts.forEach((part, supervisor) -> {
                @Nullable Child child = supervisor.child();
                if (child != null) {
                    children.put(part, new StackInfo.Child(child.id(), supervisor.address()));
                }
            });
            new StackInfo(self, children).write(folder.root());
        }
    }

    private static Map<String, Integer> wantedPorts(StackSettings settings) {
        Map<String, Integer> wanted = new LinkedHashMap<>();
        for (Part part : settings.parts()) {
            wanted.put(part.portSetting(), settings.port(part));
        }
        if (settings.parts().contains(Part.KAFKA)) {
            wanted.put(StackSettings.CONTROLLER_PORT, settings.controllerPort());
        }
        if (settings.parts().contains(Part.SEARCH)) {
            wanted.put(TRANSPORT_PORT, 0);
        }
        return wanted;
    }

    private String address(Part part) {
        String hostAndPort = Ports.HOST + ":" + port(part);
        return part == Part.KAFKA ? hostAndPort : "http://" + hostAndPort;
    }

    private int port(Part part) {
        return ports.getOrDefault(part.portSetting(), 0);
    }

    private Supervisor supervisor(Part part) {
        Supervisor supervisor = parts.get(part);
        if (supervisor == null) {
            throw new IllegalStateException(
                    part.title() + " is not part of this stack, which was started with " + settings.parts());
        }
        return supervisor;
    }
}
