package io.harmattan.deliver;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Which records of each partition are still being worked on, so that no offset is committed before all that lie below it
 * are done, in whatever order they end. Safe for use by many threads.
 */
final class OpenOffsets {
    private final Map<TopicPartition, NavigableMap<Long, Integer>> open = new HashMap<>();
    private final Map<TopicPartition, Long> next = new HashMap<>();

    /** @param parts how many pieces of work the record makes, 0 or more */
    synchronized void begin(TopicPartition partition, long offset, int parts) {
        next.put(partition, offset + 1);
        if (parts > 0) {
            open.computeIfAbsent(partition, p -> new TreeMap<>()).put(offset, parts);
        }
    }

    /** One piece of a record's work is done. */
    synchronized void done(TopicPartition partition, long offset) {
        NavigableMap<Long, Integer> offsets = open.get(partition);
        if (offsets != null) {
            offsets.computeIfPresent(offset, (o, parts) -> parts == 1 ? null : parts - 1);
        }
    }

    /** Up to where each partition is done. */
    synchronized Map<TopicPartition, OffsetAndMetadata> committable() {
        Map<TopicPartition, OffsetAndMetadata> all = new HashMap<>();
        next.forEach((partition, offset) -> {
            NavigableMap<Long, Integer> offsets = open.get(partition);
            long upTo = offsets == null || offsets.isEmpty() ? offset : offsets.firstKey();
            all.put(partition, new OffsetAndMetadata(upTo));
        });
        return all;
    }

    /** Forgets a partition that went to another member. */
    synchronized void forget(TopicPartition partition) {
        open.remove(partition);
        next.remove(partition);
    }

    /** How many records are being worked on. */
    synchronized int size() {
        return open.values().stream().mapToInt(Map::size).sum();
    }
}
