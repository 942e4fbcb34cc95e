package io.harmattan.wire;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;

/**
 * A topic, declared once: its name, what its values are, how it is kept. Keys are strings.
 *
 * @param <V> the domain type of its values
 */
public final class Topic<V> {

    /** The largest record of a topic, in bytes: the largest article that ingest takes, as UTF-8, and some room. */
    public static final int MAX_RECORD_BYTES = 26 << 20;

    /** The largest record of the dead letters: a whole record of another topic and its story. */
    public static final int MAX_DEAD_LETTER_BYTES = 28 << 20;

    /** What is to be kept. */
    enum Keep {
        /** Everything, for good: the topic is the record of what happened. Event times may be years old, so no retention by time. */
        ALL(Map.of("cleanup.policy", "delete", "retention.ms", "-1", "retention.bytes", "-1")),
        /** What happened within a month of the wall clock: records on their way, whose timestamps are of today. */
        MONTH(Map.of("cleanup.policy", "delete", "retention.ms", "2592000000", "retention.bytes", "-1")),
        /** The newest value of each key. */
        NEWEST(Map.of("cleanup.policy", "compact"));

        final Map<String, String> config;

        Keep(Map<String, String> config) {
            this.config = config;
        }
    }

    private final String stem;
    private final boolean derived;
    private final int partitions;
    private final Keep keep;
    private final int maxBytes;
    private final Mapping<V, ? extends SpecificRecord> mapping;

    Topic(
            String stem,
            boolean derived,
            int partitions,
            Keep keep,
            int maxBytes,
            Mapping<V, ? extends SpecificRecord> mapping) {
        this.stem = stem;
        this.derived = derived;
        this.partitions = partitions;
        this.keep = keep;
        this.maxBytes = maxBytes;
        this.mapping = mapping;
    }

    /** The word of the stage that fills it, as in the documentation: {@code enriched-articles}. */
    public String stem() {
        return stem;
    }

    /**
     * Its name on the broker. Derived topics carry the epoch ({@code enriched-articles-1}), so that a replay fills topics
     * of its own.
     */
    public String name(Naming naming) {
        return naming.prefix() + stem + (derived ? "-" + naming.epoch() : "");
    }

    /** Partitions it is created with where the settings say nothing else. */
    public int partitions() {
        return partitions;
    }

    /** Configuration it is created with and checked against. */
    public Map<String, String> config() {
        Map<String, String> config = new TreeMap<>(keep.config);
        config.put("max.message.bytes", String.valueOf(maxBytes));
        // record timestamps are event times: years old in a backfill, up to a day ahead across time zones
        config.put("message.timestamp.type", "CreateTime");
        config.put("message.timestamp.before.max.ms", String.valueOf(Long.MAX_VALUE));
        config.put("message.timestamp.after.max.ms", String.valueOf(Long.MAX_VALUE));
        return config;
    }

    Mapping<V, ? extends SpecificRecord> mapping() {
        return mapping;
    }

    @Override
    public String toString() {
        return stem;
    }

    /**
     * What the names of topics are made with.
     *
     * @param prefix put before every name, for clusters shared with others; may be empty
     * @param epoch the generation of derived data, from 1
     */
    public record Naming(String prefix, int epoch) {
        public Naming {
            if (epoch < 1) {
                throw new IllegalArgumentException("epoch is " + epoch + "; expected 1 or more");
            }
        }
    }

    /** Both ways between a domain type and what Avro generated from its schema. */
    record Mapping<V, A extends SpecificRecord>(Class<A> avro, Function<V, A> to, Function<A, V> from) {}
}
