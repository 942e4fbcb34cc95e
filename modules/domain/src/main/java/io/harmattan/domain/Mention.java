package io.harmattan.domain;

import org.jspecify.annotations.Nullable;

/**
 * A span of an article's text that names an entity.
 *
 * @param start first UTF-16 code unit of the span in the text
 * @param end one past its last
 * @param surface the text between the two, verbatim
 * @param entityId the {@link Entity} it was linked to, if any
 */
public record Mention(
        int start,
        int end,
        String surface,
        EntityType type,
        @Nullable String entityId) {
    public Mention {
        Check.span(start, end, "mention '" + surface + "'");
        if (surface.length() != end - start) {
            throw new IllegalArgumentException("mention '" + surface + "' has " + surface.length()
                    + " code units; expected " + (end - start) + " between " + start + " and " + end);
        }
    }
}
