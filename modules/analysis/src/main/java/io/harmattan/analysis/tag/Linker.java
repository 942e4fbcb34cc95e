package io.harmattan.analysis.tag;

import io.harmattan.analysis.tag.Found.Source;
import io.harmattan.domain.Entity;
import io.harmattan.domain.EntityType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Links the names of one article to things: a surname to the person named in full, an acronym to the name it stands for,
 * the short form of an organisation to the long one. A name that the profile does not know becomes an entity of its own,
 * under an id made of its type and its fullest form.
 */
final class Linker {
    private static final int SHORTEST_SURNAME = 4;

    private final Passage passage;
    private final Map<String, Entity> persons = new LinkedHashMap<>();
    private final Set<String> shared = new HashSet<>();
    private final Map<String, Entity> organisations = new HashMap<>();
    private final Map<String, Entity> made = new HashMap<>();

    private Linker(Passage passage) {
        this.passage = passage;
    }

    /** The same spans with an entity each, and the surnames that stand alone besides. */
    static List<Found> link(Passage passage, List<Found> found) {
        Linker linker = new Linker(passage);
        found.forEach(linker::learn);
        linker.persons.keySet().removeAll(linker.shared);
        List<Found> linked = new ArrayList<>();
        for (Found one : found) {
            linked.add(one.isKnown() ? one : one.as(linker.entity(one)));
        }
        return linker.withSurnames(linked);
    }

    private void learn(Found found) {
        String surface = surface(found);
        if (found.type() == EntityType.PERSON && (surface.indexOf(' ') > 0)) {
            Entity entity = found.entity() == null ? make(found.type(), bare(surface)) : found.entity();
            for (String surname : new LinkedHashSet<>(List.of(surname(entity.name()), surname(surface)))) {
                Entity other = persons.putIfAbsent(surname, entity);
                if (other != null && !other.id().equals(entity.id())) {
                    shared.add(surname);
                }
            }
        } else if (found.type() == EntityType.ORGANISATION && found.source() != Source.DESCRIPTION) {
            Entity entity = found.entity() == null && surface.indexOf(' ') < 0
                    ? null
                    : found.entity() == null ? make(found.type(), bare(surface)) : found.entity();
            if (entity != null) {
                organisations.putIfAbsent(initials(surface), entity);
                int blank = surface.indexOf(' ');
                if (blank >= SHORTEST_SURNAME) {
                    organisations.putIfAbsent(Folding.fold(surface.substring(0, blank)), entity);
                }
            }
        }
    }

    private Entity entity(Found found) {
        String surface = bare(surface(found));
        String folded = Folding.fold(surface);
        if (found.type() == EntityType.PERSON && surface.indexOf(' ') < 0) {
            Entity person = persons.get(folded);
            return person == null ? make(found.type(), surface) : person;
        }
        if (found.type() == EntityType.ORGANISATION && surface.indexOf(' ') < 0) {
            Entity organisation = organisations.get(folded.replace(".", ""));
            return organisation == null ? make(found.type(), surface) : organisation;
        }
        return make(found.type(), surface);
    }

    private Entity make(EntityType type, String name) {
        String id = "name-" + type.label() + "-" + Folding.fold(name).replaceAll("[^\\p{L}\\p{N}]+", "-");
        return made.computeIfAbsent(id, key -> new Entity(key, name, type, null, null, null));
    }

    private String surface(Found found) {
        return passage.text.substring(found.start(), found.end());
    }

    /** Without a title before it or a possessive behind it. */
    private static String bare(String surface) {
        String name = surface.replaceAll("['’]s?$", "").strip();
        int blank = name.indexOf(' ');
        while (blank > 0 && blank < name.length() - 1 && Passage.isTitle(name.substring(0, blank))) {
            name = name.substring(blank + 1);
            blank = name.indexOf(' ');
        }
        return name.isEmpty() ? surface : name;
    }

    private static String surname(String name) {
        String folded = Folding.fold(name.strip());
        return folded.substring(folded.lastIndexOf(' ') + 1);
    }

    private static String initials(String name) {
        StringBuilder initials = new StringBuilder();
        for (String word : name.split("[ -]")) {
            if (Passage.isCapitalised(word)) {
                initials.appendCodePoint(Character.toLowerCase(word.codePointAt(0)));
            }
        }
        return initials.toString();
    }

    private List<Found> withSurnames(List<Found> found) {
        TreeMap<Integer, Found> all = new TreeMap<>();
        found.forEach(one -> all.put(one.start(), one));
        for (Map.Entry<String, Entity> person : persons.entrySet()) {
            String surname = person.getKey();
            if (surname.length() < SHORTEST_SURNAME || Words.COMMON.contains(surname)) {
                continue;
            }
            for (int at = passage.folded.indexOf(surname); at >= 0; at = passage.folded.indexOf(surname, at + 1)) {
                int end = at + surname.length();
                if (passage.isWhole(at, end)
                        && passage.isCapital(at)
                        && passage.standsAlone(at, end)
                        && isFree(all, at, end)) {
                    all.put(at, Found.of(at, end, person.getValue(), Source.MODEL));
                }
            }
        }
        return List.copyOf(all.values());
    }

    private static boolean isFree(TreeMap<Integer, Found> all, int start, int end) {
        Map.Entry<Integer, Found> before = all.lowerEntry(end);
        return before == null || before.getValue().end() <= start;
    }
}
