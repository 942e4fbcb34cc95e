package io.harmattan.domain;

import java.util.Map;

/**
 * How far ingest has read a file, or a whole run of files, so that the next run goes on where this one was killed.
 *
 * @param source {@code file:} and the absolute path, or {@code run:} and a hash of the paths that the run was given
 * @param version what tells one content of the file from the next: size and time of change; empty for a run
 * @param position readings (articles and refusals) of the file that are dealt with
 * @param done whether it was read to its end
 * @param ends of a run: the end offset of each partition of the topic {@code articles} when its files were last saved.
 *     What lies after may have been sent without being noted
 */
public record FileState(String source, String version, long position, boolean done, Map<Integer, Long> ends) {
    public FileState {
        Check.notBlank(source, "source of a file state");
        if (position < 0) {
            throw new IllegalArgumentException("position in " + source + " is " + position + "; expected 0 or more");
        }
        ends = Map.copyOf(ends);
    }
}
