package io.harmattan.local.registry;

import java.util.function.Consumer;

/** The log that holds everything the registry knows. Not thread-safe. */
interface SchemaLog extends AutoCloseable {

    /**
     * Hands over every entry not yet handed over, in order, up to what is the end of the log now.
     *
     * @throws RegistryException 50001 when the log cannot be read
     */
    void catchUp(Consumer<Entry> reader);

    /**
     * Writes an entry and returns when it is kept; {@link #catchUp} then hands it over.
     *
     * @throws RegistryException 50001 when it could not be kept, or it is not known whether it was
     */
    void append(Entry entry);

    @Override
    void close();
}
