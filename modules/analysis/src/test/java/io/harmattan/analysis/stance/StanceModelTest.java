package io.harmattan.analysis.stance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.harmattan.analysis.stance.TargetScorer.Likelihood;
import io.harmattan.analysis.stance.TargetScorer.Marked;
import io.harmattan.domain.Stance.Label;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StanceModelTest {
    private static final StanceModel MODEL = StanceModel.load(1);

    private static Marked marked(String text, String target) {
        int at = text.indexOf(target);
        return new Marked(text, at, at + target.length());
    }

    @Test
    void tellsPraiseFromBlameOfTheMarkedWords() {
        List<Likelihood> said = MODEL.likelihoods(List.of(
                marked("The mayor praised Ada Sommer as a brave and honest leader.", "Ada Sommer"),
                marked("The mayor called Ada Sommer a liar and a disgrace to the town.", "Ada Sommer"),
                marked("Ada Sommer arrived at the station on Monday.", "Ada Sommer")));
        assertThat(said).extracting(Likelihood::label).containsExactly(Label.FAVOURABLE, Label.OPPOSED, Label.NEUTRAL);
        said.forEach(one ->
                assertThat(one.favourable() + one.neutral() + one.opposed()).isCloseTo(1.0, within(1e-6)));
    }

    @Test
    void readsTextsOfAnyLengthScriptAndCase() {
        String longest = "word ".repeat(3_000) + "Ada Sommer lied. " + "word ".repeat(3_000);
        List<Likelihood> said = MODEL.likelihoods(List.of(
                marked(longest, "Ada Sommer"),
                marked("🚢 مرحبا Ada", "Ada"),
                marked("ADA SOMMER IS A DISGRACE", "ADA SOMMER"),
                marked("x".repeat(50_000), "x".repeat(49_000)),
                marked("   ", " ")));
        assertThat(said).hasSize(5);
        assertThat(MODEL.likelihoods(List.of())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"-1, 2", "2, 2", "3, 1", "0, 6"})
    void aSpanOutsideOfTheTextIsRefused(int start, int end) {
        assertThatThrownBy(() -> new Marked("Adas.", start, end))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the target [" + start + ", " + end + ") does not lie in a text of 5 characters");
    }
}
