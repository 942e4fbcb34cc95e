package io.harmattan.analysis.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TermVectorTest {
    private final Random random = new Random(8);

    private SortedMap<Long, Float> some() {
        SortedMap<Long, Float> terms = new TreeMap<>();
        for (int i = 0; i < 60; i++) {
            terms.put(random.nextInt(100) - 50L, 1 + random.nextInt(5) / 4f);
        }
        return terms;
    }

    private static TermVector vector(SortedMap<Long, Float> entries) {
        float[] weights = new float[entries.size()];
        int i = 0;
        for (float weight : entries.values()) {
            weights[i++] = weight;
        }
        return TermVector.of(
                entries.keySet().stream().mapToLong(Long::longValue).toArray(), weights);
    }

    @Test
    void products_and_sums_are_those_of_the_terms() {
        for (int run = 0; run < 200; run++) {
            SortedMap<Long, Float> one = some();
            SortedMap<Long, Float> other = some();
            double product = 0;
            SortedMap<Long, Float> sum = new TreeMap<>(one);
            SortedMap<Long, Float> shared = new TreeMap<>();
            for (Map.Entry<Long, Float> each : other.entrySet()) {
                Float ours = one.get(each.getKey());
                product += ours == null ? 0 : (double) ours * each.getValue();
                sum.merge(each.getKey(), each.getValue(), Float::sum);
                if (ours != null) {
                    shared.put(each.getKey(), ours * each.getValue());
                }
            }
            TermVector a = vector(one);
            TermVector b = vector(other);

            assertThat(a.dot(b)).isCloseTo(product, within(1e-9));
            assertThat(a.plus(b)).isEqualTo(vector(sum));
            assertThat(a.plus(b).minus(b)).isEqualTo(a);
            assertThat(a.shared(b, 5))
                    .containsExactly(shared.entrySet().stream()
                            .sorted(Map.Entry.<Long, Float>comparingByValue()
                                    .reversed()
                                    .thenComparing(Map.Entry.comparingByKey()))
                            .limit(5)
                            .mapToLong(Map.Entry::getKey)
                            .toArray());
        }
    }

    @Test
    void counts_of_words_become_a_vector() {
        TermVector counts = TermVector.of(Map.of("air", 2, "base", 1, "войска", 7));

        assertThat(counts.size()).isEqualTo(3);
        assertThat(counts.heaviest(2)).containsExactly(Terms.of("войска"), Terms.of("air"));
        assertThat(counts.contains("base")).isTrue();
        assertThat(counts.contains("bases")).isFalse();
        assertThat(Terms.of("niger")).isNotEqualTo(Terms.ofEntity("niger"));
    }

    @Test
    void the_heaviest_are_kept_in_their_order_and_of_equal_ones_the_first() {
        TermVector vector = TermVector.of(new long[] {1, 2, 3, 4, 5, 6}, new float[] {1, 2, 1, 5, 1, 2});

        assertThat(vector.head(6)).isSameAs(vector);
        assertThat(vector.head(5)).isEqualTo(TermVector.of(new long[] {1, 2, 3, 4, 6}, new float[] {1, 2, 1, 5, 2}));
        assertThat(vector.head(3)).isEqualTo(TermVector.of(new long[] {2, 4, 6}, new float[] {2, 5, 2}));
        assertThat(vector.head(2)).isEqualTo(TermVector.of(new long[] {2, 4}, new float[] {2, 5}));
        assertThat(vector.head(1)).isEqualTo(TermVector.of(new long[] {4}, new float[] {5}));
    }

    @Test
    void different_words_are_different_numbers() {
        Set<Long> numbers = new HashSet<>();
        for (int i = 0; i < 200_000; i++) {
            numbers.add(Terms.of(Integer.toString(i, 36)));
            numbers.add(Terms.ofEntity(Integer.toString(i, 36)));
        }
        assertThat(numbers).hasSize(400_000);
    }

    @Test
    void terms_must_ascend() {
        float[] weights = {1, 1};
        assertThatThrownBy(() -> TermVector.of(new long[] {2, 1}, weights))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("term 1 follows 2");
        assertThatThrownBy(() -> TermVector.of(new long[] {1, 1}, weights))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(TermVector.of(new long[] {-1, 1}, weights).size()).isEqualTo(2);
    }

    @Test
    void the_nearest_come_first_and_of_equal_ones_the_first_in_order() {
        TermVector centre = TermVector.of(Map.of("air", 2, "base", 1));
        List<String> nearest = centre.nearest(
                List.of("base", "rain", "air", "also air", "mali"),
                word -> TermVector.of(Map.of(word.replace("also ", ""), 1)),
                Comparator.naturalOrder(),
                4);

        assertThat(nearest).containsExactly("air", "also air", "base", "mali");
    }
}
