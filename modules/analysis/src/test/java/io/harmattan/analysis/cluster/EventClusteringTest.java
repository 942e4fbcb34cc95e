package io.harmattan.analysis.cluster;

import static io.harmattan.analysis.cluster.Articles.NOW;
import static io.harmattan.analysis.cluster.Articles.article;
import static io.harmattan.analysis.cluster.Articles.story;
import static org.assertj.core.api.Assertions.assertThat;

import io.harmattan.domain.ArticleId;
import io.harmattan.domain.ClusterChange;
import io.harmattan.domain.ClusterChange.Kind;
import io.harmattan.domain.Embedding;
import io.harmattan.domain.EnrichedArticle;
import io.harmattan.domain.EventCluster;
import io.harmattan.domain.EventCluster.Role;
import io.harmattan.domain.EventCluster.Status;
import io.harmattan.domain.Stance;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventClusteringTest {
    private static final String RAID =
            "Armed robbers stole gems worth 85 million euros from luxury jewellers in the heart of Paris.";
    private static final String RAID_TOO =
            "Robbers armed with handguns took gems worth millions from a jewellers in Paris.";
    private static final String SPECIES =
            "The administration overturned a rule that had weakened protection for species.";

    private static final ClusterSettings SETTINGS =
            ClusterSettings.DEFAULTS.withWindow(Duration.ofHours(72), Duration.ofHours(1));

    private final EventClustering clustering = new EventClustering(SETTINGS, Articles.BACKGROUND);
    private final MemoryDeskState state = new MemoryDeskState();

    // --- deciding

    @Test
    void the_first_article_of_an_empty_system_opens_and_the_second_of_its_event_joins() {
        ClusterChange opened = one(article("a").text(RAID).build());
        ClusterChange joined = one(article("b").text(RAID_TOO).build());

        assertThat(opened.kind()).isEqualTo(Kind.OPENED);
        assertThat(opened.clusterId())
                .isEqualTo(
                        ArticleId.hash("cluster", "desk", article("a").build().id()));
        assertThat(joined.kind()).isEqualTo(Kind.JOINED);
        assertThat(joined.clusterId()).isEqualTo(opened.clusterId());
        assertThat(joined.revision()).isEqualTo(2);
        assertThat(joined.reason()).contains("shares").contains("gem");
        assertThat(joined.scores())
                .containsKeys("score", "words", "cohesion", "threshold", "candidates")
                .doesNotContainKeys("days", "meaning");
        assertThat(joined.scores().get("score"))
                .isGreaterThanOrEqualTo(joined.scores().get("threshold"));
    }

    @Test
    void an_article_on_something_else_opens_another() {
        ClusterChange raid = one(article("a").text(RAID).build());
        ClusterChange species = one(article("b").text(SPECIES).build());

        assertThat(species.kind()).isEqualTo(Kind.OPENED);
        assertThat(species.clusterId()).isNotEqualTo(raid.clusterId());
    }

    @Test
    void headlines_alone_find_each_other() {
        ClusterChange first =
                one(article("a").title("Mt. Gox files for US bankruptcy").build());
        ClusterChange second = one(
                article("b").title("Bitcoin exchange Mt. Gox seeks bankruptcy").build());

        assertThat(second.clusterId()).isEqualTo(first.clusterId());
    }

    @Test
    void an_article_without_a_telling_word_stays_alone() {
        ClusterChange first = one(article("a").text("The of and.").build());
        ClusterChange second = one(article("b").text("It is to be.").build());
        EventCluster nameless = snapshot(article("c").build());

        assertThat(second.clusterId()).isNotEqualTo(first.clusterId());
        assertThat(nameless.title()).isEqualTo("Article " + article("c").build().id());
    }

    @Test
    void equal_entities_help_and_others_hinder() {
        one(article("a").text(story(1, 0)).entities("Paris", "France").build());

        double same =
                score(article("b").text(story(1, 1)).entities("Paris", "France").build());
        double none = score(article("b").text(story(1, 1)).build());
        double other = score(article("b").text(story(1, 1)).entities("Agadez").build());

        assertThat(same).isGreaterThan(none);
        assertThat(other).isLessThan(none);
    }

    @Test
    void other_names_and_numbers_speak_against_it() {
        one(article("a")
                .text(
                        "A crowded ferry sank in a storm and 31 passengers drowned, police said. The ferry, the Kora, capsized "
                                + "on Lake Bandi on Saturday. Its captain, Oumar Tessi, swam ashore and was held by police.")
                .build());
        String again =
                "Police held captain %s after the ferry %s capsized in a storm on %s. The ferry was crowded, and %s of "
                        + "its passengers drowned. Boats searched the water through the night while families waited "
                        + "ashore for news of the missing.";
        Map<String, Double> same = one(article("b")
                        .text(again.formatted("Oumar Tessi", "Kora", "Lake Bandi on Saturday", "31"))
                        .build())
                .scores();
        Map<String, Double> other = one(article("c")
                        .text(again.formatted("Issa Doukou", "Maliba", "the Niandan River on Thursday", "47"))
                        .build())
                .scores();

        assertThat(same).containsKeys("entities", "threshold", "candidates").containsEntry("members", 1.0);
        assertThat(same.get("names")).isGreaterThan(0.8);
        assertThat(other.get("names")).isLessThan(0.2);
        assertThat(other.get("lead")).isLessThan(same.get("lead"));
        assertThat(other.get("other-lead")).isLessThan(same.get("other-lead"));
        assertThat(other.get("score")).isLessThan(same.get("score"));
    }

    // --- time

    @Test
    void timed_articles_further_apart_than_the_gap_are_two_events() {
        ClusterChange first = one(article("a")
                .text(RAID)
                .published(NOW.minus(Duration.ofDays(30)))
                .build());
        ClusterChange second = one(article("b")
                .text(RAID)
                .published(NOW.minus(Duration.ofDays(20)))
                .build());

        assertThat(second.kind()).isEqualTo(Kind.OPENED);
        assertThat(second.clusterId()).isNotEqualTo(first.clusterId());
    }

    @Test
    void the_gap_is_measured_from_the_span_of_the_timed_members_in_both_directions() {
        Instant day = NOW.minus(Duration.ofDays(10));
        String cluster = one(article("a").text(RAID).published(day).build()).clusterId();

        assertThat(one(article("b")
                                .text(RAID)
                                .published(day.plus(Duration.ofHours(72)))
                                .build())
                        .clusterId())
                .isEqualTo(cluster);
        assertThat(one(article("c")
                                .text(RAID)
                                .published(day.minus(Duration.ofHours(72)))
                                .build())
                        .clusterId())
                .isEqualTo(cluster);
        assertThat(one(article("d")
                                .text(RAID)
                                .published(day.plus(Duration.ofHours(145)))
                                .build())
                        .clusterId())
                .isNotEqualTo(cluster);
    }

    @Test
    void nearness_in_time_counts() {
        Instant day = NOW.minus(Duration.ofDays(10));
        one(article("a").text(RAID).published(day).build());

        double sameDay = score(article("b").text(RAID_TOO).published(day).build());
        double daysLater = score(article("b")
                .text(RAID_TOO)
                .published(day.plus(Duration.ofDays(2)))
                .build());

        assertThat(sameDay).isGreaterThan(daysLater);
    }

    @Test
    void dated_and_undated_articles_of_one_event_meet_in_any_order() {
        List<EnrichedArticle> articles = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            articles.add(article("undated" + i)
                    .text(story(1, i))
                    .ingested(NOW.plusSeconds(i))
                    .build());
        }
        articles.add(article("dated")
                .text(story(1, 4))
                .published(Instant.parse("2024-05-03T02:47:00Z"))
                .ingested(NOW.plusSeconds(4))
                .build());
        for (int seed = 0; seed < 50; seed++) {
            List<EnrichedArticle> order = new ArrayList<>(articles);
            Collections.shuffle(order, new Random(seed));
            MemoryDeskState fresh = new MemoryDeskState();

            Set<String> clusters = new HashSet<>();
            for (EnrichedArticle each : order) {
                clustering.on(each, fresh).changes().forEach(change -> clusters.add(change.clusterId()));
            }

            assertThat(clusters).as("order %s", seed).hasSize(1);
        }
    }

    @Test
    void where_only_one_side_has_a_time_an_article_is_less_likely_to_belong_the_less_if_it_came_in_at_another() {
        one(article("a").text(RAID).published(NOW).build());
        double timed = score(article("b").text(RAID_TOO).published(NOW).build());
        double untimed = score(article("c").text(RAID_TOO).build());
        replayed.clear();
        one(article("d").text(RAID).published(NOW.minus(Duration.ofDays(700))).build());
        double ofAnotherTime = score(article("c").text(RAID_TOO).build());

        assertThat(untimed).isLessThan(timed);
        assertThat(ofAnotherTime).isLessThan(untimed);
    }

    // --- merging

    @Test
    void two_clusters_that_turn_out_to_be_one_merge_and_the_address_of_the_younger_leads_to_the_older() {
        String large = null;
        for (int i = 0; i < 3; i++) {
            large = one(article("a" + i).text(story(1, i)).entities("Paris").build())
                    .clusterId();
        }
        EventClustering apart = new EventClustering(
                ClusterSettings.DEFAULTS.withThresholds(0.9999, 0.9999, 0.999, 1), Articles.BACKGROUND);
        ClusterChange small = apart.on(
                        article("b")
                                .text(story(1, 7))
                                .entities("Paris", "France")
                                .ingested(NOW.plusSeconds(1))
                                .copyOf("a0")
                                .build(),
                        state)
                .changes()
                .get(0);
        assertThat(small.kind()).isEqualTo(Kind.OPENED);

        Outcome outcome = clustering.on(article("c").text(story(1, 8)).build(), state);

        assertThat(outcome.changes())
                .extracting(ClusterChange::kind)
                .containsExactly(Kind.JOINED, Kind.MERGED, Kind.MERGED);
        ClusterChange merged = outcome.changes().get(1);
        assertThat(merged.other()).isEqualTo(small.clusterId());
        assertThat(merged.clusterId()).isEqualTo(large);
        assertThat(merged.scores()).containsKeys("score", "threshold", "lead", "members");
        EventCluster kept = outcome.snapshots().get(1);
        assertThat(kept.articles()).isEqualTo(5);
        assertThat(kept.sources()).isEqualTo(4);
        assertThat(kept.revision()).isGreaterThan(outcome.snapshots().get(0).revision());
        assertThat(kept.entities())
                .extracting(e -> e.entity().id() + " " + e.articles() + " " + e.sources())
                .containsExactly("paris 4 3", "france 1 1");
        EventCluster gone = outcome.snapshots().get(2);
        assertThat(gone.status()).isEqualTo(Status.REDIRECTED);
        assertThat(gone.redirectTo()).isEqualTo(large);
        assertThat(gone.revision()).isGreaterThanOrEqualTo(2);
        assertThat(state.cluster(small.clusterId())).isNull();
        DeskStatus status = state.status();
        assertThat(status).isNotNull();
        assertThat(status.liveClusters()).isEqualTo(1);

        ClusterChange revised = clustering
                .on(article("b").revision(2).text(story(1, 7)).build(), state)
                .changes()
                .get(0);
        assertThat(revised.clusterId()).as("a revision finds its new home").isEqualTo(large);
        Instant later = NOW.plus(Duration.ofDays(400));
        clustering.advance("desk", NOW.plus(Duration.ofDays(10)), NOW.plus(Duration.ofDays(10)), state);
        clustering.advance("desk", later, later, state);
        assertThat(state.size()).as("nothing is left of either").isZero();
    }

    @Test
    void a_headline_joins_by_what_it_means_where_words_are_few() {
        Embedding meaning = Embedding.of("m", new float[] {1, 0.1f, 0});
        EnrichedArticle first =
                article("a").title("Mt. Gox files for bankruptcy in Texas").build();
        EnrichedArticle second =
                article("b").title("Bitcoin exchange seeks bankruptcy shelter").build();
        one(first.toBuilder().features(first.features().with(meaning)).build());

        ClusterChange alike = clustering
                .on(second.toBuilder().features(second.features().with(meaning)).build(), state)
                .changes()
                .get(0);

        assertThat(alike.kind()).isEqualTo(Kind.JOINED);
        assertThat(alike.scores().get("meaning")).isEqualTo(1);
        assertThat(alike.scores().get("threshold")).isEqualTo(SETTINGS.headlineThreshold());
    }

    @Test
    void a_headline_that_shares_no_word_is_found_and_joins_by_what_it_means() {
        EnrichedArticle first =
                article("a").title("Niger boots American troops").build();
        EnrichedArticle second =
                article("b").title("Junta expels Washington's soldiers").build();
        one(first.toBuilder()
                .features(first.features().with(Embedding.of("m", new float[] {1, 0.1f, 0})))
                .build());

        for (int i = 0; i < 40; i++) {
            one(article("other" + i).title("w" + i + " v" + i + " u" + i).build());
        }

        ClusterChange alike = headline(second, new float[] {1, 0.12f, 0.01f});
        ClusterChange other = headline(second, new float[] {-0.1f, 1, 0.5f});

        assertThat(alike.kind()).isEqualTo(Kind.JOINED);
        assertThat(alike.scores()).containsEntry("words", 0.0);
        assertThat(other.kind()).isEqualTo(Kind.OPENED);
    }

    /** What an article of that vector makes of what came before. */
    private ClusterChange headline(EnrichedArticle article, float[] vector) {
        MemoryDeskState copy = new MemoryDeskState();
        replayed.forEach(each -> clustering.on(each, copy));
        EnrichedArticle meant = article.toBuilder()
                .features(article.features().with(Embedding.of("m", vector)))
                .build();
        return clustering.on(meant, copy).changes().get(0);
    }

    @Test
    void a_short_text_without_a_vector_must_be_as_like_as_an_article() {
        one(article("a").text(RAID).build());

        assertThat(one(article("b").text("Robbers took gems in Paris.").build()).scores())
                .containsEntry("threshold", SETTINGS.articleThreshold());
    }

    @Test
    void the_span_of_a_cluster_is_that_of_its_timed_members_if_it_has_any() {
        Instant dated = Instant.parse("2024-05-03T02:47:00Z");

        EventCluster untimed = snapshot(article("a").text(RAID).build());
        EventCluster timed = snapshot(article("b").text(RAID).published(dated).build());

        assertThat(untimed.timed()).isFalse();
        assertThat(untimed.firstEventTime()).isEqualTo(NOW);
        assertThat(timed.timed()).isTrue();
        assertThat(timed.firstEventTime()).isEqualTo(dated);
        assertThat(timed.lastEventTime()).isEqualTo(dated);
        assertThat(timed.members()).extracting(EventCluster.Member::timed).containsExactly(false, true);
    }

    @Test
    void an_older_article_than_the_stream_time_and_the_gap_is_late_and_clusters_in_its_own_time() {
        one(article("now").text(SPECIES).published(NOW).build());
        Instant longAgo = NOW.minus(Duration.ofDays(300));

        ClusterChange opened = one(article("a").text(RAID).published(longAgo).build());
        ClusterChange joined = one(
                article("b").text(RAID_TOO).published(longAgo.plusSeconds(60)).build());
        assertThat(members(joined)).extracting(EventCluster.Member::late).containsExactly(true, true);
        ClusterChange onTime = one(article("c")
                .text(SPECIES)
                .published(NOW.minus(Duration.ofDays(3)))
                .build());

        assertThat(opened.late()).isTrue();
        assertThat(opened.reason()).contains("late: more than 72 h behind the stream time " + NOW);
        assertThat(joined.late()).isTrue();
        assertThat(joined.clusterId()).isEqualTo(opened.clusterId());
        assertThat(onTime.late()).isFalse();
    }

    @Test
    void a_backfill_clusters_while_the_live_stream_is_years_ahead() {
        Instant past = Instant.parse("2019-03-01T00:00:00Z");
        Set<String> backfilled = new HashSet<>();
        for (int minute = 0; minute < 200; minute++) {
            Instant ingested = NOW.plus(Duration.ofMinutes(minute));
            one(article("live" + minute)
                    .text(story(1000 + minute, 0))
                    .published(ingested)
                    .ingested(ingested)
                    .build());
            EnrichedArticle old = article("old" + minute)
                    .text(story(1, minute))
                    .published(past.plus(Duration.ofMinutes(minute)))
                    .ingested(ingested)
                    .build();
            clustering.on(old, state).changes().stream()
                    .filter(change -> old.id().equals(change.articleId()))
                    .forEach(change -> backfilled.add(change.clusterId()));
        }

        assertThat(backfilled).hasSize(1);
    }

    // --- closing

    @Test
    void a_cluster_closes_when_both_clocks_have_passed_it() {
        ClusterChange opened = one(article("a").text(RAID).published(NOW).build());

        Instant afterGap = NOW.plus(Duration.ofHours(72)).plusSeconds(1);
        Outcome eventTimeOnly = clustering.on(
                article("b")
                        .text(SPECIES)
                        .published(afterGap)
                        .ingested(NOW.plus(Duration.ofDays(3)))
                        .build(),
                state);
        assertThat(eventTimeOnly.changes()).extracting(ClusterChange::kind).containsExactly(Kind.CLOSED, Kind.OPENED);

        ClusterChange closed = eventTimeOnly.changes().get(0);
        assertThat(closed.clusterId()).isEqualTo(opened.clusterId());
        assertThat(closed.articleId()).isNull();
        assertThat(closed.eventTime()).isEqualTo(NOW.plus(Duration.ofHours(72)));
        assertThat(closed.revision()).isEqualTo(2);
        assertThat(eventTimeOnly.snapshots().get(0).status()).isEqualTo(Status.CLOSED);
        assertThat(eventTimeOnly.snapshots().get(0).members()).hasSize(1);
    }

    @Test
    void neither_clock_closes_a_cluster_alone() {
        one(article("a").text(RAID).published(NOW.minus(Duration.ofDays(400))).build());

        Outcome streamTimeAhead =
                clustering.on(article("b").text(SPECIES).published(NOW).build(), state);
        assertThat(streamTimeAhead.changes()).extracting(ClusterChange::kind).containsExactly(Kind.OPENED);

        MemoryDeskState other = new MemoryDeskState();
        clustering.on(article("a").text(RAID).published(NOW).build(), other);
        Outcome ingestTimeAhead = clustering.on(
                article("b")
                        .text(SPECIES)
                        .published(NOW)
                        .ingested(NOW.plus(Duration.ofDays(30)))
                        .build(),
                other);
        assertThat(ingestTimeAhead.changes()).extracting(ClusterChange::kind).containsExactly(Kind.OPENED);
    }

    @Test
    void at_the_very_edge_of_gap_and_grace_a_cluster_is_still_open() {
        one(article("a").text(RAID).published(NOW).build());
        Instant gapEdge = NOW.plus(Duration.ofHours(72));
        Instant graceEdge = NOW.plus(Duration.ofHours(1));

        assertThat(clustering.advance("desk", gapEdge, gapEdge, state)).isEqualTo(Outcome.NONE);
        assertThat(clustering.advance("desk", gapEdge.plusMillis(1), graceEdge, state))
                .isEqualTo(Outcome.NONE);
        assertThat(clustering
                        .advance("desk", gapEdge.plusMillis(1), graceEdge.plusMillis(1), state)
                        .changes())
                .extracting(ClusterChange::kind)
                .containsExactly(Kind.CLOSED);
    }

    @Test
    void a_quiet_desk_closes_by_the_time_it_is_told_and_judges_lateness_by_records_alone() {
        one(article("a").text(RAID).published(NOW).build());
        Instant later = NOW.plus(Duration.ofDays(10));

        assertThat(clustering.advance("desk", later, later, state).changes())
                .extracting(ClusterChange::kind)
                .containsExactly(Kind.CLOSED);

        assertThat(one(article("b").text(RAID).published(NOW).ingested(later).build())
                        .late())
                .isFalse();
        assertThat(clustering.advance("desk", later, later, new MemoryDeskState()))
                .isEqualTo(Outcome.NONE);
    }

    @Test
    void a_cluster_that_an_article_joined_while_it_waited_stays_open() {
        Instant past = NOW.minus(Duration.ofDays(100));
        one(article("a").text(RAID).published(past).build());
        one(article("now").text(SPECIES).published(NOW).build());
        one(article("b")
                .text(RAID)
                .published(past)
                .ingested(NOW.plus(Duration.ofMinutes(50)))
                .build());

        Outcome afterTheFirstGrace = clustering.on(
                article("c")
                        .text(SPECIES)
                        .published(NOW)
                        .ingested(NOW.plus(Duration.ofMinutes(70)))
                        .build(),
                state);
        Outcome afterTheSecond = clustering.on(
                article("d")
                        .text(SPECIES)
                        .published(NOW)
                        .ingested(NOW.plus(Duration.ofMinutes(111)))
                        .build(),
                state);

        assertThat(afterTheFirstGrace.changes()).extracting(ClusterChange::kind).containsExactly(Kind.JOINED);
        assertThat(afterTheSecond.changes()).extracting(ClusterChange::kind).containsExactly(Kind.CLOSED, Kind.JOINED);
    }

    @Test
    void an_event_time_far_ahead_of_the_ingest_time_is_not_believed_and_closes_nothing() {
        one(article("a").text(RAID).published(NOW).build());

        ClusterChange ahead = one(article("b")
                .text(RAID)
                .published(NOW.plus(Duration.ofDays(365)))
                .ingested(NOW.plus(Duration.ofHours(2)))
                .build());

        assertThat(ahead.kind()).isEqualTo(Kind.JOINED);
        assertThat(ahead.eventTime()).isEqualTo(NOW.plus(Duration.ofHours(2)));
        assertThat(ahead.reason()).contains("2027-01-10T12:00:00Z").contains("was not believed");
        assertThat(members(ahead).get(1).timed()).isFalse();
        assertThat(state.status())
                .isEqualTo(new DeskStatus(
                        NOW.plus(Duration.ofHours(2)),
                        NOW.plus(Duration.ofHours(2)),
                        null,
                        NOW.plus(Duration.ofHours(2)),
                        1,
                        0));
    }

    @Test
    void one_ingest_clock_a_year_ahead_closes_nothing_and_is_said() {
        for (int i = 0; i < 5; i++) {
            one(article("a" + i).text(story(i, 0)).build());
        }
        Instant wrong = NOW.plus(Duration.ofDays(365));

        Outcome outcome =
                clustering.on(article("wrong").text(SPECIES).ingested(wrong).build(), state);
        assertThat(outcome.changes()).extracting(ClusterChange::kind).containsExactly(Kind.OPENED);
        assertThat(outcome.changes().get(0).reason())
                .contains("its ingest time " + wrong, "the newest " + NOW, "moves no clock until the next agrees");
        Outcome next = clustering.on(
                article("b").text(story(1, 1)).ingested(NOW.plusSeconds(5)).build(), state);
        assertThat(next.changes()).extracting(ClusterChange::kind).containsExactly(Kind.JOINED);
        assertThat(state.status())
                .isEqualTo(new DeskStatus(NOW.plusSeconds(5), NOW.plusSeconds(5), null, NOW.plusSeconds(5), 6, 0));
    }

    @Test
    void where_each_comes_long_after_the_one_before_the_clocks_follow_one_behind() {
        for (int i = 0; i < 4; i++) {
            one(article("a" + i)
                    .text(story(i, 0))
                    .ingested(NOW.plus(Duration.ofDays(30L * i)))
                    .build());
        }

        DeskStatus status = state.status();
        assertThat(status).isNotNull();
        assertThat(status.ingestTime()).isEqualTo(NOW.plus(Duration.ofDays(60)));
        assertThat(status.leap()).isEqualTo(NOW.plus(Duration.ofDays(90)));
    }

    @Test
    void after_a_long_silence_the_second_article_moves_the_clocks() {
        one(article("a").text(RAID).build());
        Instant later = NOW.plus(Duration.ofDays(30));

        Outcome first = clustering.on(article("b").text(SPECIES).ingested(later).build(), state);
        Outcome second = clustering.on(
                article("c").text(story(3, 0)).ingested(later.plusSeconds(1)).build(), state);

        assertThat(first.changes()).extracting(ClusterChange::kind).containsExactly(Kind.OPENED);
        assertThat(second.changes()).extracting(ClusterChange::kind).containsExactly(Kind.CLOSED, Kind.OPENED);
    }

    @Test
    void closing_leaves_nothing_behind() {
        for (int i = 0; i < 5; i++) {
            one(article("a" + i)
                    .text(RAID)
                    .title("Raid " + i)
                    .entities("Paris", "France")
                    .build());
        }
        one(article("a1").revision(2).text(RAID_TOO).entities("Paris").build());
        assertThat(state.size()).isGreaterThan(20);

        Instant later = NOW.plus(Duration.ofDays(10));
        clustering.advance("desk", later, later, state);
        assertThat(state.status()).isEqualTo(new DeskStatus(NOW, NOW, null, NOW.plusNanos(4), 0, 1));
        assertThat(state.size())
                .as("one past cluster, its keys, its place in the queue")
                .isLessThan(30);

        Instant muchLater = later.plus(Duration.ofDays(366));
        clustering.advance("desk", muchLater, muchLater, state);
        assertThat(state.size()).isZero();
        assertThat(state.status()).isEqualTo(new DeskStatus(NOW, NOW, null, NOW.plusNanos(4), 0, 0));
    }

    @Test
    void over_a_simulated_year_the_state_stays_as_large_as_the_window() {
        EventClustering forgetful = new EventClustering(
                ClusterSettings.DEFAULTS.withStories(Duration.ofDays(20), 20_000), Articles.BACKGROUND);
        long afterAMonth = 0;
        long largest = 0;
        int number = 0;
        for (int hour = 0; hour < 365 * 24; hour++) {
            Instant when = NOW.plus(Duration.ofHours(hour));
            for (int i = 0; i < 2; i++) {
                forgetful.on(
                        article("n" + number)
                                .text(story(number / 4, number % 4))
                                .published(when)
                                .ingested(when.plusSeconds(60))
                                .build(),
                        state);
                number++;
            }
            if (hour == 30 * 24) {
                afterAMonth = state.size();
            } else if (hour > 30 * 24) {
                largest = Math.max(largest, state.size());
            }
        }

        assertThat(largest).isBetween(afterAMonth / 2, afterAMonth * 3 / 2);
        DeskStatus status = state.status();
        assertThat(status).isNotNull();
        assertThat(status.liveClusters()).isBetween(30, 60);
    }

    // --- identity

    @Test
    void the_same_or_an_older_revision_changes_nothing() {
        one(article("a").revision(2).text(RAID).build());

        assertThat(clustering.on(article("a").revision(2).text(SPECIES).build(), state))
                .isEqualTo(Outcome.NONE);
        assertThat(clustering.on(article("a").revision(1).text(SPECIES).build(), state))
                .isEqualTo(Outcome.NONE);
    }

    @Test
    void a_newer_revision_takes_the_place_of_the_member_and_stays() {
        ClusterChange opened =
                one(article("a").text(RAID).title("Raid").entities("Paris").build());
        one(article("b")
                .text(RAID_TOO)
                .title("Robbers in Paris")
                .entities("Paris")
                .build());

        ClusterChange updated = one(article("a")
                .revision(2)
                .text(SPECIES)
                .title("Rule")
                .entities("Agadez")
                .build());

        assertThat(updated.kind()).isEqualTo(Kind.UPDATED);
        assertThat(updated.clusterId()).isEqualTo(opened.clusterId());
        assertThat(updated.revision()).isEqualTo(3);
        assertThat(members(updated)).extracting(EventCluster.Member::revision).containsExactly(2, 1);
        assertThat(members(updated)).extracting(EventCluster.Member::title).containsExactly("Rule", "Robbers in Paris");
        LiveCluster cluster = state.cluster(opened.clusterId());
        assertThat(cluster).isNotNull();
        assertThat(cluster.entities()).containsOnlyKeys("paris", "agadez");
        assertThat(cluster.centroid().contains("heart")).isFalse();
        assertThat(state.index().frequency(Terms.of("heart"))).isZero();
        assertThat(state.index().frequency(Terms.of("speci"))).isEqualTo(1);
    }

    @Test
    void a_corrected_date_moves_the_span() {
        one(article("a").text(RAID).published(NOW.minus(Duration.ofDays(2))).build());
        one(article("b").text(RAID).published(NOW.minus(Duration.ofDays(4))).build());

        EventCluster corrected = snapshot(article("b")
                .revision(2)
                .text(RAID)
                .published(NOW.minus(Duration.ofDays(1)))
                .build());

        assertThat(corrected.firstEventTime()).isEqualTo(NOW.minus(Duration.ofDays(2)));
        assertThat(corrected.lastEventTime()).isEqualTo(NOW.minus(Duration.ofDays(1)));
    }

    @Test
    void a_revision_that_comes_after_its_cluster_closed_founds_one_with_an_address_of_its_own() {
        ClusterChange first = one(article("a").text(RAID).build());
        Instant later = NOW.plus(Duration.ofDays(10));
        clustering.advance("desk", later, later, state);

        ClusterChange second =
                one(article("a").revision(2).text(RAID).ingested(later).build());

        assertThat(second.kind()).isEqualTo(Kind.OPENED);
        assertThat(second.clusterId()).isNotEqualTo(first.clusterId());
    }

    @Test
    void the_title_is_the_most_central_one_or_the_first_sentence() {
        EventCluster untitled =
                snapshot(article("a").text(RAID + " Nobody was hurt.").build());
        EventCluster off =
                snapshot(article("b").text(RAID).title("What's your take?").build());
        EventCluster central = snapshot(article("c")
                .text(RAID)
                .title("Armed robbers steal gems in Paris")
                .build());

        assertThat(untitled.title()).isEqualTo(RAID);
        assertThat(off.title()).isEqualTo("What's your take?");
        assertThat(central.title()).isEqualTo("Armed robbers steal gems in Paris");
    }

    @Test
    void two_runs_over_the_same_records_give_identical_output() {
        List<EnrichedArticle> articles = new ArrayList<>();
        Random random = new Random(7);
        for (int i = 0; i < 400; i++) {
            int event = random.nextInt(60);
            articles.add(article("n" + random.nextInt(380))
                    .revision(1 + random.nextInt(2))
                    .text(story(event, i))
                    .published(NOW.plus(Duration.ofHours(i + random.nextInt(90))))
                    .ingested(NOW.plus(Duration.ofHours(i)))
                    .build());
        }

        assertThat(run(articles)).isEqualTo(run(articles)).hasSameSizeAs(articles);
    }

    @Test
    void a_snapshot_of_a_huge_cluster_lists_the_founder_and_the_newest() {
        for (int i = 0; i < 600; i++) {
            one(article("n" + i).text(RAID).title("Raid " + i).build());
        }

        EventCluster cluster =
                snapshot(article("last").text(RAID).title("Raid last").build());

        assertThat(cluster.revision()).isEqualTo(601);
        assertThat(cluster.members()).hasSize(ClusterSettings.DEFAULTS.snapshotMembers());
        assertThat(cluster.articles()).isEqualTo(601);
        assertThat(cluster.sources()).isEqualTo(601);
        assertThat(cluster.members().get(0).title()).isEqualTo("Raid 0");
        assertThat(cluster.members().get(1).title()).isEqualTo("Raid 102");
    }

    // --- settling

    private static final EventClustering LOOSE =
            new EventClustering(ClusterSettings.DEFAULTS.withThresholds(0.001, 0.001, 0.999, 1), Articles.BACKGROUND);

    @Test
    void what_came_in_order_stays_where_it_is() {
        List<EnrichedArticle> articles = stream(300);
        MemoryDeskState never = new MemoryDeskState();
        MemoryDeskState settled = new MemoryDeskState();
        EventClustering without =
                new EventClustering(ClusterSettings.DEFAULTS.withSettling(Duration.ofDays(1000)), Articles.BACKGROUND);
        EventClustering with = new EventClustering(ClusterSettings.DEFAULTS, Articles.BACKGROUND);

        for (EnrichedArticle each : articles) {
            assertThat(with.on(each, settled)).isEqualTo(without.on(each, never));
        }
        assertThat(settled.settled().status()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void another_order_of_arrival_within_an_hour_ends_in_the_same_clusters_under_the_same_addresses(boolean alike) {
        List<EnrichedArticle> articles = alike ? alike(400) : stream(300);
        Map<String, String> expected = settledPlaces(articles);

        for (int seed = 0; seed < 5; seed++) {
            Random random = new Random(seed);
            Map<String, Instant> arrivals = new HashMap<>();
            articles.forEach(each -> arrivals.put(each.id(), each.ingestTime().plusSeconds(random.nextInt(3600))));
            List<EnrichedArticle> shuffled = new ArrayList<>(articles);
            shuffled.sort(Comparator.comparing(each -> arrivals.get(each.id())));

            assertThat(settledPlaces(shuffled)).as("order %s", seed).isEqualTo(expected);
        }
    }

    @Test
    void the_one_that_was_first_by_ingest_time_gives_the_address_and_the_other_leads_there() {
        String provisional = one(article("b")
                        .text(story(1, 1))
                        .ingested(NOW.plusSeconds(60))
                        .build())
                .clusterId();
        String right = ArticleId.hash("cluster", "desk", article("a").build().id());
        assertThat(one(article("a").text(story(1, 0)).ingested(NOW).build()).clusterId())
                .isEqualTo(provisional);

        Outcome outcome = clustering.advance("desk", NOW, NOW.plusSeconds(3700), state);

        assertThat(outcome.changes()).extracting(ClusterChange::kind).containsExactly(Kind.MERGED, Kind.MERGED);
        assertThat(outcome.changes().get(0).reason()).contains("by the order of ingest times: nothing before it");
        EventCluster kept = outcome.snapshots().get(0);
        assertThat(kept.id()).isEqualTo(right);
        assertThat(kept.articles()).isEqualTo(2);
        assertThat(kept.updated()).isEqualTo(NOW.plusSeconds(3700));
        EventCluster gone = outcome.snapshots().get(1);
        assertThat(gone.id()).isEqualTo(provisional);
        assertThat(gone.redirectTo()).isEqualTo(right);
    }

    @Test
    void an_article_that_joined_what_it_is_little_like_is_split_off() {
        String first = one(article("a").text(story(1, 0)).build()).clusterId();
        one(article("c").text(story(1, 1)).build());
        EnrichedArticle stray = article("b")
                .text("Nobody had seen the stray among all the others.\n" + story(2, 0) + '\n'
                        + story(1, 0).substring(0, 260))
                .title("Stray")
                .ingested(NOW.plusSeconds(5))
                .build();
        assertThat(LOOSE.on(stray, state).changes().get(0).clusterId()).isEqualTo(first);

        EventClustering strict =
                new EventClustering(SETTINGS.withThresholds(0.99, 0.9, 0.9, 0.88), Articles.BACKGROUND);
        Outcome outcome = strict.advance("desk", NOW, NOW.plusSeconds(3700), state);

        assertThat(outcome.changes()).extracting(ClusterChange::kind).containsExactly(Kind.SPLIT, Kind.SPLIT);
        ClusterChange left = outcome.changes().get(0);
        ClusterChange opened = outcome.changes().get(1);
        assertThat(left.clusterId()).isEqualTo(first);
        assertThat(left.other()).isEqualTo(opened.clusterId());
        assertThat(opened.other()).isEqualTo(first);
        assertThat(opened.articleId()).isEqualTo(stray.id());
        assertThat(opened.clusterId()).isEqualTo(ArticleId.hash("cluster", "desk", stray.id()));
        assertThat(opened.scores()).containsKeys("score", "threshold");
        assertThat(outcome.snapshots().get(0).members())
                .extracting(EventCluster.Member::articleId)
                .doesNotContain(stray.id())
                .hasSize(2);
        EventCluster parted = outcome.snapshots().get(1);
        assertThat(parted.revision()).isEqualTo(1);
        assertThat(parted.title()).isEqualTo("Stray");
        assertThat(parted.summary())
                .extracting(EventCluster.SummaryLine::text)
                .contains("Nobody had seen the stray among all the others.");
        ClusterChange revised = strict.on(stray.toBuilder().revision(2).build(), state)
                .changes()
                .get(0);
        assertThat(revised.clusterId()).as("a revision finds it").isEqualTo(opened.clusterId());
    }

    @Test
    void an_article_goes_over_to_the_cluster_that_it_would_have_joined_had_that_been_there() {
        String wrong = one(article("l").text(story(1, 0)).build()).clusterId();
        one(article("k").text(story(1, 1)).build());
        EnrichedArticle moved = article("x")
                .text(story(2, 0) + '\n' + story(1, 0).substring(0, 260))
                .entities("Niger")
                .ingested(NOW.plusSeconds(10))
                .build();
        assertThat(LOOSE.on(moved, state).changes().get(0).clusterId()).isEqualTo(wrong);
        EventClustering apart = new EventClustering(
                ClusterSettings.DEFAULTS.withThresholds(0.9999, 0.9999, 0.999, 1), Articles.BACKGROUND);
        String right = apart.on(
                        article("s")
                                .text(story(2, 1))
                                .ingested(NOW.plusSeconds(5))
                                .build(),
                        state)
                .changes()
                .get(0)
                .clusterId();

        Outcome outcome = clustering.advance("desk", NOW, NOW.plusSeconds(3700), state);

        assertThat(outcome.changes()).extracting(ClusterChange::kind).containsExactly(Kind.CORRECTED, Kind.CORRECTED);
        assertThat(outcome.changes()).extracting(ClusterChange::clusterId).containsExactly(wrong, right);
        assertThat(outcome.changes()).extracting(ClusterChange::other).containsExactly(right, wrong);
        assertThat(outcome.changes().get(1).scores()).containsKeys("score", "threshold", "lead");
        assertThat(outcome.snapshots()).extracting(EventCluster::articles).containsExactly(2, 2);
        assertThat(outcome.snapshots().get(1).entities())
                .extracting(e -> e.entity().name())
                .containsExactly("Niger");
        assertThat(outcome.snapshots().get(0).entities()).isEmpty();
    }

    @Test
    void a_merge_that_happened_already_is_not_made_twice() {
        String one = one(article("a").text(story(1, 0)).build()).clusterId();
        EventClustering apart = new EventClustering(
                ClusterSettings.DEFAULTS.withThresholds(0.9999, 0.9999, 0.999, 1), Articles.BACKGROUND);
        String other = apart.on(
                        article("b")
                                .text(story(1, 1))
                                .ingested(NOW.plusSeconds(1))
                                .build(),
                        state)
                .changes()
                .get(0)
                .clusterId();
        Outcome merged = clustering.on(
                article("c").text(story(1, 2)).ingested(NOW.plusSeconds(2)).build(), state);
        assertThat(merged.snapshots()).extracting(EventCluster::redirectTo).contains(one);
        assertThat(state.article(other))
                .as("leads to the one that took it over")
                .isNotNull();

        assertThat(clustering.advance("desk", NOW, NOW.plusSeconds(3700), state).changes())
                .isEmpty();
    }

    /** Articles of many events, a minute apart, some dated. */
    private static List<EnrichedArticle> stream(int count) {
        Random random = new Random(11);
        List<EnrichedArticle> articles = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Instant ingested = NOW.plus(Duration.ofMinutes(i));
            Articles article = article("n" + i)
                    .text(story(i / 20 + random.nextInt(4), i))
                    .entities("E" + random.nextInt(9))
                    .ingested(ingested);
            articles.add(
                    (random.nextInt(3) == 0 ? article : article.published(ingested.minusSeconds(random.nextInt(7200))))
                            .build());
        }
        return articles;
    }

    /** Articles of events that are hard to tell apart, thirty seconds apart: each shares words with others of its topic, and with all. */
    private static List<EnrichedArticle> alike(int count) {
        Random random = new Random(12);
        List<EnrichedArticle> articles = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int event = i / 10 + random.nextInt(8);
            StringBuilder text = new StringBuilder();
            for (int word = 0; word < 60; word++) {
                int of = random.nextInt(10);
                String vocabulary = of < 6 ? "event" + event + "x" : of < 8 ? "topic" + event / 6 + "x" : "common";
                text.append(vocabulary)
                        .append((int) (30 * Math.pow(random.nextDouble(), 2)))
                        .append(' ');
            }
            articles.add(article("n" + i)
                    .text(text.append('.').toString())
                    .ingested(NOW.plusSeconds(30L * i))
                    .build());
        }
        return articles;
    }

    /** Where each article is an hour after the last came. */
    private static Map<String, String> settledPlaces(List<EnrichedArticle> articles) {
        EventClustering clustering = new EventClustering(ClusterSettings.DEFAULTS, Articles.BACKGROUND);
        MemoryDeskState state = new MemoryDeskState();
        articles.forEach(each -> clustering.on(each, state));
        clustering.advance("desk", NOW, NOW.plus(Duration.ofMinutes(articles.size() + 61)), state);
        Map<String, String> places = new HashMap<>();
        for (EnrichedArticle each : articles) {
            ArticleRef at = state.article(each.id());
            places.put(each.id(), at == null ? "" : at.clusterId());
        }
        return places;
    }

    // --- balances of stances

    @Test
    void a_balance_that_turns_is_a_change_of_its_own() {
        for (int i = 0; i < 3; i++) {
            assertThat(kinds(sided("f" + i, "Holder " + i, Stance.Label.FAVOURABLE)))
                    .doesNotContain(Kind.SHIFTED);
        }
        for (int i = 3; i < 8; i++) {
            assertThat(kinds(sided("o" + i, "Holder " + i, Stance.Label.OPPOSED)))
                    .doesNotContain(Kind.SHIFTED);
        }
        Outcome outcome = clustering.on(sided("last", "Holder 8", Stance.Label.OPPOSED), state);

        assertThat(outcome.changes()).extracting(ClusterChange::kind).containsExactly(Kind.JOINED, Kind.SHIFTED);
        ClusterChange shifted = outcome.changes().get(1);
        assertThat(shifted.shift())
                .isEqualTo(new ClusterChange.Shift("us-presence", Stance.Label.FAVOURABLE, Stance.Label.OPPOSED));
        assertThat(shifted.scores()).containsEntry("favourable", 3.0).containsEntry("opposed", 6.0);
        assertThat(shifted.revision()).isEqualTo(outcome.changes().get(0).revision() + 1);
        assertThat(kinds(sided("more", "Holder 9", Stance.Label.OPPOSED))).containsExactly(Kind.JOINED);
    }

    private List<Kind> kinds(EnrichedArticle article) {
        return clustering.on(article, state).changes().stream()
                .map(ClusterChange::kind)
                .toList();
    }

    private static EnrichedArticle sided(String id, String holder, Stance.Label label) {
        String text = story(1, id.hashCode());
        return article(id).text(text).build().toBuilder()
                .stances(List.of(new Stance("us-presence", holder, null, label, 0.9, 0, 20, Stance.Manner.OWN)))
                .build();
    }

    // --- what a cluster tells of itself

    @Test
    void copies_count_once_as_a_source_and_for_each_entity() {
        one(article("a").text(RAID).entities("Paris").build());
        one(article("b").text(RAID).entities("Paris", "France").copyOf("a").build());
        EventCluster cluster =
                snapshot(article("c").text(RAID_TOO).entities("Paris").build());

        assertThat(cluster.articles()).isEqualTo(3);
        assertThat(cluster.sources()).isEqualTo(2);
        assertThat(cluster.entities())
                .extracting(e -> e.entity().id() + " " + e.articles() + " " + e.sources())
                .containsExactly("paris 3 2", "france 1 1");

        EventCluster noCopyAnyMore = snapshot(
                article("b").revision(2).text(RAID_TOO).entities("France").build());
        assertThat(noCopyAnyMore.sources()).isEqualTo(3);
        assertThat(noCopyAnyMore.entities())
                .extracting(e -> e.entity().id() + " " + e.articles() + " " + e.sources())
                .containsExactly("paris 2 2", "france 1 1");
    }

    @Test
    void a_copy_whose_original_is_elsewhere_is_a_source_and_two_of_them_are_one() {
        one(article("b").text(RAID).copyOf("unseen").build());
        EventCluster cluster = snapshot(article("c").text(RAID).copyOf("unseen").build());

        assertThat(cluster.articles()).isEqualTo(2);
        assertThat(cluster.sources()).isEqualTo(1);
    }

    @Test
    void a_cluster_knows_who_was_first_who_copied_and_who_retold() {
        one(article("a")
                .text(RAID)
                .published(NOW.minusSeconds(600))
                .outlet("Herald")
                .build());
        one(article("b")
                .text(RAID)
                .published(NOW.minusSeconds(60))
                .copyOf("a")
                .outlet("Mirror")
                .build());
        one(article("c")
                .text(RAID_TOO)
                .published(NOW.minusSeconds(30))
                .outlet("Gazette")
                .credits("The Herald", "Elsewhere Times")
                .build());
        one(article("d")
                .text(RAID_TOO)
                .published(NOW.minusSeconds(20))
                .outlet("Herald")
                .credits("Herald")
                .build());
        EventCluster before = snapshot(
                article("e").text(RAID_TOO).published(NOW).outlet("Courier").build());
        assertThat(before.members())
                .extracting(EventCluster.Member::role)
                .containsExactly(Role.FIRST, Role.COPY, Role.RETOLD, Role.INDEPENDENT, Role.INDEPENDENT);

        EventCluster after = snapshot(
                article("f").text(RAID_TOO).published(NOW.minusSeconds(900)).build());
        assertThat(after.members())
                .extracting(EventCluster.Member::role)
                .containsExactly(
                        Role.INDEPENDENT, Role.COPY, Role.RETOLD, Role.INDEPENDENT, Role.INDEPENDENT, Role.FIRST);
    }

    @Test
    void the_summary_is_of_central_sentences_word_for_word_with_their_articles() {
        one(article("a").text(RAID + " Nobody was hurt.").outlet("Herald").build());
        one(article("b")
                .text(RAID_TOO + "\n\nThe weather in the north stays mild and cloudy for days.")
                .build());
        EventCluster cluster = snapshot(article("c").text(RAID).build());

        assertThat(cluster.summary()).isNotEmpty().hasSizeLessThanOrEqualTo(3);
        assertThat(cluster.summary().get(0).text()).isIn(RAID, RAID_TOO);
        assertThat(cluster.summary())
                .extracting(EventCluster.SummaryLine::text)
                .doesNotHaveDuplicates()
                .doesNotContain("Nobody was hurt.");
        assertThat(cluster.summary()).anySatisfy(line -> {
            assertThat(line.text()).isEqualTo(RAID);
            assertThat(line.articleId()).isEqualTo(article("a").build().id());
            assertThat(line.outlet()).isEqualTo("Herald");
        });
        assertThat(snapshot(article("d").title("Robbers take gems in Paris").build())
                        .summary())
                .isEqualTo(cluster.summary());
    }

    @Test
    void sentences_end_at_full_stops_but_not_at_those_of_abbreviations() {
        assertThat(Sentences.of("Gen. Smith of the U.S. Army left. He said so.\nNo. 5 followed! Why?"))
                .containsExactly("Gen. Smith of the U.S. Army left.", "He said so.", "No. 5 followed!", "Why?");
        assertThat(Sentences.of(" \n ")).isEmpty();
    }

    // --- storylines

    @Test
    void a_later_event_of_a_storyline_is_linked_to_the_closed_one_and_not_merged() {
        Instant may = NOW.minus(Duration.ofDays(100));
        String first = one(article("a")
                        .text(RAID)
                        .entities("Paris", "France")
                        .published(may)
                        .ingested(may)
                        .build())
                .clusterId();
        one(article("other")
                .text(SPECIES)
                .published(NOW.minus(Duration.ofDays(1)))
                .build());
        one(article("another").text(story(9, 9)).build());
        assertThat(state.cluster(first)).isNull();

        EnrichedArticle later = article("b")
                .text(RAID_TOO)
                .entities("Paris", "France")
                .published(NOW)
                .build();
        Outcome outcome = clustering.on(later, state);

        assertThat(outcome.changes()).extracting(ClusterChange::kind).containsExactly(Kind.OPENED, Kind.CONTINUED);
        ClusterChange continued = outcome.changes().get(1);
        assertThat(continued.other()).isEqualTo(first);
        assertThat(continued.revision()).isEqualTo(2);
        assertThat(continued.reason()).contains("shares france, paris");
        assertThat(outcome.snapshots().get(1).continues()).isEqualTo(first);
        assertThat(snapshot(article("c").text(RAID_TOO).published(NOW).build()).continues())
                .as("a link stays")
                .isEqualTo(first);
    }

    @Test
    void an_open_event_that_only_time_keeps_apart_is_continued_too() {
        Instant day = NOW.minus(Duration.ofDays(20));
        String first = one(article("a")
                        .text(RAID)
                        .entities("Paris", "France")
                        .published(day)
                        .build())
                .clusterId();

        Outcome outcome = clustering.on(
                article("b")
                        .text(RAID_TOO)
                        .entities("Paris", "France")
                        .published(day.plus(Duration.ofDays(4)))
                        .build(),
                state);

        assertThat(outcome.snapshots().get(outcome.snapshots().size() - 1).continues())
                .isEqualTo(first);
    }

    @Test
    void nothing_is_continued_that_came_later_or_has_other_entities() {
        Instant day = NOW.minus(Duration.ofDays(20));
        one(article("a").text(RAID).entities("Paris", "France").published(day).build());

        assertThat(clustering
                        .on(
                                article("b")
                                        .text(RAID)
                                        .entities("Paris", "France")
                                        .published(day.minus(Duration.ofDays(10)))
                                        .build(),
                                state)
                        .changes())
                .extracting(ClusterChange::kind)
                .containsExactly(Kind.OPENED);
        assertThat(clustering
                        .on(
                                article("c")
                                        .text(RAID)
                                        .entities("Agadez", "Niger")
                                        .published(day.plus(Duration.ofDays(10)))
                                        .build(),
                                state)
                        .changes())
                .extracting(ClusterChange::kind)
                .containsExactly(Kind.OPENED);
    }

    @Test
    void so_many_past_events_are_remembered_and_no_more() {
        EventClustering forgetful =
                new EventClustering(ClusterSettings.DEFAULTS.withStories(Duration.ofDays(365), 3), Articles.BACKGROUND);
        for (int i = 0; i < 10; i++) {
            Instant when = NOW.plus(Duration.ofDays(10L * i));
            forgetful.on(
                    article("n" + i)
                            .text(story(i, 0))
                            .entities("A" + i, "B" + i)
                            .published(when)
                            .ingested(when)
                            .build(),
                    state);
        }

        DeskStatus status = state.status();
        assertThat(status).isNotNull();
        assertThat(status.pastClusters()).isEqualTo(3);
    }

    // --- bad input

    @Test
    void what_is_odd_about_a_time_is_counted_by_reason() {
        one(article("now").text(SPECIES).published(NOW).build());

        assertThat(oddities(article("a").text(RAID).published(NOW.minus(Duration.ofDays(300)))))
                .containsExactly(Outcome.Oddity.BEHIND);
        assertThat(oddities(article("b").text(RAID).published(NOW.plus(Duration.ofDays(300)))))
                .containsExactly(Outcome.Oddity.AHEAD);
        assertThat(oddities(article("c").text(RAID).ingested(NOW.plus(Duration.ofDays(300)))))
                .containsExactly(Outcome.Oddity.LEAP);
        assertThat(oddities(article("d").text(RAID))).isEmpty();
    }

    private Set<Outcome.Oddity> oddities(Articles article) {
        return clustering.on(article.build(), state).oddities();
    }

    @Test
    void an_empty_title_and_text_are_an_event_of_their_own() {
        ClusterChange first = one(article("a").title(" ").text("").build());
        ClusterChange second = one(article("b").title("The of and").build());
        ClusterChange third = one(article("c").title("The of and").build());

        assertThat(List.of(first.kind(), second.kind(), third.kind())).containsOnly(Kind.OPENED);
        assertThat(clustering.advance("desk", NOW, NOW.plusSeconds(3700), state).changes())
                .isEmpty();
    }

    private List<Outcome> run(List<EnrichedArticle> articles) {
        MemoryDeskState fresh = new MemoryDeskState();
        return articles.stream().map(each -> clustering.on(each, fresh)).toList();
    }

    private double score(EnrichedArticle article) {
        MemoryDeskState copy = new MemoryDeskState();
        replayed.forEach(each -> clustering.on(each, copy));
        return clustering.on(article, copy).changes().get(0).scores().getOrDefault("score", 0.0);
    }

    private final List<EnrichedArticle> replayed = new ArrayList<>();
    private List<EventCluster> snapshots = List.of();

    private ClusterChange one(EnrichedArticle article) {
        replayed.add(article);
        Outcome outcome = clustering.on(article, state);
        snapshots = outcome.snapshots();
        assertThat(outcome.changes()).hasSameSizeAs(outcome.snapshots());
        return outcome.changes().stream()
                .filter(change -> article.id().equals(change.articleId()))
                .findFirst()
                .orElseThrow();
    }

    private EventCluster snapshot(EnrichedArticle article) {
        one(article);
        return snapshots.get(snapshots.size() - 1);
    }

    private List<EventCluster.Member> members(ClusterChange change) {
        return snapshots.stream()
                .filter(snapshot -> snapshot.id().equals(change.clusterId()))
                .findFirst()
                .orElseThrow()
                .members();
    }
}
