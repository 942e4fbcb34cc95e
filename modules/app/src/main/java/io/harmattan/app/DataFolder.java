package io.harmattan.app;

import io.harmattan.local.stack.StackInfo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The folder of everything that is written. */
final class DataFolder {
    /** What a stack writes there; anything else is somebody's own and is never deleted. */
    private static final List<String> OURS =
            List.of("kafka", "search", "streams", "logs", "stack.properties", "stack.lock");

    private DataFolder() {}

    /**
     * Deletes what an earlier stack wrote.
     *
     * @throws UserException when a stack runs on it
     */
    static void clear(Path data) {
        StackInfo.read(data).filter(StackInfo::isUp).ifPresent(running -> {
            throw new UserException("A stack runs on " + data + " (process " + running.pid()
                    + "). Stop it first: Ctrl-C there, or `harmattan down`.");
        });
        OURS.forEach(name -> delete(data.resolve(name)));
    }

    /** Deletes a file, or a folder with all that it holds. */
    static void delete(Path path) {
        if (!Files.exists(path, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
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
