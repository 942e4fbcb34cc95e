package io.harmattan.analysis.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class NearKeysTest {
    private static final int DIMENSIONS = 384;
    private static final int PAIRS = 300;

    @Test
    void near_vectors_share_a_number_far_more_often_than_others() {
        assertThat(sharing(0.9)).isGreaterThan(0.7);
        assertThat(sharing(0.6)).isBetween(0.1, 0.5);
        assertThat(sharing(0)).isLessThan(0.05);
    }

    @Test
    void the_length_of_a_vector_does_not_matter_and_without_one_there_are_no_numbers() {
        Random random = new Random(1);
        float[] one = vector(random);
        float[] longer = new float[DIMENSIONS];
        for (int i = 0; i < DIMENSIONS; i++) {
            longer[i] = 3 * one[i];
        }

        assertThat(NearKeys.of(Meaning.of("m", 1, one)))
                .containsExactly(NearKeys.of(Meaning.of("m", 3, longer)))
                .doesNotHaveDuplicates();
        assertThat(NearKeys.of(null)).isEmpty();
    }

    /** The share of pairs of that cosine that share a number. */
    private static double sharing(double cosine) {
        Random random = new Random(7);
        int sharing = 0;
        for (int n = 0; n < PAIRS; n++) {
            float[] one = vector(random);
            float[] other = vector(random);
            float[] mixed = new float[DIMENSIONS];
            for (int i = 0; i < DIMENSIONS; i++) {
                mixed[i] = (float) (cosine * one[i] + Math.sqrt(1 - cosine * cosine) * other[i]);
            }
            Set<Long> keys = keys(one);
            keys.retainAll(keys(mixed));
            sharing += keys.isEmpty() ? 0 : 1;
        }
        return sharing / (double) PAIRS;
    }

    private static Set<Long> keys(float[] vector) {
        return Arrays.stream(NearKeys.of(Meaning.of("m", 1, vector))).boxed().collect(Collectors.toSet());
    }

    private static float[] vector(Random random) {
        float[] vector = new float[DIMENSIONS];
        for (int i = 0; i < DIMENSIONS; i++) {
            vector[i] = (float) random.nextGaussian();
        }
        return vector;
    }
}
