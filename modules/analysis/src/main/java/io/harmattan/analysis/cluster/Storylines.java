package io.harmattan.analysis.cluster;

import io.harmattan.analysis.cluster.DeskState.Queue;
import io.harmattan.analysis.cluster.LiveCluster.Span;
import io.harmattan.analysis.cluster.LiveCluster.Wait;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the earlier event that a new one continues: much like it in words and entities, and over before it began. Such two
 * are linked, not merged. Closed clusters are remembered for this, so many and so long. For one step.
 */
final class Storylines {
    private static final int KEYS = 8;
    private static final int POSTED = 32;
    private static final int TERMS = 64;

    private final ClusterSettings settings;
    private final DeskState state;
    private final Rarities rarities;
    private int remembered;

    Storylines(ClusterSettings settings, DeskState state, Rarities rarities, @Nullable DeskStatus status) {
        this.settings = settings;
        this.state = state;
        this.rarities = rarities;
        this.remembered = status == null ? 0 : status.pastClusters();
    }

    /** How many closed clusters are remembered now. */
    int remembered() {
        return remembered;
    }

    /**
     * An earlier event.
     *
     * @param similarity in words, in [0, 1]
     * @param shared entities that both mention
     */
    record Earlier(String id, double similarity, List<String> shared, Instant last) {
        Map<String, Double> scores() {
            return new TreeMap<>(Map.of("similarity", similarity, "shared entities", (double) shared.size()));
        }
    }

    /**
     * The event that an article's event continues, of several the one most like it.
     *
     * @param open clusters that time alone kept the article from
     */
    @Nullable
    Earlier before(Arrival arrival, List<Centre> open) {
        List<Earlier> found = new ArrayList<>();
        for (Centre centre : open) {
            LiveCluster cluster = state.cluster(centre.id());
            if (cluster == null) {
                continue;
            }
            Span span = cluster.timedSpan() == null ? cluster.span() : cluster.timedSpan();
            add(
                    found,
                    arrival,
                    cluster.id(),
                    cluster.centroid(),
                    cluster.entities().keySet(),
                    span);
        }
        Set<String> seen = new HashSet<>();
        for (long key : keys(arrival.vector(), arrival.entityNumbers())) {
            for (String id : state.index().past().newest(key, POSTED)) {
                PastCluster past = seen.add(id) ? state.past(id) : null;
                if (past != null) {
                    add(found, arrival, id, past.vector(), new HashSet<>(past.entities()), past.span());
                }
            }
        }
        return found.stream()
                .min(Comparator.comparingDouble((Earlier e) -> -e.similarity())
                        .thenComparing(Earlier::last, Comparator.reverseOrder())
                        .thenComparing(Earlier::id))
                .orElse(null);
    }

    private void add(
            List<Earlier> found, Arrival arrival, String id, TermVector theirs, Set<String> entities, Span span) {
        if (!span.last().isBefore(arrival.when())) {
            return;
        }
        double similarity = arrival.vector().cosine(theirs);
        List<String> shared =
                arrival.entities().stream().filter(entities::contains).toList();
        if (similarity >= settings.storySimilarity() && shared.size() >= settings.storyEntities()) {
            found.add(new Earlier(id, similarity, shared, span.last()));
        }
    }

    /** Remembers a cluster that closes. */
    void remember(LiveCluster cluster, Instant closed) {
        List<String> entities = cluster.entities().values().stream()
                .filter(count -> 2 * count.articles() >= cluster.articles())
                .map(count -> count.entity().id())
                .toList();
        Span span = cluster.timedSpan() == null ? cluster.span() : cluster.timedSpan();
        TermVector vector = cluster.centroid().head(TERMS).unit();
        long[] keys = keys(vector, entities.stream().mapToLong(Terms::ofEntity).toArray());
        Arrays.sort(keys);
        long[] ticks = new long[keys.length];
        Arrays.fill(ticks, state.index().nextTick());
        PastCluster past = new PastCluster(cluster.id(), vector, entities, span, closed, Posted.of(keys, ticks));
        PastCluster former = state.past(past.id());
        if (former != null) {
            forget(former); // an article that came again after its cluster had closed founded it once more
        }
        state.putPast(past);
        state.enqueue(past.id(), new Wait(Queue.PAST, closed));
        state.index().add(past);
        remembered++;
    }

    /** Forgets the longest closed: those that are too old, and those above the number. */
    void forget(Instant ingestNow) {
        Instant tooOld = Clocks.before(ingestNow, settings.storyMemory());
        for (int i = 0; i < settings.closingsPerStep(); i++) {
            String id = state.first(Queue.PAST, remembered > settings.storyClusters() ? Instant.MAX : tooOld);
            PastCluster past = id == null ? null : state.past(id);
            if (past == null) {
                return;
            }
            forget(past);
        }
    }

    private void forget(PastCluster past) {
        Posted posted = past.posted();
        for (int i = 0; i < posted.size(); i++) {
            state.index().past().remove(posted.key(i), past.id(), posted.tick(i));
        }
        state.dequeue(past.id(), new Wait(Queue.PAST, past.closed()));
        state.removePast(past.id());
        remembered--;
    }

    /** The heaviest terms and the rarest entities; which entities are rare changes, so that all of a few are taken. */
    private long[] keys(TermVector vector, long[] entities) {
        return LongStream.concat(Arrays.stream(vector.heaviest(KEYS)), Arrays.stream(rarities.rarest(entities, KEYS)))
                .toArray();
    }
}
