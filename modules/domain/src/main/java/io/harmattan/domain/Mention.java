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
        Check.surface(start, end, surface, "mention");
    }
}
