package io.harmattan.pipeline;

import static io.harmattan.wire.Topics.ARTICLES;
import static io.harmattan.wire.Topics.ARTICLE_DECISIONS;
import static io.harmattan.wire.Topics.DEAD_LETTERS;
import static io.harmattan.wire.Topics.DISTINCT_ARTICLES;
import static io.harmattan.wire.Topics.ENRICHED_ARTICLES;

import io.harmattan.analysis.Enricher;
import io.harmattan.analysis.fingerprint.CopyRule;
import io.harmattan.wire.Topic;
import io.harmattan.wire.Wire;
import java.time.Duration;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;

/**
 * articles → enrich → distinct-articles → enrich-copies → enriched-articles, or dead-letters; what was decided about each →
 * article-decisions.
 *
 * <p>The heavy work is done in parallel, by article; only the cheap comparison with the other texts is done in the order of
 * the desk.
 */
public final class EnrichTopology {
    /** The name of the stage, in every place. */
    public static final String STAGE = "enrich";

    private static final String COPIES = "enrich-copies";

    private EnrichTopology() {}

    /**
     * @param remembered for how long, in ingest time, an article is known again when it comes again
     * @param compared for how long, in ingest time, a text is compared with those that come
     */
    public static Topology build(
            Wire wire, Topic.Naming naming, Enricher enricher, Duration remembered, Duration compared) {
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
                        DISTINCT_ARTICLES.stem() + "-out",
                        DISTINCT_ARTICLES.name(naming),
                        new StringSerializer(),
                        wire.serde(DISTINCT_ARTICLES).serializer(),
                        STAGE)
                .addSource(
                        DISTINCT_ARTICLES.stem(),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer(),
                        DISTINCT_ARTICLES.name(naming))
                .addProcessor(
                        COPIES,
                        new Stage<>(
                                STAGE,
                                naming.epoch(),
                                DISTINCT_ARTICLES,
                                wire,
                                new CopyProcessor.Supplier(CopyRule.DEFAULT, naming.epoch(), compared)),
                        DISTINCT_ARTICLES.stem())
                .addSink(
                        ENRICHED_ARTICLES.stem(),
                        ENRICHED_ARTICLES.name(naming),
                        new StringSerializer(),
                        wire.serde(ENRICHED_ARTICLES).serializer(),
                        COPIES)
                .addSink(
                        ARTICLE_DECISIONS.stem(),
                        ARTICLE_DECISIONS.name(naming),
                        new StringSerializer(),
                        wire.serde(ARTICLE_DECISIONS).serializer(),
                        STAGE,
                        COPIES)
                .addSink(
                        DEAD_LETTERS.stem(),
                        DEAD_LETTERS.name(naming),
                        new StringSerializer(),
                        wire.serde(DEAD_LETTERS).serializer(),
                        STAGE,
                        COPIES);
    }
}
