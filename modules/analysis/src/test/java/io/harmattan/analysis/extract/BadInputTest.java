package io.harmattan.analysis.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.harmattan.analysis.Articles;
import io.harmattan.analysis.SahelProfile;
import io.harmattan.analysis.tag.Tagger;
import io.harmattan.domain.EnrichedArticle.Path;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever comes in, an answer comes out. */
class BadInputTest {
    private static final ArticleExtractor EXTRACTOR = new ArticleExtractor();
    private static final Tagger TAGGER = new Tagger(SahelProfile.load());

    private static Extracted text(String content) {
        Extracted found = EXTRACTOR.extract(Articles.text(content));
        TAGGER.tag(found.title(), found.text(), null, Path.DICTIONARY);
        return found;
    }

    private static Extracted page(String html) {
        Extracted found = EXTRACTOR.extract(Articles.page(html));
        TAGGER.tag(found.title(), found.text(), null, Path.DICTIONARY);
        return found;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".",
                "\u0000\u0001x",
                "\ufeff\ufeff.",
                "©",
                "By",
                "author-image",
                "\ud83d",
                "\n\n.\n\n",
                "<",
                "<html>",
                "&#xffffffff;"
            })
    void scraps(String scrap) {
        assertThatCode(() -> text(scrap)).doesNotThrowAnyException();
        assertThatCode(() -> page(scrap)).doesNotThrowAnyException();
    }

    @Test
    void binaryJunkNamesNobodyAndHasNoDate() {
        Random random = new Random(7);
        String junk = IntStream.range(0, 100_000)
                .mapToObj(i -> String.valueOf((char) random.nextInt(0x10000)))
                .collect(Collectors.joining());
        Extracted found = text(junk);
        assertThat(found.published()).isNull();
        assertThat(found.text().chars().filter(c -> c < ' ' && c != '\n').count())
                .isZero();
        assertThatCode(() -> page(junk)).doesNotThrowAnyException();
    }

    @Test
    void oneLineOfAHundredThousandCharacters() {
        String line = "Niger, Mali (Reuters) and By 3 May 2024 © ".repeat(2_500).strip();
        assertThat(text(line).text()).isEqualTo(line);
        assertThat(text("x".repeat(100_000)).text()).hasSize(100_000);
    }

    @Test
    void capitalsThroughout() {
        Extracted found =
                text("TROOPS LEAVE NIGER\n\nTHE TROOPS LEFT NIAMEY ON TUESDAY, AND THE LAST OF THEM WENT AT NOON.");
        assertThat(found.title()).isEqualTo("TROOPS LEAVE NIGER");
        assertThat(TAGGER.tag(found.title(), found.text(), null, Path.DICTIONARY)
                        .mentions())
                .extracting(mention -> mention.entityId())
                .containsExactly("ne-niamey");
    }

    @Test
    void arabicAndEmojiKeepTheirCharacters() {
        String arabic = "غادرت القوات مدينة نيامي يوم الثلاثاء بعد أسبوع من المحادثات بين الطرفين في العاصمة.";
        Extracted found = text(arabic);
        assertThat(found.text()).isEqualTo(arabic);
        assertThat(found.language()).isEqualTo("ar");
        assertThat(TAGGER.tag(null, found.text(), null, Path.DICTIONARY).mentions())
                .extracting(mention -> mention.surface())
                .containsExactly("نيامي");
        String family = "The whole family 👩‍👩‍👧 left the town at noon, and nobody has come back so far.";
        assertThat(text(family).text()).isEqualTo(family);
    }

    @Test
    void endlessNestingEnds() {
        String deep = "<div>".repeat(50_000)
                + "<p>The gates stayed shut on Tuesday, and nobody knew for how long it would be.</p>"
                + "</div>".repeat(50_000);
        assertThat(page(deep).text()).contains("The gates stayed shut");
        assertThatCode(() -> page("<b><table><tr><td>x".repeat(3_000))).doesNotThrowAnyException();
        assertThatCode(() -> page("<div class='comment widget'>some text that is long enough to count".repeat(5_000)))
                .doesNotThrowAnyException();
    }

    @Test
    void entitiesDoNotExpand() {
        String bomb = "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">"
                + "<!ENTITY f SYSTEM \"file:///etc/passwd\">]><p>The gates stayed shut on Tuesday &b;&f; and nobody knew why.</p>";
        assertThat(page(bomb).text()).doesNotContain("aaaaaaaaaa", "root:").contains("The gates stayed shut");
    }

    @Test
    void hugeLinkedDataIsPassedOver() {
        String nested = "{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000);
        String html = "<script type='application/ld+json'>" + nested
                + "</script><script type='application/ld+json'>[1,null,\"x\"]</script>"
                + "<p>The gates stayed shut on Tuesday, and nobody knew for how long it would be.</p>";
        assertThat(page(html).text()).startsWith("The gates stayed shut");
    }

    @Test
    void aPageWithManyDatesAndBlocksIsReadOnce() {
        String rows =
                "<div class='meta date widget'><time datetime='2023-01-01'>1 January 2023</time> something else here</div>"
                        .repeat(10_000);
        assertThat(page("<body>" + rows + "</body>")).isNotNull();
    }
}
