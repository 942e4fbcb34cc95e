package io.harmattan.pipeline.cluster;

import static io.harmattan.pipeline.cluster.Stories.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harmattan.analysis.cluster.ArticleRef;
import io.harmattan.analysis.cluster.ClusterSettings;
import io.harmattan.analysis.cluster.DeskState;
import io.harmattan.analysis.cluster.EventClustering;
import io.harmattan.analysis.cluster.LiveCluster.Wait;
import io.harmattan.analysis.cluster.MemoryDeskState;
import io.harmattan.analysis.cluster.Outcome;
import io.harmattan.analysis.profile.Background;
import io.harmattan.domain.ArticleId;
import io.harmattan.domain.ClusterChange;
import io.harmattan.domain.ClusterChange.Kind;
import io.harmattan.domain.EnrichedArticle;
import io.harmattan.domain.EventCluster;
import io.harmattan.pipeline.BadRecordException;
import io.harmattan.pipeline.UnusableStateException;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedForward;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterProcessorTest {
    private static final Duration QUIET = Duration.ofMinutes(5);
    private static final String RAID =
            "Armed robbers stole gems worth 85 million euros from luxury jewellers in the heart of Paris.";

    @TempDir
    private Path folder;

    private final ClusterProcessor.Supplier supplier = new ClusterProcessor.Supplier(ClusterSettings.DEFAULTS, QUIET);
    private final Map<String, KeyValueStore<Bytes, byte[]>> stores = new HashMap<>();
    private MockProcessorContext<Object, Object> context;
    private Processor<String, EnrichedArticle, Object, Object> processor;

    @BeforeEach
    void start() {
        Properties config = new Properties();
        config.put("application.id", "test");
        config.put("bootstrap.servers", "nowhere:1");
        File state = folder.toFile();
        context = new MockProcessorContext<>(config, new TaskId(0, 0), state);
        context.setCurrentSystemTimeMs(START.toEpochMilli());
        for (StoreBuilder<?> builder : supplier.stores()) {
            // the mock context keeps no cache
            StateStore store =
                    builder.withLoggingDisabled().withCachingDisabled().build();
            store.init(context.getStateStoreContext(), store);
            context.addStateStore(store);
            KeyValueStore<Bytes, byte[]> keyValue = context.getStateStore(store.name());
            stores.put(store.name(), keyValue);
        }
        processor = supplier.get();
        processor.init(context);
    }

    @AfterEach
    void stop() {
        processor.close();
        stores.values().forEach(StateStore::close);
    }

    @Test
    void a_change_and_its_snapshot_go_to_their_topics_with_event_time() {
        Instant published = START.minus(Duration.ofDays(2));
        process(raid("a", 1, published, START));
        process(raid("b", 1, published.plusSeconds(60), START));

        List<CapturedForward<?, ?>> forwards = List.copyOf(context.forwarded());
        assertThat(forwards)
                .extracting(f -> f.childName().orElseThrow())
                .containsExactly("cluster-changes", "event-clusters", "cluster-changes", "event-clusters");
        ClusterChange joined = (ClusterChange) forwards.get(2).record().value();
        EventCluster snapshot = (EventCluster) forwards.get(3).record().value();
        assertThat(joined.kind()).isEqualTo(Kind.JOINED);
        assertThat(forwards.get(2).record().key()).isEqualTo("desk");
        assertThat(forwards.get(3).record().key()).isEqualTo(joined.clusterId());
        assertThat(snapshot.revision()).isEqualTo(joined.revision()).isEqualTo(2);
        assertThat(snapshot.members()).hasSize(2);
        assertThat(forwards.get(3).record().timestamp())
                .isEqualTo(published.plusSeconds(60).toEpochMilli());
    }

    @Test
    void the_same_record_twice_forwards_nothing_the_second_time() {
        process(raid("a", 1, START, START));
        context.resetForwards();

        process(raid("a", 1, START, START));

        assertThat(context.forwarded()).isEmpty();
    }

    @Test
    void an_event_before_1970_is_no_trouble() {
        process(raid("a", 1, Instant.parse("1914-06-28T10:00:00Z"), START));

        assertThat(context.forwarded()).hasSize(2).allMatch(f -> f.record().timestamp() == 0);
    }

    @Test
    void an_article_under_the_key_of_another_desk_is_a_bad_record() {
        EnrichedArticle article = raid("a", 1, START, START);

        assertThatThrownBy(() -> processor.process(new Record<>("elsewhere", article, 0)))
                .isInstanceOf(BadRecordException.class)
                .hasMessageContaining("'elsewhere'; expected its desk");
        assertThat(context.forwarded()).isEmpty();
    }

    @Test
    void a_quiet_desk_is_closed_by_the_wall_clock_and_a_busy_one_is_not() {
        process(raid("a", 1, START, START));
        context.resetForwards();
        var punctuation = context.scheduledPunctuators().get(0);
        long later = START.plus(Duration.ofDays(4)).toEpochMilli();
        context.setCurrentSystemTimeMs(later);
        process(raid("b", 1, START, START));
        context.resetForwards();

        punctuation.getPunctuator().punctuate(later + QUIET.toMillis() - 1);
        assertThat(context.forwarded()).isEmpty();

        punctuation.getPunctuator().punctuate(later + QUIET.toMillis());
        assertThat(context.forwarded()).hasSize(2);
        assertThat(context.forwarded().get(0).record().value())
                .isInstanceOfSatisfying(
                        ClusterChange.class, change -> assertThat(change.kind()).isEqualTo(Kind.CLOSED));
    }

    @Test
    void a_desk_has_a_gap_of_its_own() {
        ClusterSettings all = ClusterSettings.DEFAULTS;
        Processor<String, EnrichedArticle, Object, Object> own = new ClusterProcessor.Supplier(
                        desk -> desk.equals("short") ? all.withWindow(Duration.ofHours(6), all.grace()) : all,
                        Background.NOTHING,
                        QUIET)
                .get();
        own.init(context);
        for (String desk : List.of("short", "long")) {
            for (Instant when : List.of(START, START.plus(Duration.ofHours(12)))) {
                EnrichedArticle article = Stories.article(when.toString(), 1, desk, when, when, null, RAID, List.of());
                own.process(new Record<>(desk, article, when.toEpochMilli()));
            }
        }

        assertThat(context.forwarded())
                .extracting(f -> f.record().value())
                .filteredOn(ClusterChange.class::isInstance)
                .extracting(change -> ((ClusterChange) change).desk() + ' ' + ((ClusterChange) change).kind())
                .containsExactly("short OPENED", "short OPENED", "long OPENED", "long JOINED");
    }

    @Test
    void a_quiet_desk_is_closed_while_another_of_its_partition_is_busy() {
        process(Stories.article("a", 1, "quiet", START, START, null, RAID, List.of()));
        var punctuation = context.scheduledPunctuators().get(0);
        Instant later = START.plus(Duration.ofDays(4));
        context.setCurrentSystemTimeMs(later.toEpochMilli());
        process(Stories.article("b", 1, "busy", later, later, null, RAID, List.of()));
        context.resetForwards();

        punctuation.getPunctuator().punctuate(later.toEpochMilli());

        assertThat(context.forwarded())
                .extracting(f -> f.record().value())
                .filteredOn(ClusterChange.class::isInstance)
                .extracting(change -> ((ClusterChange) change).desk() + ' ' + ((ClusterChange) change).kind())
                .containsExactly("quiet CLOSED");
    }

    /** After a busy hour there is much to settle; a transaction that takes more than ten seconds is given up and begun again. */
    @Test
    void what_is_due_on_a_quiet_desk_is_done_in_bounded_parts() {
        int articles = 1200;
        for (int i = 0; i < articles; i++) {
            process(raid("a" + i, 1, START, START.plusMillis(i)));
        }
        var punctuation = context.scheduledPunctuators().get(0);
        assertThat(punctuation.getInterval()).isLessThanOrEqualTo(Duration.ofSeconds(1));
        long waiting = entries(ClusterStores.QUEUES);
        Instant later = START.plus(Duration.ofMinutes(90));

        punctuation.getPunctuator().punctuate(later.toEpochMilli());
        assertThat(waiting - entries(ClusterStores.QUEUES))
                .as("settled at once")
                .isBetween(500L, 1100L);

        for (int i = 0; i < 2; i++) {
            punctuation.getPunctuator().punctuate(later.plusSeconds(i).toEpochMilli());
        }
        assertThat(entries(ClusterStores.QUEUES))
                .as("the two halves of the cluster")
                .isEqualTo(2);
    }

    @Test
    void what_another_release_kept_is_refused_at_the_start() {
        process(raid("a", 1, START, START));
        for (String name : List.of(ClusterStores.DESKS, ClusterStores.CLUSTERS)) {
            KeyValueStore<Bytes, byte[]> store = stores.get(name);
            assertThat(store).isNotNull();
            KeyValue<Bytes, byte[]> entry;
            try (KeyValueIterator<Bytes, byte[]> all = store.all()) {
                entry = all.next();
            }
            byte[] older = entry.value.clone();
            older[0] = Encoding.VERSION - 1;
            store.put(entry.key, older);

            assertThatThrownBy(() -> supplier.get().init(context))
                    .isInstanceOf(UnusableStateException.class)
                    .hasMessageContaining(
                            "store " + name + " holds a value of encoding version " + (Encoding.VERSION - 1))
                    .hasMessageContaining("rebuild it in a new epoch");
            store.put(entry.key, entry.value);
        }
    }

    @Test
    void a_closed_cluster_leaves_what_its_storyline_needs_and_that_goes_too() {
        for (int i = 0; i < 40; i++) {
            process(raid("a" + i, 1, START, START));
        }
        long later = START.plus(Duration.ofDays(4)).toEpochMilli();
        context.scheduledPunctuators().get(0).getPunctuator().punctuate(later);
        assertThat(entries(ClusterStores.PAST)).isEqualTo(1);
        assertThat(entries(ClusterStores.QUEUES)).isEqualTo(1);
        for (String name :
                List.of(ClusterStores.CLUSTERS, ClusterStores.ARTICLES, ClusterStores.MEMBERS, ClusterStores.GROUPS)) {
            assertThat(entries(name)).as(name).isZero();
        }

        long yearLater = START.plus(Duration.ofDays(400)).toEpochMilli();
        context.scheduledPunctuators().get(0).getPunctuator().punctuate(yearLater);
        for (String name : ClusterStores.ALL) {
            assertThat(entries(name)).as(name).isEqualTo(name.equals(ClusterStores.DESKS) ? 2 : 0);
        }
    }

    /** Two articles of an event each, four hours apart; now and then one that is late, undated or of a wrong clock. */
    @Test
    void over_a_simulated_year_the_stores_keep_no_more_than_the_window_and_the_storylines() {
        Duration remembered = Duration.ofDays(20);
        EventClustering clustering =
                new EventClustering(ClusterSettings.DEFAULTS.withStories(remembered, 20_000), Background.NOTHING);
        DeskState state = new KafkaDeskState("year", stores::get);
        Map<String, Long> afterAMonth = Map.of();
        Map<String, Long> most = new HashMap<>();
        for (int i = 0; i < 365 * 6; i++) {
            Instant ingested = START.plus(Duration.ofHours(4L * i));
            Instant published =
                    switch (i % 20) {
                        case 5 -> ingested.minus(Duration.ofDays(100));
                        case 10 -> null;
                        default -> ingested.minus(Duration.ofMinutes(20));
                    };
            Instant clock = i % 400 == 399 ? ingested.plus(Duration.ofDays(100)) : ingested;
            clustering.on(
                    Stories.article("n" + i, 1, "year", published, clock, null, Stories.told(i / 2, i), List.of()),
                    state);
            if (i == 30 * 6) {
                afterAMonth = sizes();
            } else if (i > 30 * 6 && i % 60 == 0) {
                sizes().forEach((store, size) -> most.merge(store, size, Math::max));
            }
        }

        Map<String, Long> month = afterAMonth;
        assertThat(month.get(ClusterStores.PAST)).isGreaterThan(20);
        assertThat(most).allSatisfy((store, size) -> assertThat(size)
                .as("%s, %d after a month", store, month.get(store))
                .isLessThanOrEqualTo(month.getOrDefault(store, 0L) * 3 / 2 + 20));
    }

    private Map<String, Long> sizes() {
        Map<String, Long> sizes = new HashMap<>();
        ClusterStores.ALL.forEach(store -> sizes.put(store, entries(store)));
        return sizes;
    }

    @Test
    void the_stores_give_the_same_outcomes_as_the_memory() {
        for (long seed = 0; seed < 4; seed++) {
            // in every second run posting lists are longer than what is read of them
            ClusterSettings settings = seed % 2 == 0 ? ClusterSettings.DEFAULTS : shortPostings();
            EventClustering clustering = new EventClustering(settings, Background.NOTHING);
            Map<String, DeskState> memory = new HashMap<>();
            Map<String, DeskState> stored = new HashMap<>();
            Map<Kind, Integer> kinds = new HashMap<>();
            int number = 0;
            String run = "run" + seed + "-";
            for (EnrichedArticle article : Stories.stream(400, seed)) {
                DeskState inMemory = memory.computeIfAbsent(article.desk(), desk -> new MemoryDeskState());
                // made anew now and then, as after a restart
                if (number++ % 37 == 0) {
                    stored.clear();
                }
                DeskState inStores =
                        stored.computeIfAbsent(article.desk(), desk -> new KafkaDeskState(run + desk, stores::get));

                Outcome expected = clustering.on(article, inMemory);
                Outcome outcome = clustering.on(article, inStores);

                assertThat(outcome).as("article %d of seed %d", number, seed).isEqualTo(expected);
                assertThat(inStores.status()).isEqualTo(inMemory.status());
                expected.changes().forEach(change -> kinds.merge(change.kind(), 1, Integer::sum));
            }
            assertThat(kinds).containsKeys(Kind.OPENED, Kind.JOINED, Kind.UPDATED, Kind.CLOSED);
            Instant end = START.plus(Duration.ofDays(2000));
            for (String desk : memory.keySet()) {
                DeskState inStores = new KafkaDeskState(run + desk, stores::get);
                assertThat(clustering.advance(desk, end, end, inStores))
                        .isEqualTo(clustering.advance(desk, end, end, memory.get(desk)));
            }
        }
    }

    private static ClusterSettings shortPostings() {
        return ClusterSettings.DEFAULTS.withPostings(4).withStories(ClusterSettings.DEFAULTS.storyMemory(), 3);
    }

    @Test
    void desks_do_not_see_each_other() {
        DeskState a = new KafkaDeskState("a", stores::get);
        DeskState ab = new KafkaDeskState("ab", stores::get);
        ArticleRef one = new ArticleRef(ArticleId.hash("one"), 5, 1);
        ArticleRef other = new ArticleRef(ArticleId.hash("other"), 7, 1);
        a.putArticle("bc", one);
        ab.putArticle("c", other);

        assertThat(a.article("bc")).isEqualTo(one);
        assertThat(ab.article("c")).isEqualTo(other);
        assertThat(ab.article("bc")).isNull();
        assertThat(entries(ClusterStores.ARTICLES)).isEqualTo(2);
    }

    @Test
    void a_member_that_was_read_is_shown_as_it_is_after_it_changed() {
        KafkaDeskState live = new KafkaDeskState("desk", stores::get);
        for (DeskState state : List.of(live, live.settled())) {
            state.putMember("c", 0, EncodingTest.member("first", null));
            assertThat(state.shown("c", 0, 2)).hasSize(1);
            state.putMember("c", 0, EncodingTest.member("changed", null));
            state.putMember("c", 1, EncodingTest.member("second", null));
            assertThat(state.shown("c", 0, 2).values())
                    .extracting(shown -> shown.member().title())
                    .containsExactly("changed", "second");
        }
    }

    @Test
    void the_queue_gives_the_longest_waiting_first_even_before_1970() {
        KafkaDeskState state = new KafkaDeskState("desk", stores::get);
        AtomicLong number = new AtomicLong();
        List<Instant> times = new ArrayList<>(List.of(
                START,
                Instant.parse("1914-06-28T10:00:00Z"),
                Instant.EPOCH,
                START.plusNanos(1),
                Instant.EPOCH.minusNanos(1)));
        times.forEach(time -> state.enqueue("c" + number.getAndIncrement(), wait(time)));

        List<String> order = new ArrayList<>();
        Instant end = START.plusNanos(2);
        for (String id = state.first(DeskState.Queue.EVENT_TIME, end);
                id != null;
                id = state.first(DeskState.Queue.EVENT_TIME, end)) {
            order.add(id);
            state.dequeue(id, wait(times.get(Integer.parseInt(id.substring(1)))));
        }

        assertThat(order).containsExactly("c1", "c4", "c2", "c0", "c3");
        state.enqueue("c9", wait(START));
        assertThat(state.first(DeskState.Queue.EVENT_TIME, START)).isNull();
        assertThat(state.first(DeskState.Queue.INGEST_TIME, end)).isNull();
        assertThat(state.first(DeskState.Queue.EVENT_TIME, START.plusNanos(1))).isEqualTo("c9");
    }

    private static Wait wait(Instant since) {
        return new Wait(DeskState.Queue.EVENT_TIME, since);
    }

    private static EnrichedArticle raid(String id, int revision, Instant published, Instant ingested) {
        return Stories.article(id, revision, "desk", published, ingested, null, RAID, List.of());
    }

    private void process(EnrichedArticle article) {
        processor.process(new Record<>(
                article.desk(), article, Math.max(0, article.eventTime().toEpochMilli())));
    }

    private long entries(String store) {
        KeyValueStore<Bytes, byte[]> entries = stores.get(store);
        assertThat(entries).as(store).isNotNull();
        long count = 0;
        try (KeyValueIterator<Bytes, byte[]> all = entries.all()) {
            while (all.hasNext()) {
                all.next();
                count++;
            }
        }
        return count;
    }
}
