package io.harmattan.analysis.match;

import io.harmattan.domain.EntityType;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The fields of the query language: one table for search, alerts and their documentation. */
public enum QueryField {
    /** Named thing of any type. */
    ENTITY("entity", Type.ENTITY, Of.BOTH, "names that person, organisation or place, by its id or any of its names"),
    /** Named person. */
    PERSON("person", Type.ENTITY, Of.BOTH, "names that person"),
    /** Named organisation. */
    ORGANISATION("org", Type.ENTITY, Of.BOTH, "names that organisation"),
    /** Named place. */
    PLACE("place", Type.ENTITY, Of.BOTH, "names that place"),
    /** Named military base. */
    BASE("base", Type.ENTITY, Of.BOTH, "names that military base"),
    /** Country of a named thing. */
    COUNTRY("country", Type.COUNTRY, Of.BOTH, "names that country or something in it; a name or an ISO 3166-1 code"),
    /** Named spot near a point or a place. */
    NEAR(
            "near",
            Type.SPOT,
            Of.BOTH,
            "names a place (no country or region) that near: \"LAT,LON,50km\" or \"PLACE,50km\"; km, m or mi"),
    /** Named spot in a box. */
    WITHIN("within", Type.SPOT, Of.BOTH, "names a place in that box: \"SOUTH,WEST,NORTH,EAST\" in degrees"),
    /** Country where the article plays. */
    FOCUS("focus", Type.COUNTRY, Of.ARTICLE, "plays in that country; a name or an ISO 3166-1 code"),
    /** Who speaks or takes a stance. */
    HOLDER("holder", Type.HOLDER, Of.BOTH, "quotes that person or body, or gives a stance of theirs"),
    /** Stance towards a target. */
    STANCE(
            "stance",
            Type.STANCE,
            Of.BOTH,
            "stance.TARGET:LABEL, a stance favourable, opposed or neutral, or * for any"),
    /** Number of something counted. */
    FIGURE("figure", Type.FIGURE, Of.ARTICLE, "figure.WHAT:[100 TO *], a figure of that thing or unit in a range"),
    /** Title alone. */
    TITLE("title", Type.TEXT, Of.BOTH, "words of the title"),
    /** Body alone. */
    TEXT("text", Type.TEXT, Of.BOTH, "words of the text; of a cluster, of its summary"),
    /** Publisher. */
    OUTLET("outlet", Type.KEYWORD, Of.BOTH, "published by that outlet"),
    /** Author. */
    BYLINE("byline", Type.KEYWORD, Of.ARTICLE, "written by them, as the article says"),
    /** Origin of the text. */
    CREDIT("credit", Type.KEYWORD, Of.ARTICLE, "says that it comes from them, such as a news agency"),
    /** Where ingest found it. */
    SOURCE("source", Type.KEYWORD, Of.ARTICLE, "was read from that file, feed or address"),
    /** Language. */
    LANGUAGE("language", Type.KEYWORD, Of.ARTICLE, "is written in that language, by its ISO 639-1 code"),
    /** Desk. */
    DESK("desk", Type.KEYWORD, Of.BOTH, "belongs to that desk"),
    /** Publication time. */
    PUBLISHED("published", Type.TIME, Of.ARTICLE, "says that it was published then"),
    /** Event time. */
    TIME(
            "time",
            Type.TIME,
            Of.BOTH,
            "was published then, or taken in then where it does not say; of a cluster, its latest"),
    /** Ingest time. */
    INGESTED("ingested", Type.TIME, Of.BOTH, "was taken in then; of a cluster, changed last"),
    /** Articles of the cluster. */
    ARTICLES("articles", Type.NUMBER, Of.CLUSTER, "event cluster of so many articles"),
    /** Independent sources of the cluster. */
    SOURCES("sources", Type.NUMBER, Of.CLUSTER, "event cluster of so many independent sources");

    /** Kinds of places that are too large to lie anywhere: {@link #NEAR} and {@link #WITHIN} pass them over. */
    public static final List<String> AREAS = List.of("country", "region");

    /** What a field takes. */
    public enum Type {
        /** Words, "phrases" and prefix* or w?ldcards, in any inflected form. */
        TEXT,
        /** A whole value whatever its letter case, prefix* or w?ldcards. */
        KEYWORD,
        /** The id of an entity, or one of its names. */
        ENTITY,
        /** A part of the globe. */
        SPOT,
        /** The name of a country or its code. */
        COUNTRY,
        /** Somebody's name. */
        HOLDER,
        /** A label of a stance. */
        STANCE,
        /** A number or a range of numbers. */
        NUMBER,
        /** A figure: a number or a range, of what stands in the field's name. */
        FIGURE,
        /** A day, a time, {@code now}, {@code now-2d}, or a range of them. */
        TIME
    }

    /** What has the field. */
    public enum Of {
        /** Articles alone. */
        ARTICLE,
        /** Event clusters alone. */
        CLUSTER,
        /** Both. */
        BOTH
    }

    private final String label;
    private final Type type;
    private final Of of;
    private final String meaning;

    QueryField(String label, Type type, Of of, String meaning) {
        this.label = label;
        this.type = type;
        this.of = of;
        this.meaning = meaning;
    }

    /** The name in queries. */
    public String label() {
        return label;
    }

    /** What it takes. */
    public Type type() {
        return type;
    }

    /** What has it. */
    public Of of() {
        return of;
    }

    /** What it asks, as a sentence without its subject. */
    public String meaning() {
        return meaning;
    }

    /** The field of that name. */
    public static Optional<QueryField> named(String label) {
        return Arrays.stream(values()).filter(f -> f.label.equals(label)).findFirst();
    }

    /** All names, in the order of the table. */
    public static List<String> labels() {
        return Arrays.stream(values()).map(QueryField::label).toList();
    }

    /** The type of entity that the field asks for; null for any. */
    public @Nullable EntityType entityType() {
        return switch (this) {
            case PERSON -> EntityType.PERSON;
            case ORGANISATION -> EntityType.ORGANISATION;
            case PLACE, BASE -> EntityType.PLACE;
            default -> null;
        };
    }

    /** The kind of entity that the field asks for; null for any. */
    public @Nullable String entityKind() {
        return this == BASE ? "base" : null;
    }
}
