package io.harmattan.wire.registry;

/** What a registry asks of a new version of a schema. The names are those of the API. */
public enum CompatibilityLevel {
    /** Nothing. */
    NONE,
    /** It reads what the last version wrote. */
    BACKWARD,
    /** It reads what any version wrote. */
    BACKWARD_TRANSITIVE,
    /** The last version reads what it writes. */
    FORWARD,
    /** Every version reads what it writes. */
    FORWARD_TRANSITIVE,
    /** Both ways with the last version. */
    FULL,
    /** Both ways with every version. */
    FULL_TRANSITIVE
}
