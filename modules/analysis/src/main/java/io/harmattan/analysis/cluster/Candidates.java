package io.harmattan.analysis.cluster;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

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
        Map<String, Double> weights = new HashMap<>();
        for (String key : keys) {
            double rarity = rarities.ofKey(key);
            for (String id : state.postings(key)) {
                weights.merge(id, rarity * rarity, Double::sum);
            }
        }
        return weights.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(settings.candidates())
                .map(entry -> state.cluster(entry.getKey()))
                .filter(Objects::nonNull)
                .sorted(Comparator.comparing(LiveCluster::id))
                .toList();
    }

    /** Makes these keys lead to the cluster; gives all that do. */
    List<String> post(String clusterId, List<String> before, List<String> keys) {
        TreeSet<String> posted = new TreeSet<>(before);
        for (String key : keys) {
            boolean there = posted.contains(key);
            if (!there && posted.size() >= settings.postedTerms()) {
                continue;
            }
            List<String> ids = new ArrayList<>(state.postings(key));
            // a list with room needs no reordering: nothing will fall out of it soon
            if (there && ids.size() <= settings.postingClusters() / 2 && ids.contains(clusterId)) {
                continue;
            }
            ids.remove(clusterId);
            ids.add(clusterId);
            if (ids.size() > settings.postingClusters()) {
                ids.remove(0);
            }
            state.putPostings(key, ids);
            posted.add(key);
        }
        return List.copyOf(posted);
    }

    /** Makes these keys lead to the cluster no longer. */
    void remove(String clusterId, List<String> keys) {
        for (String key : keys) {
            List<String> ids = new ArrayList<>(state.postings(key));
            if (ids.remove(clusterId)) {
                state.putPostings(key, ids);
            }
        }
    }
}
