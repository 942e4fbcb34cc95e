package io.harmattan.analysis.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.harmattan.domain.Features;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeatureExtractorTest {
    private final FeatureExtractor extractor = new FeatureExtractor();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "The troops and a troop | troop",
                "U.S. soldiers, US soldiers | soldier us",
                "Niger’s junta, Niger's juntas | junta niger",
                "N'Djamena and N’Djamena | djamena",
                "l’armée d'Agadez | agadez arme",
                "Air Base 101, Airbase 201 | 101 201 air airbas base",
                "we met at 5 p.m. | met pm we",
                "read cnn.com or 1.5 | 1.5 cnn.com read",
                "尼日尔 | 尔 尼 日",
                "армия ушла | армия ушла",
            })
    void words_become_terms(String text, String terms) {
        assertThat(String.join(" ", extractor.features(null, text).body().keySet()))
                .isEqualTo(terms);
    }

    @Test
    void the_title_counts_in_the_body_too() {
        Features features = extractor.features("Troops leave", "The troops left.");

        assertThat(features.title()).containsOnly(java.util.Map.entry("troop", 1), java.util.Map.entry("leav", 1));
        assertThat(features.body()).containsEntry("troop", 2).containsEntry("leav", 1);
    }

    @Test
    void a_headline_alone_has_features() {
        assertThat(extractor.features("Troops leave", "").body()).containsOnlyKeys("leav", "troop");
    }

    @Test
    void nothing_but_stop_words_gives_nothing() {
        Features features = extractor.features("The and of", "to be or not to be . 5 a");

        assertThat(features).isEqualTo(Features.NONE);
    }

    @Test
    void a_huge_text_gives_its_most_frequent_terms_only() {
        String text = IntStream.range(0, 30_000).mapToObj(i -> "word" + i).collect(Collectors.joining(" "));

        Features features = extractor.features("twice", "zebra zebra " + text);

        assertThat(features.body())
                .hasSize(FeatureExtractor.MAX_TERMS)
                .containsEntry("zebra", 2)
                .doesNotContainKey("word9999");
        assertThat(features).isEqualTo(extractor.features("twice", "zebra zebra " + text));
    }

    @Test
    void a_text_of_one_endless_word_or_broken_surrogates_is_no_trouble() {
        assertThat(extractor.features(null, "x".repeat(500_000)).body()).isEmpty();
        assertThat(extractor
                        .features(null, "\ud83d".repeat(300_000) + " word")
                        .body()
                        .size())
                .isLessThanOrEqualTo(1);
    }

    @Test
    void many_threads_get_the_same_answer() throws Exception {
        String text = "Russian troops have entered an air base where US soldiers are stationed. ".repeat(20);
        Features expected = extractor.features("Troops", text);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Features>> answers = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                answers.add(threads.submit(() -> extractor.features("Troops", text)));
            }
            for (Future<Features> answer : answers) {
                assertThat(answer.get()).isEqualTo(expected);
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
