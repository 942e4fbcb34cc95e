package io.harmattan.analysis.place;

import io.harmattan.domain.Entity;
import io.harmattan.domain.Focus;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds where an article plays: the country, and the place in it, that most of what it says points to. What stands in the
 * headline and the first lines counts more, and so does what is said to happen <em>in</em> a place; whose troops or
 * officials they are counts less.
 */
public final class FocusFinder {
    /** Below this share no country stands out. */
    private static final double LEAST_SHARE = 0.2;

    /** How a text points to a place. */
    public enum Pointer {
        /** It is said to happen there: {@code in Agadez}. */
        WITHIN(2),
        /** It is named. */
        NAMED(1),
        /** Somebody or something is said to be of there: {@code Nigerien soldiers}, {@code US troops}. */
        OF(0.4);

        private final double weight;

        Pointer(double weight) {
            this.weight = weight;
        }
    }

    /**
     * One place that the article names.
     *
     * @param place the entity; without a country it says nothing
     * @param country whether it is a country itself
     * @param pointer how the text points to it
     * @param prominence how much the part of the article counts: 1 for running text
     */
    public record Evidence(Entity place, boolean country, Pointer pointer, double prominence) {}

    private FocusFinder() {}

    /** The focus; null when no country stands out. */
    public static @Nullable Focus focus(List<Evidence> evidence) {
        Map<String, Double> countries = new HashMap<>();
        Map<String, Double> places = new HashMap<>();
        Map<String, String> countryOf = new HashMap<>();
        for (Evidence one : evidence) {
            String country = one.place().country();
            if (country == null) {
                continue;
            }
            double weight = one.pointer().weight * one.prominence();
            countries.merge(country, weight, Double::sum);
            if (!one.country()) {
                places.merge(one.place().id(), weight, Double::sum);
                countryOf.put(one.place().id(), country);
            }
        }
        String country = most(countries);
        double share = country == null ? 0 : share(country, countries);
        if (country == null || share < LEAST_SHARE) {
            return null;
        }
        Map<String, Double> within = new HashMap<>(places);
        within.keySet().removeIf(id -> !country.equals(countryOf.get(id)));
        String place = most(within);
        return new Focus(country, share, place, place == null ? 0 : share(place, places));
    }

    private static @Nullable String most(Map<String, Double> weights) {
        return weights.entrySet().stream()
                .max(Map.Entry.<String, Double>comparingByValue()
                        .thenComparing(
                                Map.Entry.<String, Double>comparingByKey().reversed()))
                .map(Map.Entry::getKey)
                .orElse(null);
    }

    private static double share(String key, Map<String, Double> weights) {
        double all = weights.values().stream().mapToDouble(Double::doubleValue).sum();
        return Math.min(1, weights.getOrDefault(key, 0.0) / all);
    }
}
