package io.harmattan.testkit;

import io.harmattan.local.stack.LocalStack;
import io.harmattan.local.stack.Part;
import io.harmattan.local.stack.StackListener;
import io.harmattan.local.stack.StackSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Hands out the stacks of {@link LocalStackTest}, on free ports and in a temporary folder. The system property
 * {@code harmattan.runtimes} names the folder with the runtimes of the parts; the build sets it for every *IT.
 */
public final class LocalStackExtension implements ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(LocalStackExtension.class);
    private static final String RUNTIMES = "harmattan.runtimes";

    /** Made by JUnit. */
    public LocalStackExtension() {}

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == LocalStack.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Set<Part> wanted = AnnotationSupport.findAnnotation(context.getRequiredTestClass(), LocalStackTest.class)
                .map(annotation -> EnumSet.copyOf(List.of(annotation.value())))
                .orElseGet(() -> EnumSet.allOf(Part.class));
        return context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(Stacks.class, type -> new Stacks(), Stacks.class)
                .having(wanted);
    }

    /** The stacks of this JVM; JUnit closes them after the last test. */
    private static final class Stacks implements AutoCloseable {
        private final List<LocalStack> running = new ArrayList<>();
        private final List<Path> folders = new ArrayList<>();

        /** One that has at least these parts. */
        synchronized LocalStack having(Set<Part> wanted) {
            return running.stream()
                    .filter(stack -> stack.settings().parts().containsAll(wanted))
                    .findFirst()
                    .orElseGet(() -> start(wanted));
        }

        private LocalStack start(Set<Part> wanted) {
            String runtimes = System.getProperty(RUNTIMES);
            if (runtimes == null) {
                throw new IllegalStateException("the system property " + RUNTIMES
                        + " is not set; expected the folder modules/local of a build, as Maven sets it for *IT");
            }
            Path folder;
            try {
                folder = Files.createTempDirectory("harmattan-stack");
            } catch (IOException e) {
                throw new UncheckedIOException("no temporary folder for the stack", e);
            }
            folders.add(folder);
            LocalStack stack =
                    LocalStack.start(StackSettings.of(Path.of(runtimes), folder).withParts(wanted), StackListener.NONE);
            running.add(stack);
            return stack;
        }

        @Override
        public synchronized void close() throws IOException {
            running.forEach(LocalStack::close);
            for (Path folder : folders) {
                delete(folder);
            }
        }

        private static void delete(Path folder) throws IOException {
            try (Stream<Path> tree = Files.walk(folder)) {
                for (Path path : tree.sorted((a, b) -> b.compareTo(a)).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}
