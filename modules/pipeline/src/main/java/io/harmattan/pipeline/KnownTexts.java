package io.harmattan.pipeline;

import io.harmattan.analysis.fingerprint.Fingerprint;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * The texts that a desk has met lately: by article, by each sampled shingle, and by ingest time so that they can be
 * forgotten. Plain stores with compacted changelogs, as {@link SeenArticles} says why. A shingle lists at most
 * {@value #LISTED} articles, the first and the newest, so that a phrase that everybody writes costs no more than another.
 */
final class KnownTexts {
    static final String BY_ARTICLE = "enrich-texts";
    static final String BY_SHINGLE = "enrich-texts-by-shingle";
    static final String BY_TIME = "enrich-texts-by-time";

    private static final byte VERSION = 1;
    private static final int LISTED = 8;
    private static final int FIRST_ONES = 4;

    /** A text that shares fewer samples is no candidate, unless it has so few itself. */
    private static final int SHARED = 2;

    private static final byte[] NOTHING = new byte[0];

    private final KeyValueStore<Bytes, byte[]> byArticle;
    private final KeyValueStore<Bytes, byte[]> byShingle;
    private final KeyValueStore<Bytes, byte[]> byTime;

    KnownTexts(ProcessorContext<?, ?> context) {
        byArticle = context.getStateStore(BY_ARTICLE);
        byShingle = context.getStateStore(BY_SHINGLE);
        byTime = context.getStateStore(BY_TIME);
    }

    static Set<StoreBuilder<?>> stores() {
        Set<StoreBuilder<?>> stores = new LinkedHashSet<>();
        for (String name : List.of(BY_ARTICLE, BY_SHINGLE, BY_TIME)) {
            stores.add(Stores.keyValueStoreBuilder(
                            Stores.persistentKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray())
                    .withLoggingEnabled(Map.of()));
        }
        return stores;
    }

    /**
     * A text.
     *
     * @param group its copy group
     */
    record Known(String articleId, String group, long ingestMillis, Fingerprint fingerprint) {}

    void put(String desk, Known known) {
        byArticle.put(key(desk, known.articleId()), encode(known));
        byTime.put(timeKey(desk, known.ingestMillis(), known.articleId()), NOTHING);
        for (long hash : known.fingerprint().hashes()) {
            Bytes key = shingleKey(desk, hash);
            List<String> ids = ids(byShingle.get(key));
            if (ids.size() >= LISTED) {
                ids.remove(FIRST_ONES);
            }
            ids.add(known.articleId());
            byShingle.put(key, encode(ids));
        }
    }

    void remove(String desk, String articleId) {
        Known known = get(desk, articleId);
        if (known == null) {
            return;
        }
        byArticle.delete(key(desk, articleId));
        byTime.delete(timeKey(desk, known.ingestMillis(), articleId));
        for (long hash : known.fingerprint().hashes()) {
            Bytes key = shingleKey(desk, hash);
            List<String> ids = ids(byShingle.get(key));
            if (ids.remove(articleId)) {
                if (ids.isEmpty()) {
                    byShingle.delete(key);
                } else {
                    byShingle.put(key, encode(ids));
                }
            }
        }
    }

    /** The texts that share the most samples with this one. */
    List<Known> sharing(String desk, Fingerprint fingerprint, int most) {
        Map<String, Integer> counts = new HashMap<>();
        long[] hashes = fingerprint.hashes();
        for (long hash : hashes) {
            for (String id : ids(byShingle.get(shingleKey(desk, hash)))) {
                counts.merge(id, 1, Integer::sum);
            }
        }
        int least = Math.min(SHARED, hashes.length);
        List<Known> texts = new ArrayList<>();
        counts.entrySet().stream()
                .filter(e -> e.getValue() >= least)
                .sorted(Comparator.comparingInt((Map.Entry<String, Integer> e) -> -e.getValue())
                        .thenComparing(Map.Entry::getKey))
                .limit(most)
                .forEach(e -> {
                    Known known = get(desk, e.getKey());
                    if (known != null) {
                        texts.add(known);
                    }
                });
        return texts;
    }

    /** Forgets the texts that came before that time, the oldest first, at most so many. */
    void forget(String desk, long untilMillis, int most) {
        if (untilMillis <= 0) {
            return;
        }
        List<String> old = new ArrayList<>();
        int prefix = deskBytes(desk).length + Long.BYTES;
        try (KeyValueIterator<Bytes, byte[]> oldest =
                byTime.range(timeKey(desk, 0, ""), timeKey(desk, untilMillis, ""))) {
            while (oldest.hasNext() && old.size() < most) {
                byte[] key = oldest.next().key.get();
                old.add(new String(key, prefix, key.length - prefix, StandardCharsets.UTF_8));
            }
        }
        old.forEach(id -> remove(desk, id));
    }

    private @Nullable Known get(String desk, String articleId) {
        byte[] value = byArticle.get(key(desk, articleId));
        if (value == null) {
            return null;
        }
        ByteBuffer in = ByteBuffer.wrap(value);
        byte version = in.get();
        if (version != VERSION) {
            throw new UnusableStateException("store " + BY_ARTICLE + " holds a value of version " + version
                    + "; expected version " + VERSION + ": rebuild it in a new epoch");
        }
        long ingestMillis = in.getLong();
        String group = text(in);
        int level = in.get();
        int shingles = in.getInt();
        long[] hashes = new long[in.getShort()];
        for (int i = 0; i < hashes.length; i++) {
            hashes[i] = in.getLong();
        }
        return new Known(articleId, group, ingestMillis, Fingerprint.restored(level, shingles, hashes));
    }

    private static byte[] encode(Known known) {
        byte[] group = known.group().getBytes(StandardCharsets.UTF_8);
        long[] hashes = known.fingerprint().hashes();
        ByteBuffer out = ByteBuffer.allocate(1
                + Long.BYTES
                + Short.BYTES
                + group.length
                + 1
                + Integer.BYTES
                + Short.BYTES
                + hashes.length * Long.BYTES);
        out.put(VERSION)
                .putLong(known.ingestMillis())
                .putShort((short) group.length)
                .put(group)
                .put((byte) known.fingerprint().level())
                .putInt(known.fingerprint().shingles())
                .putShort((short) hashes.length);
        for (long hash : hashes) {
            out.putLong(hash);
        }
        return out.array();
    }

    private static byte[] encode(List<String> ids) {
        List<byte[]> all =
                ids.stream().map(id -> id.getBytes(StandardCharsets.UTF_8)).toList();
        ByteBuffer out = ByteBuffer.allocate(
                all.stream().mapToInt(b -> Short.BYTES + b.length).sum());
        all.forEach(b -> out.putShort((short) b.length).put(b));
        return out.array();
    }

    private static List<String> ids(byte @Nullable [] value) {
        List<String> ids = new ArrayList<>();
        if (value != null) {
            ByteBuffer in = ByteBuffer.wrap(value);
            while (in.hasRemaining()) {
                ids.add(text(in));
            }
        }
        return ids;
    }

    private static String text(ByteBuffer in) {
        byte[] bytes = new byte[in.getShort()];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** The desk and an end that no name holds. */
    private static byte[] deskBytes(String desk) {
        return (desk + "\0").getBytes(StandardCharsets.UTF_8);
    }

    private static Bytes key(String desk, String articleId) {
        return Bytes.wrap((desk + "\0" + articleId).getBytes(StandardCharsets.UTF_8));
    }

    private static Bytes shingleKey(String desk, long hash) {
        byte[] prefix = deskBytes(desk);
        return Bytes.wrap(ByteBuffer.allocate(prefix.length + Long.BYTES)
                .put(prefix)
                .putLong(hash)
                .array());
    }

    private static Bytes timeKey(String desk, long millis, String articleId) {
        byte[] prefix = deskBytes(desk);
        byte[] id = articleId.getBytes(StandardCharsets.UTF_8);
        return Bytes.wrap(ByteBuffer.allocate(prefix.length + Long.BYTES + id.length)
                .put(prefix)
                .putLong(Math.max(0, millis))
                .put(id)
                .array());
    }
}
