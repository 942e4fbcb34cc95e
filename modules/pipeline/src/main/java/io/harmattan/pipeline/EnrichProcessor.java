package io.harmattan.pipeline;

import io.harmattan.analysis.Enricher;
import io.harmattan.analysis.extract.Extracted;
import io.harmattan.domain.Article;
import io.harmattan.domain.ArticleDecision;
import io.harmattan.domain.EnrichedArticle;
import io.harmattan.pipeline.SeenArticles.Seen;
import io.harmattan.wire.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Cleans an article, asks whether it is new, the same or a revision, and forwards it enriched. The same article with the
 * same clean text is dropped as a duplicate and counted; with another text it is the next revision.
 */
final class EnrichProcessor implements Processor<String, Article, Object, Object> {
    private static final Logger LOG = LoggerFactory.getLogger(EnrichProcessor.class);

    /** Old entries forgotten per article: more than one, so that forgetting keeps up with remembering. */
    private static final int FORGOTTEN_AT_ONCE = 10;

    private final Enricher enricher;
    private final int epoch;
    private final Duration remembered;
    private ProcessorContext<Object, Object> context;
    private SeenArticles seen;
    private Sensor duplicates;
    private Sensor revisions;

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
    private EnrichProcessor(Enricher enricher, int epoch, Duration remembered) {
        this.enricher = enricher;
        this.epoch = epoch;
        this.remembered = remembered;
    }

    @Override
    public void init(ProcessorContext<Object, Object> context) {
        this.context = context;
        this.seen = new SeenArticles(context);
        this.duplicates = sensor("duplicate");
        this.revisions = sensor("revision");
    }

    private Sensor sensor(String what) {
        return context.metrics()
                .addRateTotalSensor(
                        "stage",
                        EnrichTopology.STAGE,
                        what,
                        Sensor.RecordingLevel.INFO,
                        "task",
                        context.taskId().toString());
    }

    @Override
    public void process(Record<String, Article> record) {
        Article article = record.value();
        Extracted extracted;
        List<EnrichedArticle> enriched;
        Seen before = seen.get(article.id());
        String hash;
        try {
            extracted = enricher.extract(article);
            hash = extracted.contentHash();
            if (before != null && before.contentHash().equals(hash)) {
                duplicates.record();
                LOG.debug("dropped a duplicate: article={} source={}", article.id(), article.source());
                decided(
                        article,
                        before.revision(),
                        ArticleDecision.Kind.DUPLICATE,
                        1,
                        "duplicate: the same article came with the same text at "
                                + Instant.ofEpochMilli(before.ingestMillis()));
                return;
            }
            enriched = enricher.enrich(article, extracted, epoch, before == null ? 1 : before.revision() + 1);
        } catch (RuntimeException e) {
            throw new BadRecordException(e);
        }
        if (before != null) {
            revisions.record();
            decided(
                    article,
                    before.revision() + 1,
                    ArticleDecision.Kind.REVISION,
                    0,
                    "revision: the same article came with another text at "
                            + Instant.ofEpochMilli(before.ingestMillis()));
        }
        long ingestMillis = article.ingestTime().toEpochMilli();
        seen.put(article.id(), new Seen(before == null ? 1 : before.revision() + 1, ingestMillis, hash));
        seen.forget(ingestMillis, remembered, FORGOTTEN_AT_ONCE);
        for (EnrichedArticle each : enriched) {
            // Kafka knows no time before 1970
            long timestamp = Math.max(0, each.eventTime().toEpochMilli());
            context.forward(
                    new Record<>(each.desk(), each, timestamp, record.headers()),
                    Topics.DISTINCT_ARTICLES.stem() + "-out");
        }
    }

    private void decided(Article article, int revision, ArticleDecision.Kind kind, double similarity, String reason) {
        ArticleDecision decision = new ArticleDecision(
                article.id(),
                revision,
                epoch,
                kind,
                List.of(article.id()),
                similarity,
                reason,
                article.source(),
                article.eventTime(),
                article.ingestTime());
        context.forward(
                new Record<>(
                        article.id(), decision, Math.max(0, article.eventTime().toEpochMilli())),
                Topics.ARTICLE_DECISIONS.stem());
    }

    /** Makes processors, each with the stores they share by name. */
    record Supplier(Enricher enricher, int epoch, Duration remembered)
            implements ProcessorSupplier<String, Article, Object, Object> {
        @Override
        public Set<StoreBuilder<?>> stores() {
            return SeenArticles.stores();
        }

        @Override
        public Processor<String, Article, Object, Object> get() {
            return new EnrichProcessor(enricher, epoch, remembered);
        }
    }
}
