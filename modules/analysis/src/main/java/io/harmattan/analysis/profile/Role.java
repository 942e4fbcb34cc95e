package io.harmattan.analysis.profile;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * An office that somebody holds.
 *
 * @param entityId who holds it: a person, or the body that does
 * @param role the office ({@code head-of-state}, {@code junta}), the same word for every country
 * @param country ISO 3166-1 alpha-2 code of the country it is an office of
 * @param from first day; null when it is not known or does not matter
 * @param to last day; null while it lasts
 */
public record Role(
        String entityId,
        String role,
        String country,
        @Nullable LocalDate from,
        @Nullable LocalDate to) {
    /** Whether it is held on a day. */
    public boolean isHeld(LocalDate day) {
        return (from == null || !day.isBefore(from)) && (to == null || !day.isAfter(to));
    }
}
