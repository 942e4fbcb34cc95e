package io.harmattan.analysis.cluster;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A member of a cluster that others are compared with, one by one. A cluster has so many of them at most, those whose ids have the
 * lowest hashes: a sample by chance, the same in whatever order the members came, and of two clusters that merge the sample of
 * both (bottom-k sketch: Cohen and Kaplan, Summarizing Data using Bottom-k Sketches, PODC 2007, section 1).
 *
 * @param lead the terms of its title and first sentences, each weighed by how rare it is
 * @param names its names and numbers, weighed likewise and by the root of how often it says them
 * @param entities the entities it mentions, as numbers, each weighed by how rare it is
 * @param timed whether it has a time of its own
 * @param when that time, else when it came in
 */
public record Exemplar(
        String articleId, TermVector lead, TermVector names, TermVector entities, boolean timed, Instant when) {
    private static final Comparator<Exemplar> ORDER = Comparator.comparingLong(
                    (Exemplar each) -> Terms.of(each.articleId))
            .thenComparing(Exemplar::articleId);

    static Exemplar of(LiveMember member, Rarities rarities) {
        return new Exemplar(
                member.member().articleId(),
                member.facets().lead(),
                member.facets().names(),
                rarities.entities(member.entities()),
                member.member().timed(),
                member.member().eventTime());
    }

    /**
     * Of these and that one, the sample.
     *
     * @param some in their order
     */
    static List<Exemplar> with(List<Exemplar> some, Exemplar one, int atMost) {
        int place = some.size();
        while (place > 0 && ORDER.compare(one, some.get(place - 1)) < 0) {
            place--;
        }
        if (place >= atMost) {
            return some;
        }
        List<Exemplar> all = new ArrayList<>(some);
        all.add(place, one);
        return all.size() > atMost ? all.subList(0, atMost) : all;
    }

    /** Of all of these, the sample. */
    static List<Exemplar> with(List<Exemplar> some, List<Exemplar> others, int atMost) {
        List<Exemplar> all = new ArrayList<>(some);
        all.addAll(others);
        all.sort(ORDER);
        return all.size() > atMost ? all.subList(0, atMost) : all;
    }

    static List<Exemplar> without(List<Exemplar> some, String articleId) {
        return some.stream().filter(each -> !each.articleId.equals(articleId)).toList();
    }

    int size() {
        return lead.size() + names.size() + entities.size();
    }
}
