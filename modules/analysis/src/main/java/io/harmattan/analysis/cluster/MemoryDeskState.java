package io.harmattan.analysis.cluster;

import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The state of one desk in memory, for a file at a time and for tests. */
public final class MemoryDeskState implements DeskState {
    private record Waiting(Instant since, String id) {}

    private @Nullable MemoryDeskState settled;
    private @Nullable DeskStatus status;
    private final Map<String, LiveCluster> clusters = new HashMap<>();
    private final Map<String, ArticleRef> articles = new HashMap<>();
    private final Map<String, TreeMap<Integer, LiveMember>> members = new HashMap<>();
    private final Map<String, Map<String, LiveGroup>> groups = new HashMap<>();
    private final Map<String, PastCluster> past = new HashMap<>();
    private final DeskIndex index = new DeskIndex();
    private final Map<Queue, TreeSet<Waiting>> queues = new EnumMap<>(Queue.class);

    private final Map<Waiting, Facets> waiting = new HashMap<>();

    public MemoryDeskState() {
        for (Queue queue : Queue.values()) {
            queues.put(queue, new TreeSet<>(Comparator.comparing(Waiting::since).thenComparing(Waiting::id)));
        }
    }

    @Override
    public DeskState settled() {
        if (settled == null) {
            settled = new MemoryDeskState();
        }
        return settled;
    }

    @Override
    public @Nullable DeskStatus status() {
        return status;
    }

    @Override
    public void putStatus(DeskStatus status) {
        this.status = status;
    }

    @Override
    public @Nullable LiveCluster cluster(String id) {
        return clusters.get(id);
    }

    @Override
    public @Nullable Centre centre(String id) {
        LiveCluster cluster = clusters.get(id);
        return cluster == null ? null : cluster.centre();
    }

    @Override
    public void putCluster(LiveCluster cluster) {
        clusters.put(cluster.id(), cluster);
    }

    @Override
    public void removeCluster(String id) {
        clusters.remove(id);
    }

    @Override
    public @Nullable ArticleRef article(String articleId) {
        return articles.get(articleId);
    }

    @Override
    public void putArticle(String articleId, ArticleRef ref) {
        articles.put(articleId, ref);
    }

    @Override
    public void removeArticle(String articleId) {
        articles.remove(articleId);
    }

    @Override
    public SortedMap<Integer, LiveMember> members(String clusterId, int from, int to) {
        TreeMap<Integer, LiveMember> byNumber = members.get(clusterId);
        return byNumber == null ? new TreeMap<>() : new TreeMap<>(byNumber.subMap(from, to));
    }

    @Override
    public SortedMap<Integer, ShownMember> shown(String clusterId, int from, int to) {
        SortedMap<Integer, ShownMember> shown = new TreeMap<>();
        members(clusterId, from, to).forEach((number, member) -> shown.put(number, member.shown()));
        return shown;
    }

    @Override
    public void putMember(String clusterId, int number, LiveMember member) {
        members.computeIfAbsent(clusterId, id -> new TreeMap<>()).put(number, member);
    }

    @Override
    public void removeMember(String clusterId, int number) {
        members.computeIfPresent(clusterId, (id, byNumber) -> {
            byNumber.remove(number);
            return byNumber.isEmpty() ? null : byNumber;
        });
    }

    @Override
    public @Nullable LiveGroup group(String clusterId, String copyGroup) {
        return groups.getOrDefault(clusterId, Map.of()).get(copyGroup);
    }

    @Override
    public void putGroup(String clusterId, String copyGroup, LiveGroup group) {
        if (group.articles() > 0) {
            groups.computeIfAbsent(clusterId, id -> new HashMap<>()).put(copyGroup, group);
        } else {
            groups.computeIfPresent(clusterId, (id, byGroup) -> {
                byGroup.remove(copyGroup);
                return byGroup.isEmpty() ? null : byGroup;
            });
        }
    }

    @Override
    public @Nullable PastCluster past(String id) {
        return past.get(id);
    }

    @Override
    public void putPast(PastCluster cluster) {
        past.put(cluster.id(), cluster);
    }

    @Override
    public void removePast(String id) {
        past.remove(id);
    }

    @Override
    public DeskIndex index() {
        return index;
    }

    @Override
    public @Nullable String first(Queue queue, Instant before) {
        TreeSet<Waiting> waiting = queue(queue);
        return waiting.isEmpty() || !waiting.first().since().isBefore(before)
                ? null
                : waiting.first().id();
    }

    @Override
    public void enqueue(String id, LiveCluster.Wait wait) {
        queue(wait.queue()).add(new Waiting(wait.since(), id));
    }

    @Override
    public void enqueue(String articleId, LiveCluster.Wait wait, Facets counts) {
        enqueue(articleId, wait);
        waiting.put(new Waiting(wait.since(), articleId), counts);
    }

    @Override
    public @Nullable Facets waiting(String articleId, LiveCluster.Wait wait) {
        return waiting.get(new Waiting(wait.since(), articleId));
    }

    @Override
    public void dequeue(String id, LiveCluster.Wait wait) {
        waiting.remove(new Waiting(wait.since(), id));
        queue(wait.queue()).remove(new Waiting(wait.since(), id));
    }

    /** How many entries are kept, of all kinds, what is settled included. */
    long size() {
        return clusters.size()
                + articles.size()
                + members.values().stream().mapToLong(Map::size).sum()
                + groups.values().stream().mapToLong(Map::size).sum()
                + past.size()
                + index.size()
                + queues.values().stream().mapToLong(TreeSet::size).sum()
                + (settled == null ? 0 : settled.size());
    }

    private TreeSet<Waiting> queue(Queue queue) {
        TreeSet<Waiting> waiting = queues.get(queue);
        if (waiting == null) {
            throw new AssertionError("no queue " + queue);
        }
        return waiting;
    }
}
