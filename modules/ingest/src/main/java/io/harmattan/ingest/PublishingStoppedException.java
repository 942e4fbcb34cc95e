package io.harmattan.ingest;

/** The publisher can take nothing more: the broker stayed away too long, or refused the producer itself. */
public final class PublishingStoppedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    PublishingStoppedException(String message, Throwable cause) {
        super(message, cause);
    }
}
