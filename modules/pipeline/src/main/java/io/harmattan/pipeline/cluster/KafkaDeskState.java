package io.harmattan.pipeline.cluster;

import io.harmattan.analysis.cluster.ArticleRef;
import io.harmattan.analysis.cluster.Centre;
import io.harmattan.analysis.cluster.DeskIndex;
import io.harmattan.analysis.cluster.DeskState;
import io.harmattan.analysis.cluster.DeskStatus;
import io.harmattan.analysis.cluster.Facets;
import io.harmattan.analysis.cluster.LiveCluster;
import io.harmattan.analysis.cluster.LiveGroup;
import io.harmattan.analysis.cluster.LiveMember;
import io.harmattan.analysis.cluster.PastCluster;
import io.harmattan.analysis.cluster.ShownMember;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.common.serialization.BytesSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** The state of one desk in the {@link ClusterStores}. */
final class KafkaDeskState implements DeskState {
    private static final byte[] NOTHING = new byte[0];
    /** In the keys of what is settled, beside the length of the desk's name. */
    private static final int SETTLED = 1 << 30;

    /** Of a term with its weight. */
    private static final int TERM_BYTES = Long.BYTES + Float.BYTES;

    /** Of the objects around what articles are compared with. */
    private static final int CENTRE_BYTES = 400;

    /** Of where an article went. */
    private static final int ARTICLE_BYTES = 300;

    /** What is read takes about so many times as many bytes as what is written: an estimate, as are the two above. */
    private static final int READ = 3;

    private static final int TIME_BYTES = Long.BYTES + Integer.BYTES;

    /** How many share the memory for what was read. */
    private static final AtomicInteger OPEN = new AtomicInteger();

    private final KeyValueStore<Bytes, byte[]> desks;
    private final KeyValueStore<Bytes, byte[]> clusters;
    private final KeyValueStore<Bytes, byte[]> articles;
    private final KeyValueStore<Bytes, byte[]> members;
    private final KeyValueStore<Bytes, byte[]> groups;
    private final KeyValueStore<Bytes, byte[]> past;
    private final KeyValueStore<Bytes, byte[]> queues;
    private final byte[] prefix;
    private final Function<String, KeyValueStore<Bytes, byte[]>> stores;
    private final String desk;
    private final boolean isSettled;
    private final ShownMembers shown = new ShownMembers();
    private @Nullable KafkaDeskState settled;
    private @Nullable DeskStatus status;

    /** Null until it is asked for: then it is made from what the stores hold. */
    private @Nullable DeskIndex index;

    // nobody else writes the stores while these are in use
    private final Recent<String, Centre> centres = new Recent<>(() -> share(4));
    private final Recent<String, LiveCluster> recentClusters = new Recent<>(() -> share(96));
    private final Recent<MemberKey, LiveMember> recentMembers = new Recent<>(() -> share(192));
    private final Recent<String, ArticleRef> recentArticles = new Recent<>(() -> share(384));
    private final Map<Queue, QueueHead> heads = new EnumMap<>(Queue.class);

    private record MemberKey(String cluster, int number) {}

    /** @param stores gives the store of a name */
    KafkaDeskState(String desk, Function<String, KeyValueStore<Bytes, byte[]>> stores) {
        this(desk, stores, false);
    }

    private KafkaDeskState(String desk, Function<String, KeyValueStore<Bytes, byte[]>> stores, boolean isSettled) {
        this.desk = desk;
        this.stores = stores;
        this.isSettled = isSettled;
        this.desks = stores.apply(ClusterStores.DESKS);
        this.clusters = stores.apply(ClusterStores.CLUSTERS);
        this.articles = stores.apply(ClusterStores.ARTICLES);
        this.members = stores.apply(ClusterStores.MEMBERS);
        this.groups = stores.apply(ClusterStores.GROUPS);
        this.past = stores.apply(ClusterStores.PAST);
        this.queues = stores.apply(ClusterStores.QUEUES);
        byte[] name = desk.getBytes(StandardCharsets.UTF_8);
        this.prefix = ByteBuffer.allocate(Integer.BYTES + name.length)
                .putInt(isSettled ? name.length | SETTLED : name.length)
                .put(name)
                .array();
        for (Queue queue : Queue.values()) {
            heads.put(
                    queue, new QueueHead(Bytes.wrap(queuePrefix((byte) queue.ordinal())), Bytes.wrap(queuePrefix((byte)
                            (queue.ordinal() + 1)))));
        }
        OPEN.incrementAndGet();
    }

    /** Ours of one of so many parts of the heap. */
    private static long share(int part) {
        return Runtime.getRuntime().maxMemory() / part / Math.max(1, OPEN.get());
    }

    /** Is used no longer. */
    void close() {
        OPEN.decrementAndGet();
        if (settled != null) {
            settled.close();
        }
    }

    /** The desks that the stores know. */
    static List<String> desks(KeyValueStore<Bytes, byte[]> desks) {
        List<String> names = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> all = desks.all()) {
            while (all.hasNext()) {
                byte[] key = all.next().key.get();
                if ((ByteBuffer.wrap(key).getInt() & SETTLED) != 0) {
                    continue;
                }
                names.add(new String(key, Integer.BYTES, key.length - Integer.BYTES, StandardCharsets.UTF_8));
            }
        }
        return names;
    }

    @Override
    public KafkaDeskState settled() {
        if (isSettled) {
            throw new IllegalStateException("desk " + desk + " is asked for what is settled of what is settled");
        }
        if (settled == null) {
            settled = new KafkaDeskState(desk, stores, true);
        }
        return settled;
    }

    @Override
    public @Nullable DeskStatus status() {
        if (status == null) {
            byte[] value = desks.get(Bytes.wrap(prefix));
            status = value == null ? null : Encoding.status(ClusterStores.DESKS, value);
        }
        return status;
    }

    @Override
    public void putStatus(DeskStatus status) {
        this.status = status;
        desks.put(Bytes.wrap(prefix), Encoding.status(status));
    }

    @Override
    public @Nullable LiveCluster cluster(String id) {
        LiveCluster known = recentClusters.get(id);
        if (known != null) {
            return known;
        }
        byte[] value = clusters.get(key(id));
        if (value == null) {
            return null;
        }
        LiveCluster cluster = Encoding.cluster(ClusterStores.CLUSTERS, value);
        recentClusters.put(id, cluster, READ * value.length);
        return cluster;
    }

    @Override
    public @Nullable Centre centre(String id) {
        Centre known = centres.get(id);
        if (known != null) {
            return known;
        }
        byte[] value = clusters.get(key(id));
        if (value == null) {
            return null;
        }
        Centre centre = Encoding.centre(ClusterStores.CLUSTERS, value);
        centres.put(id, centre, bytes(centre));
        return centre;
    }

    private static int bytes(Centre centre) {
        return CENTRE_BYTES + centre.size() * TERM_BYTES;
    }

    @Override
    public void putCluster(LiveCluster cluster) {
        byte[] value = Encoding.cluster(cluster);
        recentClusters.put(cluster.id(), cluster, READ * value.length);
        centres.put(cluster.id(), cluster.centre(), bytes(cluster.centre()));
        clusters.put(key(cluster.id()), value);
    }

    @Override
    public void removeCluster(String id) {
        recentClusters.forget(id);
        centres.forget(id);
        shown.forget(id);
        clusters.delete(key(id));
    }

    @Override
    public @Nullable ArticleRef article(String articleId) {
        ArticleRef known = recentArticles.get(articleId);
        if (known != null) {
            return known;
        }
        byte[] value = articles.get(key(articleId));
        return value == null ? null : Encoding.article(ClusterStores.ARTICLES, value);
    }

    @Override
    public void putArticle(String articleId, ArticleRef ref) {
        recentArticles.put(articleId, ref, ARTICLE_BYTES);
        articles.put(key(articleId), Encoding.article(ref));
    }

    @Override
    public void removeArticle(String articleId) {
        recentArticles.forget(articleId);
        articles.delete(key(articleId));
    }

    @Override
    public SortedMap<Integer, LiveMember> members(String clusterId, int from, int to) {
        if (from + 1 != to) {
            return range(clusterId, from, to, Encoding::member);
        }
        SortedMap<Integer, LiveMember> one = new TreeMap<>();
        LiveMember known = recentMembers.get(new MemberKey(clusterId, from));
        byte[] value = known == null ? members.get(memberKey(clusterId, from)) : null;
        if (value != null) {
            known = Encoding.member(ClusterStores.MEMBERS, value);
        }
        if (known != null) {
            one.put(from, known);
        }
        return one;
    }

    @Override
    public SortedMap<Integer, ShownMember> shown(String clusterId, int from, int to) {
        if (from + 1 == to) {
            SortedMap<Integer, ShownMember> one = new TreeMap<>();
            ShownMember known = shown.one(clusterId, from);
            byte[] value = known == null ? members.get(memberKey(clusterId, from)) : null;
            if (value != null) {
                known = Encoding.shown(ClusterStores.MEMBERS, value);
            }
            if (known != null) {
                one.put(from, known);
            }
            return one;
        }
        return shown.from(clusterId, from, () -> range(clusterId, from, to, Encoding::shown));
    }

    private <T> SortedMap<Integer, T> range(String clusterId, int from, int to, BiFunction<String, byte[], T> reader) {
        SortedMap<Integer, T> found = new TreeMap<>();
        if (from < to) {
            try (KeyValueIterator<Bytes, byte[]> range =
                    members.range(memberKey(clusterId, from), memberKey(clusterId, to - 1))) {
                while (range.hasNext()) {
                    KeyValue<Bytes, byte[]> next = range.next();
                    byte[] key = next.key.get();
                    int number = ByteBuffer.wrap(key).getInt(key.length - Integer.BYTES);
                    found.put(number, reader.apply(ClusterStores.MEMBERS, next.value));
                }
            }
        }
        return found;
    }

    @Override
    public void putMember(String clusterId, int number, LiveMember member) {
        if (!isSettled && number == 0 && cluster(clusterId) == null) {
            shown.open(clusterId);
        }
        shown.put(clusterId, number, member.shown());
        byte[] value = Encoding.member(member);
        recentMembers.put(new MemberKey(clusterId, number), member, READ * value.length);
        members.put(memberKey(clusterId, number), value);
    }

    @Override
    public void removeMember(String clusterId, int number) {
        shown.put(clusterId, number, null);
        recentMembers.forget(new MemberKey(clusterId, number));
        members.delete(memberKey(clusterId, number));
    }

    @Override
    public @Nullable LiveGroup group(String clusterId, String copyGroup) {
        byte[] value = groups.get(groupKey(clusterId, copyGroup));
        return value == null ? null : Encoding.group(ClusterStores.GROUPS, value);
    }

    @Override
    public void putGroup(String clusterId, String copyGroup, LiveGroup group) {
        if (group.articles() > 0) {
            groups.put(groupKey(clusterId, copyGroup), Encoding.group(group));
        } else {
            groups.delete(groupKey(clusterId, copyGroup));
        }
    }

    @Override
    public @Nullable PastCluster past(String id) {
        byte[] value = past.get(key(id));
        return value == null ? null : Encoding.past(ClusterStores.PAST, value);
    }

    @Override
    public void putPast(PastCluster cluster) {
        past.put(key(cluster.id()), Encoding.past(cluster));
    }

    @Override
    public void removePast(String id) {
        past.delete(key(id));
    }

    @Override
    public DeskIndex index() {
        DeskIndex known = index;
        if (known != null) {
            return known;
        }
        DeskIndex made = new DeskIndex();
        each(clusters, value -> made.add(Encoding.cluster(ClusterStores.CLUSTERS, value)));
        each(past, value -> made.add(Encoding.past(ClusterStores.PAST, value)));
        index = made;
        return made;
    }

    /** Reads the values of this desk. */
    private void each(KeyValueStore<Bytes, byte[]> store, Consumer<byte[]> reader) {
        try (KeyValueIterator<Bytes, byte[]> all = store.prefixScan(Bytes.wrap(prefix), new BytesSerializer())) {
            while (all.hasNext()) {
                reader.accept(all.next().value);
            }
        }
    }

    @Override
    public @Nullable String first(Queue queue, Instant before) {
        Bytes first = head(queue).first(queues::range);
        if (first == null) {
            return null;
        }
        int time = prefix.length + 1;
        ByteBuffer key = ByteBuffer.wrap(first.get());
        Instant since = Instant.ofEpochSecond(key.getLong(time) ^ Long.MIN_VALUE, key.getInt(time + Long.BYTES));
        return since.isBefore(before)
                ? new String(key.array(), time + TIME_BYTES, key.limit() - time - TIME_BYTES, StandardCharsets.UTF_8)
                : null;
    }

    private QueueHead head(Queue queue) {
        return Objects.requireNonNull(heads.get(queue));
    }

    @Override
    public void enqueue(String id, LiveCluster.Wait wait) {
        enqueue(id, wait, NOTHING);
    }

    private void enqueue(String id, LiveCluster.Wait wait, byte[] value) {
        Bytes key = queueKey(wait, id);
        queues.put(key, value);
        head(wait.queue()).put(key);
    }

    @Override
    public void enqueue(String articleId, LiveCluster.Wait wait, Facets counts) {
        enqueue(articleId, wait, Encoding.counts(counts));
    }

    @Override
    public @Nullable Facets waiting(String articleId, LiveCluster.Wait wait) {
        byte[] value = queues.get(queueKey(wait, articleId));
        return value == null ? null : Encoding.counts(ClusterStores.QUEUES, value);
    }

    @Override
    public void dequeue(String id, LiveCluster.Wait wait) {
        Bytes key = queueKey(wait, id);
        queues.delete(key);
        head(wait.queue()).delete(key);
    }

    private Bytes key(String rest) {
        byte[] bytes = rest.getBytes(StandardCharsets.UTF_8);
        byte[] key = Arrays.copyOf(prefix, prefix.length + bytes.length);
        System.arraycopy(bytes, 0, key, prefix.length, bytes.length);
        return Bytes.wrap(key);
    }

    private Bytes memberKey(String clusterId, int number) {
        byte[] cluster = key(clusterId).get();
        return Bytes.wrap(ByteBuffer.allocate(cluster.length + Integer.BYTES)
                .put(cluster)
                .putInt(number)
                .array());
    }

    /** A blank parts the two: neither holds one. */
    private Bytes groupKey(String clusterId, String copyGroup) {
        return key(clusterId + ' ' + copyGroup);
    }

    private byte[] queuePrefix(byte queue) {
        byte[] key = Arrays.copyOf(prefix, prefix.length + 1);
        key[prefix.length] = queue;
        return key;
    }

    /** Seconds with the sign turned over, so that the order of the bytes is the order of time, before 1970 too. */
    private Bytes queueKey(LiveCluster.Wait wait, String id) {
        byte[] queue = queuePrefix((byte) wait.queue().ordinal());
        byte[] name = id.getBytes(StandardCharsets.UTF_8);
        return Bytes.wrap(ByteBuffer.allocate(queue.length + TIME_BYTES + name.length)
                .put(queue)
                .putLong(wait.since().getEpochSecond() ^ Long.MIN_VALUE)
                .putInt(wait.since().getNano())
                .put(name)
                .array());
    }
}
