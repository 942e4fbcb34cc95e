package io.harmattan.pipeline;

import static io.harmattan.wire.Topics.ALERTS;
import static io.harmattan.wire.Topics.DEAD_LETTERS;
import static io.harmattan.wire.Topics.DELIVERY_DUE;
import static io.harmattan.wire.Topics.DELIVERY_WAITING;

import io.harmattan.domain.Attempt;
import io.harmattan.wire.Topic;
import io.harmattan.wire.Wire;
import java.time.Duration;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;

/**
 * alerts, delivery-waiting → deliver → delivery-due when their time has come, or dead-letters.
 *
 * <p>An alert passes once, whatever epoch it comes from: the same firing has the same id. What has to wait, for its hour or
 * to be tried again, waits in a store and not in memory.
 */
public final class DeliverTopology {
    /** The name of the stage, in every place. */
    public static final String STAGE = "deliver";

    private static final String AGAIN = "deliver-again";

    private DeliverTopology() {}

    /**
     * @param tick how often what waits is looked at
     * @param remembered for how long an alert is known again when it comes again
     */
    public static Topology build(Wire wire, Topic.Naming naming, Duration tick, Duration remembered) {
        return new Topology()
                .addSource(ALERTS.stem(), new ByteArrayDeserializer(), new ByteArrayDeserializer(), ALERTS.name(naming))
                .addSource(
                        DELIVERY_WAITING.stem(),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer(),
                        DELIVERY_WAITING.name(naming))
                .addProcessor(
                        STAGE,
                        new Stage<>(
                                STAGE,
                                naming.epoch(),
                                ALERTS,
                                wire,
                                new DeliverProcessor.Alerts(wire.serde(DELIVERY_WAITING), remembered)),
                        ALERTS.stem())
                .addProcessor(
                        AGAIN,
                        new Stage<Attempt>(
                                STAGE,
                                naming.epoch(),
                                DELIVERY_WAITING,
                                wire,
                                new DeliverProcessor.Waiting(wire.serde(DELIVERY_WAITING), tick)),
                        DELIVERY_WAITING.stem())
                .connectProcessorAndStateStores(AGAIN, DeliverProcessor.WAITING)
                .addSink(
                        DELIVERY_DUE.stem(),
                        DELIVERY_DUE.name(naming),
                        new StringSerializer(),
                        wire.serde(DELIVERY_DUE).serializer(),
                        STAGE,
                        AGAIN)
                .addSink(
                        DEAD_LETTERS.stem(),
                        DEAD_LETTERS.name(naming),
                        new StringSerializer(),
                        wire.serde(DEAD_LETTERS).serializer(),
                        STAGE,
                        AGAIN);
    }
}
