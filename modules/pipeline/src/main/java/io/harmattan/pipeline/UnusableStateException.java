package io.harmattan.pipeline;

/**
 * Says that what a stage kept cannot be read: it was written by another release, or is broken. No second attempt helps, so the
 * stage ends; the message says how to rebuild it.
 */
public final class UnusableStateException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    /** @param message the store, what was found in it and what was expected, and what to do */
    public UnusableStateException(String message) {
        super(message);
    }

    /** @param message as above */
    public UnusableStateException(String message, Throwable cause) {
        super(message, cause);
    }
}
