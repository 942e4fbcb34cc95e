package io.harmattan.analysis.profile;

import io.harmattan.analysis.profile.ProfileException.Fault;
import io.harmattan.domain.Entity;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is watched: entities with the names they go by, and the desks.
 *
 * <p>The files of a profile are comma-separated tables in UTF-8 with a header line; lines that start with {@code #} are
 * comments. {@code desks.csv} holds {@code id,name,countries,closely,gap}; {@code entities.csv} holds
 * {@code id,type,kind,name,country,lat,lon,geonames,wikidata,notes}; {@code aliases.csv} holds
 * {@code entity,alias,language,case,not_after,not_before,needs,maybe,notes}. The others may be left out: {@code roles.csv}
 * holds {@code entity,role,country,from,to,notes}, {@code phrases.csv} holds {@code phrase,language,role,notes},
 * {@code targets.csv} holds {@code id,name,country,entities,notes}, {@code target-words.csv}
 * {@code target,kind,words,language,notes} and {@code background.csv} {@code term,passages}. Fields
 * that hold several values part them by {@code |}. An entity's name is an alias of it without being listed.
 */
public final class WatchProfile {
    private final String name;
    private final List<Desk> desks;
    private final Map<String, Entity> entities;
    private final List<Alias> aliases;
    private final List<Role> roles;
    private final List<Phrase> phrases;
    private final List<Target> targets;
    private final Map<String, Entity> byGeonames;
    private final Background background;

    WatchProfile(
            String name,
            List<Desk> desks,
            Map<String, Entity> entities,
            List<Alias> aliases,
            List<Role> roles,
            List<Phrase> phrases,
            List<Target> targets,
            Map<String, Entity> byGeonames,
            Background background) {
        this.name = name;
        this.desks = List.copyOf(desks);
        this.entities = Map.copyOf(entities);
        this.aliases = List.copyOf(aliases);
        this.roles = List.copyOf(roles);
        this.phrases = List.copyOf(phrases);
        this.targets = List.copyOf(targets);
        this.byGeonames = Map.copyOf(byGeonames);
        this.background = background;
    }

    /**
     * Reads a profile.
     *
     * @param files content of each file by its name; files of other names than those above are left alone
     * @throws ProfileException with every fault: file, line, the offending value and the expected one
     */
    public static WatchProfile parse(Map<String, String> files) {
        List<Fault> faults = new ArrayList<>();
        WatchProfile profile = new ProfileReader(files, faults).read();
        if (!faults.isEmpty()) {
            throw new ProfileException(faults);
        }
        return profile;
    }

    /** The name of the profile: the id of its first desk. */
    public String name() {
        return name;
    }

    /** At least one. */
    public List<Desk> desks() {
        return desks;
    }

    /** All entities by their id. */
    public Map<String, Entity> entities() {
        return entities;
    }

    /** The entity of that id. */
    public Optional<Entity> entity(String id) {
        return Optional.ofNullable(entities.get(id));
    }

    /** All ways to write the entities, their names among them, in the order of the files. */
    public List<Alias> aliases() {
        return aliases;
    }

    /** Who holds which office, in the order of the file. */
    public List<Role> roles() {
        return roles;
    }

    /**
     * Who held an office.
     *
     * @param day when; without it the answer is the one holder that the profile knows of, if there is only one
     */
    public Optional<Entity> holder(String role, String country, @Nullable LocalDate day) {
        List<String> holders = roles.stream()
                .filter(held -> held.role().equals(role) && held.country().equals(country))
                .filter(held -> day == null || held.isHeld(day))
                .map(Role::entityId)
                .distinct()
                .toList();
        return holders.size() == 1 ? entity(holders.get(0)) : Optional.empty();
    }

    /** Words that stand for whoever holds an office. */
    public List<Phrase> phrases() {
        return phrases;
    }

    /** What people are for or against, in the order of the file. */
    public List<Target> targets() {
        return targets;
    }

    /** The profile's places by the id that the gazetteer gives them, {@code geonames-} and the number. */
    public Map<String, Entity> byGeonames() {
        return byGeonames;
    }

    /** How common terms are in general. */
    public Background background() {
        return background;
    }
}
