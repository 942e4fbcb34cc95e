package io.harmattan.local.stack;

import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the runtime of each part, in the distribution's layout or as the build leaves it. */
final class Runtimes {
    private Runtimes() {}

    /**
     * The folder that holds a part's {@code lib}.
     *
     * @throws StackException if neither layout is there
     */
    static Path of(Path root, Part part) {
        Path distributed = root.resolve(part.folder());
        Path built = distributed.resolve("target").resolve("runtime");
        if (Files.isDirectory(distributed.resolve("lib"))) {
            return distributed;
        }
        if (Files.isDirectory(built.resolve("lib"))) {
            return built;
        }
        throw new StackException(
                "The runtime of " + part.title() + " is missing: neither " + distributed.resolve("lib") + " nor "
                        + built.resolve("lib") + " is a folder.",
                "Build it with `mvn package`, or point the setting local.runtimes at where it is.");
    }
}
