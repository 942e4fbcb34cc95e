package io.harmattan.analysis.cluster;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The inverted index over the open clusters of a desk: telling terms, entities and near vectors lead to clusters. For one step. */
final class Candidates {
    private final ClusterSettings settings;
    private final DeskState state;
    private final Rarities rarities;

    Candidates(ClusterSettings settings, DeskState state, Rarities rarities) {
        this.settings = settings;
        this.state = state;
        this.rarities = rarities;
    }

    /**
     * What leads to clusters that an article may belong to.
     *
     * @param keys its heaviest terms, its rarest entities and what vectors near its own are likely to have, as numbers
     * @param weights of each
     * @param ofAll to a cluster at least this share of all weight must lead
     */
    @SuppressWarnings("ArrayRecordComponent") // made for one step, compared with nothing
    record Query(long[] keys, double[] weights, double ofAll) {}

    Query query(Arrival arrival) {
        long[] terms = arrival.vector().heaviest(settings.queryTerms());
        long[] entities = rarities.rarest(arrival.entityNumbers(), settings.queryTerms());
        long[] near = NearKeys.of(arrival.meaning());
        long[] keys = Arrays.copyOf(terms, terms.length + entities.length + near.length);
        System.arraycopy(entities, 0, keys, terms.length, entities.length);
        System.arraycopy(near, 0, keys, terms.length + entities.length, near.length);
        double[] weights = new double[keys.length];
        for (int i = 0; i < keys.length; i++) {
            double rarity = i < terms.length
                    ? rarities.ofTerm(keys[i])
                    : i < terms.length + entities.length
                            ? rarities.ofEntity(keys[i])
                            : rarities.among(state.index().open().size(keys[i]));
            weights[i] = rarity * rarity;
        }
        return new Query(
                keys,
                weights,
                arrival.isHeadline(settings) ? settings.candidateOfHeadline() : settings.candidateOfAll());
    }

    /** The clusters to which most of the weight leads, of equal weight the lowest id first. */
    List<Centre> find(Query query) {
        List<String> ids = state.index()
                .open()
                .heaviest(
                        query.keys,
                        query.weights,
                        settings.postingClusters(),
                        query.ofAll,
                        settings.candidateOfBest(),
                        settings.candidates());
        List<Centre> centres = new ArrayList<>(ids.size());
        for (String id : ids) {
            Centre centre = state.centre(id);
            if (centre == null) {
                throw new IllegalStateException(
                        "cluster " + id + " is in a posting list and not in the state; rebuild the cluster stores");
            }
            centres.add(centre);
        }
        return centres;
    }

    /** Makes these keys lead to the cluster; gives all that do. */
    Posted post(String clusterId, Posted before, long[] keys) {
        Postings open = state.index().open();
        Posted posted = before;
        for (long key : keys) {
            int there = posted.indexOf(key);
            // what is young in its list needs no other place: it will not be beyond what is looked at soon
            if (there < 0
                    ? posted.size() >= settings.postedTerms()
                    : open.isAmong(settings.postingClusters() / 2, key, posted.tick(there))) {
                continue;
            }
            if (there >= 0) {
                open.remove(key, clusterId, posted.tick(there));
            }
            long tick = state.index().nextTick();
            open.put(key, clusterId, tick);
            posted = posted.with(key, tick);
        }
        return posted;
    }

    /** Makes these keys lead to the cluster no longer. */
    void remove(String clusterId, Posted posted) {
        for (int i = 0; i < posted.size(); i++) {
            state.index().open().remove(posted.key(i), clusterId, posted.tick(i));
        }
    }
}
