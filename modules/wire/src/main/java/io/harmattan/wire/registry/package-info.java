/**
 * The built-in client of a schema registry that speaks the REST API of Confluent's (Confluent, Karapace, Apicurio under
 * {@code /apis/ccompat/v7}, the registry of {@code local}).
 *
 * <p>Two things can go wrong, and they are told apart: {@link io.harmattan.wire.registry.RegistryUnreachableException} is
 * nobody's fault and passes, {@link io.harmattan.wire.registry.RegistryRefusedException} is an answer and stays.
 */
@NullMarked
package io.harmattan.wire.registry;

import org.jspecify.annotations.NullMarked;
