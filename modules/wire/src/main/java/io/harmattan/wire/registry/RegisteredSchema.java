package io.harmattan.wire.registry;

import org.apache.avro.Schema;

/**
 * A schema as a registry keeps it.
 *
 * @param subject such as {@code articles-value}
 * @param version from 1, within the subject
 * @param id what stands in front of every record written with it; the same for equal schemas of all subjects
 */
public record RegisteredSchema(String subject, int version, int id, Schema schema) {}
