package io.harmattan.app;

/** Something that the person at the keyboard can mend: its message says what is wrong and what to do. Exit status 2. */
final class UserException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UserException(String message) {
        super(message);
    }

    UserException(String message, Throwable cause) {
        super(message, cause);
    }
}
