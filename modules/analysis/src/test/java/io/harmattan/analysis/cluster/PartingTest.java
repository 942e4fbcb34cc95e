package io.harmattan.analysis.cluster;

import static io.harmattan.analysis.cluster.Articles.NOW;
import static io.harmattan.analysis.cluster.Articles.article;
import static io.harmattan.analysis.cluster.Articles.story;
import static org.assertj.core.api.Assertions.assertThat;

import io.harmattan.domain.EnrichedArticle;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PartingTest {
    private final Decision decision = new Decision(ClusterSettings.DEFAULTS, DecisionWeights.shipped());

    private static Exemplar exemplar(String id, int event, int number) {
        EnrichedArticle article = article(id).text(story(event, number)).build();
        Rarities rarities = new Rarities(
                ClusterSettings.DEFAULTS, new BackgroundFrequencies(Articles.BACKGROUND), new MemoryDeskState(), 0);
        return Arrival.of(article, Clocks.of(null), NOW, rarities, ClusterSettings.DEFAULTS)
                .exemplar();
    }

    @Test
    void members_of_two_events_fall_into_two_groups_that_are_not_alike_in_whichever_order_they_stand() {
        List<Exemplar> members = new ArrayList<>();
        List<Exemplar> second = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            members.add(exemplar("a" + i, 1, i));
            second.add(exemplar("b" + i, 2, i));
        }
        members.addAll(second.subList(0, 3));
        for (int seed = 0; seed < 20; seed++) {
            Collections.shuffle(members, new Random(seed));

            Parting parting = Parting.of(members, decision);

            assertThat(parting).isNotNull();
            assertThat(parting.score()).isLessThan(0.1);
            List<Exemplar> smaller =
                    parting.some().size() < parting.others().size() ? parting.some() : parting.others();
            assertThat(smaller).containsExactlyInAnyOrderElementsOf(second.subList(0, 3));
            assertThat(parting.some().size() + parting.others().size()).isEqualTo(8);
        }
    }

    @Test
    void the_groups_of_one_event_are_alike() {
        List<Exemplar> members = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            members.add(exemplar("a" + i, 1, i));
        }

        Parting parting = Parting.of(members, decision);

        assertThat(parting == null ? 1 : parting.score()).isGreaterThan(ClusterSettings.DEFAULTS.mergeThreshold());
    }

    @Test
    void a_few_odd_members_are_no_event() {
        List<Exemplar> members = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            members.add(exemplar("a" + i, 1, i));
        }
        members.add(exemplar("b1", 2, 1));
        members.add(exemplar("b2", 2, 2));

        assertThat(Parting.of(members, decision)).isNull();
        assertThat(Parting.of(members.subList(0, 5), decision)).isNull();
    }
}
