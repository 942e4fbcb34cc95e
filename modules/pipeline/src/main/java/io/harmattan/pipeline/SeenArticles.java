package io.harmattan.pipeline;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * The articles that enrich has met: which revision, with which content. Kept by ingest time, for a while; forgotten oldest
 * first. Plain stores with compacted changelogs, since a window store's changelog is cut by record timestamps, and those
 * are event times, which may be years old.
 */
final class SeenArticles {
    static final String BY_ID = "enrich-seen-articles";
    static final String BY_TIME = "enrich-seen-articles-by-time";

    private static final byte VERSION = 1;
    private static final int HASH_BYTES = 16;
    private static final int VALUE_BYTES = 1 + Integer.BYTES + Long.BYTES + HASH_BYTES;
    private static final byte[] NOTHING = new byte[0];

    private final KeyValueStore<String, byte[]> byId;
    private final KeyValueStore<Bytes, byte[]> byTime;

    SeenArticles(ProcessorContext<?, ?> context) {
        byId = context.getStateStore(BY_ID);
        byTime = context.getStateStore(BY_TIME);
    }

    static Set<StoreBuilder<?>> stores() {
        // in a fixed order, which the description of the topology shows
        return new LinkedHashSet<>(List.of(
                Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(BY_ID), Serdes.String(), Serdes.ByteArray())
                        .withLoggingEnabled(Map.of()),
                Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(BY_TIME), Serdes.Bytes(), Serdes.ByteArray())
                        .withLoggingEnabled(Map.of())));
    }

    /**
     * What is known of an article.
     *
     * @param ingestMillis when it last came with a new content
     * @param contentHash 32 hex digits
     */
    record Seen(int revision, long ingestMillis, String contentHash) {}

    @Nullable
    Seen get(String articleId) {
        byte[] value = byId.get(articleId);
        if (value == null) {
            return null;
        }
        ByteBuffer buffer = ByteBuffer.wrap(value);
        byte version = buffer.get();
        if (version != VERSION || value.length != VALUE_BYTES) {
            throw new UnusableStateException("store " + BY_ID + " holds a value of version " + version + " and "
                    + value.length + " bytes; expected version " + VERSION + " and " + VALUE_BYTES
                    + " bytes: rebuild it in a new epoch");
        }
        int revision = buffer.getInt();
        long ingestMillis = buffer.getLong();
        byte[] hash = new byte[HASH_BYTES];
        buffer.get(hash);
        return new Seen(revision, ingestMillis, HexFormat.of().formatHex(hash));
    }

    void put(String articleId, Seen seen) {
        Seen before = get(articleId);
        if (before != null) {
            byTime.delete(timeKey(before.ingestMillis(), articleId));
        }
        byId.put(
                articleId,
                ByteBuffer.allocate(VALUE_BYTES)
                        .put(VERSION)
                        .putInt(seen.revision())
                        .putLong(seen.ingestMillis())
                        .put(HexFormat.of().parseHex(seen.contentHash()))
                        .array());
        byTime.put(timeKey(seen.ingestMillis(), articleId), NOTHING);
    }

    /**
     * Forgets the articles that last changed longer than that before the newest one, the oldest first.
     *
     * @param most how many at most, so that one call takes a bounded time
     */
    void forget(long newestIngestMillis, Duration remembered, int most) {
        long until = newestIngestMillis - remembered.toMillis();
        if (until <= 0) {
            return;
        }
        List<Bytes> old = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> oldest = byTime.range(timeKey(0, ""), timeKey(until, ""))) {
            while (oldest.hasNext() && old.size() < most) {
                KeyValue<Bytes, byte[]> entry = oldest.next();
                old.add(entry.key);
            }
        }
        for (Bytes key : old) {
            byId.delete(articleId(key));
            byTime.delete(key);
        }
    }

    /** Eight bytes of time, most significant first, then the id: the order of the bytes is the order of time. */
    private static Bytes timeKey(long millis, String articleId) {
        byte[] id = articleId.getBytes(StandardCharsets.UTF_8);
        return Bytes.wrap(ByteBuffer.allocate(Long.BYTES + id.length)
                .putLong(Math.max(0, millis))
                .put(id)
                .array());
    }

    private static String articleId(Bytes timeKey) {
        byte[] key = timeKey.get();
        return new String(Arrays.copyOfRange(key, Long.BYTES, key.length), StandardCharsets.UTF_8);
    }
}
