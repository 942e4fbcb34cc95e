package io.harmattan.ingest;

import java.nio.file.Path;

/** Port: which files were read before, and how far, so that a run goes on where another was stopped. */
public interface FileJournal {
    /** What a file that was read to its end answers. */
    long DONE = Long.MAX_VALUE;

    /** Remembers nothing. */
    FileJournal NONE = new FileJournal() {
        @Override
        public long position(Path file, String version) {
            return 0;
        }

        @Override
        public void reached(Path file, String version, long position, boolean done) {}

        @Override
        public void save() {}
    };

    /**
     * How many readings of the file were dealt with before; {@link #DONE} for all of them.
     *
     * @param version what tells one content of the file from the next
     */
    long position(Path file, String version);

    /** The reader has handed over that many readings of the file, the last one a moment ago. */
    void reached(Path file, String version, long position, boolean done);

    /** All that was handed over so far is safe: what was reached is to be remembered. */
    void save();
}
