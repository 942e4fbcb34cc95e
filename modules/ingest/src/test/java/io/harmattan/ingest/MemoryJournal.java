package io.harmattan.ingest;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A journal that is saved at once. */
final class MemoryJournal implements FileJournal {
    final Map<String, Long> positions = new HashMap<>();

    @Override
    public synchronized long position(Path file, String version) {
        return positions.getOrDefault(file + "@" + version, 0L);
    }

    @Override
    public synchronized void reached(Path file, String version, long position, boolean done) {
        positions.put(file + "@" + version, done ? DONE : position);
    }

    @Override
    public void save() {}
}
