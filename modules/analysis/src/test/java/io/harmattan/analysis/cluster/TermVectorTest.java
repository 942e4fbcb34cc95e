package io.harmattan.analysis.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TermVectorTest {
    /** Such that many terms begin alike, for longer than eight characters too, in several scripts. */
    private static final List<String> PIECES = List.of(
            "a", "ab", "abcdefg", "abcdefgh", "é", "ÿ", "ÿz", "ā", "troops", "войска", "войско", "軍隊", "\uD83D\uDE00");

    private final Random random = new Random(8);

    private SortedMap<String, Float> some() {
        SortedMap<String, Float> terms = new TreeMap<>();
        for (int i = 0; i < 60; i++) {
            StringBuilder term = new StringBuilder();
            for (int pieces = 1 + random.nextInt(3); pieces > 0; pieces--) {
                term.append(PIECES.get(random.nextInt(PIECES.size())));
            }
            terms.put(term.toString(), 1 + random.nextInt(5) / 4f);
        }
        return terms;
    }

    @Test
    void products_and_sums_are_those_of_the_terms_whatever_they_begin_with() {
        for (int run = 0; run < 200; run++) {
            SortedMap<String, Float> one = some();
            SortedMap<String, Float> other = some();
            double product = 0;
            SortedMap<String, Float> sum = new TreeMap<>(one);
            SortedMap<String, Float> shared = new TreeMap<>();
            for (Map.Entry<String, Float> each : other.entrySet()) {
                Float ours = one.get(each.getKey());
                product += ours == null ? 0 : (double) ours * each.getValue();
                sum.merge(each.getKey(), each.getValue(), Float::sum);
                if (ours != null) {
                    shared.put(each.getKey(), ours * each.getValue());
                }
            }
            TermVector a = TermVector.of(one);
            TermVector b = TermVector.of(other);

            assertThat(a.dot(b)).isCloseTo(product, within(1e-9));
            assertThat(a.plus(b)).isEqualTo(TermVector.of(sum));
            assertThat(a.shared(b, 5))
                    .isEqualTo(shared.entrySet().stream()
                            .sorted(Map.Entry.<String, Float>comparingByValue()
                                    .reversed()
                                    .thenComparing(Map.Entry.comparingByKey()))
                            .limit(5)
                            .map(Map.Entry::getKey)
                            .toList());
        }
    }

    @Test
    void terms_must_ascend() {
        float[] weights = {1, 1};
        assertThatThrownBy(() -> TermVector.of(new String[] {"abcdefghz", "abcdefgha"}, weights))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'abcdefgha' follows 'abcdefghz'");
        assertThatThrownBy(() -> TermVector.of(new String[] {"ab", "ab"}, weights))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(TermVector.of(new String[] {"ab", "abc"}, weights).size()).isEqualTo(2);
        assertThat(TermVector.of(new String[] {"ÿb", "āa"}, weights).size()).isEqualTo(2);
    }

    @Test
    void the_nearest_come_first_and_of_equal_ones_the_first_in_order() {
        SortedMap<String, Float> terms = new TreeMap<>(Map.of("air", 2f, "base", 1f));
        TermVector centre = TermVector.of(terms);
        List<String> nearest = centre.nearest(
                List.of("base", "rain", "air", "also air", "mali"),
                word -> TermVector.of(new TreeMap<>(Map.of(word.replace("also ", ""), 1f))),
                Comparator.naturalOrder(),
                4);

        assertThat(nearest).containsExactly("air", "also air", "base", "mali");
    }
}
