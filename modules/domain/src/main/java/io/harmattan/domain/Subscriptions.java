package io.harmattan.domain;

import java.util.List;
import java.util.Optional;

/** Port: the subscriptions there are. Where they cannot be had, each method throws an {@link java.io.UncheckedIOException}. */
public interface Subscriptions {
    /** All of them, by id. */
    List<Subscription> all();

    /** The newest version of one. */
    Optional<Subscription> get(String id);

    /**
     * Puts a new subscription, or the next version of one.
     *
     * @throws Conflict when its version is not the one that follows
     */
    void put(Subscription subscription);

    /**
     * Takes one away.
     *
     * @param version the one that is known to the caller
     * @throws Conflict when there is another version of it, or none
     */
    void remove(String id, int version);

    /** Says that somebody else was faster: what is there is not what the caller knew. */
    final class Conflict extends RuntimeException {
        private static final long serialVersionUID = 1;

        /** @param message the version that is there and the one that was expected */
        public Conflict(String message) {
            super(message);
        }
    }
}
