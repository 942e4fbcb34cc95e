package io.harmattan.dashboard;

/** A request that cannot be answered: the HTTP status and, as the message, what is wrong with which value. */
final class ApiFault extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;

    ApiFault(int status, String detail) {
        super(detail);
        this.status = status;
    }

    int status() {
        return status;
    }

    String detail() {
        return String.valueOf(getMessage());
    }
}
