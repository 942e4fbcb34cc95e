package io.harmattan.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.harmattan.analysis.cluster.ClusterSettings;
import io.harmattan.analysis.cluster.FeatureExtractor;
import io.harmattan.domain.ArticleId;
import io.harmattan.domain.ClusterChange;
import io.harmattan.domain.EnrichedArticle;
import io.harmattan.local.stack.LocalStack;
import io.harmattan.local.stack.Part;
import io.harmattan.pipeline.cluster.ClusterProcessor;
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
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The cluster stage on a real broker with many live articles: how fast it is at the beginning and at the end, what its state
 * takes on disk, how long an instance without state takes to restore it. With {@code -Dlong.tests=true} alone;
 * {@code -Dcluster.articles=N}, 20,000 if not given. Prints what it measured.
 */
@EnabledIfSystemProperty(named = "long.tests", matches = "true")
@LocalStackTest({Part.KAFKA, Part.REGISTRY})
@Timeout(value = 3, unit = TimeUnit.HOURS)
class ClusterStateIT {
    private static final int ARTICLES = Integer.getInteger("cluster.articles", 20_000);

    /** What is measured by itself; several transactions long. */
    private static final int PARTS = Math.max(1, Math.min(20, ARTICLES / 10_000));

    private static final long PART = ARTICLES / PARTS;
    private static final String DESK = "world";
    private static final int VOCABULARY = 200_000;

    /** The more frequent words are left out, as stop words are: with them all events run together. */
    private static final int COMMON = 100;

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration LIMIT = Duration.ofHours(2);

    private final FeatureExtractor features = new FeatureExtractor();
    private final Random random = new Random(6);
    private final Topic.Naming naming =
            new Topic.Naming("state-" + UUID.randomUUID().toString().substring(0, 8) + "-", 1);
    private final String broker;
    private final Map<String, Object> kafka;
    private final String registry;
    private final Wire wire;
    private final Serializer<EnrichedArticle> serializer;
    private final TopicPartition desk = new TopicPartition(
            Topics.ENRICHED_ARTICLES.name(naming),
            Utils.toPositive(Utils.murmur2(DESK.getBytes(StandardCharsets.UTF_8)))
                    % Topics.ENRICHED_ARTICLES.partitions());
    private String event = "";
    private int made;

    ClusterStateIT(LocalStack stack) {
        broker = stack.bootstrapServers();
        kafka = Map.of("bootstrap.servers", broker);
        registry = stack.registryUrl();
        wire = new Wire(Wire.BUILT_IN_SERDE, Map.of("schema.registry.url", registry));
        serializer = wire.serde(Topics.ENRICHED_ARTICLES).serializer();
    }

    @Test
    void manyLiveArticlesAreRestoredAndGoOn(@TempDir Path one, @TempDir Path other) throws Exception {
        try (Admin admin = Admin.create(kafka);
                KafkaProducer<String, byte[]> producer =
                        new KafkaProducer<>(kafka, new StringSerializer(), new ByteArraySerializer())) {
            new TopicSetup(naming, (short) 1).ensure(admin);
            new SchemaSetup(
                            new SchemaRegistryClient(
                                    RegistryConfig.of(Map.of("schema.registry.url", registry)), (u, d, w) -> {}),
                            naming)
                    .ensure();
            for (int i = 0; i < ARTICLES; i++) {
                send(producer, article());
            }
            producer.flush();
            try (StreamsStage stage = stage(one)) {
                stage.start();
                List<Pace> paces = new ArrayList<>();
                for (int i = 0; i < PARTS; i++) {
                    // from a hundredth on: before, the JVM has hardly begun
                    long from = Math.max(ARTICLES / 100, i * PART);
                    paces.add(pace(admin, from, (i + 1) * PART));
                }
                System.out.printf(
                        Locale.ROOT,
                        "%,d articles, articles/s by %,d each: %s%n%.2f ms of CPU of its thread an article: %s%n",
                        ARTICLES,
                        PART,
                        told(paces, "%.0f", pace -> pace.articles / pace.seconds),
                        cpu().toNanos() / 1e6 / ARTICLES,
                        told(paces, "%.2f", pace -> pace.cpu.toNanos() / 1e6 / pace.articles));
            }
            System.out.printf(Locale.ROOT, "state: %,d bytes an article%n", size(one) / ARTICLES);
            long since = System.nanoTime();
            try (StreamsStage stage = stage(other)) {
                stage.start();
                while (!stage.isRunning() || size(other) == 0) {
                    TimeUnit.MILLISECONDS.sleep(50);
                }
                System.out.printf(Locale.ROOT, "restored in %.1f s%n", (System.nanoTime() - since) / 1e9);
                EnrichedArticle next = article();
                EnrichedArticle same = next.toBuilder()
                        .id(ArticleId.hash("one more of the last event"))
                        .ingestTime(next.ingestTime().plusSeconds(1))
                        .build();
                send(producer, next);
                send(producer, same);
                producer.flush();
                wait(admin, ARTICLES + 2);
            }
            List<ClusterChange> changes = lastChanges(4);
            assertThat(changes)
                    .extracting(ClusterChange::articleId)
                    .contains(ArticleId.hash("one more of the last event"));
            assertThat(changes.get(changes.size() - 1).kind()).isEqualTo(ClusterChange.Kind.JOINED);
        }
    }

    /** What the thread that clusters has taken: it tells more than the clock where others want the processors too. */
    private static Duration cpu() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return Duration.ofNanos(Arrays.stream(threads.getAllThreadIds())
                .filter(id -> {
                    ThreadInfo thread = threads.getThreadInfo(id);
                    return thread != null && thread.getThreadName().endsWith("-StreamThread-1");
                })
                .map(threads::getThreadCpuTime)
                .sum());
    }

    private StreamsStage stage(Path folder) {
        ClusterSettings all = ClusterSettings.DEFAULTS.withWindow(Duration.ofDays(3650), Duration.ofDays(3650));
        return new StreamsStage(
                ClusterTopology.STAGE,
                ClusterTopology.build(wire, naming, new ClusterProcessor.Supplier(all, Duration.ofDays(1))),
                new StreamsStage.Settings(
                        naming.prefix() + "cluster",
                        broker,
                        folder,
                        1,
                        1,
                        Duration.ofSeconds(30),
                        Map.of("commit.interval.ms", "1000")),
                trouble -> System.out.println(trouble),
                end -> System.out.println(end));
    }

    /**
     * How fast a part of the articles was done.
     *
     * @param cpu of the thread that clusters
     */
    private record Pace(long articles, double seconds, Duration cpu) {}

    private Pace pace(Admin admin, long from, long to) throws Exception {
        long at = wait(admin, from);
        long since = System.nanoTime();
        Duration before = cpu();
        long end = wait(admin, to);
        return new Pace(end - at, (System.nanoTime() - since) / 1e9, cpu().minus(before));
    }

    private static String told(List<Pace> paces, String format, ToDoubleFunction<Pace> figure) {
        return paces.stream()
                .map(pace -> String.format(Locale.ROOT, format, figure.applyAsDouble(pace)))
                .collect(Collectors.joining(" "));
    }

    /** Waits until so many articles are done; gives how many are. */
    private long wait(Admin admin, long articles) throws Exception {
        long until = System.nanoTime() + LIMIT.toNanos();
        while (System.nanoTime() < until) {
            OffsetAndMetadata done = admin.listConsumerGroupOffsets(naming.prefix() + "cluster")
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .get(desk);
            if (done != null && done.offset() >= articles) {
                return done.offset();
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        throw new AssertionError(articles + " articles were not done within " + LIMIT);
    }

    private void send(KafkaProducer<String, byte[]> producer, EnrichedArticle article) {
        byte[] value = serializer.serialize(desk.topic(), article);
        producer.send(
                new ProducerRecord<>(desk.topic(), null, article.eventTime().toEpochMilli(), article.desk(), value));
    }

    /** Two of each event, a second apart: 60 words of a vocabulary with the frequencies of a language (Zipf). */
    private EnrichedArticle article() {
        int number = made++;
        if (number % 2 == 0) {
            event = words(40);
        }
        String title = event.substring(0, event.indexOf(' ', 40));
        Instant when = START.plusSeconds(number);
        return EnrichedArticle.builder(ArticleId.hash(Integer.toString(number)), DESK, when)
                .eventTime(when)
                .timed(true)
                .contentHash(Integer.toHexString(number))
                .source("test")
                .title(title)
                .text(event)
                .language("en")
                .features(features.features(title, event + ' ' + words(20)))
                .build();
    }

    private String words(int count) {
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < count; i++) {
            int rank = (int) (COMMON * Math.exp(random.nextDouble() * Math.log(VOCABULARY / (double) COMMON)));
            words.append('w').append(Integer.toString(rank, 36)).append("ab ");
        }
        return words.toString();
    }

    private List<ClusterChange> lastChanges(int count) {
        String topic = Topics.CLUSTER_CHANGES.name(naming);
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker, "isolation.level", "read_committed"),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition(topic, desk.partition());
            consumer.assign(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            // markers of transactions take offsets too
            consumer.seek(partition, Math.max(0, end - 2L * count));
            return Stream.generate(() -> consumer.poll(Duration.ofSeconds(1)).records(partition))
                    .takeWhile(records -> !records.isEmpty())
                    .flatMap(List::stream)
                    .map(ConsumerRecord::value)
                    .map(value ->
                            wire.serde(Topics.CLUSTER_CHANGES).deserializer().deserialize(topic, value))
                    .toList();
        }
    }

    private static long size(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(f -> f.toFile().length())
                    .sum();
        } catch (UncheckedIOException | IOException e) {
            // a file of the store went while it was looked at
            return 1;
        }
    }
}
