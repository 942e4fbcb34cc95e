package io.harmattan.ingest;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How files are read.
 *
 * @param format what they are; with any but {@link FileSource.Format#AUTO}, files of all names are read
 * @param maxBytes the largest article, in bytes once unpacked: a file of one article, or a line of JSONL; at most 1 GiB
 * @param asOf reads history as it came: the ingest time begins here and moves on with the publication times that are
 *     met, so that windows close as they did then. Null for the clock's own time
 * @param watch whether to stay, and read what appears in the folders, until the reader is interrupted or the consumer
 *     throws
 * @param journal what was read before
 * @param fetch how the pages of lists of addresses are fetched; null where they are not
 */
public record FileOptions(
        FileSource.Format format,
        long maxBytes,
        @Nullable Instant asOf,
        boolean watch,
        FileJournal journal,
        @Nullable FetchSettings fetch) {
    public FileOptions {
        if (maxBytes < 1 || maxBytes > 1L << 30) {
            throw new IllegalArgumentException(
                    "the largest article is " + maxBytes + " bytes; expected 1 to " + (1L << 30));
        }
        if (watch && journal == FileJournal.NONE) {
            throw new IllegalArgumentException("a watcher without a journal would read every file again and again");
        }
    }

    /** Files that are what the endings of their names say, read once to their end, without a memory. */
    public static FileOptions of(long maxBytes) {
        return new FileOptions(FileSource.Format.AUTO, maxBytes, null, false, FileJournal.NONE, null);
    }

    /** The same with another format. */
    public FileOptions withFormat(FileSource.Format other) {
        return new FileOptions(other, maxBytes, asOf, watch, journal, fetch);
    }

    /** The same with the ingest time that history is read at. */
    public FileOptions withAsOf(@Nullable Instant other) {
        return new FileOptions(format, maxBytes, other, watch, journal, fetch);
    }

    /** The same with a memory, and staying or not. */
    public FileOptions withJournal(FileJournal other, boolean stay) {
        return new FileOptions(format, maxBytes, asOf, stay, other, fetch);
    }

    /** The same where the pages of lists of addresses are fetched. */
    public FileOptions withFetch(FetchSettings how) {
        return new FileOptions(format, maxBytes, asOf, watch, journal, how);
    }
}
