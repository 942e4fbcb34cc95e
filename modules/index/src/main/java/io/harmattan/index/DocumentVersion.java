package io.harmattan.index;

/**
 * The external version of a document: {@code epoch · 2^32 + revision}. Elasticsearch refuses (409) what is not newer than
 * what it has, so that a resend changes nothing and a stale write cannot win.
 */
final class DocumentVersion {
    private DocumentVersion() {}

    static long of(int epoch, int revision) {
        return ((long) epoch << 32) + revision;
    }

    /** That of a deletion: above every revision of the epoch. */
    static long last(int epoch) {
        return of(epoch + 1, 0) - 1;
    }
}
