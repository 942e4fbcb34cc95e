package io.harmattan.analysis.profile;

import io.harmattan.domain.Entity;
import java.util.Collection;
import java.util.Set;

/**
 * A unit of ordering: the articles of one desk are clustered in one order.
 *
 * @param id the name in keys and records
 * @param name the name that people are shown
 * @param countries articles that mention an entity of one of these countries (ISO 3166-1 alpha-2) belong to the desk;
 *     empty when it takes all articles
 */
public record Desk(String id, String name, Set<String> countries) {
    public Desk {
        countries = Set.copyOf(countries);
    }

    /** Whether an article with these entities belongs to the desk. */
    public boolean takes(Collection<Entity> entities) {
        return countries.isEmpty()
                || entities.stream()
                        .anyMatch(entity -> entity.country() != null && countries.contains(entity.country()));
    }
}
