package io.harmattan.app;

import io.harmattan.local.stack.LocalStack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The folder of everything that is written. What lies there and is not ours is never deleted. */
final class DataFolder {
    /** Local stores of the stages; Kafka Streams restores them from its changelogs. */
    static final String STREAMS = "streams";

    static final String LOGS = "logs";

    /** Where the API of the process that works on the folder listens. */
    private static final String API = "api.address";

    private DataFolder() {}

    /** Tells other commands where the API listens. */
    static void tellApiAddress(Path data, String address) {
        try {
            Files.writeString(data.resolve(API), address);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + data.resolve(API), e);
        }
    }

    /** Where the API listens, or listened before its process was killed. */
    static Optional<String> apiAddress(Path data) {
        try {
            return Optional.of(Files.readString(data.resolve(API)).strip());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + data.resolve(API), e);
        }
    }

    /**
     * Makes this process unpack its native libraries below the data folder, and deletes what one that was killed left
     * there. To be called before the first of them is loaded: the JVM asks for the place once.
     */
    static void keepTemporaryFiles(Path data) {
        Path folder = data.resolve("tmp").resolve("app");
        delete(folder);
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UserException(
                    "The data folder " + data + " cannot be written to (" + e
                            + "). Choose another with --data DIR, or change its permissions.",
                    e);
        }
        System.setProperty("java.io.tmpdir", folder.toString());
    }

    /** Deletes what an earlier stack and its stages wrote; an error when a stack runs there. */
    static void clear(Path data) {
        LocalStack.clear(data);
        List.of(STREAMS, LOGS, API).forEach(name -> delete(data.resolve(name)));
    }

    /** Deletes a file, or a folder with all that it holds; links are deleted, not followed. */
    static void delete(Path path) {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (Stream<Path> all = Files.walk(path)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + path, e);
        }
    }
}
