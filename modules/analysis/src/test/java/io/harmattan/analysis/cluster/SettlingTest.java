package io.harmattan.analysis.cluster;

import static io.harmattan.analysis.cluster.Articles.NOW;
import static io.harmattan.analysis.cluster.Articles.article;
import static io.harmattan.analysis.cluster.Articles.story;
import static org.assertj.core.api.Assertions.assertThat;

import io.harmattan.domain.ArticleId;
import io.harmattan.domain.ClusterChange;
import io.harmattan.domain.ClusterChange.Kind;
import io.harmattan.domain.EnrichedArticle;
import io.harmattan.domain.EventCluster;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What settling must not do: a cluster is not merged with itself, and its address stays. */
class SettlingTest {
    private final EventClustering clustering = new EventClustering(ClusterSettings.DEFAULTS, Articles.BACKGROUND);
    private final EventClustering loose =
            new EventClustering(ClusterSettings.DEFAULTS.withThresholds(0.001, 0.001, 0.999, 1), Articles.BACKGROUND);
    private final EventClustering apart =
            new EventClustering(ClusterSettings.DEFAULTS.withThresholds(0.9999, 0.9999, 0.999, 1), Articles.BACKGROUND);
    private final EventClustering strict =
            new EventClustering(ClusterSettings.DEFAULTS.withThresholds(0.6, 0.6, 0.999, 1), Articles.BACKGROUND);
    private final MemoryDeskState state = new MemoryDeskState();

    @Test
    void the_founder_of_a_cluster_may_be_revised_before_it_is_settled_and_the_address_stays() {
        String address = only(clustering, article("a").text(story(1, 0)).build());
        only(clustering, article("b").text(story(1, 1)).build());
        only(
                clustering,
                article("a")
                        .revision(2)
                        .text(story(1, 2))
                        .ingested(NOW.plusSeconds(60))
                        .build());

        assertThat(clustering.advance("desk", NOW, NOW.plusSeconds(3700), state).changes())
                .isEmpty();
        LiveCluster cluster = state.cluster(address);
        assertThat(cluster).isNotNull();
        assertThat(cluster.articles()).isEqualTo(2);
    }

    /** The founder goes over to another event; the article that stays alone is counted once, under an address of its own. */
    @Test
    void an_article_that_is_left_alone_and_founds_an_event_is_counted_once() {
        EnrichedArticle founder = article("x")
                .text(story(2, 0) + '\n' + story(1, 0).substring(0, 260))
                .ingested(NOW.plusSeconds(10))
                .build();
        String provisional = only(clustering, founder);
        EnrichedArticle left = article("l")
                .text(story(1, 3) + '\n' + story(2, 9).substring(0, 25))
                .ingested(NOW.plusSeconds(20))
                .build();
        assertThat(only(loose, left)).isEqualTo(provisional);
        String right = only(
                apart,
                article("s").text(story(2, 1)).ingested(NOW.plusSeconds(5)).build());

        Outcome outcome = strict.advance("desk", NOW, NOW.plusSeconds(3700), state);

        assertThat(outcome.changes())
                .extracting(ClusterChange::kind)
                .containsExactly(Kind.CORRECTED, Kind.CORRECTED, Kind.MERGED, Kind.MERGED);
        ArticleRef at = state.article(left.id());
        assertThat(at).isNotNull();
        List<EventCluster> snapshots = outcome.snapshots();
        assertThat(snapshots.get(2).id()).isEqualTo(at.clusterId()).isNotIn(provisional, right);
        assertThat(snapshots.get(2).articles()).isEqualTo(1);
        assertThat(snapshots.get(2).members()).hasSize(1);
        assertThat(snapshots.get(3).redirectTo()).isEqualTo(at.clusterId());
    }

    /** An article that came before all others of its event is where it is for want of a better place. */
    @Test
    void a_member_goes_over_to_the_event_that_it_turns_out_to_belong_to() {
        String first = "";
        for (int i = 1; i < 5; i++) {
            first = only(clustering, article("a" + i).text(story(1, i)).build());
        }
        EnrichedArticle early = article("x")
                .text(story(2, 0) + '\n' + story(1, 0).substring(0, 260))
                .ingested(NOW.plusSeconds(10))
                .build();
        assertThat(only(clustering, early)).isEqualTo(first);
        String second = only(
                clustering,
                article("b").text(story(2, 1)).ingested(NOW.plusSeconds(20)).build());
        assertThat(second).isNotEqualTo(first);

        Outcome outcome = clustering.advance("desk", NOW, NOW.plusSeconds(3700), state);

        assertThat(outcome.changes()).extracting(ClusterChange::kind).containsExactly(Kind.CORRECTED, Kind.CORRECTED);
        assertThat(outcome.changes()).extracting(ClusterChange::clusterId).containsExactly(first, second);
        assertThat(outcome.changes()).extracting(ClusterChange::articleId).containsOnly(early.id());
        assertThat(outcome.snapshots()).extracting(EventCluster::articles).containsExactly(4, 2);
        assertThat(state.settled().article(early.id()))
                .extracting(ArticleRef::clusterId)
                .isEqualTo(second);
    }

    @Test
    void a_cluster_whose_members_tell_of_two_events_is_parted() {
        EventClustering together = new EventClustering(
                ClusterSettings.DEFAULTS.withThresholds(0.000_001, 0.000_001, 0.999, 1), Articles.BACKGROUND);
        String first = ofTwoEvents(together);
        assertThat(together.advance("desk", NOW, NOW.plusSeconds(3700), state).changes())
                .isEmpty();
        assertThat(state.status()).extracting(DeskStatus::liveClusters).isEqualTo(1);
        EnrichedArticle one = of("one", 2, 9, 3800).build();
        assertThat(only(clustering, one)).isEqualTo(first);

        Outcome outcome = clustering.advance("desk", NOW, NOW.plusSeconds(7500), state);

        assertParted(outcome, first, ArticleId.hash("cluster", "desk", ArticleId.hash("test", "b1")));
        assertThat(outcome.changes()).extracting(ClusterChange::reason).allSatisfy(reason -> assertThat(reason)
                .contains("two events"));
    }

    @Test
    void what_merged_before_is_parted_under_its_old_address() {
        EventClustering together = new EventClustering(
                ClusterSettings.DEFAULTS.withThresholds(0.000_001, 0.000_001, 0.999, 1), Articles.BACKGROUND);
        String first = ofTwoEvents(clustering);
        String second = only(clustering, of("b0", 2, 8, 9).build());
        assertThat(second).isNotEqualTo(first);
        together.advance("desk", NOW, NOW.plusSeconds(3700), state);
        assertThat(state.status()).extracting(DeskStatus::liveClusters).isEqualTo(1);
        EnrichedArticle one = of("one", 2, 9, 3800).build();
        only(clustering, one);

        Outcome outcome = clustering.advance("desk", NOW, NOW.plusSeconds(7500), state);

        assertParted(outcome, first, second);
    }

    /** Four articles of one event and three of another, one after the other; gives where the first is. */
    private String ofTwoEvents(EventClustering by) {
        String first = "";
        for (int i = 1; i < 5; i++) {
            first = only(by, of("a" + i, 1, i, i).build());
        }
        for (int i = 1; i < 4; i++) {
            only(by, of("b" + i, 2, i, 4 + i).build());
        }
        return first;
    }

    /** Of two events that have a few words in common. */
    private static Articles of(String id, int event, int number, int second) {
        return article(id)
                .text(story(event, number) + " wharbour wferry wquay".repeat(4) + '.')
                .ingested(NOW.plusSeconds(second));
    }

    private void assertParted(Outcome outcome, String first, String second) {
        assertThat(outcome.changes()).extracting(ClusterChange::kind).contains(Kind.SPLIT);
        assertThat(outcome.changes()).extracting(ClusterChange::clusterId).contains(first, second);
        for (DeskState each : List.of(state, state.settled())) {
            for (String id : List.of("a1", "a2", "a3", "a4", "b1", "b2", "b3", "one")) {
                assertThat(each.article(ArticleId.hash("test", id)))
                        .as(id)
                        .extracting(ArticleRef::clusterId)
                        .isEqualTo(id.startsWith("a") ? first : second);
            }
        }
    }

    private String only(EventClustering by, EnrichedArticle article) {
        return by.on(article, state).changes().get(0).clusterId();
    }
}
