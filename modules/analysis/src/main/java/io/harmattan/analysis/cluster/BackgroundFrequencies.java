package io.harmattan.analysis.cluster;

import com.carrotsearch.hppc.LongIntHashMap;
import io.harmattan.analysis.profile.Background;

/** In how many passages of text a term occurs, by its number: what is rare is known before the first article. */
final class BackgroundFrequencies {
    private final int passages;
    private final LongIntHashMap frequencies;

    /** @param background of the profile */
    BackgroundFrequencies(Background background) {
        this.passages = background.passages();
        this.frequencies = new LongIntHashMap(background.frequencies().size());
        background.frequencies().forEach((term, passagesOfIt) -> frequencies.put(Terms.of(term), passagesOfIt));
    }

    /** How many passages were counted. */
    int passages() {
        return passages;
    }

    int of(long term) {
        return frequencies.get(term);
    }
}
