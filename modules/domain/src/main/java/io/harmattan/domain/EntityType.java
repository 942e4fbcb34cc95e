package io.harmattan.domain;

import java.util.Locale;

/** What sort of thing an entity is. */
public enum EntityType {
    /** A human being. */
    PERSON,
    /** A government, force, company, agency, armed group or the like. */
    ORGANISATION,
    /** Somewhere on the map: country, region, town, base. */
    PLACE;

    /** The name in files, documents and output: lower case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The type with that {@link #label()}. */
    public static EntityType of(String label) {
        for (EntityType type : values()) {
            if (type.label().equals(label)) {
                return type;
            }
        }
        throw new IllegalArgumentException(
                "'" + label + "' is no type of entity; expected person, organisation or place");
    }
}
