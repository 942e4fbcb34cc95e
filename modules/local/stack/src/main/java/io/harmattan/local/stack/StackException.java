package io.harmattan.local.stack;

import org.jspecify.annotations.Nullable;

/** The stack cannot do what was asked; says why, and what the user can do about it. */
public final class StackException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String advice;

    StackException(String problem, String advice) {
        this(problem, advice, null);
    }

    StackException(String problem, String advice, @Nullable Throwable cause) {
        super(problem + " " + advice, cause);
        this.advice = advice;
    }

    /** What to do about it: one or two sentences, which the message ends with. */
    public String advice() {
        return advice;
    }
}
