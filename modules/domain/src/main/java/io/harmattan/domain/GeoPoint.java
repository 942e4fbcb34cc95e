package io.harmattan.domain;

/** A point on the globe in degrees, WGS 84. */
public record GeoPoint(double lat, double lon) {
    public GeoPoint {
        if (!(lat >= -90 && lat <= 90 && lon >= -180 && lon <= 180)) {
            throw new IllegalArgumentException(
                    "(" + lat + ", " + lon + ") is not on the globe; expected lat in [-90, 90] and lon in [-180, 180]");
        }
    }
}
