package io.harmattan.analysis.model;

import org.jspecify.annotations.Nullable;

/** A model file that cannot be used; the message names the file, what is wrong with it and what was expected. */
public final class ModelException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ModelException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
