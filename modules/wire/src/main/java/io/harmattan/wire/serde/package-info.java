/**
 * Kafka serdes in the Confluent wire format: a zero byte, the id of the writer's schema in four bytes (big-endian), and
 * Avro binary.
 */
@NullMarked
package io.harmattan.wire.serde;

import org.jspecify.annotations.NullMarked;
