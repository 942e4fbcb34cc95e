package io.harmattan.analysis.cluster;

import java.time.Instant;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of the open clusters of one desk: plain keys and values, so that each part is a key-value store with the
 * desk as the prefix of its keys. All decisions lie in {@link EventClustering}; an implementation only remembers, and
 * gives back what equals what was put. Not for use by several threads.
 */
public interface DeskState {

    /** The orders in which clusters wait to be closed, and to be forgotten, and articles to be settled. */
    enum Queue {
        /** Until the stream time passes their last event time and the gap. */
        EVENT_TIME,
        /** Then until the ingest time passes that of their newest member and the grace. */
        INGEST_TIME,
        /** Closed: until the ingest time passes their closing and the memory for storylines. */
        PAST,
        /** Articles: until the ingest time passes theirs and the delay, and they are settled. */
        SETTLING,
        /** What is left of large clusters that have closed: until a step has time to remove it. */
        LEFTOVERS
    }

    /** The state of the same desk as it is by the order of ingest times: what is settled. */
    DeskState settled();

    /** Null before the first article. */
    @Nullable
    DeskStatus status();

    void putStatus(DeskStatus status);

    @Nullable
    LiveCluster cluster(String id);

    /** What articles are compared with of a cluster; null if it is not kept. */
    @Nullable
    Centre centre(String id);

    void putCluster(LiveCluster cluster);

    void removeCluster(String id);

    /**
     * Where an article went, or a cluster that another took over, by its id; null if no open cluster has it. A large cluster that
     * has closed may still be named, until all of it is removed.
     */
    @Nullable
    ArticleRef article(String articleId);

    void putArticle(String articleId, ArticleRef ref);

    void removeArticle(String articleId);

    /** Members of a cluster by number, from the first of these numbers to before the second; one that left leaves a hole. */
    SortedMap<Integer, LiveMember> members(String clusterId, int from, int to);

    /** The same, with what a snapshot needs alone. */
    SortedMap<Integer, ShownMember> shown(String clusterId, int from, int to);

    void putMember(String clusterId, int number, LiveMember member);

    void removeMember(String clusterId, int number);

    /** What the members of a cluster that carry one text add up to; null if there are none. */
    @Nullable
    LiveGroup group(String clusterId, String copyGroup);

    /** Sets what {@link #group} gives; no articles remove it. */
    void putGroup(String clusterId, String copyGroup, LiveGroup group);

    /** A closed cluster that is still remembered. */
    @Nullable
    PastCluster past(String id);

    void putPast(PastCluster cluster);

    void removePast(String id);

    /** What leads to the clusters that are kept. */
    DeskIndex index();

    /** What has waited longest, if it has waited since before that time; of equal times the lowest id. */
    @Nullable
    String first(Queue queue, Instant before);

    void enqueue(String id, LiveCluster.Wait wait);

    /**
     * The same for an article that is to be settled.
     *
     * @param counts how often each of its terms occurs: its weights are worked out anew by then
     */
    void enqueue(String articleId, LiveCluster.Wait wait, Facets counts);

    /** What an article waits with; null if it does not wait there. */
    @Nullable
    Facets waiting(String articleId, LiveCluster.Wait wait);

    void dequeue(String id, LiveCluster.Wait wait);
}
