package io.harmattan.pipeline;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.Options;

/**
 * Keeps Bloom filters for all files of a store, the oldest included. Kafka Streams leaves them out there, for stores in which what is
 * asked for is: here most of what is asked for is not, as most articles are new, and each such question would read a block.
 */
public final class FiltersThroughout implements RocksDBConfigSetter {
    @Override
    public void setConfig(String store, Options options, Map<String, Object> configs) {
        options.setOptimizeFiltersForHits(false);
    }

    @Override
    public void close(String store, Options options) {
        // holds nothing
    }
}
