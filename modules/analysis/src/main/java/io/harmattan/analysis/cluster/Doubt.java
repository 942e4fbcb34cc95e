package io.harmattan.analysis.cluster;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A member of one cluster that may belong to another, now that one more article came.
 *
 * @param score the probability that speaks for the other
 */
record Doubt(Exemplar member, String from, String to, double score) {
    /** So many members of other clusters are looked at again for a new one. */
    private static final int MOST = 4;

    private static final Comparator<Doubt> MOST_LIKE = Comparator.comparingDouble((Doubt each) -> -each.score)
            .thenComparing(each -> each.member.articleId())
            .thenComparing(Doubt::to);

    /** Members of a cluster that are not like a new one. */
    static List<Exemplar> unlike(Arrival arrival, Centre own, Decision decision, double enough) {
        return own.exemplars().stream()
                .filter(each -> !each.articleId().equals(arrival.id()))
                .filter(each -> decision.probability(arrival.exemplar(), each) < enough)
                .toList();
    }

    /**
     * Members of other clusters that are like the new article, the most like first; then those of its own that are not like it and
     * like another cluster.
     *
     * @param grown the cluster of the new article
     * @param unlike its members that are {@linkplain #unlike not like the article}
     * @param compared what the article was compared with
     * @param enough probability from which it is worth a look
     */
    static List<Doubt> about(
            Arrival arrival, String grown, List<Exemplar> unlike, List<Centre> compared, Desk desk, double enough) {
        List<Doubt> theirs = new ArrayList<>();
        List<Doubt> ours = new ArrayList<>();
        for (Centre before : compared) {
            // as it is now: it may have grown, or be gone
            Centre other = before.id().equals(grown) ? null : desk.state.centre(before.id());
            if (other == null) {
                continue;
            }
            for (Exemplar each : other.exemplars()) {
                double score = desk.decision.probability(arrival.exemplar(), each);
                if (score >= enough) {
                    theirs.add(new Doubt(each, other.id(), grown, score));
                }
            }
            for (Exemplar each : unlike) {
                double score = desk.decision.probability(each, other);
                if (score >= enough) {
                    ours.add(new Doubt(each, grown, other.id(), score));
                }
            }
        }
        theirs.sort(MOST_LIKE);
        ours.sort(MOST_LIKE);
        List<Doubt> doubts = new ArrayList<>(theirs.subList(0, Math.min(MOST, theirs.size())));
        doubts.addAll(ours);
        return doubts;
    }
}
