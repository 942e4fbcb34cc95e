package io.harmattan.local.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A log that outlives the registry that writes it, as long as the test runs. */
final class MemorySchemaLog implements SchemaLog {
    private record Record(byte[] key, byte @org.jspecify.annotations.Nullable [] value) {}

    private final List<Record> records = new ArrayList<>();
    private int read;
    private boolean broken;

    /** The same records, to be read from the start. */
    MemorySchemaLog reopened() {
        MemorySchemaLog log = new MemorySchemaLog();
        log.records.addAll(records);
        return log;
    }

    /** The newest record of each key, in the order of writing, to be read from the start. */
    MemorySchemaLog compacted() {
        MemorySchemaLog log = new MemorySchemaLog();
        for (int i = 0; i < records.size(); i++) {
            byte[] key = records.get(i).key();
            boolean newest = records.subList(i + 1, records.size()).stream()
                    .noneMatch(later -> java.util.Arrays.equals(later.key(), key));
            if (newest && records.get(i).value() != null) {
                log.records.add(records.get(i));
            }
        }
        return log;
    }

    int size() {
        return records.size();
    }

    /** Whether writing fails from now on. */
    void broken(boolean now) {
        broken = now;
    }

    @Override
    public void catchUp(Consumer<Entry> reader) {
        while (read < records.size()) {
            Record next = records.get(read++);
            reader.accept(Entry.read(next.key(), next.value()));
        }
    }

    @Override
    public void append(Entry entry) {
        if (broken) {
            throw new RegistryException(500, 50001, "the log is broken");
        }
        records.add(new Record(entry.keyBytes(), entry.valueBytes()));
    }

    @Override
    public void close() {}
}
