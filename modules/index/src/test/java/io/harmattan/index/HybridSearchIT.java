package io.harmattan.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.harmattan.domain.EnrichedArticle;
import io.harmattan.domain.Features;
import io.harmattan.domain.NewsSearch;
import io.harmattan.domain.NewsSearch.Hit;
import io.harmattan.domain.NewsSearch.Page;
import io.harmattan.domain.NewsSearch.Question;
import io.harmattan.domain.NewsSearch.Sort;
import io.harmattan.local.stack.LocalStack;
import io.harmattan.local.stack.Part;
import io.harmattan.testkit.LocalStackTest;
import io.harmattan.testkit.SampleArticle;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Words and meaning together, with vectors of the real encoder. */
@LocalStackTest(Part.SEARCH)
class HybridSearchIT {
    private static ScratchIndex scratch;

    @BeforeAll
    static void open(LocalStack stack) {
        scratch = new ScratchIndex(SearchSettings.of(URI.create(stack.elasticsearchUrl())));
        scratch.put(
                article("words", "The Herald", "Troops leave", "The American troops leave the base this week."),
                article(
                        "meaning",
                        "The Herald",
                        "US soldiers withdraw",
                        "Washington is pulling its forces out of Agadez."),
                article(
                        "abroad",
                        "The Courier",
                        "American army departs",
                        "The last US servicemen flew home on Friday."),
                article("cup", "The Herald", "Cup final", "Senegal won the Africa Cup of Nations after extra time."),
                article("bread", "The Courier", "Bread prices", "Bakers in Dakar ask more for a loaf of bread."),
                SampleArticle.article("bare")
                        .title("Troops leave")
                        .text("Troops leave, without a vector.")
                        .build());
    }

    private static EnrichedArticle article(String id, String outlet, String title, String text) {
        return SampleArticle.article(id).outlet(outlet).title(title).text(text).build().toBuilder()
                .features(Features.NONE.with(ScratchIndex.encoder().encode(title, text)))
                .build();
    }

    @AfterAll
    static void close() {
        scratch.close();
    }

    private static Page page(String query, @Nullable String after, int limit, @Nullable String like) {
        return scratch.search().articles(new Question(query, Sort.HYBRID, limit, after, true, like, false));
    }

    @Test
    void findsAlsoWhatSaysItInOtherWords() {
        Page page = page("american troops leave", null, 10, null);

        assertThat(page.total()).isEqualTo(1);
        assertThat(page.hits())
                .extracting(Hit::articleId, Hit::matches)
                .startsWith(tuple("words", true))
                .contains(tuple("meaning", false), tuple("abroad", false));
        assertThat(page.hits()).extracting(Hit::articleId).doesNotContain("cup", "bread");
        assertThat(page.hits()).extracting(Hit::score).isSortedAccordingTo((a, b) -> Double.compare(b, a));
        assertThat(page.hits().get(0).snippet()).contains("troops leave");
        assertThat(page.facets().get(2).counts()).containsExactly(NewsSearch.Count.of("The Herald", 1));
    }

    @Test
    void whatIsAskedOfFieldsAndPhrasesHoldsForMeaningToo() {
        assertThat(page("american troops leave outlet:\"The Courier\"", null, 10, null)
                        .hits())
                .extracting(Hit::articleId)
                .containsExactly("abroad");
        assertThat(page("troops leave \"flew home\"", null, 10, null).hits())
                .extracting(Hit::articleId)
                .containsExactly("abroad");
        assertThat(page("troops leave NOT agadez", null, 10, null).hits())
                .extracting(Hit::articleId)
                .contains("words", "abroad")
                .doesNotContain("meaning");
    }

    @Test
    void goesOnWhereAPageEnded() {
        List<String> whole = page("american troops leave", null, 10, null).hits().stream()
                .map(Hit::articleId)
                .toList();
        List<String> paged = new ArrayList<>();
        String after = null;
        do {
            Page page = page("american troops leave", after, 2, null);
            page.hits().forEach(hit -> paged.add(hit.articleId()));
            after = page.next();
        } while (after != null);
        assertThat(paged).isEqualTo(whole);
    }

    @Test
    void findsWhatIsLikeAnArticle() {
        assertThat(page("*:*", null, 10, "words").hits())
                .extracting(Hit::articleId)
                .contains("meaning", "abroad", "bare")
                .doesNotContain("words", "cup", "bread");
        assertThat(page("outlet:\"The Courier\"", null, 10, "words").hits())
                .extracting(Hit::articleId)
                .containsExactly("abroad");
        assertThat(page("*:*", null, 10, "bare").hits())
                .extracting(Hit::articleId)
                .contains("words");
        assertThatThrownBy(() -> page("*:*", null, 10, "nobody"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("like is 'nobody'");
    }
}
