package io.harmattan.analysis.meaning;

import static org.assertj.core.api.Assertions.assertThat;

import io.harmattan.domain.Embedding;
import org.junit.jupiter.api.Test;

class MeaningEncoderTest {
    private static final MeaningEncoder ENCODER = MeaningEncoder.load(1);

    @Test
    void what_says_one_thing_in_other_words_is_nearer_than_what_says_another() {
        Embedding leave = ENCODER.encode("Niger tells US troops to leave the country");
        Embedding out = ENCODER.encode("Junta in Niamey orders American soldiers out");
        Embedding cup = ENCODER.encode("Senegal win the Africa Cup of Nations");

        assertThat(leave.cosine(out)).isGreaterThan(leave.cosine(cup) + 0.1);
        assertThat(leave.model()).isEqualTo(MeaningEncoder.MODEL);
        assertThat(leave.dimensions()).isEqualTo(384);
    }

    @Test
    void the_same_text_has_the_same_vector_and_any_text_has_one() {
        assertThat(ENCODER.encode("Troops leave")).isEqualTo(ENCODER.encode("Troops leave"));
        assertThat(ENCODER.encode("").dimensions()).isEqualTo(384);
        assertThat(ENCODER.encode("word ".repeat(10_000)).dimensions()).isEqualTo(384);
        assertThat(ENCODER.encode("\uD83D \u0000 Нигер 尼日尔").dimensions()).isEqualTo(384);
    }
}
