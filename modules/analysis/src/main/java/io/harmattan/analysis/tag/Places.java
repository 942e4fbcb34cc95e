package io.harmattan.analysis.tag;

import io.harmattan.analysis.place.FocusFinder.Evidence;
import io.harmattan.analysis.place.FocusFinder.Pointer;
import io.harmattan.analysis.place.Spot;
import io.harmattan.analysis.place.Spot.Kind;
import io.harmattan.analysis.place.SpotChooser;
import io.harmattan.analysis.place.Toponym;
import io.harmattan.analysis.profile.WatchProfile;
import io.harmattan.analysis.tag.Found.Source;
import io.harmattan.domain.Entity;
import io.harmattan.domain.EntityType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says which place each span that names one stands for, and what that tells about where the article plays. */
final class Places {
    private static final double IN_TITLE = 3;
    private static final double IN_LEAD = 1.5;
    private static final int LEAD = 400;
    private static final double PEOPLE_COUNT = 0.5;

    private final WatchProfile profile;
    private final Map<String, Entity> countries = new HashMap<>();
    private final Map<String, Entity> regions = new HashMap<>();

    Places(WatchProfile profile) {
        this.profile = profile;
        for (Entity entity : profile.entities().values()) {
            if (entity.country() != null && "country".equals(entity.kind())) {
                countries.putIfAbsent(entity.country(), entity);
            } else if ("region".equals(entity.kind())) {
                regions.putIfAbsent(entity.name(), entity);
            }
        }
    }

    /** The same spans, places with the one they stand for; the profile's own entity where it has the place. */
    List<Found> choose(Passage passage, List<Found> found, PlaceNames names) {
        Map<String, Double> evidence = new HashMap<>();
        List<Toponym> toponyms = new ArrayList<>();
        List<Integer> at = new ArrayList<>();
        List<Found> chosen = new ArrayList<>(found);
        for (int i = 0; i < found.size(); i++) {
            Found one = found.get(i);
            Toponym toponym = one.type() == EntityType.PLACE ? toponym(passage, one, names) : null;
            if (toponym != null) {
                at.add(i);
                toponyms.add(toponym);
            } else if (one.entity() != null && one.entity().country() != null) {
                evidence.merge(one.entity().country(), PEOPLE_COUNT, Double::sum);
            }
        }
        List<Spot> spots = SpotChooser.choose(passage.text, toponyms, evidence);
        for (int i = 0; i < spots.size(); i++) {
            Found one = found.get(at.get(i));
            chosen.set(at.get(i), one.as(own(spots.get(i).entity())));
        }
        chosen.replaceAll(
                one -> one.source() == Source.PEOPLE && one.entity() != null ? one.as(own(one.entity())) : one);
        return chosen;
    }

    private static @Nullable Toponym toponym(Passage passage, Found found, PlaceNames names) {
        Entity entity = found.entity();
        if (entity == null) {
            return names.known(passage, found.start(), found.end());
        }
        if (found.source() != Source.PROFILE) {
            return null;
        }
        String name = passage.folded.substring(found.start(), found.end());
        Spot own = Spot.of(entity, !found.maybe().contains(EntityType.PLACE));
        List<Spot> spots = new ArrayList<>(List.of(own));
        Toponym others = own.kind() == Kind.TOWN || own.kind() == Kind.CAPITAL
                ? names.known(passage, found.start(), found.end())
                : null;
        if (others != null) {
            spots.addAll(others.spots());
        }
        return new Toponym(found.start(), found.end(), name, spots);
    }

    private Entity own(Entity entity) {
        Entity listed = profile.byGeonames().get(entity.id());
        if (listed != null) {
            return listed;
        }
        return "country".equals(entity.kind()) && entity.country() != null
                ? countries.getOrDefault(entity.country(), entity)
                : regions.getOrDefault(entity.name(), entity);
    }

    /** What the spans say about where the article plays. */
    List<Evidence> evidence(Passage passage, int head, List<Found> found) {
        List<Evidence> evidence = new ArrayList<>();
        for (Found one : found) {
            Entity entity = one.entity();
            if (entity == null || entity.country() == null) {
                continue;
            }
            double prominence = one.start() < head ? IN_TITLE : one.start() < head + LEAD ? IN_LEAD : 1;
            boolean place = one.type() == EntityType.PLACE;
            Pointer pointer = !place || one.source() == Source.PEOPLE || isModifier(passage, one)
                    ? Pointer.OF
                    : Words.WITHIN.contains(before(passage, one)) ? Pointer.WITHIN : Pointer.NAMED;
            evidence.add(new Evidence(entity, !place || "country".equals(entity.kind()), pointer, prominence));
        }
        return evidence;
    }

    /** Whether the name says whose something is: {@code US troops}. */
    private static boolean isModifier(Passage passage, Found found) {
        if (!"country".equals(found.entity() == null ? null : found.entity().kind())) {
            return false;
        }
        String after = passage.wordAfter(found.end());
        String next = passage.text.substring(found.end(), Math.min(passage.text.length(), found.end() + 2));
        boolean noun = !after.isEmpty()
                && Character.isLowerCase(after.charAt(0))
                && !Words.ACTS.contains(after)
                && !Words.VERBS.contains(after)
                && !Words.OPENERS.contains(after);
        return next.equals("'s") || next.equals("’s") || noun;
    }

    private static String before(Passage passage, Found found) {
        String word = passage.wordBefore(found.start());
        return word.isEmpty() ? "" : word.toLowerCase(Locale.ROOT);
    }
}
