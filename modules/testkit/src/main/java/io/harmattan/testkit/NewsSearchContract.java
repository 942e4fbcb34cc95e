package io.harmattan.testkit;

import static io.harmattan.testkit.SampleArticle.article;
import static io.harmattan.testkit.SampleCluster.cluster;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harmattan.domain.EnrichedArticle;
import io.harmattan.domain.EventCluster;
import io.harmattan.domain.NewsSearch;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@link NewsSearch} does. A subclass hands out an empty one for each test. */
public abstract class NewsSearchContract {
    private static final List<String> HOSTILE_QUERIES = List.of(
            "\"",
            "\"\"",
            "\"unclosed phrase",
            "(a OR",
            "a AND AND b",
            "-",
            "+ - ! ( ) { } [ ] ^ \" ~ * ? : \\ /",
            "title:[* TO *]",
            "*",
            "?*?*",
            "a~99999",
            "a^9999999999999",
            "/.*/",
            "/(/",
            "\\",
            "{\"query\":{\"match_all\":{}}}",
            "<script>alert(1)</script>",
            "a\u0000b",
            "\ud83d",
            "😀",
            "ق 新闻 новости",
            "x".repeat(1000),
            "the of and",
            "a ".repeat(50));

    /** The search under test: the same one throughout a test. */
    protected abstract NewsSearch search();

    /** Indexes articles; they can be found on return. */
    protected abstract void put(EnrichedArticle... articles);

    /** Indexes clusters; they can be found on return. */
    protected abstract void put(EventCluster... clusters);

    @Test
    void findsEnglishWordsInAnyInflectedForm() {
        put(article("a").text("American soldiers are leaving their bases.").build());
        assertThat(found("soldier leaves base")).containsExactly("a");
    }

    @Test
    void findsFrenchWordsInAnyInflectedForm() {
        put(article("a")
                .text("Les soldats américains quittent la base d'Agadez.")
                .build());
        assertThat(found("soldat américaine Agadez")).containsExactly("a");
    }

    @Test
    void findsNoArticleThatLacksAWord() {
        put(
                article("both").text("A drone took off from the base.").build(),
                article("one").text("A drone took off from the road.").build());
        assertThat(found("drone base")).containsExactly("both");
    }

    @Test
    void findsWordsThatStandPartlyInTheTitleAndPartlyInTheText() {
        put(article("a").title("Troops leave").text("The drone base is empty.").build());
        assertThat(found("drone troops")).containsExactly("a");
    }

    @Test
    void findsQuotedWordsOnlyWhereTheyStandTogether() {
        put(
                article("together").text("They closed the air base today.").build(),
                article("apart").text("They left the base by air today.").build());
        assertThat(found("\"air base\"")).containsExactly("together");
        assertThat(found("closed \"air bases\" today")).containsExactly("together");
        assertThat(found("air base")).containsExactlyInAnyOrder("together", "apart");
    }

    @Test
    void asksForNoWordThatSaysNothing() {
        put(article("a").title("Agadez").text("Troops leave Agadez.").build());
        assertThat(found("the troops of Agadez")).containsExactly("a");
    }

    @Test
    void takesAWordThatSaysNothingInOneLanguageAtItsWordInAnother() {
        put(
                article("son").text("The general met his son.").build(),
                article("other").text("The general met his daughter.").build());
        assertThat(found("son")).containsExactly("son");
    }

    @Test
    void ignoresCase() {
        put(article("a").text("AFRICOM left Agadez.").build());
        assertThat(found("africom AGADEZ")).containsExactly("a");
    }

    @Test
    void findsArticlesWithoutATitle() {
        put(article("a").title(null).text("Troops leave Agadez.").build());
        NewsSearch.Hit hit = search().search("Agadez", 10).hits().get(0);
        assertThat(hit.articleId()).isEqualTo("a");
        assertThat(hit.title()).isNull();
    }

    @Test
    void putsAWordInTheTitleAboveOneInTheText() {
        put(
                article("text")
                        .title("News")
                        .text("Something about Agadez today.")
                        .build(),
                article("title")
                        .title("Agadez")
                        .text("Something about it today.")
                        .build());
        assertThat(found("Agadez")).containsExactly("title", "text");
    }

    @Test
    void countsAllButReturnsNoMoreThanTheLimit() {
        for (int i = 0; i < 5; i++) {
            put(article("a" + i).text("Troops leave.").build());
        }
        NewsSearch.Page page = search().search("troops", 2);
        assertThat(page.total()).isEqualTo(5);
        assertThat(page.hits()).hasSize(2);
    }

    @Test
    void findsNothingInAnEmptyIndex() {
        assertThat(search().search("troops", 10)).isEqualTo(new NewsSearch.Page(0, List.of()));
        assertThat(search().clusters(10)).isEmpty();
        assertThat(search().totals()).isEqualTo(new NewsSearch.Totals(0, 0));
    }

    @Test
    void showsAPieceOfTheTextAboutTheMatch() {
        String filler = "Nothing of note happened in the market on that day. ".repeat(100);
        put(article("a")
                .text(filler + "Then the drones landed at noon. " + filler)
                .build());
        String snippet = search().search("drone", 10).hits().get(0).snippet();
        assertThat(snippet).contains("drones landed");
        assertThat(snippet.length()).isLessThan(400);
    }

    @Test
    void showsTheBeginningWhereOnlyTheTitleMatches() {
        put(article("a")
                .title("Drones")
                .text("They landed at noon. " + "And so on. ".repeat(200))
                .build());
        String snippet = search().search("drone", 10).hits().get(0).snippet();
        assertThat(snippet).startsWith("They landed at noon.");
        assertThat(snippet.length()).isLessThan(400);
    }

    @Test
    void showsPlainText() {
        put(article("a")
                .text("The <b>drones</b> & \"more\" <script>alert(1)</script>.")
                .build());
        assertThat(search().search("drones", 10).hits().get(0).snippet())
                .isEqualTo("The <b>drones</b> & \"more\" <script>alert(1)</script>.");
    }

    @Test
    void showsWhatAPersonWantsToSeeOfAnArticle() {
        Instant time = Instant.parse("2026-02-03T04:05:06Z");
        put(article("a").title("Troops leave").outlet("The Example").at(time).build());
        NewsSearch.Hit hit = search().search("troops", 10).hits().get(0);
        assertThat(hit.title()).isEqualTo("Troops leave");
        assertThat(hit.outlet()).isEqualTo("The Example");
        assertThat(hit.url()).isEqualTo("https://news.example/a");
        assertThat(hit.eventTime()).isEqualTo(time);
        assertThat(hit.timed()).isTrue();
        assertThat(hit.score()).isPositive();
    }

    @Test
    void namesTheClusterOfAHit() {
        put(
                article("a").text("Troops leave.").build(),
                article("b").text("Troops stay.").build(),
                article("alone").text("Troops rest.").build());
        put(
                cluster("one").members("x", "a").build(),
                cluster("two").closed().members("b", "y").build());
        assertThat(search().search("troops", 10).hits())
                .extracting(NewsSearch.Hit::articleId, NewsSearch.Hit::clusterId)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("a", "one"),
                        org.assertj.core.groups.Tuple.tuple("b", "two"),
                        org.assertj.core.groups.Tuple.tuple("alone", null));
    }

    @Test
    void namesTheClusterThatTookAnotherOver() {
        put(article("a").text("Troops leave.").build());
        put(
                cluster("former")
                        .redirectedTo("present")
                        .members("a")
                        .updated(Instant.parse("2026-03-03T00:00:00Z"))
                        .build(),
                cluster("present").members("a").build());
        assertThat(search().search("troops", 10).hits().get(0).clusterId()).isEqualTo("present");
    }

    @Test
    void takesWhateverAPersonTypes() {
        put(article("a").text("Troops leave.").build());
        for (String query : HOSTILE_QUERIES) {
            assertThatCode(() -> search().search(query, 10)).as(query).doesNotThrowAnyException();
        }
    }

    @Test
    void findsTheWordsInsidePunctuation() {
        put(article("a").text("Troops leave Agadez.").build());
        assertThat(found("(troops) +agadez!")).containsExactly("a");
    }

    @Test
    void refusesABlankQuery() {
        for (String query : List.of("", " ", "\n\t")) {
            assertThatThrownBy(() -> search().search(query, 10))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("blank")
                    .hasMessageContaining("expected");
        }
    }

    @Test
    void refusesAQueryOfThousandsOfWords() {
        assertThatThrownBy(() -> search().search("word ".repeat(10_000), 10))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("50000")
                .hasMessageContaining("expected");
    }

    @Test
    void refusesALimitThatIsOutOfRange() {
        for (int limit : new int[] {0, -1, 1001, Integer.MAX_VALUE}) {
            assertThatThrownBy(() -> search().search("troops", limit))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("limit is " + limit + "; expected 1 to 1000");
            assertThatThrownBy(() -> search().clusters(limit))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("limit is " + limit + "; expected 1 to 1000");
        }
    }

    @Test
    void takesTheLargestLimit() {
        put(article("a").text("Troops leave.").build());
        put(cluster("c").members("a").build());
        assertThat(search().search("troops", NewsSearch.MOST).hits()).hasSize(1);
        assertThat(search().clusters(NewsSearch.MOST)).hasSize(1);
    }

    @Test
    void listsClustersTheMostRecentlyChangedFirst() {
        put(
                cluster("middle").updated(Instant.parse("2026-03-02T00:00:00Z")).build(),
                cluster("newest")
                        .updated(Instant.parse("2026-03-03T00:00:00Z"))
                        .closed()
                        .build(),
                cluster("oldest").updated(Instant.parse("2026-03-01T00:00:00Z")).build());
        assertThat(search().clusters(10)).extracting(EventCluster::id).containsExactly("newest", "middle", "oldest");
        assertThat(search().clusters(2)).extracting(EventCluster::id).containsExactly("newest", "middle");
    }

    @Test
    void leavesClustersThatRedirectOutOfTheListButKeepsTheirAddress() {
        EventCluster former = cluster("former").redirectedTo("present").build();
        put(former, cluster("present").build());
        assertThat(search().clusters(10)).extracting(EventCluster::id).containsExactly("present");
        assertThat(search().cluster("former")).contains(former);
    }

    @Test
    void returnsArticlesAndClustersAsTheyWere() {
        EnrichedArticle complete = SampleArticle.complete("a");
        EnrichedArticle sparse = article("b").title(null).text("").build();
        EventCluster cluster = SampleCluster.complete("c");
        EventCluster bare = cluster("d").build();
        put(complete, sparse);
        put(cluster, bare);
        assertThat(search().article("a")).contains(complete);
        assertThat(search().article("b")).contains(sparse);
        assertThat(search().cluster("c")).contains(cluster);
        assertThat(search().cluster("d")).contains(bare);
        assertThat(search().clusters(10)).containsExactly(bare);
    }

    @Test
    void knowsNothingUnderAnUnknownId() {
        for (String id : List.of("unknown", "", " ", "../_search", "a/b", "_mapping", "%", "?", "é")) {
            assertThat(search().article(id)).as(id).isEmpty();
            assertThat(search().cluster(id)).as(id).isEmpty();
        }
    }

    @Test
    void knowsNothingUnderAnEndlessId() {
        assertThat(search().article("x".repeat(100_000))).isEmpty();
    }

    @Test
    void keepsTheNewestRevisionInWhateverOrderTheyCome() {
        put(
                article("a").revision(2).text("Troops stay.").build(),
                article("a").revision(1).text("Troops leave.").build());
        put(
                cluster("c").revision(4).members("a").build(),
                cluster("c").revision(3).build());
        assertThat(search().article("a")).map(EnrichedArticle::revision).contains(2);
        assertThat(found("troops leave")).isEmpty();
        assertThat(found("troops stay")).containsExactly("a");
        assertThat(search().cluster("c")).map(EventCluster::revision).contains(4);
    }

    @Test
    void setsALaterEpochAboveAnyRevision() {
        put(
                article("a").epoch(2).revision(1).text("Troops stay.").build(),
                article("a").epoch(1).revision(9).text("Troops leave.").build());
        assertThat(search().article("a")).map(EnrichedArticle::epoch).contains(2);
    }

    @Test
    void countsEachArticleOnceAndNoClusterThatRedirects() {
        put(article("a").build(), article("a").revision(2).build(), article("b").build());
        put(cluster("c").build(), cluster("former").redirectedTo("c").build());
        assertThat(search().totals()).isEqualTo(new NewsSearch.Totals(2, 1));
    }

    private List<String> found(String query) {
        return search().search(query, 10).hits().stream()
                .map(NewsSearch.Hit::articleId)
                .toList();
    }
}
