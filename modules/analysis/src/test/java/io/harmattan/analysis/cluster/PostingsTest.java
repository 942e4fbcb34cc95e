package io.harmattan.analysis.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PostingsTest {
    private static final long BASE = 1;
    private static final long RAIN = 2;
    private final Postings postings = new Postings();

    @Test
    void the_clusters_to_which_most_of_the_weight_leads_come_first_and_of_equal_ones_the_lowest_id() {
        postings.put(BASE, "c", 1);
        postings.put(BASE, "b", 2);
        postings.put(BASE, "a", 3);
        postings.put(RAIN, "d", 4);
        postings.put(RAIN, "b", 5);
        double[] weights = {2, 1, 9};
        long[] keys = {BASE, RAIN, 3};

        assertThat(postings.heaviest(keys, weights, 256, 0, 0, 15)).containsExactly("b", "a", "c", "d");
        assertThat(postings.heaviest(keys, weights, 256, 0, 0, 2)).containsExactly("b", "a");
        assertThat(postings.heaviest(keys, weights, 1, 0, 0, 15)).containsExactly("a", "b");
    }

    @Test
    void what_little_weight_leads_to_is_left_out() {
        postings.put(BASE, "a", 1);
        postings.put(BASE, "b", 2);
        postings.put(RAIN, "b", 3);
        postings.put(RAIN, "c", 4);
        double[] weights = {2, 1};
        long[] keys = {BASE, RAIN};

        assertThat(postings.heaviest(keys, weights, 256, 0.4, 0, 15)).containsExactly("b", "a");
        assertThat(postings.heaviest(keys, weights, 256, 0, 0.5, 15)).containsExactly("b", "a");
        assertThat(postings.heaviest(keys, weights, 256, 0, 0.7, 15)).containsExactly("b");
        assertThat(postings.heaviest(keys, weights, 256, 1.1, 0, 15)).isEmpty();
        assertThat(postings.heaviest(keys, weights, 256, 0, 0, 15)).containsExactly("b", "a", "c");
    }

    @Test
    void the_heaviest_are_those_that_adding_up_all_of_the_lists_gives() {
        Random random = new Random(6);
        int clusters = 3_000;
        int terms = 60;
        for (int tick = 0; tick < 12_000; tick++) {
            String cluster = "c" + random.nextInt(clusters);
            long term = random.nextInt(terms);
            if (!postings.newest(term, clusters).contains(cluster)) {
                postings.put(term, cluster, tick);
            }
        }
        for (int round = 0; round < 200; round++) {
            int size = 1 + random.nextInt(40);
            long[] keys = random.longs(0, terms + 5).distinct().limit(size).toArray();
            double[] weights = random.doubles(size, 1, 4).map(Math::rint).toArray();
            int newest = 1 + random.nextInt(300);
            double ofAll = random.nextDouble() / 4;

            List<String> expected = byAddingAllUp(keys, weights, newest, ofAll, 0.25, 15);
            assertThat(postings.heaviest(keys, weights, newest, ofAll, 0.25, 15))
                    .isEqualTo(expected);
        }
    }

    private List<String> byAddingAllUp(
            long[] keys, double[] weights, int newest, double ofAll, double ofBest, int atMost) {
        Map<String, Double> sums = new HashMap<>();
        for (int k = 0; k < keys.length; k++) {
            double weight = weights[k];
            postings.newest(keys[k], newest).forEach(cluster -> sums.merge(cluster, weight, Double::sum));
        }
        double best = sums.values().stream().mapToDouble(sum -> sum).max().orElse(0);
        double least = Math.max(ofAll * Arrays.stream(weights).sum(), ofBest * best);
        return sums.entrySet().stream()
                .filter(each -> each.getValue() >= least)
                .sorted(Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(atMost)
                .map(Map.Entry::getKey)
                .toList();
    }

    @Test
    void the_order_is_that_of_posting_in_whichever_order_they_are_put() {
        for (int tick : List.of(5, 1, 9, 3, 7, 2, 8)) {
            postings.put(BASE, "cluster" + tick, tick);
        }
        assertThat(postings.newest(BASE, 3)).containsExactly("cluster7", "cluster8", "cluster9");

        postings.remove(BASE, "cluster8", 8);
        postings.put(BASE, "cluster1", 10);
        assertThat(postings.newest(BASE, 3)).containsExactly("cluster7", "cluster9", "cluster1");
    }

    @Test
    void what_was_put_last_is_young_in_its_list() {
        for (int tick = 1; tick <= 8; tick++) {
            postings.put(BASE, "cluster" + tick, tick);
        }
        assertThat(postings.isAmong(3, BASE, 5)).isFalse();
        assertThat(postings.isAmong(3, BASE, 6)).isTrue();
        assertThat(postings.isAmong(8, BASE, 1)).isTrue();
        assertThat(postings.isAmong(0, BASE, 8))
                .as("of lists of one, half is none")
                .isFalse();
    }

    @Test
    void what_is_removed_leaves_nothing() {
        postings.put(BASE, "a", 1);
        postings.put(RAIN, "a", 2);
        postings.remove(BASE, "a", 1);
        assertThat(postings.size(BASE)).isZero();
        assertThat(postings.newest(RAIN, 5)).containsExactly("a");

        postings.remove(RAIN, "a", 2);
        assertThat(postings.size()).isZero();
        postings.put(BASE, "b", 3);
        assertThat(postings.newest(BASE, 5)).containsExactly("b");
        assertThatThrownBy(() -> postings.remove(BASE, "a", 3))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("cluster a is not in the posting list of 1");
    }
}
