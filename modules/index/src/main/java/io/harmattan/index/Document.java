package io.harmattan.index;

import org.jspecify.annotations.Nullable;

/**
 * One document on its way into an index, or out of it.
 *
 * @param index the index of an epoch, never an alias
 * @param id the id of the article, cluster, change or alert: the same record always makes the same document
 * @param version as {@link DocumentVersion} says
 * @param json what it says; null where it is to be deleted
 */
@SuppressWarnings("ArrayRecordComponent") // made and read inside this package, never compared
record Document(String index, String id, long version, byte @Nullable [] json) {
    /** The deletion of a document, which no revision of its epoch undoes. */
    static Document deletion(String index, String id, int epoch) {
        return new Document(index, id, DocumentVersion.last(epoch), null);
    }

    /** How many bytes it takes in a request, without its address. */
    int bytes() {
        return json == null ? 0 : json.length;
    }
}
