package io.harmattan.index;

/**
 * One document on its way into an index.
 *
 * @param index the index of an epoch, never an alias
 * @param id the id of the article or cluster: the same record always makes the same document
 * @param version as {@link DocumentVersion} says
 */
@SuppressWarnings("ArrayRecordComponent") // made and read inside this package, never compared
record Document(String index, String id, long version, byte[] json) {}
