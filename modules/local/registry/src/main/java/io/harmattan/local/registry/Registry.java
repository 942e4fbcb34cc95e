package io.harmattan.local.registry;

import io.harmattan.local.registry.RegistryState.Registered;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.apache.avro.Schema;

/**
 * The rules of the registry: which id a schema gets, which version, and what may follow what. Reading asks the state;
 * writing goes through the log, one request after the other, and takes effect when the log has it.
 */
final class Registry implements AutoCloseable {
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,10}");

    private final SchemaLog log;
    private final Compatibility fallback;
    private final RegistryState state = new RegistryState();

    /** Guards the log; the state guards itself, so reading goes on while a write waits for Kafka. */
    private final Object writing = new Object();

    /**
     * Reads the log to its end.
     *
     * @param fallback the compatibility level where none was set
     */
    Registry(SchemaLog log, Compatibility fallback) {
        this.log = log;
        this.fallback = fallback;
        log.catchUp(state::apply);
    }

    /** A schema under a subject, as the API answers it. */
    record Found(String subject, int version, int id, String schema) {}

    /** Whether a schema may follow, and if not, why. */
    record Verdict(boolean compatible, List<String> problems) {}

    /**
     * Registers a schema under a subject; one that is there already keeps its version.
     *
     * @return the id of the schema: the same for equal schemas, whatever the subject
     */
    int register(String subject, String text) {
        if (subject.isBlank()) {
            throw RegistryException.invalidSchema("The subject is blank. Expected a name such as 'articles-value'.");
        }
        Schema schema = parse(text);
        String canonical = schema.toString();
        synchronized (writing) {
            log.catchUp(state::apply);
            List<Registered> all = state.versions(subject);
            Optional<Integer> known = state.id(canonical);
            if (known.isPresent()
                    && all.stream().anyMatch(version -> !version.deleted() && version.id() == known.get())) {
                return known.get();
            }
            List<String> problems = level(subject).problems(schema, toCompare(all));
            if (!problems.isEmpty()) {
                throw RegistryException.incompatible("Schema being registered is incompatible with an earlier schema"
                        + " for subject '" + subject + "' (compatibility " + level(subject) + "): "
                        + String.join("; ", problems));
            }
            int id = known.orElseGet(state::nextId);
            if (known.isEmpty()) {
                write(Entry.schema(id, canonical));
            }
            int version = all.isEmpty() ? 1 : all.get(all.size() - 1).version() + 1;
            write(Entry.version(subject, version, id, false));
            return id;
        }
    }

    /** The version of a subject that has this schema. */
    Found lookup(String subject, String text, boolean deletedToo) {
        String canonical = parse(text).toString();
        List<Registered> versions = existing(subject, deletedToo);
        Optional<Integer> id = state.id(canonical);
        return versions.stream()
                .filter(version -> id.isPresent() && version.id() == id.get())
                .reduce((earlier, later) -> later)
                .map(this::found)
                .orElseThrow(() -> RegistryException.noSchema("given for subject '" + subject + "'"));
    }

    String schema(int id) {
        return state.schema(id).orElseThrow(() -> RegistryException.noSchema(Integer.toString(id)));
    }

    /** The versions of all subjects that have the schema with this id. */
    List<Registered> uses(int id, boolean deletedToo) {
        schema(id);
        return state.uses(id).stream()
                .filter(version -> deletedToo || !version.deleted())
                .toList();
    }

    List<String> subjects(String prefix, boolean deletedToo) {
        return state.subjects().stream()
                .filter(subject -> subject.startsWith(prefix))
                .filter(subject -> state.versions(subject).stream().anyMatch(v -> deletedToo || !v.deleted()))
                .toList();
    }

    List<Integer> versions(String subject, boolean deletedToo) {
        return existing(subject, deletedToo).stream().map(Registered::version).toList();
    }

    /**
     * One version of a subject.
     *
     * @param version a number, {@code latest} or -1
     */
    Found version(String subject, String version, boolean deletedToo) {
        OptionalInt number = number(version);
        return found(pick(existing(subject, deletedToo), number));
    }

    /**
     * Deletes one version: first softly, its id goes on to be answered; then for good.
     *
     * @return its number
     */
    int deleteVersion(String subject, String version, boolean permanently) {
        OptionalInt number = number(version);
        synchronized (writing) {
            log.catchUp(state::apply);
            Registered chosen = pick(existing(subject, permanently || number.isPresent()), number);
            if (permanently && !chosen.deleted()) {
                throw new RegistryException(
                        404,
                        40407,
                        "Subject '" + subject + "' Version " + chosen.version()
                                + " was not deleted first before being permanently deleted.");
            }
            if (!permanently && chosen.deleted()) {
                throw new RegistryException(
                        404,
                        40406,
                        "Subject '" + subject + "' Version " + chosen.version()
                                + " was soft deleted. Set permanent=true to delete permanently.");
            }
            delete(chosen, permanently);
            return chosen.version();
        }
    }

    /** Deletes all versions of a subject, as {@link #deleteVersion} does one; answers their numbers. */
    List<Integer> deleteSubject(String subject, boolean permanently) {
        synchronized (writing) {
            log.catchUp(state::apply);
            List<Registered> all = existing(subject, true);
            List<Registered> live =
                    all.stream().filter(version -> !version.deleted()).toList();
            if (permanently && !live.isEmpty()) {
                throw new RegistryException(
                        404,
                        40405,
                        "Subject '" + subject + "' was not deleted first before being permanently deleted.");
            }
            if (!permanently && live.isEmpty()) {
                throw new RegistryException(
                        404,
                        40404,
                        "Subject '" + subject + "' was soft deleted. Set permanent=true to delete permanently.");
            }
            List<Registered> chosen = permanently ? all : live;
            chosen.forEach(version -> delete(version, permanently));
            return chosen.stream().map(Registered::version).toList();
        }
    }

    /** Whether a schema may follow the given version; there is nothing to fear where nothing is registered. */
    Verdict compatible(String subject, String version, String text) {
        Schema schema = parse(text);
        OptionalInt number = number(version);
        List<Registered> versions = live(subject);
        if (versions.isEmpty() && number.isEmpty()) {
            return new Verdict(true, List.of());
        }
        if (versions.isEmpty()) {
            throw RegistryException.noSubject(subject);
        }
        return verdict(subject, schema, List.of(pick(versions, number)));
    }

    /** Whether a schema may follow all the versions that the subject's level looks at. */
    Verdict compatible(String subject, String text) {
        return verdict(subject, parse(text), live(subject));
    }

    Compatibility level() {
        return state.level().orElse(fallback);
    }

    /** The level that holds for a subject. */
    Compatibility level(String subject) {
        return state.level(subject).orElseGet(this::level);
    }

    /** The level that was set for a subject itself. */
    Compatibility ownLevel(String subject) {
        return state.level(subject).orElseThrow(() -> RegistryException.noOwnLevel(subject));
    }

    void setLevel(Compatibility level) {
        synchronized (writing) {
            write(Entry.compatibility(null, level));
        }
    }

    void setLevel(String subject, Compatibility level) {
        synchronized (writing) {
            write(Entry.compatibility(subject, level));
        }
    }

    /** Takes a subject's own level away; answers what it was. */
    Compatibility clearLevel(String subject) {
        synchronized (writing) {
            Compatibility was = ownLevel(subject);
            write(Entry.compatibility(subject, null));
            return was;
        }
    }

    @Override
    public void close() {
        synchronized (writing) {
            log.close();
        }
    }

    private void write(Entry entry) {
        log.append(entry);
        log.catchUp(state::apply);
    }

    private void delete(Registered version, boolean permanently) {
        write(
                permanently
                        ? Entry.versionGone(version.subject(), version.version())
                        : Entry.version(version.subject(), version.version(), version.id(), true));
    }

    private Verdict verdict(String subject, Schema schema, List<Registered> before) {
        List<String> problems = level(subject).problems(schema, toCompare(before));
        return new Verdict(problems.isEmpty(), problems);
    }

    private List<Registered> live(String subject) {
        return state.versions(subject).stream()
                .filter(version -> !version.deleted())
                .toList();
    }

    private List<Registered> existing(String subject, boolean deletedToo) {
        List<Registered> versions = deletedToo ? state.versions(subject) : live(subject);
        if (versions.isEmpty()) {
            throw RegistryException.noSubject(subject);
        }
        return versions;
    }

    private List<Compatibility.Version> toCompare(List<Registered> versions) {
        return versions.stream()
                .filter(version -> !version.deleted())
                .map(version -> new Compatibility.Version(version.version(), parse(schema(version.id()))))
                .toList();
    }

    private Found found(Registered version) {
        return new Found(version.subject(), version.version(), version.id(), schema(version.id()));
    }

    /** @param number empty for the latest */
    private static Registered pick(List<Registered> versions, OptionalInt number) {
        if (number.isEmpty()) {
            return versions.get(versions.size() - 1);
        }
        return versions.stream()
                .filter(version -> version.version() == number.getAsInt())
                .findFirst()
                .orElseThrow(() -> RegistryException.noVersion(Integer.toString(number.getAsInt())));
    }

    private static OptionalInt number(String version) {
        if (version.equals("latest") || version.equals("-1")) {
            return OptionalInt.empty();
        }
        if (DIGITS.matcher(version).matches()) {
            long number = Long.parseLong(version);
            if (number >= 1 && number <= Integer.MAX_VALUE) {
                return OptionalInt.of((int) number);
            }
        }
        throw RegistryException.invalidVersion(version);
    }

    private static Schema parse(String text) {
        try {
            return new Schema.Parser().parse(text);
        } catch (RuntimeException e) {
            // Avro's parser answers some malformed schemas with exceptions of the JDK
            throw RegistryException.invalidSchema(
                    "Invalid Avro schema: " + e.getMessage() + ". Got: " + shortened(text));
        }
    }

    private static String shortened(String text) {
        return text.length() <= 200 ? text : text.substring(0, 200) + "…";
    }
}
