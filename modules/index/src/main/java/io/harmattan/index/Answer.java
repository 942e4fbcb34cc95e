package io.harmattan.index;

/**
 * What Elasticsearch said to one document.
 *
 * @param reason why, for what was not done; else empty
 */
record Answer(Document document, Outcome outcome, String reason) {
    enum Outcome {
        /** It is in the index. */
        INDEXED,
        /** The index has this version or a newer one: as good as done. */
        STALE,
        /** The document's own fault: sending it again will not help. */
        REFUSED,
        /** Nobody's fault: it must be sent again. */
        UNANSWERED
    }
}
