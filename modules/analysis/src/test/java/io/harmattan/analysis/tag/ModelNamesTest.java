package io.harmattan.analysis.tag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.harmattan.analysis.SahelProfile;
import io.harmattan.analysis.model.WordPieces;
import io.harmattan.analysis.tag.NameFinder.Name;
import io.harmattan.domain.EnrichedArticle.Path;
import io.harmattan.domain.EntityType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModelNamesTest {
    private static final WordPieces PIECES = new WordPieces(
            Map.of("[UNK]", 100, "ada", 1, "##lov", 2, "##e", 3, "met", 4, "bo", 5, ".", 6, "x", 7, "the", 8));
    private static final int CAPITALISED = 2;

    private final List<Integer> lengths = new ArrayList<>();

    /** Labels each capitalised word as the inside of a person's name, which must then begin one. */
    private float[][][] score(long[][] ids, long[][] shapes, long[][] mask) {
        float[][][] scores = new float[ids.length][ids[0].length][7];
        for (int i = 0; i < ids.length; i++) {
            lengths.add(ids[i].length);
            for (int j = 0; j < ids[i].length; j++) {
                scores[i][j][shapes[i][j] == CAPITALISED ? 2 : 0] = 9;
                scores[i][j][1] = shapes[i][j] == CAPITALISED ? 5 : 0;
            }
        }
        return scores;
    }

    private final ModelNames model = new ModelNames(PIECES, this::score, 4);

    private List<String> names(String text) {
        return model.names(text).stream()
                .map(name -> text.substring(name.start(), name.end()) + ">" + name.type())
                .toList();
    }

    @Test
    void wordsNextToEachOtherAreOneName() {
        assertThat(names("Adalove Bo met Ada.")).containsExactly("Adalove Bo>PERSON", "Ada>PERSON");
    }

    @Test
    void offsetsAreUtf16UnitsBesideEmojiCombiningMarksAndOtherScripts() {
        assertThat(names("🚢 e\u0301 Bo مرحبا Ada 👩‍👩‍👧")).containsExactly("Bo>PERSON", "Ada>PERSON");
        assertThat(names("Ada\u0301 met Bo")).containsExactly("Ada\u0301>PERSON", "Bo>PERSON");
    }

    @Test
    void noNameRunsOnIntoTheNextLine() {
        assertThat(names("met Ada\nBo met")).containsExactly("Ada>PERSON", "Bo>PERSON");
    }

    @Test
    void nothingIsFoundInNothing() {
        assertThat(names("")).isEmpty();
        assertThat(names(" \n\n ")).isEmpty();
    }

    @Test
    void longTextsAreReadInPartsThatTheModelCanHold() {
        String text = "the met Ada . ".repeat(8_000);
        assertThat(names(text)).hasSize(8_000);
        assertThat(lengths).allMatch(length -> length <= 202);
        assertThat(names("x".repeat(100_000))).isEmpty();
        assertThat(names("Bo ".repeat(5_000))).isNotEmpty();
    }

    @Test
    void piecesAreTheLongestThatTheVocabularyHas() {
        assertThat(PIECES.words("Adalove met qq", 0, 14))
                .extracting(word -> List.of(word.start(), word.end(), word.pieces().length, word.pieces()[0]))
                .containsExactly(List.of(0, 7, 3, 1), List.of(8, 11, 1, 4), List.of(12, 14, 1, 100));
        assertThatThrownBy(() -> new WordPieces(Map.of("a", 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("lacks [UNK]");
    }

    @Test
    void theShapeOfAWordIsWhatTheModelLearnt() {
        assertThat(List.of("we", "Niger", "ECOWAS", "A", "McCoy", "iPhone", "101", "G5", ".", "النيجر"))
                .extracting(WordShape::of)
                .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
    }

    @Test
    void theShippedModelFindsNamesNobodyListed() {
        String text = "Eleanor Watson of the Harbour Research Institute flew from Trondheim to Kuala Lumpur.";
        Tagger tagger = new Tagger(SahelProfile.load(), ModelNames.load(1));
        assertThat(tagger.tag(null, text, null, Path.MODEL).mentions())
                .extracting(mention -> mention.surface() + ">" + mention.type())
                .containsExactly(
                        "Eleanor Watson>PERSON",
                        "Harbour Research Institute>ORGANISATION",
                        "Trondheim>PLACE",
                        "Kuala Lumpur>PLACE");
    }

    @Test
    void thousandsOfPersonsInOneLineAreLinkedInTime() {
        StringBuilder text = new StringBuilder();
        List<Name> names = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            String name = "Ada B" + Integer.toString(i, 26).replaceAll("[0-9]", "z") + "qu";
            names.add(new Name(text.length(), text.length() + name.length(), EntityType.PERSON));
            text.append(name).append(", ");
        }
        Tagger tagger = new Tagger(SahelProfile.load(), all -> names);
        assertTimeout(Duration.ofSeconds(20), () -> assertThat(
                        tagger.tag(null, text.toString(), null, Path.MODEL).mentions())
                .hasSize(5_000));
    }

    @Test
    void namesOfTheModelAreLinkedWithinTheArticle() {
        NameFinder finder = text -> {
            List<Name> names = new ArrayList<>();
            for (String name : List.of("Cleo Winther", "Harbour Research Institute", "HRI", "Winther")) {
                int at = text.indexOf(name, name.equals("Winther") ? text.lastIndexOf("Winther") : 0);
                names.add(new Name(
                        at,
                        at + name.length(),
                        name.contains("Winther") ? EntityType.PERSON : EntityType.ORGANISATION));
            }
            return names;
        };
        Tagger tagger = new Tagger(SahelProfile.load(), finder);
        Tags tags = tagger.tag(
                null,
                "Cleo Winther leads the Harbour Research Institute. The HRI is small. Winther is not.",
                null,
                Path.MODEL);
        assertThat(tags.mentions())
                .extracting(mention -> mention.surface() + ">" + mention.entityId())
                .containsExactly(
                        "Cleo Winther>name-person-cleo-winther",
                        "Harbour Research Institute>name-organisation-harbour-research-institute",
                        "HRI>name-organisation-harbour-research-institute",
                        "Winther>name-person-cleo-winther");
        assertThat(tags.path()).isEqualTo(Path.MODEL);
    }
}
