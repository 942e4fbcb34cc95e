package io.harmattan.pipeline.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.harmattan.analysis.cluster.ClusterSettings;
import io.harmattan.analysis.cluster.EventClustering;
import io.harmattan.analysis.cluster.MemoryDeskState;
import io.harmattan.analysis.profile.Background;
import io.harmattan.domain.ClusterChange;
import io.harmattan.domain.EnrichedArticle;
import io.harmattan.domain.EventCluster;
import io.harmattan.local.stack.LocalStack;
import io.harmattan.local.stack.Part;
import io.harmattan.pipeline.ClusterTopology;
import io.harmattan.pipeline.Committed;
import io.harmattan.pipeline.StreamsStage;
import io.harmattan.pipeline.UnusableStateException;
import io.harmattan.testkit.LocalStackTest;
import io.harmattan.wire.SchemaSetup;
import io.harmattan.wire.Topic;
import io.harmattan.wire.TopicSetup;
import io.harmattan.wire.Topics;
import io.harmattan.wire.Wire;
import io.harmattan.wire.registry.RegistryConfig;
import io.harmattan.wire.registry.SchemaRegistryClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The cluster stage on a real broker in several processes: one comes, one is killed, another takes over with other threads and
 * no state. What comes out is what one desk after the other makes of its articles in memory: every change once, in order.
 */
@LocalStackTest({Part.KAFKA, Part.REGISTRY})
class ClusterRestartIT {
    private static final int DESKS = 6;
    private static final int ARTICLES = 150;
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final Topic.Naming naming =
            new Topic.Naming("restart-" + UUID.randomUUID().toString().substring(0, 8) + "-", 1);
    private final List<Process> started = new ArrayList<>();
    private final String broker;
    private final String registry;
    private final Wire wire;

    @TempDir
    private Path folder;

    ClusterRestartIT(LocalStack stack) {
        broker = stack.bootstrapServers();
        registry = stack.registryUrl();
        wire = new Wire(Wire.BUILT_IN_SERDE, Map.of("schema.registry.url", registry));
    }

    @AfterEach
    void stop() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void a_kill_a_rebalance_and_other_threads_change_no_cluster_and_no_id() throws Exception {
        Map<String, List<EnrichedArticle>> desks = desks();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker));
                KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                        Map.of("bootstrap.servers", broker), new StringSerializer(), new ByteArraySerializer())) {
            topics(admin);
            Process first = instance("first", 2, 1);
            send(producer, desks, 0, 50);
            await(admin, 20L * DESKS);
            instance("second", 1, 1);
            send(producer, desks, 50, 80);
            await(admin, 60L * DESKS);
            Awaitility.await("a copy of each task's state on both")
                    .atMost(LIMIT)
                    .ignoreExceptionsMatching(
                            e -> e instanceof IOException || e instanceof UncheckedIOException) // not made yet
                    .untilAsserted(() -> assertThat(tasks("first"))
                            .isEqualTo(tasks("second"))
                            .hasSizeGreaterThan(1));
            send(producer, desks, 80, 110);
            first.destroyForcibly().waitFor(); // amid its work
            send(producer, desks, 110, 130);
            await(admin, 100L * DESKS);
            instance("third", 3, 0);
            send(producer, desks, 130, ARTICLES);
            await(admin, (long) ARTICLES * DESKS);
        }

        Map<String, List<ClusterChange>> changes = expected(desks);
        assertThat(changes.values().stream().flatMap(List::stream).map(ClusterChange::kind))
                .contains(
                        ClusterChange.Kind.OPENED,
                        ClusterChange.Kind.JOINED,
                        ClusterChange.Kind.UPDATED,
                        ClusterChange.Kind.CLOSED);
        Map<String, List<ClusterChange>> told = Committed.read(broker, wire, naming, Topics.CLUSTER_CHANGES).stream()
                .collect(Collectors.groupingBy(ClusterChange::desk, TreeMap::new, Collectors.toList()));
        assertThat(told.keySet()).isEqualTo(changes.keySet());
        changes.forEach((desk, each) -> assertThat(told.get(desk)).as(desk).isEqualTo(each));
        assertThat(Committed.read(broker, wire, naming, Topics.EVENT_CLUSTERS).stream()
                        .collect(Collectors.toMap(EventCluster::id, EventCluster::revision, (a, b) -> b)))
                .as("the newest snapshot of each")
                .isEqualTo(changes.values().stream()
                        .flatMap(List::stream)
                        .collect(Collectors.toMap(ClusterChange::clusterId, ClusterChange::revision, (a, b) -> b)));
    }

    @Test
    void a_stage_whose_state_cannot_be_read_ends_and_says_how_to_rebuild_it() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker))) {
            topics(admin);
        }
        Queue<String> troubles = new ConcurrentLinkedQueue<>();
        Queue<String> ends = new ConcurrentLinkedQueue<>();
        try (StreamsStage stage = new StreamsStage(
                ClusterTopology.STAGE,
                ClusterTopology.build(wire, naming, Refusing::new),
                new StreamsStage.Settings(
                        naming.prefix() + "old", broker, folder, 1, 1, Duration.ofSeconds(6), Map.of()),
                troubles::add,
                ends::add)) {
            stage.start();
            Awaitility.await("the end").atMost(LIMIT).until(() -> !ends.isEmpty() && !stage.isRunning());
        }

        assertThat(ends).contains("stage cluster cannot go on: rebuild it in a new epoch");
        assertThat(troubles).isEmpty();
    }

    private static final class Refusing implements Processor<String, EnrichedArticle, Object, Object> {
        @Override
        public void init(ProcessorContext<Object, Object> context) {
            throw new UnusableStateException("rebuild it in a new epoch");
        }

        @Override
        public void process(Record<String, EnrichedArticle> record) {}
    }

    private void topics(Admin admin) {
        new TopicSetup(naming, (short) 1).ensure(admin);
        new SchemaSetup(
                        new SchemaRegistryClient(
                                RegistryConfig.of(Map.of("schema.registry.url", registry)), (u, d, w) -> {}),
                        naming)
                .ensure();
    }

    private static Map<String, List<EnrichedArticle>> desks() {
        Map<String, List<EnrichedArticle>> desks = new TreeMap<>();
        for (int i = 0; i < DESKS; i++) {
            String desk = "desk" + i;
            desks.put(
                    desk,
                    Stories.stream(ARTICLES, i).stream()
                            .map(article -> article.toBuilder().desk(desk).build())
                            .toList());
        }
        return desks;
    }

    private static Map<String, List<ClusterChange>> expected(Map<String, List<EnrichedArticle>> desks) {
        EventClustering clustering = new EventClustering(ClusterSettings.DEFAULTS, Background.NOTHING);
        Map<String, List<ClusterChange>> changes = new TreeMap<>();
        desks.forEach((desk, articles) -> {
            MemoryDeskState state = new MemoryDeskState();
            changes.put(
                    desk,
                    articles.stream()
                            .flatMap(article -> clustering.on(article, state).changes().stream())
                            .toList());
        });
        return changes;
    }

    /** Articles of each desk from that number to before that. */
    private void send(
            KafkaProducer<String, byte[]> producer, Map<String, List<EnrichedArticle>> desks, int from, int to) {
        String topic = Topics.ENRICHED_ARTICLES.name(naming);
        Serializer<EnrichedArticle> serializer =
                wire.serde(Topics.ENRICHED_ARTICLES).serializer();
        for (int i = from; i < to; i++) {
            for (List<EnrichedArticle> articles : desks.values()) {
                EnrichedArticle article = articles.get(i);
                long time = Math.max(0, article.eventTime().toEpochMilli());
                producer.send(
                        new ProducerRecord<>(topic, null, time, article.desk(), serializer.serialize(topic, article)));
            }
        }
        producer.flush();
    }

    /** Waits until so many articles are done. */
    private void await(Admin admin, long articles) {
        Awaitility.await(articles + " articles")
                .atMost(LIMIT)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> admin
                                .listConsumerGroupOffsets(ClusterInstance.group(naming))
                                .partitionsToOffsetAndMetadata()
                                .get()
                                .values()
                                .stream()
                                .mapToLong(done -> done.offset())
                                .sum()
                        >= articles);
    }

    private Process instance(String name, int threads, int standby) throws IOException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-Dorg.apache.avro.SERIALIZABLE_PACKAGES=io.harmattan",
                "-cp",
                System.getProperty("java.class.path"),
                ClusterInstance.class.getName(),
                broker,
                registry,
                naming.prefix(),
                folder.resolve(name).toString(),
                Integer.toString(threads),
                Integer.toString(standby));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(name + ".log").toFile())
                .start();
        started.add(process);
        return process;
    }

    /** The tasks of which an instance has state on its disk. */
    private Set<String> tasks(String instance) throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve(instance))) {
            return files.filter(file -> file.endsWith(Path.of("rocksdb", ClusterStores.CLUSTERS)))
                    .map(file -> file.getParent().getParent().getFileName().toString())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
