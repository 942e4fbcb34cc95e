package io.harmattan.dashboard;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The newest answers by key, in a bounded piece of memory. One that is forgotten, or was given by another instance, costs
 * little: the articles are put on the topic again and dropped behind it as duplicates.
 */
final class IdempotentAnswers {
    private static final int MOST_KEYS = 10_000;
    private static final long MOST_BYTES = 16 << 20;

    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private long bytes;

    /**
     * An answer.
     *
     * @param body hash of the request's body
     * @param answer null while it is worked on
     */
    record Entry(String body, Intake.@Nullable Answer answer) {
        private long size() {
            return 256 + (answer == null ? 0 : answer.body().length);
        }
    }

    /** What is known of the key; null when nothing was, and from now on it is being worked on. */
    synchronized @Nullable Entry begin(String key) {
        Entry before = entries.get(key);
        if (before == null) {
            put(key, new Entry("", null));
        }
        return before;
    }

    synchronized void keep(String key, String body, Intake.Answer answer) {
        forget(key);
        put(key, new Entry(body, answer));
    }

    synchronized void forget(String key) {
        Entry gone = entries.remove(key);
        if (gone != null) {
            bytes -= gone.size();
        }
    }

    private void put(String key, Entry entry) {
        entries.put(key, entry);
        bytes += entry.size();
        Iterator<Entry> oldest = entries.values().iterator();
        while ((entries.size() > MOST_KEYS || bytes > MOST_BYTES) && oldest.hasNext()) {
            Entry gone = oldest.next();
            if (gone.answer() != null && gone != entry) {
                oldest.remove();
                bytes -= gone.size();
            }
        }
    }
}
