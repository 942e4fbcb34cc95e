package io.harmattan.pipeline.cluster;

import io.harmattan.analysis.cluster.ShownMember;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The members of the clusters that last changed, as snapshots need them, read already: so many together. */
final class ShownMembers {
    /** One takes about a kilobyte. */
    private static final int MOST = 10_000;

    /** So many more than are asked for may stay: the founder is asked for again and again. */
    private static final int SLACK = 50;

    private final Map<String, Newest> clusters = new LinkedHashMap<>(16, 0.75f, true);
    private int size;

    /** All members of a cluster from a number on. */
    private static final class Newest {
        private final TreeMap<Integer, ShownMember> members;
        private int from;

        Newest(int from, SortedMap<Integer, ShownMember> members) {
            this.from = from;
            this.members = new TreeMap<>(members);
        }
    }

    /**
     * The members of a cluster from a number to its newest.
     *
     * @param read reads them
     */
    SortedMap<Integer, ShownMember> from(String clusterId, int from, Supplier<SortedMap<Integer, ShownMember>> read) {
        Newest known = clusters.get(clusterId);
        if (known == null || known.from > from) {
            forget(clusterId);
            known = new Newest(from, read.get());
            clusters.put(clusterId, known);
            size += known.members.size();
        }
        SortedMap<Integer, ShownMember> before = known.members.headMap(from);
        if (before.size() > SLACK) {
            size -= before.size();
            before.clear();
            known.from = from;
        }
        bound();
        return new TreeMap<>(known.members.tailMap(from));
    }

    /** One member; null if it is not among those that are read. */
    @Nullable
    ShownMember one(String clusterId, int number) {
        Newest known = clusters.get(clusterId);
        return known == null ? null : known.members.get(number);
    }

    /** A cluster of no members yet. */
    void open(String clusterId) {
        forget(clusterId);
        clusters.put(clusterId, new Newest(0, new TreeMap<>()));
    }

    /** A member was put, or is gone if it is null. */
    void put(String clusterId, int number, @Nullable ShownMember member) {
        Newest known = clusters.get(clusterId);
        if (known == null || number < known.from) {
            return;
        }
        size -= known.members.size();
        if (member == null) {
            known.members.remove(number);
        } else {
            known.members.put(number, member);
        }
        size += known.members.size();
    }

    /** A cluster is gone. */
    void forget(String clusterId) {
        Newest known = clusters.remove(clusterId);
        size -= known == null ? 0 : known.members.size();
    }

    private void bound() {
        Iterator<Newest> eldest = clusters.values().iterator();
        while (size > MOST && clusters.size() > 1) {
            size -= eldest.next().members.size();
            eldest.remove();
        }
    }
}
