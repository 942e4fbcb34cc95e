package io.harmattan.analysis;

import io.harmattan.analysis.profile.WatchProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The default profile, as it lies in the repository. */
public final class SahelProfile {
    private static final Path FOLDER = Path.of("..", "..", "ops", "profiles", "sahel");

    private SahelProfile() {}

    /** Reads it; the working folder of the tests is that of the module. */
    public static WatchProfile load() {
        return WatchProfile.parse(files());
    }

    /** Its files, content by name. */
    public static Map<String, String> files() {
        Map<String, String> files = new HashMap<>();
        try (var paths = Files.list(FOLDER)) {
            for (Path path : paths.toList()) {
                files.put(path.getFileName().toString(), Files.readString(path));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }
}
