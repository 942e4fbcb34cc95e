package io.harmattan.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.harmattan.analysis.match.QueryLanguage;
import io.harmattan.analysis.match.Vocabulary;
import io.harmattan.analysis.profile.WatchProfile;
import io.harmattan.domain.Alert;
import io.harmattan.domain.DeadLetter;
import io.harmattan.domain.EnrichedArticle;
import io.harmattan.domain.EventCluster;
import io.harmattan.domain.Published;
import io.harmattan.domain.Stance;
import io.harmattan.domain.Subscription;
import io.harmattan.domain.Subscription.Kind;
import io.harmattan.domain.Subscription.Limits;
import io.harmattan.domain.Subscription.QuietHours;
import io.harmattan.domain.Subscription.Trigger;
import io.harmattan.pipeline.alert.AlertSettings;
import io.harmattan.pipeline.alert.LiveSubscriptions;
import io.harmattan.wire.Topic;
import io.harmattan.wire.Topics;
import io.harmattan.wire.Wire;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertTopologyTest {
    private static final Topic.Naming NAMING = new Topic.Naming("", 3);
    private static final Wire WIRE = new Wire(PlainAvroSerde.class.getName(), Map.of());
    private static final Instant MONDAY = Instant.parse("2026-03-02T08:00:00Z");
    private static final QueryLanguage LANGUAGE = new QueryLanguage(new Vocabulary(
            WatchProfile.parse(Map.of(
                    "desks.csv",
                    "id,name,countries\nworld,World,\n",
                    "entities.csv",
                    "id,type,kind,name,country,lat,lon,geonames,wikidata,notes\nniger,place,country,Niger,NE,17.6,8.1,,,\n",
                    "aliases.csv",
                    "entity,alias,language,case,not_after,not_before,needs,notes\n")),
            List.of()));

    @TempDir
    Path stateDir;

    private LiveSubscriptions live;
    private TopologyTestDriver driver;
    private TestInputTopic<String, Subscription> subscriptions;
    private TestInputTopic<String, EnrichedArticle> articles;
    private TestInputTopic<String, EventCluster> clusters;
    private TestOutputTopic<String, Alert> alerts;
    private Instant now = MONDAY;

    private Topology topology() {
        return AlertTopology.build(
                WIRE,
                new AlertSettings(NAMING, Duration.ofDays(90), Duration.ofDays(7), "https://news.example/"),
                live);
    }

    @BeforeEach
    void start() {
        live = new LiveSubscriptions(LANGUAGE);
        Properties config = StreamsStage.properties(
                new StreamsStage.Settings("test", "nowhere:1", stateDir, 1, 1, Duration.ofSeconds(6), Map.of()));
        config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
        driver = new TopologyTestDriver(topology(), config, MONDAY);
        subscriptions = input(Topics.SUBSCRIPTIONS);
        articles = input(Topics.ENRICHED_ARTICLES);
        clusters = input(Topics.EVENT_CLUSTERS);
        alerts = driver.createOutputTopic(
                Topics.ALERTS.name(NAMING),
                new StringDeserializer(),
                WIRE.serde(Topics.ALERTS).deserializer());
    }

    private <V> TestInputTopic<String, V> input(Topic<V> topic) {
        return driver.createInputTopic(
                topic.name(NAMING), new StringSerializer(), WIRE.serde(topic).serializer());
    }

    @AfterEach
    void stop() {
        driver.close();
        live.close();
    }

    // ------------------------------------------------------------------ clusters

    @Test
    void aNewClusterIsToldOnceWhateverComesAfter() {
        subscribe("s", 1, "coup", Kind.NEW_CLUSTER);
        article("a1", 1, "A coup in the capital");
        cluster("c1", 1, "a1");
        article("a2", 1, "More on the coup");
        cluster("c1", 2, "a1", "a2");

        List<Alert> told = alerts.readValuesToList();
        assertThat(told).hasSize(1);
        Alert alert = told.get(0);
        assertThat(alert.clusterId()).isEqualTo("c1");
        assertThat(alert.articleId()).isEqualTo("a1");
        assertThat(alert.topic()).isEqualTo("enriched-articles-3");
        assertThat(alert.url()).isEqualTo("https://news.example/clusters/c1");
        assertThat(alert.lines()).first().asString().contains("new event, with 1 article of 1 independent source");
    }

    @Test
    void theSnapshotMayComeBeforeItsArticle() {
        subscribe("s", 1, "coup", Kind.NEW_CLUSTER);
        cluster("c1", 1, "a1");
        assertThat(alerts.isEmpty()).isTrue();
        article("a1", 1, "A coup in the capital");
        assertThat(alerts.readValuesToList()).hasSize(1);
    }

    @Test
    void editedArticlesAndRecordsThatComeAgainFireNothing() {
        subscribe("s", 1, "coup", Kind.NEW_CLUSTER);
        subscribe("t", 1, "coup", Kind.UPDATE);
        subscribe("u", 1, "coup", Kind.ARTICLE);
        article("a1", 1, "A coup in the capital");
        cluster("c1", 1, "a1");
        assertThat(alerts.readValuesToList()).hasSize(3);

        article("a1", 1, "A coup in the capital");
        cluster("c1", 1, "a1");
        article("a1", 2, "A coup in the capital, corrected");
        clusters.pipeInput(new TestRecord<>("c1", snapshot("c1", 2, List.of(member("a1", 2))), now));
        assertThat(alerts.readValuesToList()).isEmpty();
    }

    @Test
    void aChangedSubscriptionTakesEffectAndNeverFiresAgainWhatItHadFired() {
        subscribe("s", 1, "coup", Kind.NEW_CLUSTER);
        article("a1", 1, "A coup in the capital");
        cluster("c1", 1, "a1");
        assertThat(alerts.readValuesToList()).hasSize(1);

        subscribe("s", 2, "coup OR ferry", Kind.NEW_CLUSTER);
        article("a2", 1, "More on the coup");
        cluster("c1", 2, "a1", "a2");
        assertThat(alerts.readValuesToList()).isEmpty();
        article("b1", 1, "A ferry runs aground");
        cluster("c2", 1, "b1");
        assertThat(alerts.readValuesToList())
                .extracting(Alert::clusterId, Alert::subscriptionVersion)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("c2", 2));
    }

    @Test
    void aMergedClusterInheritsWhatWasTold() {
        subscribe("s", 1, "coup", Kind.NEW_CLUSTER);
        article("a1", 1, "A coup in the capital");
        cluster("c1", 1, "a1");
        article("b1", 1, "Soldiers take the palace");
        cluster("c2", 1, "b1");
        assertThat(alerts.readValuesToList()).hasSize(1);

        cluster("c2", 2, "b1", "a1"); // c2 takes c1 over
        clusters.pipeInput(new TestRecord<>(
                "c1",
                snapshot("c1", 2, List.of(member("a1", 1))).toBuilder()
                        .status(EventCluster.Status.REDIRECTED)
                        .redirectTo("c2")
                        .build(),
                now));
        article("a3", 1, "The coup and its makers");
        cluster("c2", 3, "b1", "a1", "a3");
        assertThat(alerts.readValuesToList()).isEmpty();
    }

    @Test
    void whatLeavesAClusterThatWasToldIsNotToldAgain() {
        subscribe("s", 1, "coup", Kind.NEW_CLUSTER);
        article("a1", 1, "A coup in the capital");
        cluster("c1", 1, "a1");
        article("a2", 1, "A coup elsewhere");
        cluster("c1", 2, "a1", "a2");
        assertThat(alerts.readValuesToList()).hasSize(1);

        cluster("c1", 3, "a1"); // a2 leaves and founds c2
        cluster("c2", 1, "a2");
        article("a3", 1, "The coup elsewhere and its makers");
        cluster("c2", 2, "a2", "a3");
        assertThat(alerts.readValuesToList()).isEmpty();
    }

    @Test
    void growsCountsArticlesAndIndependentSourcesEvenWhenTheNewestDoesNotMatch() {
        subscribe("s", 1, "coup", new Trigger(Kind.GROWS, null, 3, null, null, null), Limits.NONE);
        article("a1", 1, "A coup in the capital");
        cluster("c1", 1, "a1");
        article("a2", 1, "Soldiers take the palace");
        cluster("c1", 2, "a1", "a2");
        assertThat(alerts.isEmpty()).isTrue();
        article("a3", 1, "The president is held");
        cluster("c1", 3, "a1", "a2", "a3");
        assertThat(alerts.readValuesToList())
                .singleElement()
                .satisfies(a -> assertThat(a.lines().get(0)).contains("3 articles of 3 independent sources"));
        article("a4", 1, "The coup condemned");
        cluster("c1", 4, "a1", "a2", "a3", "a4");
        assertThat(alerts.isEmpty()).isTrue();
    }

    @Test
    void growsWithinATimeCountsWhatCameInThatTime() {
        subscribe("s", 1, "coup", new Trigger(Kind.GROWS, 3, null, Duration.ofHours(2), null, null), Limits.NONE);
        List<EventCluster.Member> members = new ArrayList<>();
        int revision = 0;
        for (int minutes : new int[] {0, 150, 180}) {
            grow(members, "a" + minutes, minutes, ++revision);
        }
        assertThat(alerts.isEmpty()).isTrue();
        grow(members, "a240", 240, ++revision);
        assertThat(alerts.readValuesToList()).singleElement().satisfies(a -> assertThat(a.articleId())
                .isEqualTo("a240"));
    }

    private void grow(List<EventCluster.Member> members, String article, int minutes, int revision) {
        now = MONDAY.plus(Duration.ofMinutes(minutes));
        article(article, 1, "A coup in the capital");
        members.add(member(article, 1));
        clusters.pipeInput(new TestRecord<>(
                "c1",
                snapshot("c1", revision, members).toBuilder()
                        .firstEventTime(MONDAY)
                        .lastEventTime(now)
                        .build(),
                now));
    }

    @Test
    void updateTellsOfEachArticleAndConditionsOnClustersHold() {
        subscribe("s", 1, "coup sources:>=2", Kind.UPDATE);
        article("a1", 1, "A coup in the capital");
        cluster("c1", 1, "a1");
        assertThat(alerts.isEmpty()).isTrue();
        article("a2", 1, "More on the coup");
        cluster("c1", 2, "a1", "a2");
        article("a3", 1, "The president is held");
        cluster("c1", 3, "a1", "a2", "a3");
        assertThat(alerts.readValuesToList()).extracting(Alert::articleId).containsExactly("a2", "a3");
    }

    // ------------------------------------------------------------------ articles, rates, silence

    @Test
    void pausedExpiredAndRemovedSubscriptionsAreQuiet() {
        subscribe("p", 1, "coup", Kind.ARTICLE);
        Subscription p = subscription("p", 2, "coup", trigger(Kind.ARTICLE), Limits.NONE);
        subscriptions.pipeInput("p", paused(p));
        subscribe("e", 1, "coup", trigger(Kind.ARTICLE), new Limits(null, null, null, null, MONDAY.minusSeconds(1)));
        subscribe("r", 1, "coup", Kind.ARTICLE);
        subscriptions.pipeInput("r", (Subscription) null);
        subscribe("bad", 1, "persn:x", Kind.ARTICLE);
        subscribe("ok", 1, "coup", Kind.ARTICLE);
        article("a1", 1, "A coup in the capital");
        assertThat(alerts.readValuesToList()).extracting(Alert::subscriptionId).containsExactly("ok");
    }

    @Test
    void oldNewsIsNobodysAlert() {
        subscribe("s", 1, "coup", Kind.ARTICLE);
        EnrichedArticle old = made("a1", 1, "A coup in the capital").toBuilder()
                .timed(true)
                .eventTime(MONDAY.minus(Duration.ofDays(700)))
                .published(new Published(
                        MONDAY.minus(Duration.ofDays(700)).atOffset(ZoneOffset.UTC),
                        true,
                        true,
                        Published.Origin.SOURCE))
                .build();
        articles.pipeInput(new TestRecord<>("world", old, old.eventTime()));
        assertThat(alerts.isEmpty()).isTrue();
    }

    @Test
    void aSpikeIsHeldAgainstItsOwnBaseline() {
        subscribe("s", 1, "coup", new Trigger(Kind.SPIKE, null, null, Duration.ofHours(1), 3.0, null), Limits.NONE);
        int id = 0;
        for (int hour = 0; hour < 12; hour++) {
            article("a" + id++, 1, "A coup in the capital");
            article("a" + id++, 1, "A coup in the capital");
            now = now.plus(Duration.ofHours(1));
        }
        assertThat(alerts.isEmpty()).isTrue();
        for (int i = 0; i < 10; i++) {
            article("a" + id++, 1, "A coup in the capital");
        }
        assertThat(alerts.readValuesToList()).singleElement().satisfies(a -> assertThat(a.title())
                .startsWith("6 articles in 60 minutes"));
    }

    @Test
    void aStanceShiftTellsWhenTheBalanceTurns() {
        subscribe("s", 1, "coup", new Trigger(Kind.STANCE_SHIFT, null, null, null, null, "us-presence"), Limits.NONE);
        for (int i = 0; i < 4; i++) {
            stance("a" + i, Stance.Label.FAVOURABLE);
        }
        assertThat(alerts.isEmpty()).isTrue();
        for (int i = 4; i < 14; i++) {
            stance("a" + i, Stance.Label.OPPOSED);
        }
        assertThat(alerts.readValuesToList()).singleElement().satisfies(a -> assertThat(a.title())
                .isEqualTo("US presence: the balance has turned against: Coups"));
    }

    @Test
    void silenceIsToldOnceAndAGapInCoverageIsNotSilence() {
        // the driver has one task, of partition 0, and each task looks after its own subscriptions
        String id = Stream.iterate(0, i -> i + 1)
                .map(i -> "s" + i)
                .filter(s -> Utils.toPositive(Utils.murmur2(s.getBytes(StandardCharsets.UTF_8))) % 4 == 0)
                .findFirst()
                .orElseThrow();
        subscribe(id, 1, "coup", new Trigger(Kind.SILENCE, null, null, Duration.ofDays(2), null, null), Limits.NONE);
        article("a1", 1, "A coup in the capital");
        for (int hour = 0; hour < 60; hour++) {
            now = now.plus(Duration.ofHours(1));
            article("b" + hour, 1, "A ferry runs aground");
        }
        List<Alert> told = alerts.readValuesToList();
        assertThat(told).hasSize(1);
        assertThat(told.get(0).title()).startsWith("Silent for 2 days");
        assertThat(told.get(0).lines().get(1)).startsWith("Other articles do come in");

        article("a2", 1, "Another coup");
        driver.advanceWallClockTime(Duration.between(MONDAY, now).plus(Duration.ofDays(3)));
        told = alerts.readValuesToList();
        assertThat(told).hasSize(1);
        assertThat(told.get(0).title()).startsWith("Nothing is coming in");
        driver.advanceWallClockTime(Duration.ofDays(3));
        assertThat(alerts.isEmpty()).isTrue();
    }

    // ------------------------------------------------------------------ limits

    @Test
    void theThrottleHoldsAndThenTellsTogether() {
        subscribe("s", 1, "coup", trigger(Kind.ARTICLE), new Limits(null, Duration.ofHours(1), null, null, null));
        article("a1", 1, "A coup in the capital");
        article("a2", 1, "A second coup");
        article("a3", 1, "A third coup");
        assertThat(alerts.readValuesToList()).extracting(Alert::articleId).containsExactly("a1");
        driver.advanceWallClockTime(Duration.ofMinutes(59));
        assertThat(alerts.isEmpty()).isTrue();
        driver.advanceWallClockTime(Duration.ofMinutes(2));
        Alert digest = alerts.readValue();
        assertThat(digest.gathered()).hasSize(2);
        assertThat(digest.title()).isEqualTo("2 alerts: Coups");
        assertThat(digest.lines()).hasSize(2).first().asString().startsWith("A second coup");
        assertThat(alerts.isEmpty()).isTrue();
    }

    @Test
    void theThrottleOfAClusterHoldsNoOtherCluster() {
        subscribe("s", 1, "coup", trigger(Kind.UPDATE), new Limits(Duration.ofHours(1), null, null, null, null));
        article("a1", 1, "A coup in the capital");
        cluster("c1", 1, "a1");
        article("a2", 1, "More on the coup");
        cluster("c1", 2, "a1", "a2");
        article("b1", 1, "A coup elsewhere");
        cluster("c2", 1, "b1");
        assertThat(alerts.readValuesToList()).extracting(Alert::articleId).containsExactly("a1", "b1");
        driver.advanceWallClockTime(Duration.ofMinutes(61));
        assertThat(alerts.readValuesToList()).extracting(Alert::articleId).containsExactly("a2");
    }

    @Test
    void aDigestGathersEverySoOften() {
        subscribe("s", 1, "coup", trigger(Kind.ARTICLE), new Limits(null, null, null, Duration.ofDays(1), null));
        article("a1", 1, "A coup in the capital");
        assertThat(alerts.readValuesToList()).extracting(Alert::articleId).containsExactly("a1");
        for (int hour = 1; hour < 24; hour++) {
            now = now.plus(Duration.ofHours(1));
            driver.advanceWallClockTime(Duration.ofHours(1));
            article("b" + hour, 1, "More on the coup");
        }
        assertThat(alerts.isEmpty()).isTrue();
        driver.advanceWallClockTime(Duration.ofMinutes(61));
        assertThat(alerts.readValuesToList())
                .singleElement()
                .satisfies(a -> assertThat(a.gathered()).hasSize(23).doesNotHaveDuplicates());
    }

    @Test
    void theNightInWhichDaylightSavingEndsIsQuietToItsEnd() {
        QuietHours night = new QuietHours(LocalTime.of(22, 0), LocalTime.of(7, 0), ZoneId.of("Europe/Paris"));
        subscribe("s", 1, "coup", trigger(Kind.ARTICLE), new Limits(null, null, night, null, null));
        now = Instant.parse("2026-10-24T21:00:00Z"); // 23:00 in Paris; 25 October has 25 hours there
        driver.advanceWallClockTime(Duration.between(MONDAY, now));
        article("a1", 1, "A coup in the capital");
        driver.advanceWallClockTime(Duration.ofMinutes(8 * 60 + 59)); // 06:59, for the one time that day
        assertThat(alerts.isEmpty()).isTrue();
        driver.advanceWallClockTime(Duration.ofMinutes(2));
        assertThat(alerts.readValuesToList()).hasSize(1);
    }

    @Test
    void quietHoursHoldUntilWaking() {
        QuietHours night = new QuietHours(LocalTime.of(22, 0), LocalTime.of(7, 0), ZoneId.of("Africa/Niamey"));
        subscribe("s", 1, "coup", trigger(Kind.ARTICLE), new Limits(null, null, night, null, null));
        now = Instant.parse("2026-03-02T22:30:00Z"); // 23:30 in Niamey
        driver.advanceWallClockTime(Duration.between(MONDAY, now));
        article("a1", 1, "A coup in the capital");
        article("a2", 1, "A second coup");
        driver.advanceWallClockTime(Duration.ofHours(7));
        assertThat(alerts.isEmpty()).isTrue();
        driver.advanceWallClockTime(Duration.ofMinutes(31)); // 07:01
        assertThat(alerts.readValuesToList()).singleElement().satisfies(a -> assertThat(a.gathered())
                .hasSize(2));
    }

    @Test
    void aSubscriptionDeletedWhileAlertsAreHeldIsNotTold() {
        subscribe("s", 1, "coup", trigger(Kind.ARTICLE), new Limits(null, Duration.ofHours(1), null, null, null));
        article("a1", 1, "A coup in the capital");
        article("a2", 1, "A second coup");
        alerts.readValuesToList();
        subscriptions.pipeInput("s", (Subscription) null);
        driver.advanceWallClockTime(Duration.ofHours(2));
        assertThat(alerts.isEmpty()).isTrue();
    }

    // ------------------------------------------------------------------ the rest

    @Test
    void bytesThatAreNoArticleAreSetAside() {
        TestOutputTopic<String, DeadLetter> deadLetters = driver.createOutputTopic(
                Topics.DEAD_LETTERS.name(NAMING),
                new StringDeserializer(),
                WIRE.serde(Topics.DEAD_LETTERS).deserializer());
        driver.createInputTopic(
                        Topics.ENRICHED_ARTICLES.name(NAMING), new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(new TestRecord<>(new byte[] {1}, new byte[] {42}, MONDAY));
        assertThat(deadLetters.readValue().stage()).isEqualTo("alert");
    }

    @Test
    void aHeadlineCannotBringLinesOfItsOwn() {
        subscribe("s", 1, "coup", Kind.ARTICLE);
        article("a1", 1, "A coup\r\nBcc: all@example.org\u2028{{7*7}}");
        assertThat(alerts.readValue().title()).isEqualTo("A coup Bcc: all@example.org {{7*7}}");
    }

    @Test
    void theTopologyIsTheOneThatWasAgreed() {
        Golden.check("alert.txt", topology());
    }

    // ------------------------------------------------------------------ makers

    private static Trigger trigger(Kind kind) {
        return new Trigger(kind, null, null, null, null, null);
    }

    private void subscribe(String id, int version, String query, Kind kind) {
        subscribe(id, version, query, trigger(kind), Limits.NONE);
    }

    private void subscribe(String id, int version, String query, Trigger trigger, Limits limits) {
        subscriptions.pipeInput(id, subscription(id, version, query, trigger, limits));
    }

    private static Subscription subscription(String id, int version, String query, Trigger trigger, Limits limits) {
        return new Subscription(id, version, "desk", "Coups", query, trigger, limits, List.of(), false, MONDAY, MONDAY);
    }

    private static Subscription paused(Subscription s) {
        return new Subscription(
                s.id(),
                s.version(),
                s.owner(),
                s.name(),
                s.query(),
                s.trigger(),
                s.limits(),
                s.deliveries(),
                true,
                s.created(),
                s.updated());
    }

    private void article(String id, int revision, @Nullable String title) {
        articles.pipeInput(new TestRecord<>("world", made(id, revision, title), now));
    }

    private void stance(String id, Stance.Label label) {
        EnrichedArticle article = made(id, 1, "A coup in the capital").toBuilder()
                .stances(
                        List.of(new Stance("us-presence", "the junta", null, label, 0.9, 0, 5, Stance.Manner.REPORTED)))
                .build();
        articles.pipeInput(new TestRecord<>("world", article, now));
    }

    private EnrichedArticle made(String id, int revision, @Nullable String title) {
        return EnrichedArticle.builder(id, "world", now)
                .revision(revision)
                .epoch(3)
                .contentHash("hash" + revision)
                .source(id + ".txt")
                .title(title)
                .text("Some text of " + id + ".")
                .outlet("Outlet " + id)
                .language("en")
                .build();
    }

    private void cluster(String id, int revision, String... members) {
        List<EventCluster.Member> all =
                Arrays.stream(members).map(m -> member(m, 1)).toList();
        clusters.pipeInput(new TestRecord<>(id, snapshot(id, revision, all), now));
    }

    private EventCluster.Member member(String article, int revision) {
        return new EventCluster.Member(
                article,
                revision,
                now,
                false,
                "Title",
                "Outlet " + article,
                null,
                false,
                article,
                EventCluster.Role.INDEPENDENT);
    }

    private EventCluster snapshot(String id, int revision, List<EventCluster.Member> members) {
        return EventCluster.builder(id, "world", now)
                .revision(revision)
                .epoch(3)
                .title("Title of " + id)
                .members(new ArrayList<>(members))
                .articles(members.size())
                .sources(members.size())
                .build();
    }
}
