package io.harmattan.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.harmattan.domain.Article;
import io.harmattan.domain.Article.ContentType;
import io.harmattan.domain.EnrichedArticle;
import io.harmattan.domain.Entity;
import io.harmattan.domain.Mention;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The five articles the project started from, through the whole enrich stage. */
class GoldenSeedsTest {
    private static final Path SEEDS = Path.of("..", "..", "seeds");
    private static final Instant INGESTED = Instant.parse("2026-11-21T06:00:00Z");
    private static final Enricher ENRICHER = new Enricher(SahelProfile.load());

    private static EnrichedArticle seed(String name) throws IOException {
        String content = Files.readString(SEEDS.resolve(name + ".txt"));
        Article article =
                new Article(name, 0, 1, INGESTED, INGESTED, null, name, ContentType.TEXT, null, content, null, null);
        return ENRICHER.enrich(article, ENRICHER.extract(article), 1, 1).get(0);
    }

    private static Set<String> entities(EnrichedArticle article) {
        return article.entities().stream().map(Entity::id).collect(Collectors.toSet());
    }

    @Test
    void firstHasItsHeadlineOnceAndTheAuthorUnderHerPicture() throws IOException {
        EnrichedArticle article = seed("000_7de3d077cdedc311");
        assertThat(article.title())
                .isEqualTo("Russian Troops Enter Niger Airbase Alongside US Forces Amid Junta's Demand");
        assertThat(article.byline()).isEqualTo("Mahnoor Jehangir");
        assertThat(article.published()).isNull();
        assertThat(article.timed()).isFalse();
        assertThat(article.eventTime()).isEqualTo(INGESTED);
        assertThat(article.text())
                .startsWith("Russian troops have entered Air Base 101 in Niger, where nearly 1,000 US soldiers are")
                .doesNotContain("author-image", "Updated On", "New Update", "EnterNiger", "Mahnoor", "•")
                .endsWith("seeking to distance themselves from Western influence.");
        assertThat(entities(article))
                .contains("ne-air-base-101", "ne-air-base-201", "person-langley", "us-africom", "sahel", "russia");
    }

    @Test
    void secondLosesItsSecondHeadlineAndThePromptAtItsEnd() throws IOException {
        EnrichedArticle article = seed("001_66acf2913ab27397");
        assertThat(article.title()).isEqualTo("Russian Forces Enter US-Occupied Air Base in Niger Amid Coup Fallout");
        assertThat(article.text())
                .doesNotContain("in Niger Following Coup", "Your Take", "Share this article", "sign up")
                .contains("US Diplomats and Pentagon Retreat from Niger")
                .endsWith("drone surveillance operations over the region.");
        assertThat(entities(article)).contains("person-bazoum", "person-austin", "ru-wagner", "us-africom", "mali");
    }

    @Test
    void thirdHasADateAShareBarAndAContributor() throws IOException {
        EnrichedArticle article = seed("002_8b5a90c0a7b1b818");
        assertThat(article.title())
                .isEqualTo("Russian Troops Enter Niger Airbase, Encountering U.S. Soldiers: What Happens Next?");
        assertThat(article.published()).hasToString("2024-05-03T02:47:00");
        assertThat(article.eventTime()).isEqualTo(Instant.parse("2024-05-03T02:47:00Z"));
        assertThat(article.byline()).isNull();
        assertThat(article.credits()).containsExactly("CBS News", "Eleanor Watson");
        assertThat(article.text()).doesNotContain("entertainment", "icon sharing", "News Update", "2024");
    }

    @Test
    void fourthHasNoHeadlineAndAnOutletInItsFooter() throws IOException {
        EnrichedArticle article = seed("003_f0ec5ce33ec9b43a");
        assertThat(article.title()).isNull();
        assertThat(article.outlet()).isEqualTo("Time Bulletin");
        assertThat(article.credits()).containsExactly("CNN", "Reuters");
        assertThat(article.text())
                .startsWith("Russian and US troops have been operating out of the same military base")
                .doesNotContain("Leave A Reply", "Rights Reserved", "\u00a0");
        assertThat(entities(article)).contains("td-n-djamena", "person-singh", "person-wallander", "germany");
    }

    @Test
    void fifthLosesItsCaptions() throws IOException {
        EnrichedArticle article = seed("004_cb89a7d19fc5488b");
        assertThat(article.title()).isEqualTo("Russians sent to Niger air base occupied by US troops");
        assertThat(article.credits()).containsExactly("Reuters", "BBC");
        assertThat(article.text())
                .doesNotContain("Screenshot", "subtitles")
                .endsWith("created their own grouping: the Alliance of Sahel States.");
        assertThat(entities(article)).contains("aes", "g5-sahel", "person-melly", "chatham-house", "ne-agadez");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "000_7de3d077cdedc311",
                "001_66acf2913ab27397",
                "002_8b5a90c0a7b1b818",
                "003_f0ec5ce33ec9b43a",
                "004_cb89a7d19fc5488b"
            })
    void everySpanIsTheTextItSays(String name) throws IOException {
        EnrichedArticle article = seed(name);
        assertThat(article.language()).isEqualTo("en");
        assertThat(article.mentions()).hasSizeGreaterThan(20);
        int end = 0;
        for (Mention mention : article.mentions()) {
            assertThat(mention.start()).isGreaterThanOrEqualTo(end);
            assertThat(article.text().substring(mention.start(), mention.end())).isEqualTo(mention.surface());
            end = mention.end();
        }
    }

    @ParameterizedTest
    @CsvSource({"000_7de3d077cdedc311, 13", "003_f0ec5ce33ec9b43a, 9"})
    void paragraphsStay(String name, int least) throws IOException {
        assertThat(seed(name).text().split("\n\n"))
                .hasSizeGreaterThanOrEqualTo(least)
                .allMatch(p -> !p.isBlank());
    }
}
