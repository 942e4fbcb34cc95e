package io.harmattan.ingest;

import io.harmattan.domain.FeedState;
import io.harmattan.wire.Topic;
import io.harmattan.wire.Topics;
import io.harmattan.wire.Wire;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.KafkaException;

/** The compacted topic {@code feed-states}: read whole at the start, then written through. One instance a list at a time. */
public final class KafkaFeedStates implements FeedStates {
    private final Map<String, FeedState> states = new ConcurrentHashMap<>();
    private final StateTopic<FeedState> topic;

    /** @param connection settings of the Kafka client by Kafka's names: {@code bootstrap.servers}, security */
    public KafkaFeedStates(Map<String, String> connection, Topic.Naming naming, Wire wire) {
        this.topic = new StateTopic<>(connection, naming, wire, Topics.FEED_STATES);
        topic.read(Map.of(), (url, state) -> {
            if (state == null) {
                states.remove(url);
            } else {
                states.put(url, state);
            }
        });
    }

    @Override
    public Optional<FeedState> get(String url) {
        return Optional.ofNullable(states.get(url));
    }

    @Override
    public synchronized void put(FeedState state) {
        topic.put(state.url(), state);
        try {
            topic.flush();
        } catch (KafkaException e) {
            throw new PublishingStoppedException(String.valueOf(e.getMessage()), e);
        }
        states.put(state.url(), state);
    }

    @Override
    public void close() {
        topic.close();
    }
}
