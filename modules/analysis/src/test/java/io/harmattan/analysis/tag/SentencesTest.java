package io.harmattan.analysis.tag;

import static org.assertj.core.api.Assertions.assertThat;

import io.harmattan.analysis.SahelProfile;
import io.harmattan.domain.EnrichedArticle.Path;
import io.harmattan.domain.Mention;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who is meant, on sentences that look alike: {@code sentences.txt} says what each must give. */
class SentencesTest {
    private static final Tagger TAGGER = new Tagger(SahelProfile.load());

    static List<String> sentences() throws IOException {
        try (InputStream in = Objects.requireNonNull(SentencesTest.class.getResourceAsStream("sentences.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("sentences")
    void meansWhatItMeans(String line) {
        String[] parts = line.split(" \\| ");
        LocalDate day = parts.length > 2 ? LocalDate.parse(parts[2].strip()) : null;
        Tags tags = TAGGER.tag(null, parts[0].strip(), day, Path.DICTIONARY);
        for (String expectation : parts[1].split(";")) {
            assertThat(tags).as(expectation.strip()).matches(tagged -> holds(tagged, expectation.strip()));
        }
    }

    @Test
    void thereAreEnough() throws IOException {
        assertThat(sentences()).hasSizeGreaterThanOrEqualTo(150).doesNotHaveDuplicates();
    }

    private static boolean holds(Tags tags, String expectation) {
        String rest = expectation.substring(1);
        return switch (expectation.charAt(0)) {
            case '@' -> tags.focus() != null && tags.focus().country().equals(rest);
            case '+' -> tags.entities().stream().anyMatch(entity -> entity.id().equals(rest));
            case '!' -> none(tags, mention -> mention.surface().equals(rest));
            default -> {
                boolean not = expectation.contains("!=");
                String[] sides = expectation.split("!?=");
                Predicate<Mention> meant =
                        mention -> mention.surface().equals(sides[0]) && sides[1].equals(mention.entityId());
                yield none(tags, meant) == not;
            }
        };
    }

    private static boolean none(Tags tags, Predicate<Mention> meant) {
        return tags.mentions().stream().noneMatch(meant);
    }
}
