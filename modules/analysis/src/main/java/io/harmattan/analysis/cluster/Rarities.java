package io.harmattan.analysis.cluster;

import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;

/**
 * How telling terms and entities are: by inverse document frequency in the background and in the open clusters of the desk,
 * each of which counts once. For one step.
 */
final class Rarities {
    /** What parts entities from terms where both are keys; no term starts with it. */
    static final String ENTITY = "@";

    private final ClusterSettings settings;
    private final BackgroundFrequencies background;
    private final DeskIndex index;
    /** What was worked out since a count changed. */
    private final Map<String, Double> weights = new HashMap<>();

    private final Map<String, Double> entities = new HashMap<>();

    private int liveClusters;

    Rarities(ClusterSettings settings, BackgroundFrequencies background, DeskState state, int liveClusters) {
        this.settings = settings;
        this.background = background;
        this.index = state.index();
        this.liveClusters = liveClusters;
    }

    int liveClusters() {
        return liveClusters;
    }

    void opened() {
        forget();
        liveClusters++;
    }

    void closed() {
        forget();
        liveClusters--;
    }

    /** Terms weighted by how often they occur and how rare they are, the heaviest. */
    TermVector vector(SortedMap<String, Integer> counts) {
        String[] terms = new String[counts.size()];
        float[] weighed = new float[terms.length];
        int i = 0;
        for (Map.Entry<String, Integer> each : counts.entrySet()) {
            terms[i] = each.getKey();
            weighed[i++] =
                    (float) ((1 + Math.log(each.getValue())) * weights.computeIfAbsent(each.getKey(), this::weight));
        }
        return TermVector.of(terms, weighed).head(settings.vectorTerms());
    }

    private double weight(String term) {
        return Math.pow(ofTerm(term), settings.idfPower());
    }

    double ofTerm(String term) {
        return Math.log(
                1 + (background.passages() + liveClusters + 1) / (background.of(term) + index.frequency(term) + 0.5));
    }

    double ofEntity(String id) {
        return entities.computeIfAbsent(id, this::entity);
    }

    private double entity(String id) {
        return Math.log(1 + (liveClusters + 1) / (index.entityFrequency(id) + 0.5));
    }

    /** Of a term, or of an entity with its {@link #ENTITY}. */
    double ofKey(String key) {
        return key.startsWith(ENTITY) ? ofEntity(key.substring(ENTITY.length())) : ofTerm(key);
    }

    /** The centroid of an open cluster changed. */
    void recount(TermVector before, TermVector after) {
        int i = 0;
        int j = 0;
        while (i < before.size() || j < after.size()) {
            int order = i == before.size() ? 1 : j == after.size() ? -1 : before.compare(i, after, j);
            if (order < 0) {
                count(before.term(i), -1);
            } else if (order > 0) {
                count(after.term(j), 1);
            }
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }
    }

    /** The entities of an open cluster changed. */
    void recount(SortedMap<String, ?> before, SortedMap<String, ?> after) {
        for (String id : before.keySet()) {
            if (!after.containsKey(id)) {
                forget();
                index.countEntity(id, -1);
            }
        }
        for (String id : after.keySet()) {
            if (!before.containsKey(id)) {
                forget();
                index.countEntity(id, 1);
            }
        }
    }

    private void forget() {
        if (!weights.isEmpty()) {
            weights.clear();
        }
        if (!entities.isEmpty()) {
            entities.clear();
        }
    }

    private void count(String term, int more) {
        forget();
        index.count(term, more);
    }
}
