package io.harmattan.analysis.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ExemplarTest {
    private static Exemplar exemplar(String id) {
        return new Exemplar(id, TermVector.EMPTY, TermVector.EMPTY, TermVector.EMPTY, false, Instant.EPOCH);
    }

    private static List<Exemplar> sample(List<Exemplar> members) {
        List<Exemplar> sample = List.of();
        for (Exemplar each : members) {
            sample = Exemplar.with(sample, each, 5);
        }
        return sample;
    }

    @Test
    void the_sample_is_the_same_in_whatever_order_the_members_came() {
        List<Exemplar> members = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            members.add(exemplar("n" + i));
        }
        List<Exemplar> sample = sample(members);
        assertThat(sample).hasSize(5).isNotEqualTo(members.subList(0, 5));
        for (int seed = 0; seed < 5; seed++) {
            Collections.shuffle(members, new Random(seed));
            assertThat(sample(members)).isEqualTo(sample);
        }
        List<Exemplar> one = sample(members.subList(0, 13));
        List<Exemplar> other = sample(members.subList(13, 40));
        assertThat(Exemplar.with(one, other, 5)).as("of two that merge").isEqualTo(sample);
    }

    @Test
    void one_that_leaves_is_gone() {
        List<Exemplar> two = List.of(exemplar("a"), exemplar("b"));
        assertThat(Exemplar.without(two, "a")).containsExactly(exemplar("b"));
        assertThat(Exemplar.without(two, "c")).isEqualTo(two);
    }
}
