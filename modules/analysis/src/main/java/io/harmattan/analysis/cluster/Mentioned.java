package io.harmattan.analysis.cluster;

import com.carrotsearch.hppc.LongIntHashMap;
import io.harmattan.domain.EventCluster.EntityCount;
import java.util.Arrays;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * How many members of a cluster mention each entity, the entities as numbers ({@link Terms}) in their order. Immutable; equal content
 * is equal.
 */
public final class Mentioned {
    static final Mentioned NOTHING = new Mentioned(new long[0], new int[0]);

    private final long[] entities;
    private final int[] articles;

    private Mentioned(long[] entities, int[] articles) {
        this.entities = entities;
        this.articles = articles;
    }

    /**
     * These entities and counts, side by side; neither array may be changed afterwards.
     *
     * @param entities ascending
     */
    public static Mentioned of(long[] entities, int[] articles) {
        return new Mentioned(entities, articles);
    }

    static Mentioned of(Collection<EntityCount> counts) {
        LongIntHashMap byNumber = new LongIntHashMap(counts.size());
        counts.forEach(count -> byNumber.put(Terms.ofEntity(count.entity().id()), count.articles()));
        long[] entities = byNumber.keys().toArray();
        Arrays.sort(entities);
        int[] articles = new int[entities.length];
        for (int i = 0; i < articles.length; i++) {
            articles[i] = byNumber.get(entities[i]);
        }
        return new Mentioned(entities, articles);
    }

    public int size() {
        return entities.length;
    }

    public long entity(int i) {
        return entities[i];
    }

    public int articles(int i) {
        return articles[i];
    }

    /** How many members mention an entity. */
    int of(long entity) {
        int at = Arrays.binarySearch(entities, entity);
        return at < 0 ? 0 : articles[at];
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof Mentioned other
                && Arrays.equals(entities, other.entities)
                && Arrays.equals(articles, other.articles);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(entities) + Arrays.hashCode(articles);
    }

    @Override
    public String toString() {
        return entities.length + " entities";
    }
}
