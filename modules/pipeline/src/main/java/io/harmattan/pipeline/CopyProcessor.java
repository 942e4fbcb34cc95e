package io.harmattan.pipeline;

import io.harmattan.analysis.fingerprint.CopyRule;
import io.harmattan.analysis.fingerprint.Fingerprint;
import io.harmattan.analysis.fingerprint.Fingerprint.Overlap;
import io.harmattan.domain.ArticleDecision;
import io.harmattan.domain.Copy;
import io.harmattan.domain.EnrichedArticle;
import io.harmattan.pipeline.KnownTexts.Known;
import io.harmattan.wire.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * Compares an article with the texts of its desk that share samples with it, says whose copy it is, remembers it and
 * forwards it.
 */
final class CopyProcessor implements Processor<String, EnrichedArticle, Object, Object> {
    /** Texts compared with an article: those that share most samples. */
    private static final int COMPARED = 16;

    /** Texts forgotten per article: more than one, so that forgetting keeps up with remembering. */
    private static final int FORGOTTEN_AT_ONCE = 4;

    private final CopyRule rule;
    private final int epoch;
    private final Duration remembered;
    private ProcessorContext<Object, Object> context;
    private KnownTexts known;
    private Sensor copies;

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
    private CopyProcessor(CopyRule rule, int epoch, Duration remembered) {
        this.rule = rule;
        this.epoch = epoch;
        this.remembered = remembered;
    }

    @Override
    public void init(ProcessorContext<Object, Object> context) {
        this.context = context;
        this.known = new KnownTexts(context);
        this.copies = context.metrics()
                .addRateTotalSensor(
                        "stage",
                        EnrichTopology.STAGE,
                        "copy",
                        Sensor.RecordingLevel.INFO,
                        "task",
                        context.taskId().toString());
    }

    private record Compared(Known known, Overlap overlap) {}

    @Override
    public void process(Record<String, EnrichedArticle> record) {
        EnrichedArticle article = record.value();
        String desk = article.desk();
        Fingerprint fingerprint = Fingerprint.of(article.title(), article.text());
        known.remove(desk, article.id()); // a former revision is not what it is compared with
        List<Compared> compared = new ArrayList<>();
        for (Known other : known.sharing(desk, fingerprint, COMPARED)) {
            compared.add(new Compared(other, fingerprint.overlap(other.fingerprint())));
        }
        // the most alike; of equals the one that was there first
        compared.sort(Comparator.comparingDouble((Compared c) -> -c.overlap().containment())
                .thenComparingLong(c -> c.known().ingestMillis())
                .thenComparing(c -> c.known().articleId()));
        Copy copy = compared.stream()
                .filter(c -> rule.isCopy(c.overlap()))
                .findFirst()
                .map(c -> new Copy(
                        c.known().group(),
                        c.known().articleId(),
                        c.overlap().containment(),
                        rule.reason(c.overlap(), c.known().articleId())))
                .orElse(null);
        long timestamp = Math.max(0, article.eventTime().toEpochMilli());
        if (!compared.isEmpty()) {
            Compared first = compared.get(0);
            context.forward(
                    new Record<>(
                            article.id(),
                            new ArticleDecision(
                                    article.id(),
                                    article.revision(),
                                    epoch,
                                    copy == null ? ArticleDecision.Kind.INDEPENDENT : ArticleDecision.Kind.COPY,
                                    compared.stream()
                                            .map(c -> c.known().articleId())
                                            .toList(),
                                    copy == null ? first.overlap().containment() : copy.similarity(),
                                    copy == null
                                            ? rule.reason(
                                                    first.overlap(),
                                                    first.known().articleId())
                                            : copy.reason(),
                                    article.source(),
                                    article.eventTime(),
                                    article.ingestTime()),
                            timestamp),
                    Topics.ARTICLE_DECISIONS.stem());
        }
        if (copy != null) {
            copies.record();
        }
        long ingestMillis = article.ingestTime().toEpochMilli();
        known.put(desk, new Known(article.id(), copy == null ? article.id() : copy.group(), ingestMillis, fingerprint));
        known.forget(desk, ingestMillis - remembered.toMillis(), FORGOTTEN_AT_ONCE);
        context.forward(
                new Record<>(desk, article.toBuilder().copy(copy).build(), timestamp, record.headers()),
                Topics.ENRICHED_ARTICLES.stem());
    }

    /** Makes processors, each with the stores they share by name. */
    record Supplier(CopyRule rule, int epoch, Duration remembered)
            implements ProcessorSupplier<String, EnrichedArticle, Object, Object> {
        @Override
        public Set<StoreBuilder<?>> stores() {
            return KnownTexts.stores();
        }

        @Override
        public Processor<String, EnrichedArticle, Object, Object> get() {
            return new CopyProcessor(rule, epoch, remembered);
        }
    }
}
