package io.harmattan.analysis.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import io.harmattan.analysis.fingerprint.Fingerprint.Overlap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FingerprintTest {
    private static final CopyRule RULE = CopyRule.DEFAULT;

    /** Words of a made-up language, the same for the same seed. */
    static String text(int words, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < words; i++) {
            text.append("w").append(random.nextInt(2_000)).append(i % 12 == 11 ? ". " : " ");
        }
        return text.toString();
    }

    private static Overlap overlap(String a, String b) {
        return Fingerprint.of(null, a).overlap(Fingerprint.of(null, b));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 4, 40, 400, 4_000, 100_000})
    void aTextIsItsOwnCopyWhateverItsLengthAndItsSampleIsBounded(int words) {
        Fingerprint one = Fingerprint.of(null, text(words, 7));
        assertThat(one.hashes()).hasSizeLessThanOrEqualTo(Fingerprint.MOST).isSorted();
        assertThat(one.overlap(one).containment()).isEqualTo(1);
        assertThat(Fingerprint.restored(one.level(), one.shingles(), one.hashes())
                        .overlap(one))
                .isEqualTo(one.overlap(one));
    }

    @Test
    void caseMarksAndSpaceDoNotCount() {
        assertThat(Fingerprint.of(null, "The troops’ base, in NIGER: ﬁve miles away.")
                        .hashes())
                .isEqualTo(Fingerprint.of(null, "the troops base in niger five\u00a0miles — away")
                        .hashes());
    }

    @Test
    void aCutEndingAndAnAddedIntroductionStayCopies() {
        String whole = text(600, 1);
        String cut = whole.substring(0, whole.length() / 2);
        String introduced = text(150, 2) + whole;
        assertThat(RULE.isCopy(overlap(whole, cut))).isTrue();
        assertThat(RULE.isCopy(overlap(whole, introduced))).isTrue();
        assertThat(RULE.isCopy(overlap(cut, introduced))).isTrue();
    }

    @Test
    void aLightEditStaysACopyAndAnotherTextIsNone() {
        SplittableRandom random = new SplittableRandom(3);
        StringBuilder edited = new StringBuilder();
        for (String word : text(600, 1).split(" ")) {
            edited.append(random.nextInt(15) == 0 ? "other" : word).append(' ');
        }
        assertThat(RULE.isCopy(overlap(text(600, 1), edited.toString()))).isTrue();
        assertThat(overlap(text(600, 1), text(600, 4)).containment()).isLessThan(0.1);
    }

    @Test
    void aSentenceInALongTextIsNoCopyOfIt() {
        String text = text(2_000, 1);
        assertThat(RULE.isCopy(overlap(text, text.substring(0, 300)))).isFalse();
        assertThat(RULE.reason(overlap(text, text.substring(0, 1_500)), "x")).contains("no copy");
    }

    @Test
    void aShortTextIsACopyOfItselfAlone() {
        assertThat(RULE.isCopy(overlap("Troops leave the base today", "troops leave the base today")))
                .isTrue();
        assertThat(RULE.isCopy(overlap("Troops leave the base today", "Troops leave the base soon")))
                .isFalse();
        assertThat(RULE.isCopy(overlap("", ""))).isFalse();
        assertThat(RULE.isCopy(overlap("Breaking", "Breaking"))).isFalse();
    }

    @Test
    void amongTheSeedsARetellingIsNoCopy() throws IOException {
        Path seeds = Path.of("..", "..", "seeds");
        try (Stream<Path> files = Files.list(seeds)) {
            var all = files.filter(f -> f.toString().endsWith(".txt")).sorted().toList();
            for (Path a : all) {
                for (Path b : all) {
                    if (a.compareTo(b) < 0) {
                        Overlap overlap = overlap(Files.readString(a), Files.readString(b));
                        assertThat(RULE.isCopy(overlap))
                                .as(a.getFileName() + " " + b.getFileName() + " " + overlap)
                                .isFalse();
                    }
                }
            }
        }
    }
}
