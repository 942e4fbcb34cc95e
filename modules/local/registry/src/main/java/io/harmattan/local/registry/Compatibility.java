package io.harmattan.local.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaPairCompatibility;

/** What a new version of a schema must be able to do with the versions before it. */
enum Compatibility {
    /** Anything goes. */
    NONE(false, false, false),
    /** The new schema reads what the last version wrote. */
    BACKWARD(true, false, false),
    /** The new schema reads what any version wrote. */
    BACKWARD_TRANSITIVE(true, false, true),
    /** The last version reads what the new schema writes. */
    FORWARD(false, true, false),
    /** Every version reads what the new schema writes. */
    FORWARD_TRANSITIVE(false, true, true),
    /** Backward and forward. */
    FULL(true, true, false),
    /** Backward and forward against every version. */
    FULL_TRANSITIVE(true, true, true);

    private final boolean backward;
    private final boolean forward;
    private final boolean transitive;

    Compatibility(boolean backward, boolean forward, boolean transitive) {
        this.backward = backward;
        this.forward = forward;
        this.transitive = transitive;
    }

    /**
     * The level with this name, in any case.
     *
     * @throws RegistryException 42203 when there is none
     */
    static Compatibility of(String name) {
        for (Compatibility level : values()) {
            if (level.name().equals(name.toUpperCase(Locale.ROOT))) {
                return level;
            }
        }
        throw RegistryException.invalidLevel(name);
    }

    /**
     * What stands between a schema and the versions before it.
     *
     * @param before earlier versions, oldest first
     * @return one line for each incompatibility; empty when there is none
     */
    List<String> problems(Schema schema, List<Version> before) {
        List<String> problems = new ArrayList<>();
        List<Version> against =
                transitive || before.isEmpty() ? before : before.subList(before.size() - 1, before.size());
        for (Version version : against) {
            if (backward) {
                check(
                        "the new schema cannot read what version " + version.number() + " wrote",
                        schema,
                        version.schema(),
                        problems);
            }
            if (forward) {
                check(
                        "version " + version.number() + " cannot read what the new schema writes",
                        version.schema(),
                        schema,
                        problems);
            }
        }
        return problems;
    }

    private static void check(String what, Schema reader, Schema writer, List<String> problems) {
        SchemaPairCompatibility pair = SchemaCompatibility.checkReaderWriterCompatibility(reader, writer);
        pair.getResult()
                .getIncompatibilities()
                .forEach(found -> problems.add(
                        what + ": " + found.getType() + " at " + found.getLocation() + ": " + found.getMessage()));
    }

    /** A version of a subject to compare with. */
    record Version(int number, Schema schema) {}
}
