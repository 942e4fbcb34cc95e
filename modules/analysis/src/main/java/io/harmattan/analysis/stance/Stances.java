package io.harmattan.analysis.stance;

import io.harmattan.domain.Stance;
import java.util.List;

/**
 * What a text shows of stances.
 *
 * @param taken at most one for a holder and a target, in order of their evidence
 * @param abstained those that something spoke for, but too little to say so
 */
public record Stances(List<Stance> taken, List<Stance> abstained) {
    /** No stance at all. */
    public static final Stances NONE = new Stances(List.of(), List.of());

    public Stances {
        taken = List.copyOf(taken);
        abstained = List.copyOf(abstained);
    }
}
