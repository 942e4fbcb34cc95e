package io.harmattan.domain;

/**
 * That a subscription was met, before its limits have had their say.
 *
 * @param alert the alert as it would be sent at once
 * @param kind whether it is to be sent, or counted
 * @param favourable stances in favour of the subscription's target in the article
 * @param opposed stances against it
 */
public record Firing(Alert alert, Kind kind, int favourable, int opposed) {
    /** What is to become of it. */
    public enum Kind {
        /** To be sent, as soon as the limits let it. */
        FIRED,
        /** A match of a subscription that is told of rates, turns or silences: to be counted. */
        MATCHED,
        /** A sign that articles come at all, for a subscription that is told of silences. */
        PULSE
    }

    public Firing {
        Check.atLeast(0, favourable, "stances in favour of alert " + alert.id());
        Check.atLeast(0, opposed, "stances against of alert " + alert.id());
    }
}
