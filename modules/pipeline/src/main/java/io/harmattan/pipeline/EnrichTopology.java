package io.harmattan.pipeline;

import static io.harmattan.wire.Topics.ARTICLES;
import static io.harmattan.wire.Topics.DEAD_LETTERS;
import static io.harmattan.wire.Topics.ENRICHED_ARTICLES;

import io.harmattan.analysis.Enricher;
import io.harmattan.wire.Topic;
import io.harmattan.wire.Wire;
import java.time.Duration;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;

/** articles → enrich → enriched-articles, or dead-letters. */
public final class EnrichTopology {
    /** The name of the stage, in every place. */
    public static final String STAGE = "enrich";

    private EnrichTopology() {}

    /**
     * @param remembered for how long, in ingest time, an article is known again when it comes again
     */
    public static Topology build(Wire wire, Topic.Naming naming, Enricher enricher, Duration remembered) {
        return new Topology()
                .addSource(
                        ARTICLES.stem(),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer(),
                        ARTICLES.name(naming))
                .addProcessor(
                        STAGE,
                        new Stage<>(
                                STAGE,
                                naming.epoch(),
                                ARTICLES,
                                wire,
                                new EnrichProcessor.Supplier(enricher, naming.epoch(), remembered)),
                        ARTICLES.stem())
                .addSink(
                        ENRICHED_ARTICLES.stem(),
                        ENRICHED_ARTICLES.name(naming),
                        new StringSerializer(),
                        wire.serde(ENRICHED_ARTICLES).serializer(),
                        STAGE)
                .addSink(
                        DEAD_LETTERS.stem(),
                        DEAD_LETTERS.name(naming),
                        new StringSerializer(),
                        wire.serde(DEAD_LETTERS).serializer(),
                        STAGE);
    }
}
