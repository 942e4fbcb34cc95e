package io.harmattan.index;

/** Says that Elasticsearch will never take a document; names the cause of a dead letter. */
final class DocumentRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    DocumentRefusedException(String message) {
        super(message);
    }
}
