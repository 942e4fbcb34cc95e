package io.harmattan.analysis.match;

import io.harmattan.analysis.profile.Alias;
import io.harmattan.analysis.profile.WatchProfile;
import io.harmattan.domain.Entity;
import io.harmattan.domain.GeoPoint;
import java.text.Normalizer;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names that a query may use: entities by their names, countries, desks, targets of stances. */
public final class Vocabulary {
    private static final Pattern WORLD_PLACE = Pattern.compile("geonames-[0-9]{1,12}");

    /** Ids of names that no profile lists, as tagging gives them. */
    private static final Pattern UNLISTED = Pattern.compile("name-(person|organisation|place)-\\S{1,200}");

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern GAPS = Pattern.compile("[\\s\\-‐‑–—]+");

    private final Map<String, Entity> entities;
    private final Map<String, SortedSet<String>> byName = new TreeMap<>();
    private final Map<String, SortedSet<String>> aliases = new HashMap<>();
    private final Map<String, String> countries = new HashMap<>();
    private final SortedSet<String> targets;
    private final SortedSet<String> desks = new TreeSet<>();
    private final Function<String, ? extends Collection<String>> elsewhere;

    /**
     * The names of a profile.
     *
     * @param targets what stances may be towards; empty when any name will do
     */
    public Vocabulary(WatchProfile profile, Collection<String> targets) {
        this(profile, targets, name -> List.of());
    }

    /**
     * The names of a profile and of the places of the world.
     *
     * @param elsewhere ids of what bears a name that no alias of the profile is
     */
    public Vocabulary(
            WatchProfile profile,
            Collection<String> targets,
            Function<String, ? extends Collection<String>> elsewhere) {
        this.entities = profile.entities();
        this.targets = new TreeSet<>(targets);
        this.elsewhere = elsewhere;
        profile.desks().forEach(desk -> desks.add(desk.id()));
        for (Entity entity : entities.values()) {
            called(entity.name(), entity);
        }
        for (Alias alias : profile.aliases()) {
            Entity entity = entities.get(alias.entityId());
            if (entity != null) {
                called(alias.text(), entity);
                aliases.computeIfAbsent(entity.id(), id -> new TreeSet<>()).add(alias.text());
            }
        }
        for (String code : Locale.getISOCountries()) {
            Locale country = new Locale("", code);
            for (Locale language : List.of(Locale.ENGLISH, Locale.FRENCH)) {
                countries.putIfAbsent(fold(country.getDisplayCountry(language)), code);
            }
            countries.put(fold(code), code);
        }
    }

    private void called(String name, Entity entity) {
        byName.computeIfAbsent(fold(name), n -> new TreeSet<>()).add(entity.id());
        if ("country".equals(entity.kind()) && entity.country() != null) {
            countries.put(fold(name), entity.country());
        }
    }

    /** Small letters without accents, one blank between words, a hyphen like a blank. */
    private static String fold(String name) {
        String apart =
                MARKS.matcher(Normalizer.normalize(name, Normalizer.Form.NFD)).replaceAll("");
        return GAPS.matcher(apart.replace('’', '\'')).replaceAll(" ").strip().toLowerCase(Locale.ROOT);
    }

    /** The entities that the id or name stands for, if the field asks for their type; empty when there are none. */
    SortedSet<String> entities(QueryField field, String name) {
        Predicate<String> fits = id -> fits(field, id);
        SortedSet<String> found = new TreeSet<>();
        if (entities.containsKey(name)
                || WORLD_PLACE.matcher(name).matches()
                || UNLISTED.matcher(name).matches()) {
            found.add(name);
        } else {
            found.addAll(byName.getOrDefault(fold(name), new TreeSet<>()));
            if (found.isEmpty()) {
                found.addAll(elsewhere.apply(name));
            }
        }
        found.removeIf(fits.negate());
        return found;
    }

    private boolean fits(QueryField field, String id) {
        Entity entity = entities.get(id);
        Matcher unlisted = UNLISTED.matcher(id);
        if (entity == null && unlisted.matches()) {
            return field.entityKind() == null
                    && (field.entityType() == null || field.entityType().label().equals(unlisted.group(1)));
        }
        if (entity == null) {
            return field == QueryField.PLACE || field == QueryField.ENTITY || field == QueryField.HOLDER;
        }
        return (field.entityType() == null || field.entityType() == entity.type())
                && (field.entityKind() == null || field.entityKind().equals(entity.kind()));
    }

    /** The entity of the profile with that id. */
    public Optional<Entity> entity(String id) {
        return Optional.ofNullable(entities.get(id));
    }

    /** Its other names in the profile, in order. */
    public List<String> aliases(String id) {
        return List.copyOf(aliases.getOrDefault(id, new TreeSet<>()));
    }

    /** Where the places of that id or name lie that lie at one point, each once. */
    List<GeoPoint> spots(String name) {
        return entities(QueryField.PLACE, name).stream()
                .map(entities::get)
                .filter(place -> place != null && !QueryField.AREAS.contains(place.kind()))
                .map(Entity::location)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    /** Names of entities near to one that is not known, at most three; for the field, the nearest first. */
    List<String> nearestEntities(QueryField field, String name) {
        String folded = fold(name);
        return byName.entrySet().stream()
                .filter(e -> e.getValue().stream().anyMatch(id -> fits(field, id)))
                .map(e -> Map.entry(e, Nearest.distance(folded, e.getKey())))
                .filter(e -> e.getValue() <= Math.max(2, folded.length() / 3)
                        || e.getKey().getKey().contains(folded) && folded.length() > 2)
                .sorted(Comparator.comparingInt(e -> e.getValue()))
                .limit(3)
                .map(e -> shown(e.getKey().getKey(), e.getKey().getValue()))
                .toList();
    }

    private String shown(String folded, Set<String> ids) {
        Entity entity = entities.get(ids.iterator().next());
        return entity == null || fold(entity.name()).equals(folded)
                ? "'" + (entity == null ? folded : entity.name()) + "'"
                : "'" + folded + "' (" + entity.name() + ")";
    }

    /** The ISO 3166-1 alpha-2 code of a country by its name or code; null when there is none. */
    @org.jspecify.annotations.Nullable
    String country(String name) {
        return countries.get(fold(name));
    }

    List<String> nearestCountries(String name) {
        return Nearest.of(fold(name), countries.keySet(), 3);
    }

    /** What stances may be towards; empty when any name will do. */
    public SortedSet<String> targets() {
        return java.util.Collections.unmodifiableSortedSet(targets);
    }

    SortedSet<String> desks() {
        return desks;
    }
}
