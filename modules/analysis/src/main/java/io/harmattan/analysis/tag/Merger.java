package io.harmattan.analysis.tag;

import io.harmattan.domain.EntityType;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.TreeMap;
import java.util.function.BiPredicate;

/**
 * Merges what several finders found into one mention per span. The profile goes before the model, unless the model sees a
 * longer name of another sort around it ({@code Washington} in {@code Washington Post}) or the profile itself says that the
 * words may be what the model takes them for. A place that the gazetteer is certain of stays one where the model says organisation, a word for the people
 * of a place ({@code South Korean}) goes before a part of it, and the gazetteer fills what is left.
 */
final class Merger {
    /** Letters of "The", with its blank: a span that is longer by them names nothing else. */
    private static final int ARTICLE = 4;

    private final BitSet taken;
    private final TreeMap<Integer, Found> kept = new TreeMap<>();

    private Merger(int length) {
        this.taken = new BitSet(length);
    }

    /** All spans, in order of their start, none overlapping. Each list is in order and without overlaps of its own. */
    static List<Found> merge(
            int length, List<Found> profile, List<Found> model, List<Found> places, List<Found> people) {
        Merger merger = new Merger(length);
        List<Found> listed = without(profile, model, Merger::overrules);
        listed = without(listed, places, Merger::isLongerPlace);
        List<Found> names = without(model, people, (word, name) -> word.covers(name));
        names = without(names, places, Merger::isThatPlace);
        for (List<Found> level : List.of(listed, names, places, people)) {
            level.forEach(merger::add);
        }
        return List.copyOf(merger.kept.values());
    }

    /** Those of the spans that no span of the others stands against; both in order of their start. */
    private static List<Found> without(List<Found> spans, List<Found> others, BiPredicate<Found, Found> against) {
        List<Found> left = new ArrayList<>();
        int at = 0;
        for (Found span : spans) {
            while (at < others.size() && others.get(at).end() <= span.start()) {
                at++;
            }
            if (at == others.size() || !against.test(others.get(at), span)) {
                left.add(span);
            }
        }
        return left;
    }

    /** {@code Washington State} around {@code Washington}. */
    private static boolean isLongerPlace(Found place, Found listed) {
        return listed.type() == EntityType.PLACE && place.covers(listed) && place.length() > listed.length();
    }

    /** A place that the gazetteer is certain of, which the model takes for an organisation. */
    private static boolean isThatPlace(Found place, Found name) {
        return name.type() == EntityType.ORGANISATION && place.covers(name) && name.covers(place);
    }

    private static boolean overrules(Found name, Found listed) {
        if (!name.covers(listed)) {
            return false;
        }
        if (name.length() == listed.length()) {
            return listed.maybe().contains(name.type());
        }
        return name.type() != listed.type()
                && listed.type() == EntityType.PLACE
                && name.length() > listed.length() + ARTICLE;
    }

    private void add(Found found) {
        int next = taken.nextSetBit(found.start());
        if (next < 0 || next >= found.end()) {
            taken.set(found.start(), found.end());
            kept.put(found.start(), found);
        }
    }
}
