package io.harmattan.analysis.place;

import io.harmattan.analysis.place.Spot.Kind;
import io.harmattan.domain.GeoPoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Chooses which place a name stands for: by how large each is, by the country and region that the text names beside it or
 * elsewhere, and by how near it lies to the other places of the text. One name means one place in an article, unless a
 * country or region right behind it ({@code Paris, Texas}) says otherwise.
 *
 * <p>The weights are judgement, checked against the places of GeoWebNews (docs/BENCHMARKS.md).
 */
public final class SpotChooser {
    private static final double COUNTRY_RANK = 8.2;
    private static final double WORLD_RANK = 9;
    private static final double REGION_RANK = 6.6;
    private static final double CAPITAL_BONUS = 1.2;
    private static final double SEAT_BONUS = 0.4;
    private static final double COUNTRY_WEIGHT = 1.6;
    private static final double REGION_WEIGHT = 2.0;
    private static final double QUALIFIED = 10;
    private static final double NEAR_WEIGHT = 1.2;
    private static final double NEAR_KM = 250;
    private static final int LARGEST_GAP = 3;
    private static final int MOST_OTHERS = 100;
    private static final double EARTH_DIAMETER_KM = 12_742;

    private SpotChooser() {}

    /**
     * The place of each name.
     *
     * @param text the text that the spans lie in
     * @param toponyms in order of their start
     * @param countries how often the text speaks of each country beyond these names, by ISO 3166-1 code
     * @return in the same order
     */
    public static List<Spot> choose(String text, List<Toponym> toponyms, Map<String, Double> countries) {
        Map<String, Double> evidence = new HashMap<>(countries);
        Set<String> regions = new HashSet<>();
        List<Spot> sure = new ArrayList<>();
        for (Toponym toponym : toponyms) {
            Spot first = toponym.spots().get(0);
            if (toponym.spots().size() == 1 || first.kind() == Kind.COUNTRY) {
                evidence.merge(first.country() == null ? "" : first.country(), 1.0, Double::sum);
                if (first.kind() == Kind.REGION && first.region() != null) {
                    regions.add(first.country() + "." + first.region());
                }
                if (first.kind() != Kind.WORLD && first.kind() != Kind.COUNTRY) {
                    sure.add(first);
                }
            }
        }
        Map<String, Spot> byName = new HashMap<>();
        Map<Integer, Spot> qualified = new HashMap<>();
        for (int i = 0; i < toponyms.size(); i++) {
            Toponym beside = qualifier(text, toponyms, i);
            if (beside != null) {
                Spot within = best(toponyms.get(i), beside, evidence, regions, sure);
                qualified.put(i, within);
                byName.putIfAbsent(toponyms.get(i).name(), within);
                sure.add(within);
                beside.spots().stream().filter(within::liesIn).findFirst().ifPresent(wider -> {
                    if (beside.spots().size() > 1) {
                        qualified.put(toponyms.indexOf(beside), wider);
                    }
                });
            }
        }
        List<Spot> chosen = new ArrayList<>();
        for (int i = 0; i < toponyms.size(); i++) {
            Toponym toponym = toponyms.get(i);
            Spot within = qualified.get(i);
            chosen.add(
                    within != null
                            ? within
                            : byName.computeIfAbsent(
                                    toponym.name(), name -> best(toponym, null, evidence, regions, sure)));
        }
        return chosen;
    }

    /** The name right behind this one that says where it lies, if there is one. */
    private static @Nullable Toponym qualifier(String text, List<Toponym> toponyms, int at) {
        if (at + 1 >= toponyms.size()) {
            return null;
        }
        Toponym here = toponyms.get(at);
        Toponym next = toponyms.get(at + 1);
        if (next.start() < here.end() || next.start() - here.end() > LARGEST_GAP) {
            return null;
        }
        String between = text.substring(here.end(), next.start()).strip();
        boolean apart = between.equals(",") || between.equals("(");
        return apart && here.spots().stream().anyMatch(spot -> lies(spot, next)) ? next : null;
    }

    private static boolean lies(Spot spot, Toponym in) {
        return in.spots().stream().anyMatch(spot::liesIn);
    }

    private static Spot best(
            Toponym toponym,
            @Nullable Toponym beside,
            Map<String, Double> evidence,
            Set<String> regions,
            List<Spot> others) {
        Spot best = toponym.spots().get(0);
        if (toponym.spots().size() == 1) {
            return best;
        }
        double most = Double.NEGATIVE_INFINITY;
        for (Spot spot : toponym.spots()) {
            double score = rank(spot);
            if (spot.kind() != Kind.COUNTRY) {
                score += COUNTRY_WEIGHT * Math.min(2, log2(1 + evidence.getOrDefault(spot.country(), 0.0)));
            }
            score += spot.kind() != Kind.REGION && regions.contains(spot.country() + "." + spot.region())
                    ? REGION_WEIGHT
                    : 0;
            score += beside != null && lies(spot, beside) ? QUALIFIED : 0;
            score += NEAR_WEIGHT * nearness(spot, others);
            if (score > most) {
                most = score;
                best = spot;
            }
        }
        return best;
    }

    private static double rank(Spot spot) {
        double people = Math.log10(spot.population() + 100);
        return switch (spot.kind()) {
            case WORLD -> WORLD_RANK;
            case COUNTRY -> COUNTRY_RANK;
            case REGION -> REGION_RANK;
            case CAPITAL -> people + CAPITAL_BONUS;
            case SEAT -> people + SEAT_BONUS;
            case TOWN -> people;
        };
    }

    private static double log2(double value) {
        return Math.log(value) / Math.log(2);
    }

    private static double nearness(Spot spot, List<Spot> others) {
        GeoPoint here = spot.location();
        double nearest = Double.POSITIVE_INFINITY;
        for (Spot other : others.subList(0, Math.min(others.size(), MOST_OTHERS))) {
            GeoPoint there = other.location();
            if (here != null
                    && there != null
                    && !other.entity().name().equals(spot.entity().name())) {
                nearest = Math.min(nearest, kilometres(here, there));
            }
        }
        return Math.exp(-nearest / NEAR_KM);
    }

    /** Great-circle distance by the haversine formula, in kilometres. */
    static double kilometres(GeoPoint a, GeoPoint b) {
        double lat = Math.toRadians(b.lat() - a.lat());
        double lon = Math.toRadians(b.lon() - a.lon());
        double half = Math.pow(Math.sin(lat / 2), 2)
                + Math.cos(Math.toRadians(a.lat()))
                        * Math.cos(Math.toRadians(b.lat()))
                        * Math.pow(Math.sin(lon / 2), 2);
        return EARTH_DIAMETER_KM * Math.asin(Math.sqrt(half));
    }
}
