package io.harmattan.analysis.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class PostingsTest {
    private final Postings postings = new Postings();

    @Test
    void the_clusters_to_which_most_of_the_weight_leads_come_first_and_of_equal_ones_the_lowest_id() {
        postings.put("base", "c", 1);
        postings.put("base", "b", 2);
        postings.put("base", "a", 3);
        postings.put("rain", "d", 4);
        postings.put("rain", "b", 5);
        double[] weights = {2, 1, 9};
        List<String> keys = List.of("base", "rain", "nowhere");

        assertThat(postings.heaviest(keys, weights, 256, 15)).containsExactly("b", "a", "c", "d");
        assertThat(postings.heaviest(keys, weights, 256, 2)).containsExactly("b", "a");
        assertThat(postings.heaviest(keys, weights, 1, 15)).containsExactly("a", "b");
    }

    @Test
    void the_order_is_that_of_posting_in_whichever_order_they_are_put() {
        for (int tick : List.of(5, 1, 9, 3, 7, 2, 8)) {
            postings.put("base", "cluster" + tick, tick);
        }
        assertThat(postings.newest("base", 3)).containsExactly("cluster7", "cluster8", "cluster9");

        postings.remove("base", "cluster8", 8);
        postings.put("base", "cluster1", 10);
        assertThat(postings.newest("base", 3)).containsExactly("cluster7", "cluster9", "cluster1");
    }

    @Test
    void what_is_removed_leaves_nothing() {
        postings.put("base", "a", 1);
        postings.put("rain", "a", 2);
        postings.remove("base", "a", 1);
        assertThat(postings.size("base")).isZero();
        assertThat(postings.newest("rain", 5)).containsExactly("a");

        postings.remove("rain", "a", 2);
        assertThat(postings.size()).isZero();
        postings.put("base", "b", 3);
        assertThat(postings.newest("base", 5)).containsExactly("b");
        assertThatThrownBy(() -> postings.remove("base", "a", 3))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("cluster a is not in the posting list of 'base'");
    }
}
