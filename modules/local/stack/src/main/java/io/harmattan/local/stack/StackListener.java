package io.harmattan.local.stack;

/** Hears what happens to the stack. Called from several threads, one call at a time for each part. */
@FunctionalInterface
public interface StackListener {
    /** Does nothing. */
    StackListener NONE = event -> {};

    /** Hears of one event; must not throw and should return soon. */
    void on(StackEvent event);
}
