package io.harmattan.ingest;

/** Inside a source: this cannot be an article. The message is the reason that people are told. */
final class Refusal extends Exception {
    private static final long serialVersionUID = 1;

    Refusal(String reason) {
        super(reason);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
