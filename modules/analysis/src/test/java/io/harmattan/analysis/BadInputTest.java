package io.harmattan.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.harmattan.analysis.extract.Extracted;
import io.harmattan.analysis.stance.Stances;
import io.harmattan.analysis.stance.TargetScorer.Likelihood;
import io.harmattan.analysis.tag.Tags;
import io.harmattan.domain.DateMention;
import io.harmattan.domain.EnrichedArticle.Path;
import io.harmattan.domain.Figure;
import io.harmattan.domain.Mention;
import io.harmattan.domain.Quote;
import io.harmattan.domain.Stance;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Texts that no editor wrote: every step of enrich ends in time, and every span lies where its words do. */
class BadInputTest {
    private static final Enricher ENRICHER = new Enricher(
            SahelProfile.load(),
            new Enricher.Models(
                    null,
                    asked -> asked.stream()
                            .map(one -> new Likelihood(0.9, 0.05, 0.05))
                            .toList(),
                    null));
    private static final String SENTENCE =
            "On 3 May the junta in Niamey said \"US troops must leave\" Air Base 101, 1,000 of"
                    + " them within 50 km (31 miles) of Agadez; Gen. Michael Langley met Mr. Tiani. ";

    /** What a text is, and the text. */
    record Bad(String name, String text) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Bad> texts() {
        String line = SENTENCE.repeat(100_000 / SENTENCE.length());
        return List.of(
                new Bad("one line of 100,000 characters", line),
                new Bad("no capitals", line.toLowerCase(Locale.ROOT)),
                new Bad("all capitals", line.toUpperCase(Locale.ROOT)),
                new Bad("5,000 mentions", "Niamey, Bamako and Agadez met Wagner and AFRICOM. ".repeat(1_000)),
                new Bad("400 namings of a target", "The mayor said US troops eat here. ".repeat(400)),
                new Bad("3,000 words without an end", "the US troops and the junta said that ".repeat(375)),
                new Bad("emoji", SENTENCE.replace(" ", " 👩‍👩‍👧 ").repeat(20)),
                new Bad(
                        "combining marks",
                        SENTENCE.replace("e", "e\u0301\u0302\u0303").repeat(20)),
                new Bad("Arabic", "قال متحدث إن قوات فاغنر وصلت إلى مالي. «لن نغادر»، قال القائد. ".repeat(50)),
                new Bad(
                        "Cyrillic",
                        "ЧВК Вагнера прибыла в Мали, сообщил представитель. «Мы не уйдём», сказал он. ".repeat(50)),
                new Bad("marks alone", "\"“«‘'’»”.,;:—-…!?()[] ".repeat(500)),
                new Bad("half surrogates", "US troops \ud83d must leave \udc69 Niger. ".repeat(50)));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void everyStepEndsAndEverySpanHolds(Bad bad) {
        Extracted extracted = ENRICHER.asIs(Articles.text(bad.text()));
        String text = extracted.text();
        assertTimeout(Duration.ofSeconds(20), () -> {
            Tags tags = ENRICHER.tag(extracted, Path.DICTIONARY);
            int end = 0;
            for (Mention mention : tags.mentions()) {
                assertThat(mention.start()).isGreaterThanOrEqualTo(end);
                assertThat(text.substring(mention.start(), mention.end())).isEqualTo(mention.surface());
                end = mention.end();
            }
            List<Quote> quotes = ENRICHER.quotes(extracted, tags);
            quotes.forEach(
                    one -> assertThat(text.substring(one.start(), one.end())).isEqualTo(one.text()));
            for (Figure one : ENRICHER.figures(extracted)) {
                assertThat(text.substring(one.start(), one.end())).isEqualTo(one.surface());
            }
            for (DateMention one : ENRICHER.dates(extracted)) {
                assertThat(text.substring(one.start(), one.end())).isEqualTo(one.surface());
            }
            Stances stances = ENRICHER.stances(extracted, tags, quotes);
            for (Stance one : stances.taken()) {
                assertThat(text.substring(one.start(), one.end())).isNotBlank();
            }
        });
    }
}
