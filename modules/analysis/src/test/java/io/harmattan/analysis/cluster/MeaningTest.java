package io.harmattan.analysis.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.harmattan.domain.Embedding;
import io.harmattan.domain.EnrichedArticle;
import io.harmattan.domain.Features;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class MeaningTest {
    @Test
    void headlinesAreComparedByTheirVectorsAndArticlesAreNot() {
        Embedding vector = Embedding.of("model", new float[] {1, 0});
        EnrichedArticle headline = EnrichedArticle.builder("h", "d", Instant.EPOCH)
                .title("Troops leave")
                .features(Features.NONE.with(vector))
                .build();

        assertThat(Meaning.of(headline)).isEqualTo(vector);
        assertThat(Meaning.of(headline.toBuilder().text("They left.").build())).isNull();
    }
}
