package io.harmattan.domain;

import org.jspecify.annotations.Nullable;

/**
 * Where an article plays.
 *
 * @param country ISO 3166-1 alpha-2 code of the main country, upper case
 * @param countryScore its share of the evidence for all countries, in [0, 1]
 * @param placeId the {@link Entity} of the main place below the country, if there is one
 * @param placeScore its share of the evidence for all places below the level of countries, in [0, 1]; 0 without one
 */
public record Focus(
        String country, double countryScore, @Nullable String placeId, double placeScore) {
    public Focus {
        Check.notBlank(country, "country of a focus");
        Check.share(countryScore, "score of the country " + country);
        Check.share(placeScore, "score of the place " + placeId);
    }
}
