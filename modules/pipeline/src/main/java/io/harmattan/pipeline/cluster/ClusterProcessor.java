package io.harmattan.pipeline.cluster;

import io.harmattan.analysis.cluster.ClusterSettings;
import io.harmattan.analysis.cluster.EventClustering;
import io.harmattan.analysis.cluster.Outcome;
import io.harmattan.analysis.cluster.Outcome.Oddity;
import io.harmattan.analysis.profile.Background;
import io.harmattan.domain.ClusterChange;
import io.harmattan.domain.EnrichedArticle;
import io.harmattan.domain.EventCluster;
import io.harmattan.pipeline.BadRecordException;
import io.harmattan.wire.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * Takes the enriched articles of a desk, in their order, into its event clusters; forwards each change to
 * {@code cluster-changes} by desk, and each snapshot to {@code event-clusters} by cluster id, with event time as the
 * timestamp. While no article of a desk comes, its clusters are closed by the wall clock.
 */
public final class ClusterProcessor implements Processor<String, EnrichedArticle, Object, Object> {
    /** What is due on a quiet desk is done by and by, so that no transaction takes long. */
    private static final Duration TICK = Duration.ofSeconds(1);

    private final Function<String, EventClustering> clusterings;
    private final Duration quietAfter;
    private final Map<String, KafkaDeskState> states = new HashMap<>();
    private ProcessorContext<Object, Object> context;
    private final Map<Oddity, Sensor> oddities = new EnumMap<>(Oddity.class);
    /** By desk, when by the wall clock its newest record came; none since the start if it is not here. */
    private final Map<String, Long> lastRecords = new HashMap<>();

    private long started;

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
    private ClusterProcessor(Function<String, EventClustering> clusterings, Duration quietAfter) {
        this.clusterings = clusterings;
        this.quietAfter = quietAfter;
    }

    @Override
    public void init(ProcessorContext<Object, Object> context) {
        this.context = context;
        this.started = context.currentSystemTimeMs();
        lastRecords.clear();
        for (Oddity oddity : Oddity.values()) {
            oddities.put(
                    oddity,
                    context.metrics()
                            .addRateTotalSensor(
                                    "stage",
                                    "cluster",
                                    "late-" + oddity.name().toLowerCase(Locale.ROOT),
                                    Sensor.RecordingLevel.INFO,
                                    "task",
                                    context.taskId().toString()));
        }
        close();
        Duration tick = quietAfter.compareTo(TICK) < 0 ? quietAfter : TICK;
        context.schedule(tick, PunctuationType.WALL_CLOCK_TIME, this::closeIfQuiet);
        // reads what is kept: before a transaction begins, and so that what another release wrote is refused at once
        for (String desk : KafkaDeskState.desks(context.getStateStore(ClusterStores.DESKS))) {
            state(desk).status();
            state(desk).index();
            state(desk).settled().index();
        }
    }

    @Override
    public void process(Record<String, EnrichedArticle> record) {
        EnrichedArticle article = record.value();
        if (!article.desk().equals(record.key())) {
            throw new BadRecordException(new IllegalArgumentException("article " + article.id() + " of desk '"
                    + article.desk() + "' has the key '" + record.key() + "'; expected its desk"));
        }
        lastRecords.put(article.desk(), context.currentSystemTimeMs());
        Outcome outcome = clusterings.apply(article.desk()).on(article, state(article.desk()));
        outcome.oddities()
                .forEach(oddity -> Objects.requireNonNull(oddities.get(oddity)).record());
        forward(outcome, record.headers());
    }

    @Override
    public void close() {
        states.values().forEach(KafkaDeskState::close);
        states.clear();
    }

    private void closeIfQuiet(long now) {
        Instant time = Instant.ofEpochMilli(now);
        for (String desk : KafkaDeskState.desks(context.getStateStore(ClusterStores.DESKS))) {
            if (now - lastRecords.getOrDefault(desk, started) >= quietAfter.toMillis()) {
                forward(clusterings.apply(desk).advance(desk, time, time, state(desk)), new RecordHeaders());
            }
        }
    }

    private KafkaDeskState state(String desk) {
        return states.computeIfAbsent(desk, name -> new KafkaDeskState(name, context::getStateStore));
    }

    private void forward(Outcome outcome, Headers headers) {
        for (int i = 0; i < outcome.changes().size(); i++) {
            ClusterChange change = outcome.changes().get(i);
            EventCluster snapshot = outcome.snapshots().get(i);
            // Kafka knows no time before 1970
            long timestamp = Math.max(0, change.eventTime().toEpochMilli());
            context.forward(new Record<>(change.desk(), change, timestamp, headers), Topics.CLUSTER_CHANGES.stem());
            context.forward(new Record<>(snapshot.id(), snapshot, timestamp, headers), Topics.EVENT_CLUSTERS.stem());
        }
    }

    /** Makes the processors of the cluster stage, and their stores. */
    public static final class Supplier implements ProcessorSupplier<String, EnrichedArticle, Object, Object> {
        private final Function<String, ClusterSettings> settings;
        private final Background background;
        private final Map<ClusterSettings, EventClustering> clusterings = new ConcurrentHashMap<>();
        private final Duration quietAfter;

        /** The same settings for all desks, and no background. */
        public Supplier(ClusterSettings settings, Duration quietAfter) {
            this(desk -> settings, Background.NOTHING, quietAfter);
        }

        /**
         * @param settings by desk
         * @param background of the profile
         * @param quietAfter for how long no article must have come before the wall clock closes clusters; 5 minutes do well
         */
        public Supplier(Function<String, ClusterSettings> settings, Background background, Duration quietAfter) {
            if (quietAfter.isNegative() || quietAfter.isZero()) {
                throw new IllegalArgumentException("quietAfter is " + quietAfter + "; expected more than nothing");
            }
            this.settings = settings;
            this.background = background;
            this.quietAfter = quietAfter;
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            return ClusterStores.builders();
        }

        @Override
        public Processor<String, EnrichedArticle, Object, Object> get() {
            return new ClusterProcessor(
                    desk -> clusterings.computeIfAbsent(
                            settings.apply(desk), each -> new EventClustering(each, background)),
                    quietAfter);
        }
    }
}
