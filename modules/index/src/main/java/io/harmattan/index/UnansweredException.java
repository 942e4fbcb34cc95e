package io.harmattan.index;

/** Says that a server did not do its part and must be asked again. */
final class UnansweredException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnansweredException(String message) {
        super(message);
    }
}
