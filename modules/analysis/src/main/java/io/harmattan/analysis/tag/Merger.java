package io.harmattan.analysis.tag;

import io.harmattan.domain.EntityType;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.TreeMap;

/**
 * Merges what several finders found into one mention per span. The profile goes before the model, unless the model sees a
 * longer name of another sort around it ({@code Washington} in {@code Washington Post}) or the profile itself says that the
 * words may be what the model takes them for; the gazetteer and the words for people fill what is left.
 */
final class Merger {
    private final BitSet taken;
    private final TreeMap<Integer, Found> kept = new TreeMap<>();

    private Merger(int length) {
        this.taken = new BitSet(length);
    }

    /** All spans, in order of their start, none overlapping. Each list is in order and without overlaps of its own. */
    static List<Found> merge(
            int length, List<Found> profile, List<Found> model, List<Found> places, List<Found> people) {
        Merger merger = new Merger(length);
        List<Found> listed = new ArrayList<>();
        int at = 0;
        for (Found found : profile) {
            while (at < model.size() && model.get(at).end() <= found.start()) {
                at++;
            }
            if (at == model.size() || !overrules(model.get(at), found)) {
                listed.add(found);
            }
        }
        for (List<Found> level : List.of(listed, model, places, people)) {
            level.forEach(merger::add);
        }
        return List.copyOf(merger.kept.values());
    }

    private static boolean overrules(Found name, Found listed) {
        if (!name.covers(listed)) {
            return false;
        }
        if (name.length() == listed.length()) {
            return listed.maybe().contains(name.type());
        }
        boolean wider = name.type() != listed.type() && listed.type() == EntityType.PLACE;
        return wider || name.type() == EntityType.PLACE && name.isKnown();
    }

    private void add(Found found) {
        int next = taken.nextSetBit(found.start());
        if (next < 0 || next >= found.end()) {
            taken.set(found.start(), found.end());
            kept.put(found.start(), found);
        }
    }
}
