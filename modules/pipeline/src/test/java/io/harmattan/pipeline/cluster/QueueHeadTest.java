package io.harmattan.pipeline.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Random;
import java.util.TreeSet;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

class QueueHeadTest {
    private static final int KEYS = 5_000;

    private final MockProcessorContext<Void, Void> context = new MockProcessorContext<>();
    private final KeyValueStore<Bytes, byte[]> store = Stores.keyValueStoreBuilder(
                    Stores.inMemoryKeyValueStore("queue"), Serdes.Bytes(), Serdes.ByteArray())
            .withLoggingDisabled()
            .build();
    private final QueueHead head = new QueueHead(key(0), key(KEYS));
    private int ranges;

    @Test
    void the_first_is_that_of_the_store_whatever_was_put_and_deleted() {
        store.init(context.getStateStoreContext(), store);
        Random random = new Random(6);
        TreeSet<Bytes> waiting = new TreeSet<>();
        store.put(key(KEYS + 1), new byte[0]); // of another queue
        for (int i = 0; i < 20; i++) {
            put(key(random.nextInt(KEYS)), waiting);
        }
        for (int step = 0; step < 50_000; step++) {
            // grows, shrinks to nothing, grows again
            boolean growing = step / 5_000 % 2 == 0;
            if (random.nextInt(10) < (growing ? 7 : 2)) {
                put(key(random.nextInt(KEYS)), waiting);
            } else if (!waiting.isEmpty()) {
                boolean first = random.nextInt(4) > 0;
                Bytes gone = first ? waiting.first() : any(waiting, random);
                waiting.remove(gone);
                store.delete(gone);
                head.delete(gone);
            }
            assertThat(head.first(this::range)).isEqualTo(waiting.isEmpty() ? null : waiting.first());
        }
        assertThat(ranges).as("looks at the store").isLessThan(1_000);
    }

    private void put(Bytes key, TreeSet<Bytes> waiting) {
        waiting.add(key);
        store.put(key, new byte[0]);
        head.put(key);
    }

    private KeyValueIterator<Bytes, byte[]> range(Bytes from, Bytes to) {
        ranges++;
        return store.range(from, to);
    }

    private static Bytes any(TreeSet<Bytes> keys, Random random) {
        Bytes any = keys.ceiling(key(random.nextInt(KEYS)));
        return any == null ? keys.first() : any;
    }

    private static Bytes key(int number) {
        return Bytes.wrap(ByteBuffer.allocate(Integer.BYTES).putInt(number).array());
    }
}
