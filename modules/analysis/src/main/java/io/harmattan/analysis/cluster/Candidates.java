package io.harmattan.analysis.cluster;

import io.harmattan.analysis.cluster.LiveCluster.Posted;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The inverted index over the open clusters of a desk: telling terms and entities lead to clusters. For one step. */
final class Candidates {
    private final ClusterSettings settings;
    private final DeskState state;
    private final Rarities rarities;

    Candidates(ClusterSettings settings, DeskState state, Rarities rarities) {
        this.settings = settings;
        this.state = state;
        this.rarities = rarities;
    }

    /** The posting lists of an article: its heaviest terms and rarest entities. */
    List<String> keys(Arrival arrival) {
        List<String> keys = new ArrayList<>(arrival.vector().heaviest(settings.queryTerms()));
        arrival.entities().stream()
                .sorted(Comparator.comparing((String id) -> -rarities.ofEntity(id))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(settings.queryTerms())
                .forEach(id -> keys.add(Rarities.ENTITY + id));
        return keys;
    }

    /** The clusters to which most of the weight leads, of equal weight the lowest id first; in the order of their ids. */
    List<LiveCluster> find(List<String> keys) {
        double[] weights = new double[keys.size()];
        for (int i = 0; i < weights.length; i++) {
            double rarity = rarities.ofKey(keys.get(i));
            weights[i] = rarity * rarity;
        }
        List<String> ids =
                state.index().open().heaviest(keys, weights, settings.postingClusters(), settings.candidates());
        Collections.sort(ids);
        List<LiveCluster> clusters = new ArrayList<>(ids.size());
        for (String id : ids) {
            LiveCluster cluster = state.cluster(id);
            if (cluster == null) {
                throw new IllegalStateException(
                        "cluster " + id + " is in a posting list and not in the state; rebuild the cluster stores");
            }
            clusters.add(cluster);
        }
        return clusters;
    }

    /** Makes these keys lead to the cluster; gives all that do. */
    List<Posted> post(String clusterId, List<Posted> before, List<String> keys) {
        Postings open = state.index().open();
        SortedMap<String, Long> posted = new TreeMap<>();
        before.forEach(each -> posted.put(each.key(), each.tick()));
        boolean changed = false;
        for (String key : keys) {
            Long there = posted.get(key);
            // a list with room needs no reordering: nothing is looked for beyond its end soon
            if (there == null
                    ? posted.size() >= settings.postedTerms()
                    : open.size(key) <= settings.postingClusters() / 2) {
                continue;
            }
            if (there != null) {
                open.remove(key, clusterId, there);
            }
            long tick = state.index().nextTick();
            open.put(key, clusterId, tick);
            posted.put(key, tick);
            changed = true;
        }
        return changed
                ? posted.entrySet().stream()
                        .map(each -> new Posted(each.getKey(), each.getValue()))
                        .toList()
                : before;
    }

    /** Makes these keys lead to the cluster no longer. */
    void remove(String clusterId, List<Posted> posted) {
        posted.forEach(each -> state.index().open().remove(each.key(), clusterId, each.tick()));
    }
}
