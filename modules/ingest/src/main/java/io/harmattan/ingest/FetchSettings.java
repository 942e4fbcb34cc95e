package io.harmattan.ingest;

import java.time.Duration;

/**
 * How addresses are asked.
 *
 * @param userAgent what Harmattan calls itself, also to robots.txt
 * @param patience the longest that one address may take, redirects included
 * @param largestBytes the largest body, once unpacked
 * @param pause least time between two requests to one host
 * @param robots whether robots.txt is honoured
 * @param privateAddresses whether loopback, link-local and private addresses are allowed
 * @param insecureRedirects whether https may lead to http
 */
public record FetchSettings(
        String userAgent,
        Duration patience,
        long largestBytes,
        Duration pause,
        boolean robots,
        boolean privateAddresses,
        boolean insecureRedirects) {
    public FetchSettings {
        if (userAgent.isBlank() || userAgent.chars().anyMatch(c -> c < 0x20 || c > 0x7e)) {
            throw new IllegalArgumentException(
                    "the name that Harmattan gives itself is '" + userAgent + "'; expected some ASCII text");
        }
        if (patience.isNegative() || patience.isZero() || pause.isNegative() || largestBytes < 1) {
            throw new IllegalArgumentException("addresses are asked with a patience of " + patience + ", a pause of "
                    + pause + " and at most " + largestBytes + " bytes; expected more than nothing of each");
        }
    }
}
