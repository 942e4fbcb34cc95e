package io.harmattan.analysis.cluster;

import static io.harmattan.analysis.cluster.Articles.NOW;
import static io.harmattan.analysis.cluster.Articles.article;
import static io.harmattan.analysis.cluster.Articles.story;
import static org.assertj.core.api.Assertions.assertThat;

import io.harmattan.domain.EnrichedArticle;
import io.harmattan.domain.EventCluster;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** An event is not a storyline: what happens again in much the same words is another event, and linked. */
class StorylinesTest {
    private static final List<String> TOLD = List.of(
            "The defence ministry announced on Monday that the last American troops will leave air base 201 near Agadez"
                    + " in Niger on 15 September under an agreement reached with Niamey.",
            "The last American troops left air base 201 near Agadez in Niger on Sunday under an agreement reached with"
                    + " Niamey, the defence ministry said on Monday.",
            "A year ago the last American troops left air base 201 near Agadez in Niger under an agreement reached with"
                    + " Niamey, the defence ministry recalled on Monday.");
    private static final List<Instant> DATES = List.of(
            Instant.parse("2024-05-20T10:00:00Z"),
            Instant.parse("2024-09-16T10:00:00Z"),
            Instant.parse("2025-09-15T10:00:00Z"));

    private final EventClustering clustering = new EventClustering(ClusterSettings.DEFAULTS, Articles.BACKGROUND);
    private final MemoryDeskState state = new MemoryDeskState();

    /** The newest snapshot of each cluster, in the order in which they opened. */
    private final Map<String, EventCluster> shown = new LinkedHashMap<>();

    @Test
    void announcement_act_and_anniversary_are_three_events_each_linked_to_the_one_before() {
        for (int i = 0; i < TOLD.size(); i++) {
            Instant day = DATES.get(i);
            for (int j = 0; j < 3; j++) {
                Instant when = day.plus(Duration.ofHours(j));
                take(told(i, j).published(when).ingested(when.plusSeconds(60)));
            }
        }

        assertOneEventEach();
    }

    @Test
    void the_same_read_all_at_once_from_an_archive() {
        for (int i = 0; i < TOLD.size(); i++) {
            for (int j = 0; j < 3; j++) {
                take(told(i, j).published(DATES.get(i).plusSeconds(j)).ingested(NOW.plusSeconds(10L * i + j)));
            }
        }

        assertOneEventEach();
    }

    /** No desk need be busy for that: the article itself says how much time has gone. */
    @Test
    void the_same_without_dates_on_a_desk_where_nothing_comes_between() {
        for (int i = 0; i < TOLD.size(); i++) {
            for (int j = 0; j < 3; j++) {
                take(told(i, j).ingested(DATES.get(i).plusSeconds(j)));
            }
        }

        assertOneEventEach();
    }

    @Test
    void a_departure_weeks_after_another_in_the_same_words_is_another_event() {
        Instant first = DATES.get(1);
        Instant second = first.plus(Duration.ofDays(17));
        for (Instant day : List.of(first, second)) {
            for (int j = 0; j < 3; j++) {
                Instant when = day.plus(Duration.ofHours(j));
                take(article("n" + when)
                        .title("Last American troops leave")
                        .text(TOLD.get(1))
                        .entities("Niger", "Agadez")
                        .published(when)
                        .ingested(when));
            }
        }

        assertThat(shown.values()).extracting(EventCluster::articles).containsExactly(3, 3);
        assertThat(last().continues()).isEqualTo(shown.keySet().iterator().next());
    }

    /** One member that tells two events must not draw the second into the first. */
    @Test
    void what_is_like_one_member_alone_opens_an_event_of_its_own() {
        EnrichedArticle both =
                article("both").text(story(1, 0) + '\n' + story(2, 0)).build();
        EnrichedArticle second = article("second").text(story(2, 1)).build();
        clustering.on(both, state);
        clustering.on(second, state);
        assertThat(clusterOf(second)).as("beside that member alone").isEqualTo(clusterOf(both));

        MemoryDeskState crowd = new MemoryDeskState();
        for (int i = 1; i < 9; i++) {
            clustering.on(article("first" + i).text(story(1, i)).build(), crowd);
        }
        clustering.on(both, crowd);
        clustering.on(second, crowd);

        assertThat(clusterOf(both, crowd)).isEqualTo(clusterOf(article("first1").build(), crowd));
        assertThat(clusterOf(second, crowd)).as("beside nine").isNotEqualTo(clusterOf(both, crowd));
    }

    /** Each article shares three words in four with the one before: by single links all would be one event. */
    @Test
    void a_chain_of_single_links_does_not_run_on() {
        Random random = new Random(1);
        List<String> words = new ArrayList<>();
        for (int i = 0; i < 440; i++) {
            words.add("w" + Integer.toString(random.nextInt(1 << 28), 36));
        }
        Map<String, Integer> links = new HashMap<>();
        for (int i = 0; i < 40; i++) {
            String text = String.join(" ", words.subList(10 * i, 10 * i + 40)) + '.';
            EnrichedArticle link =
                    article("n" + i).text(text).ingested(NOW.plusSeconds(i)).build();
            clustering.on(link, state);
            links.merge(clusterOf(link), 1, Integer::sum);
        }

        assertThat(links.values()).allSatisfy(joined -> assertThat(joined).isBetween(2, 25));
    }

    private String clusterOf(EnrichedArticle article) {
        return clusterOf(article, state);
    }

    private static String clusterOf(EnrichedArticle article, DeskState desk) {
        ArticleRef at = desk.article(article.id());
        assertThat(at).isNotNull();
        return at.clusterId();
    }

    private static Articles told(int date, int teller) {
        return article("n" + date + '-' + teller)
                .title("American troops and air base 201")
                .text(TOLD.get(date))
                .entities("Niger", "Agadez", "United States");
    }

    private void take(Articles article) {
        clustering.on(article.build(), state).snapshots().forEach(snapshot -> shown.put(snapshot.id(), snapshot));
    }

    private EventCluster last() {
        return List.copyOf(shown.values()).get(shown.size() - 1);
    }

    private void assertOneEventEach() {
        List<EventCluster> events = List.copyOf(shown.values());
        assertThat(events).extracting(EventCluster::articles).containsExactly(3, 3, 3);
        assertThat(events.get(0).continues()).isNull();
        assertThat(events.get(1).continues()).isEqualTo(events.get(0).id());
        assertThat(events.get(2).continues()).isEqualTo(events.get(1).id());
    }
}
