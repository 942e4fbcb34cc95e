package io.harmattan.analysis.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * How well copies are told from other texts, on articles of one's own: each is edited by script, and each is compared with
 * the others. {@code mvn -pl modules/analysis -am test -Dtest=CopyScoresTest -Dcopies.articles=FILE.jsonl
 * -Dsurefire.failIfNoSpecifiedTests=false}; lines of {@code {"id", "text"}}.
 */
@EnabledIfSystemProperty(named = "copies.articles", matches = ".+")
class CopyScoresTest {
    private static final Map<String, BiFunction<List<String>, SplittableRandom, List<String>>> EDITS =
            new TreeMap<>(Map.of(
                    "light edit: one word in twenty replaced",
                    (words, random) -> words.stream()
                            .map(w -> random.nextInt(20) == 0 ? "edited" : w)
                            .toList(),
                    "heavier edit: one word in ten replaced",
                    (words, random) -> words.stream()
                            .map(w -> random.nextInt(10) == 0 ? "edited" : w)
                            .toList(),
                    "ending cut: half of it",
                    (words, random) -> words.subList(0, words.size() / 2),
                    "ending cut: two thirds of it",
                    (words, random) -> words.subList(0, words.size() / 3),
                    "introduction added: fifty words",
                    (words, random) -> {
                        List<String> all = new ArrayList<>();
                        for (int i = 0; i < 50; i++) {
                            all.add("new" + random.nextInt(500));
                        }
                        all.addAll(words);
                        return all;
                    },
                    "every fourth sentence dropped",
                    (words, random) -> {
                        List<String> all = new ArrayList<>();
                        int sentence = 0;
                        for (String word : words) {
                            if (sentence % 4 != 3) {
                                all.add(word);
                            }
                            sentence += word.endsWith(".") ? 1 : 0;
                        }
                        return all;
                    }));

    @Test
    void scores() throws Exception {
        List<String> texts = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        ObjectMapper json = new ObjectMapper();
        for (String line : Files.readAllLines(Path.of(System.getProperty("copies.articles")))) {
            JsonNode article = json.readTree(line);
            if (article.path("text").asText().split("\\s+").length >= 60) {
                texts.add(article.path("text").asText());
                ids.add(article.path("id").asText());
            }
        }
        assertThat(texts).isNotEmpty();
        List<Fingerprint> all = texts.stream().map(t -> Fingerprint.of(null, t)).toList();
        SplittableRandom random = new SplittableRandom(11);
        EDITS.forEach((name, edit) -> {
            int found = 0;
            for (int i = 0; i < texts.size(); i++) {
                List<String> words = Arrays.asList(texts.get(i).split("\\s+"));
                String edited = edit.apply(words, random).stream().collect(Collectors.joining(" "));
                found += CopyRule.DEFAULT.isCopy(Fingerprint.of(null, edited).overlap(all.get(i))) ? 1 : 0;
            }
            System.out.printf("%-45s %d of %d known as copies%n", name, found, texts.size());
        });
        int pairs = 0;
        List<String> others = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            for (int j = i + 1; j < all.size(); j++) {
                pairs++;
                if (CopyRule.DEFAULT.isCopy(all.get(i).overlap(all.get(j)))) {
                    others.add(ids.get(i) + " = " + ids.get(j));
                }
            }
        }
        System.out.printf(
                "%d of %d pairs of articles are called copies (each worth a look): %s%n",
                others.size(), pairs, others.subList(0, Math.min(20, others.size())));
    }
}
