package io.harmattan.pipeline.cluster;

import io.harmattan.analysis.cluster.Centre;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What articles were last compared with, read already: an article is compared with several clusters, and reading one takes longer than
 * comparing.
 */
final class Centres {
    /** Of a term with its weight. */
    private static final long BYTES = Long.BYTES + Float.BYTES;

    /** Of the objects around them. */
    private static final long OVERHEAD = 400;

    /** All of them together. */
    private static final long MOST = Runtime.getRuntime().maxMemory() / 4;

    /** How many share that. */
    private static final AtomicInteger OPEN = new AtomicInteger();

    private final Map<String, Centre> centres = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    Centres() {
        OPEN.incrementAndGet();
    }

    /** Is used no longer. */
    void close() {
        OPEN.decrementAndGet();
    }

    @Nullable
    Centre get(String clusterId) {
        return centres.get(clusterId);
    }

    void put(String clusterId, Centre centre) {
        bytes += bytes(centre);
        Centre before = centres.put(clusterId, centre);
        bytes -= before == null ? 0 : bytes(before);
        long most = MOST / OPEN.get();
        Iterator<Centre> eldest = centres.values().iterator();
        while (bytes > most && centres.size() > 1) {
            bytes -= bytes(eldest.next());
            eldest.remove();
        }
    }

    void forget(String clusterId) {
        Centre before = centres.remove(clusterId);
        bytes -= before == null ? 0 : bytes(before);
    }

    private static long bytes(Centre centre) {
        return OVERHEAD + centre.size() * BYTES;
    }
}
