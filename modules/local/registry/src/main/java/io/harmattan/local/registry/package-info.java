/**
 * A schema registry in a process of its own: the REST API of Confluent's Schema Registry for Avro, with the schemas in
 * a compacted Kafka topic, so that ids survive restarts.
 *
 * <p>{@link io.harmattan.local.registry.RegistryMain} starts it, {@code RegistryServer} speaks HTTP, {@code Registry}
 * holds the rules, {@code RegistryState} what the log says, {@code KafkaSchemaLog} the log. It is made for one laptop:
 * one writer, no authentication, loopback.
 */
@NullMarked
package io.harmattan.local.registry;

import org.jspecify.annotations.NullMarked;
