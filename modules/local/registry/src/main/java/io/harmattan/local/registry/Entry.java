package io.harmattan.local.registry;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One record of the log. The key names a thing, the value says how it is now; no value means that it is gone. Keys are
 * written with their fields in a fixed order, so that compaction recognises them.
 *
 * @param value null when the thing is gone
 */
record Entry(Key key, @Nullable Value value) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** An id and its schema. It is never removed: records with that id may lie anywhere. */
    static Entry schema(int id, String text) {
        return new Entry(new Key(Kind.SCHEMA, null, id, null), new Value(text, null, null, null));
    }

    /** A version of a subject and the id of its schema. */
    static Entry version(String subject, int version, int id, boolean deleted) {
        return new Entry(new Key(Kind.VERSION, subject, null, version), new Value(null, id, deleted, null));
    }

    /** A version that is gone for good. */
    static Entry versionGone(String subject, int version) {
        return new Entry(new Key(Kind.VERSION, subject, null, version), null);
    }

    /**
     * A compatibility level.
     *
     * @param subject null for the level of all subjects that have none of their own
     * @param level null to have none
     */
    static Entry compatibility(@Nullable String subject, @Nullable Compatibility level) {
        return new Entry(
                new Key(Kind.COMPATIBILITY, subject, null, null),
                level == null ? null : new Value(null, null, null, level));
    }

    byte[] keyBytes() {
        return bytes(key);
    }

    byte @Nullable [] valueBytes() {
        return value == null ? null : bytes(value);
    }

    /**
     * Reads a record of the log.
     *
     * @throws IllegalStateException when it is none of this registry's
     */
    static Entry read(byte @Nullable [] key, byte @Nullable [] value) {
        try {
            if (key == null) {
                throw new IllegalStateException("a record without a key");
            }
            return new Entry(JSON.readValue(key, Key.class), value == null ? null : JSON.readValue(value, Value.class));
        } catch (IOException e) {
            throw new IllegalStateException(
                    "not a record of this registry: " + new String(key, StandardCharsets.UTF_8), e);
        }
    }

    private static byte[] bytes(Object part) {
        try {
            return JSON.writeValueAsBytes(part);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot be written as JSON: " + part, e);
        }
    }

    /** What a record is about. */
    enum Kind {
        SCHEMA,
        VERSION,
        COMPATIBILITY
    }

    /** The name of a thing. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Key(
            Kind kind,
            @Nullable String subject,
            @Nullable Integer id,
            @Nullable Integer version) {}

    /** How a thing is. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Value(
            @Nullable String schema,
            @Nullable Integer id,
            @Nullable Boolean deleted,
            @Nullable Compatibility compatibility) {}
}
