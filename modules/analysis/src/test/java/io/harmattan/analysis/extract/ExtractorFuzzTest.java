package io.harmattan.analysis.extract;

import static org.assertj.core.api.Assertions.assertThat;

import io.harmattan.analysis.fingerprint.Fingerprint;
import io.harmattan.domain.Article;
import io.harmattan.domain.Article.ContentType;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever comes in, the extractor gives an answer whose parts hold together. */
class ExtractorFuzzTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final List<String> PIECES = List.of(
            "<html>",
            "<body>",
            "<div>",
            "</div>",
            "<p>",
            "</p>",
            "<h1>",
            "<time datetime=",
            "\"",
            "'",
            ">",
            "<",
            "&",
            "&#0;",
            "&#xFFFFFF;",
            "&nbsp;",
            "&shy;",
            "<script type=\"application/ld+json\">",
            "{\"datePublished\":",
            "[[[[",
            "}}}",
            "</script>",
            "<meta property=\"og:title\" content=",
            "<!--",
            "-->",
            "<![CDATA[",
            "<table><tr><td>",
            "<svg><style>",
            "2024-05-03T14:30:00+99:00",
            "3 May 2204",
            "31/02/2024",
            "99999999999999",
            "By ",
            "(Reuters) –",
            "© 2024 ",
            "\u202e",
            "\u200b",
            "\ufeff",
            "\ud83d\ude00",
            "\ud83d",
            "\ude00",
            "e\u0301\u0302\u0303",
            "النيجر",
            "Нигер",
            "。",
            "\u0000",
            "\u0007",
            "\r\n",
            "\n\n\n",
            "\t",
            "Share this",
            "Read more:",
            "Subscribe to our newsletter",
            "a ",
            "the ");

    private final ArticleExtractor extractor = new ArticleExtractor();

    @Provide
    Arbitrary<String> pages() {
        return Arbitraries.oneOf(
                        Arbitraries.of(PIECES),
                        Arbitraries.strings().ofMaxLength(12),
                        Arbitraries.strings()
                                .withCharRange('a', 'z')
                                .ofMaxLength(9)
                                .map(w -> w + " "))
                .list()
                .ofMaxSize(200)
                .map(pieces -> String.join("", pieces));
    }

    @Property(tries = 300)
    void aPageNeverThrows(@ForAll("pages") String page, @ForAll boolean html) {
        if (page.isBlank()) {
            return;
        }
        Extracted found = extractor.extract(new Article(
                "a",
                0,
                1,
                NOW,
                NOW,
                "https://news.example/a",
                "fuzz",
                html ? ContentType.HTML : ContentType.TEXT,
                null,
                page,
                null,
                null));
        assertThat(found.text()).doesNotContain("\u0000", "\u200b", "\u00ad", "\u00a0");
        assertThat(found.contentHash()).hasSize(32);
        assertThat(found.origins()).containsKey("language");
        if (found.published() != null) {
            assertThat(found.published().at().toInstant())
                    .isBetween(Instant.parse("1989-12-30T00:00:00Z"), NOW.plusSeconds(3 * 86_400));
            assertThat(found.origins()).containsKey("published");
        }
        assertThat(Fingerprint.of(found.title(), found.text()).shingles()).isNotNegative();
    }
}
