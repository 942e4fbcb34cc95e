package io.harmattan.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.harmattan.analysis.match.QueryLanguage;
import io.harmattan.analysis.match.Vocabulary;
import io.harmattan.analysis.profile.WatchProfile;
import io.harmattan.domain.Alert;
import io.harmattan.domain.EnrichedArticle;
import io.harmattan.domain.EventCluster;
import io.harmattan.domain.Subscription;
import io.harmattan.domain.Subscription.Kind;
import io.harmattan.domain.Subscription.Limits;
import io.harmattan.domain.Subscription.Trigger;
import io.harmattan.local.stack.LocalStack;
import io.harmattan.local.stack.Part;
import io.harmattan.pipeline.alert.AlertSettings;
import io.harmattan.pipeline.alert.LiveSubscriptions;
import io.harmattan.testkit.LocalStackTest;
import io.harmattan.wire.KafkaSubscriptions;
import io.harmattan.wire.SchemaSetup;
import io.harmattan.wire.Topic;
import io.harmattan.wire.TopicSetup;
import io.harmattan.wire.Topics;
import io.harmattan.wire.Wire;
import io.harmattan.wire.registry.RegistryConfig;
import io.harmattan.wire.registry.SchemaRegistryClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The alert stage on a real broker: told once, through a restart without its state folder and a change of subscription. */
@LocalStackTest({Part.KAFKA, Part.REGISTRY})
class AlertIT {
    private static final Instant NOW = Instant.parse("2026-11-27T08:00:00Z");
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final String DESK = "world";
    private static final int DESK_PARTITION =
            Utils.toPositive(Utils.murmur2(DESK.getBytes(StandardCharsets.UTF_8))) % Topics.EVENT_CLUSTERS.partitions();

    private final Topic.Naming naming =
            new Topic.Naming("alert-" + UUID.randomUUID().toString().substring(0, 8) + "-", 1);
    private final String broker;
    private final Map<String, Object> kafka;
    private final String registry;
    private final Wire wire;

    AlertIT(LocalStack stack) {
        broker = stack.bootstrapServers();
        kafka = Map.of("bootstrap.servers", broker);
        registry = stack.registryUrl();
        wire = new Wire(Wire.BUILT_IN_SERDE, Map.of("schema.registry.url", registry));
    }

    @Test
    void eachIsToldOnceThroughARestartAndAChange(@TempDir Path one, @TempDir Path other) throws Exception {
        try (Admin admin = Admin.create(kafka)) {
            new TopicSetup(naming, (short) 1).ensure(admin);
        }
        new SchemaSetup(
                        new SchemaRegistryClient(
                                RegistryConfig.of(Map.of("schema.registry.url", registry)), (u, d, w) -> {}),
                        naming)
                .ensure();
        try (KafkaSubscriptions book = new KafkaSubscriptions(kafka, naming, wire);
                KafkaProducer<String, byte[]> producer =
                        new KafkaProducer<>(kafka, new StringSerializer(), new ByteArraySerializer())) {
            book.put(subscription("new", 1, "coup", Kind.NEW_CLUSTER));
            book.put(subscription("each", 1, "coup", Kind.ARTICLE));
            try (LiveSubscriptions live = live();
                    StreamsStage stage = stage(one, live)) {
                stage.start();
                article(producer, "a1", "A coup in the capital");
                cluster(producer, "c1", 1, "a1");
                await(2);
                // a subscription that comes later is heard of within a second
                book.put(subscription("late", 1, "ferry", Kind.ARTICLE));
                TimeUnit.SECONDS.sleep(1);
                article(producer, "b1", "A ferry runs aground");
                await(3);
            }
            book.put(subscription("new", 2, "coup OR ferry", Kind.NEW_CLUSTER));
            try (LiveSubscriptions live = live();
                    StreamsStage stage = stage(other, live)) {
                stage.start();
                article(producer, "a1", "A coup in the capital");
                cluster(producer, "c1", 1, "a1");
                article(producer, "a2", "More on the coup");
                cluster(producer, "c1", 2, "a1", "a2");
                cluster(producer, "c2", 1, "b1");
                article(producer, "b1", "A ferry runs aground");
                List<Alert> told = await(5);
                TimeUnit.SECONDS.sleep(2);
                told = alerts();
                assertThat(told)
                        .extracting(a -> a.subscriptionId() + " " + a.articleId())
                        .containsExactlyInAnyOrder("new a1", "each a1", "late b1", "each a2", "new b1");
                assertThat(told).extracting(Alert::id).doesNotHaveDuplicates();
            }
        }
    }

    private static LiveSubscriptions live() {
        return new LiveSubscriptions(new QueryLanguage(new Vocabulary(
                WatchProfile.parse(Map.of(
                        "desks.csv",
                        "id,name,countries\nworld,World,\n",
                        "entities.csv",
                        "id,type,kind,name,country,lat,lon,geonames,wikidata,notes\nniger,place,country,Niger,NE,17.6,8.1,,,\n",
                        "aliases.csv",
                        "entity,alias,language,case,not_after,not_before,needs,notes\n")),
                List.of())));
    }

    private StreamsStage stage(Path folder, LiveSubscriptions live) {
        return new StreamsStage(
                AlertTopology.STAGE,
                AlertTopology.build(
                        wire, new AlertSettings(naming, Duration.ofDays(90), Duration.ofDays(7), null), live),
                new StreamsStage.Settings(
                        naming.prefix() + "alert",
                        (String) kafka.get("bootstrap.servers"),
                        folder,
                        1,
                        1,
                        Duration.ofSeconds(6),
                        Map.of()),
                trouble -> {},
                end -> {});
    }

    private static Subscription subscription(String id, int version, String query, Kind kind) {
        return new Subscription(
                id,
                version,
                "desk",
                id,
                query,
                new Trigger(kind, null, null, null, null, null),
                Limits.NONE,
                List.of(),
                false,
                NOW,
                NOW);
    }

    private void article(KafkaProducer<String, byte[]> producer, String id, String title) throws Exception {
        EnrichedArticle article = EnrichedArticle.builder(id, DESK, NOW)
                .title(title)
                .text("Text of " + id + ".")
                .source(id)
                .build();
        String topic = Topics.ENRICHED_ARTICLES.name(naming);
        byte[] value = wire.serde(Topics.ENRICHED_ARTICLES).serializer().serialize(topic, article);
        producer.send(new ProducerRecord<>(topic, DESK_PARTITION, NOW.toEpochMilli(), DESK, value))
                .get();
    }

    private void cluster(KafkaProducer<String, byte[]> producer, String id, int revision, String... articles)
            throws Exception {
        List<EventCluster.Member> members = new ArrayList<>();
        for (String article : articles) {
            members.add(new EventCluster.Member(
                    article, 1, NOW, false, "Title", null, null, false, article, EventCluster.Role.INDEPENDENT));
        }
        EventCluster cluster = EventCluster.builder(id, DESK, NOW)
                .revision(revision)
                .title("Title of " + id)
                .members(members)
                .build();
        String topic = Topics.EVENT_CLUSTERS.name(naming);
        byte[] value = wire.serde(Topics.EVENT_CLUSTERS).serializer().serialize(topic, cluster);
        producer.send(new ProducerRecord<>(topic, DESK_PARTITION, NOW.toEpochMilli(), id, value))
                .get();
    }

    private List<Alert> await(int count) throws InterruptedException {
        long end = System.nanoTime() + LIMIT.toNanos();
        List<Alert> alerts = alerts();
        while (alerts.size() < count && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(200);
            alerts = alerts();
        }
        assertThat(alerts).hasSizeGreaterThanOrEqualTo(count);
        return alerts;
    }

    private List<Alert> alerts() {
        return Committed.read(broker, wire, naming, Topics.ALERTS);
    }
}
