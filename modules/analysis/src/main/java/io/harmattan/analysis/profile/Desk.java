package io.harmattan.analysis.profile;

import io.harmattan.domain.Entity;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A unit of ordering: the articles of one desk are clustered in one order.
 *
 * @param id the name in keys and records
 * @param name the name that people are shown
 * @param countries articles that mention an entity of one of these countries (ISO 3166-1 alpha-2) belong to the desk;
 *     empty when it takes all articles
 * @param closely articles that name an entity of one of these countries are read with the model for names as well; empty
 *     when all are
 * @param gap how long, in event time, after its newest article an event of the desk is over; null where the setting
 *     {@code cluster.gap} says
 */
public record Desk(
        String id,
        String name,
        Set<String> countries,
        Set<String> closely,
        @Nullable Duration gap) {
    public Desk {
        countries = Set.copyOf(countries);
        closely = Set.copyOf(closely);
    }

    /** Whether an article with these entities belongs to the desk. */
    public boolean takes(Collection<Entity> entities) {
        return countries.isEmpty() || anyOf(countries, entities);
    }

    /** Whether an article with these entities is read closely, if the desk takes it. */
    public boolean readsClosely(Collection<Entity> entities) {
        return closely.isEmpty() || anyOf(closely, entities);
    }

    private static boolean anyOf(Set<String> countries, Collection<Entity> entities) {
        return entities.stream().anyMatch(entity -> entity.country() != null && countries.contains(entity.country()));
    }
}
