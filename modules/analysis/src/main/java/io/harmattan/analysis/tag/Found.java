package io.harmattan.analysis.tag;

import io.harmattan.domain.Entity;
import io.harmattan.domain.EntityType;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A span that names something, on the way to becoming a mention.
 *
 * @param start first UTF-16 code unit in the passage
 * @param end one past the last
 * @param type what the words name
 * @param entity the thing they stand for, once that is known
 * @param source who found it
 * @param maybe what else the profile says that the words may be
 */
record Found(int start, int end, EntityType type, @Nullable Entity entity, Source source, Set<EntityType> maybe) {
    /** Who found a span. */
    enum Source {
        /** An alias of the profile. */
        PROFILE,
        /** The model for names. */
        MODEL,
        /** The gazetteer. */
        PLACE,
        /** A word for the people or things of a place. */
        PEOPLE,
        /** A description that stands for somebody: the junta. */
        DESCRIPTION
    }

    static Found of(int start, int end, Entity entity, Source source) {
        return new Found(start, end, entity.type(), entity, source, Set.of());
    }

    Found as(@Nullable Entity other) {
        return new Found(start, end, type, other, source, maybe);
    }

    boolean isKnown() {
        return entity != null;
    }

    boolean overlaps(Found other) {
        return start < other.end && other.start < end;
    }

    boolean covers(Found other) {
        return start <= other.start && other.end <= end;
    }

    int length() {
        return end - start;
    }
}
