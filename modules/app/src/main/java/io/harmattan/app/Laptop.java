package io.harmattan.app;

import io.harmattan.local.stack.LocalStack;
import io.harmattan.local.stack.Part;
import io.harmattan.local.stack.StackEvent;
import io.harmattan.local.stack.StackSettings;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;

/** The whole of Harmattan on one machine: the laptop stack and all stages in this process. */
final class Laptop implements AutoCloseable {
    private final LocalStack stack;
    private final Platform platform;
    private final Servers servers;

    private Laptop(LocalStack stack, Platform platform, Servers servers) {
        this.stack = stack;
        this.platform = platform;
        this.servers = servers;
    }

    /** Starts the servers, then the stages; says each step. */
    static Laptop start(Settings settings, Console console) {
        LocalStack stack = LocalStack.start(stackSettings(settings), event -> say(console, event));
        try {
            Settings local = settings.with(Map.of(
                    "kafka.bootstrap-servers", stack.bootstrapServers(),
                    "registry.url", stack.registryUrl(),
                    "elasticsearch.url", stack.elasticsearchUrl()));
            Servers servers = Servers.find(local);
            return new Laptop(stack, Platform.start(servers, console), servers);
        } catch (RuntimeException e) {
            stack.close();
            throw e;
        }
    }

    private static StackSettings stackSettings(Settings settings) {
        return new StackSettings(
                settings.path("local.runtimes"),
                settings.data(),
                EnumSet.allOf(Part.class),
                Map.of(
                        Part.KAFKA, settings.number(Part.KAFKA.portSetting()),
                        Part.REGISTRY, settings.number(Part.REGISTRY.portSetting()),
                        Part.SEARCH, settings.number(Part.SEARCH.portSetting())),
                settings.number("local.controller-port"),
                Map.of(),
                Duration.ofMinutes(2));
    }

    private static void say(Console console, StackEvent event) {
        String what = event.part().title();
        switch (event.state()) {
            case READY -> console.done(what, event.detail(), event.took());
            case LEFT_BEHIND -> console.note(what, "is left from a stack that was killed; " + event.detail());
            case DIED -> console.note(what, "died and is started again; " + event.detail());
            case FAILED -> console.failed(what, "died too often and is left alone; " + event.detail());
            case STOPPED -> console.done(what, "stopped", event.took());
            case STARTING, STOPPING -> {} // what follows is said
        }
    }

    Servers servers() {
        return servers;
    }

    String apiAddress() {
        return platform.apiAddress();
    }

    /** Waits until a stage cannot go on; says why. */
    String end() {
        return platform.end();
    }

    /** Stops the stages, then the servers. */
    @Override
    public void close() {
        platform.close();
        stack.close();
    }
}
