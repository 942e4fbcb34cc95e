package io.harmattan.dashboard;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Port: who may do what. */
@FunctionalInterface
public interface AccessControl {
    /** Lets nobody in: for where nothing needs a token. */
    AccessControl NOBODY = token -> Optional.empty();

    /** What the holder of a token may do; empty for a token that nobody was given, or that was revoked. */
    Optional<Grant> grant(String token);

    /** What a token may be good for. */
    enum Scope {
        /** Ask for articles and clusters. */
        READ,
        /** Hand in articles. */
        INGEST,
        /** Keep subscriptions. */
        SUBSCRIBE,
        /** Replay, re-drive, and see how the platform is doing. */
        OPERATE;

        /** As people write it. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What a token was given for.
     *
     * @param name what its owner called it
     */
    record Grant(String name, Set<Scope> scopes) {
        public Grant {
            scopes = Set.copyOf(scopes);
        }
    }
}
