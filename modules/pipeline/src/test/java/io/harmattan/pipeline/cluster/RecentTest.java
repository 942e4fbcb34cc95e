package io.harmattan.pipeline.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecentTest {
    private final Recent<String, Integer> recent = new Recent<>(() -> 1000);

    @Test
    void what_was_put_longest_ago_goes_first() {
        for (int i = 0; i < 5; i++) {
            recent.put("key" + i, i, 300);
        }
        assertThat(recent.get("key0")).isNull();
        assertThat(recent.get("key1")).isNull();
        assertThat(recent.get("key2")).isEqualTo(2);
        assertThat(recent.get("key4")).isEqualTo(4);
    }

    @Test
    void what_was_asked_for_stays_another_turn() {
        recent.put("asked", 1, 300);
        recent.put("other", 2, 300);
        recent.put("third", 3, 300);
        assertThat(recent.get("asked")).isEqualTo(1);

        recent.put("fourth", 4, 300);
        assertThat(recent.get("other")).isNull();
        recent.put("fifth", 5, 300);
        recent.put("sixth", 6, 300);
        assertThat(recent.get("asked")).as("nobody asked again").isEqualTo(1);
        recent.put("seventh", 7, 300);
        recent.put("eighth", 8, 300);
        recent.put("ninth", 9, 300);
        recent.put("tenth", 10, 300);
        assertThat(recent.get("asked")).isNull();
    }

    @Test
    void what_is_put_again_is_what_was_put_last_and_counts_once() {
        recent.put("key", 1, 300);
        recent.put("key", 2, 600);
        recent.put("other", 3, 300);
        assertThat(recent.get("key")).isEqualTo(2);
        assertThat(recent.get("other")).isEqualTo(3);

        recent.forget("key");
        assertThat(recent.get("key")).isNull();
        recent.put("third", 4, 600);
        assertThat(recent.get("other")).isEqualTo(3);
    }

    @Test
    void one_that_is_too_large_is_kept_alone() {
        recent.put("small", 1, 300);
        recent.put("large", 2, 5_000);
        assertThat(recent.get("small")).isNull();
        assertThat(recent.get("large")).isEqualTo(2);
    }
}
