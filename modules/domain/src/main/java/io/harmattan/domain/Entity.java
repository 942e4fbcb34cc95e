package io.harmattan.domain;

import org.jspecify.annotations.Nullable;

/**
 * The thing that a mention names.
 *
 * @param id stable identity, as in the watch profile ({@code ne-air-base-101})
 * @param name the name that people are shown
 * @param kind finer than the type ({@code base}, {@code country}, {@code armed-group}), as the profile has it
 * @param country ISO 3166-1 alpha-2 code, upper case
 * @param location where it is, for places
 */
public record Entity(
        String id,
        String name,
        EntityType type,
        @Nullable String kind,
        @Nullable String country,
        @Nullable GeoPoint location) {
    public Entity {
        Check.notBlank(id, "entity id");
        Check.notBlank(name, "name of entity " + id);
    }
}
