package io.harmattan.local.registry;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the log says: schemas by id, versions by subject, compatibility levels. */
final class RegistryState {
    private final Map<Integer, String> schemas = new HashMap<>();
    private final Map<String, Integer> ids = new HashMap<>();
    private final NavigableMap<String, NavigableMap<Integer, Registered>> subjects = new TreeMap<>();
    private final Map<String, Compatibility> levels = new HashMap<>();
    private @Nullable Compatibility level;
    private int highestId;

    /**
     * A version of a subject.
     *
     * @param deleted left out of answers unless asked for
     */
    record Registered(String subject, int version, int id, boolean deleted) {}

    /** Takes over one entry of the log. */
    synchronized void apply(Entry entry) {
        Entry.Key key = entry.key();
        Entry.Value value = entry.value();
        switch (key.kind()) {
            case SCHEMA -> {
                int id = Objects.requireNonNull(key.id(), "id");
                String text = Objects.requireNonNull(
                        Objects.requireNonNull(value, "value").schema(), "schema");
                String other = schemas.putIfAbsent(id, text);
                if (other != null && !other.equals(text)) {
                    throw new IllegalStateException("schema id " + id + " was given to two schemas: " + other + " and "
                            + text + "; only one registry may write to the log");
                }
                ids.putIfAbsent(text, id);
                highestId = Math.max(highestId, id);
            }
            case VERSION -> {
                String subject = Objects.requireNonNull(key.subject(), "subject");
                int version = Objects.requireNonNull(key.version(), "version");
                NavigableMap<Integer, Registered> versions = subjects.computeIfAbsent(subject, s -> new TreeMap<>());
                if (value == null) {
                    versions.remove(version);
                } else {
                    versions.put(
                            version,
                            new Registered(
                                    subject,
                                    version,
                                    Objects.requireNonNull(value.id(), "id"),
                                    Boolean.TRUE.equals(value.deleted())));
                }
                if (versions.isEmpty()) {
                    subjects.remove(subject);
                }
            }
            case COMPATIBILITY -> {
                Compatibility now = value == null ? null : value.compatibility();
                String subject = key.subject();
                if (subject == null) {
                    level = now;
                } else if (now == null) {
                    levels.remove(subject);
                } else {
                    levels.put(subject, now);
                }
            }
        }
    }

    synchronized Optional<String> schema(int id) {
        return Optional.ofNullable(schemas.get(id));
    }

    synchronized Optional<Integer> id(String text) {
        return Optional.ofNullable(ids.get(text));
    }

    synchronized int nextId() {
        return highestId + 1;
    }

    /** Versions of a subject, oldest first, the deleted ones too; empty when nobody knows the subject. */
    synchronized List<Registered> versions(String subject) {
        NavigableMap<Integer, Registered> versions = subjects.get(subject);
        return versions == null ? List.of() : List.copyOf(versions.values());
    }

    /** Every version of every subject that has this schema, the deleted ones too. */
    synchronized List<Registered> uses(int id) {
        List<Registered> uses = new ArrayList<>();
        subjects.values().forEach(versions -> versions.values().stream()
                .filter(version -> version.id() == id)
                .forEach(uses::add));
        return uses;
    }

    synchronized List<String> subjects() {
        return List.copyOf(subjects.keySet());
    }

    synchronized Optional<Compatibility> level() {
        return Optional.ofNullable(level);
    }

    synchronized Optional<Compatibility> level(String subject) {
        return Optional.ofNullable(levels.get(subject));
    }
}
