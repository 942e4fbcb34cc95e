package io.harmattan.analysis.place;

import io.harmattan.domain.Entity;
import io.harmattan.domain.EntityType;
import io.harmattan.domain.GeoPoint;
import org.jspecify.annotations.Nullable;

/**
 * A place that a name may stand for.
 *
 * @param entity the place as articles carry it
 * @param kind its rank
 * @param region GeoNames code of the first level below its country, if known
 * @param population people who live there; 0 when unknown
 */
public record Spot(Entity entity, Kind kind, @Nullable String region, long population) {
    private static final long WATCHED = 1_000_000;
    private static final long MEANT = 1_000_000_000_000L;

    /** How large a thing a place is. */
    public enum Kind {
        /** A continent, a sea, a part of the world: more than a country. */
        WORLD,
        /** A state. */
        COUNTRY,
        /** A part of a country. */
        REGION,
        /** The seat of a country's government. */
        CAPITAL,
        /** The seat of a first-level division. */
        SEAT,
        /** Any other town, base or site. */
        TOWN
    }

    /** Where it is, if known. */
    public @Nullable GeoPoint location() {
        return entity.location();
    }

    /** ISO 3166-1 alpha-2 code of its country, if it lies in one. */
    public @Nullable String country() {
        return entity.country();
    }

    /** Whether this place is a part of the other, a country or a region of one. */
    public boolean liesIn(Spot wider) {
        if (country() == null || !country().equals(wider.country())) {
            return false;
        }
        if (wider.kind == Kind.COUNTRY) {
            return kind != Kind.COUNTRY;
        }
        return wider.kind == Kind.REGION
                && kind != Kind.REGION
                && kind != Kind.COUNTRY
                && wider.region != null
                && wider.region.equals(region);
    }

    /**
     * A place of a profile, ranked by its kind there.
     *
     * @param meant whether its name means it unless the text names another country or region right behind it; otherwise it
     *     counts like a large town
     */
    public static Spot of(Entity entity, boolean meant) {
        String kind = entity.kind() == null ? "" : entity.kind();
        Kind rank =
                switch (kind) {
                    case "country" -> Kind.COUNTRY;
                    case "region" -> entity.country() == null ? Kind.WORLD : Kind.REGION;
                    case "capital" -> Kind.CAPITAL;
                    default -> Kind.TOWN;
                };
        return new Spot(entity, rank, null, meant ? MEANT : WATCHED);
    }

    static Spot place(
            String id,
            String name,
            String label,
            Kind kind,
            @Nullable String country,
            @Nullable String region,
            GeoPoint where,
            long population) {
        return new Spot(new Entity(id, name, EntityType.PLACE, label, country, where), kind, region, population);
    }
}
