package io.harmattan.ingest;

/** Where the readings of one file go, one after the other. */
interface ReadingSink {
    /** Whether the next reading was dealt with before; it counts as handed over then, and need not be made. */
    boolean skips();

    void give(Reading reading);
}
