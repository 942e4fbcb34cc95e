package io.harmattan.local.stack;

import java.time.Duration;

/**
 * Something that happened to a part of the stack.
 *
 * @param part which part
 * @param state what it is now
 * @param took how long it was on the way there; zero where nothing was waited for
 * @param detail more for people, such as its address or why it ended; may be empty
 */
public record StackEvent(Part part, State state, Duration took, String detail) {
    /** What a part is. */
    public enum State {
        /** A process of a stack whose parent was killed still runs; it is waited for, then stopped. */
        LEFT_BEHIND,
        /** Its process was started and does not serve yet. */
        STARTING,
        /** It serves. */
        READY,
        /** Its process ended unasked and will be started again. */
        DIED,
        /** It ended unasked too often and is left alone now. */
        FAILED,
        /** It was asked to stop. */
        STOPPING,
        /** It has stopped as it was asked to. */
        STOPPED
    }
}
