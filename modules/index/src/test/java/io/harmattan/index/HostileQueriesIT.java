package io.harmattan.index;

import static io.harmattan.testkit.SampleArticle.article;
import static io.harmattan.testkit.SampleCluster.cluster;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harmattan.domain.EnrichedArticle;
import io.harmattan.domain.EventCluster;
import io.harmattan.domain.NewsSearch;
import io.harmattan.domain.NewsSearch.Question;
import io.harmattan.domain.NewsSearch.Sort;
import io.harmattan.local.stack.LocalStack;
import io.harmattan.local.stack.Part;
import io.harmattan.testkit.LocalStackTest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing that is asked makes the node fall over: it is refused with its column, or answered. */
@LocalStackTest(Part.SEARCH)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileQueriesIT {
    private ScratchIndex scratch;
    private long pid;

    SearchSettings elasticsearch(LocalStack stack) {
        return SearchSettings.of(URI.create(stack.elasticsearchUrl()));
    }

    @BeforeAll
    void open(LocalStack stack) {
        scratch = new ScratchIndex(elasticsearch(stack));
        pid = stack.pid(Part.SEARCH);
        for (int i = 0; i < 20; i++) {
            scratch.put(article("a" + i)
                    .title("Troops leave the base <script>alert(" + i + ")</script>")
                    .text("aaa aab aac ".repeat(200) + "Troops leave the base of Agadez. <script>alert(1)</script>")
                    .build());
        }
        scratch.put(cluster("c").members("a1").build());
    }

    @AfterAll
    void close() {
        scratch.close();
    }

    @AfterEach
    void theNodeLives(LocalStack stack) {
        assertThat(stack.pid(Part.SEARCH)).isEqualTo(pid);
        assertThat(scratch.search().articles("troops", 1).total()).isEqualTo(20);
    }

    static List<String> refused() {
        return List.of(
                words(10_000, "z"),
                words(2_000, "zz") + " OR zz",
                IntStream.range(0, 900).mapToObj(i -> "w" + i).collect(Collectors.joining(" OR ")),
                "\"" + "aaa ".repeat(1_000) + "\"",
                "(".repeat(2_000) + "x" + ")".repeat(2_000),
                "NOT (".repeat(21) + "x" + ")".repeat(21),
                "NOT (x OR ".repeat(15) + "x" + ")".repeat(15),
                "figure." + "x".repeat(5_000) + ":1",
                "outlet:" + "x".repeat(5_000),
                "x".repeat(5_000) + "*",
                "/(a+)+b/",
                "x /(((a|aa)+)+)+$/",
                "troops^999999999",
                "a~999",
                "*oops",
                "tr" + "?".repeat(5_000),
                "tr" + "*a".repeat(1_000),
                "\"troops base\"~1000000",
                "sources:[* TO 99999999999999999999999999999999] text:" + "a".repeat(9_990),
                "near:\"0,0,99999999km\"",
                "published:>=999999999-01-01");
    }

    private static String words(int many, String word) {
        return IntStream.range(0, many).mapToObj(i -> word).collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void isRefusedWithItsColumn(String query) {
        assertThatThrownBy(() -> scratch.search().articles(query, 10))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .matches("column \\d+: (?s).+expected.+|column \\d+: (?s).+ not taken.+");
        assertThatThrownBy(() -> scratch.search().timeline(query)).isInstanceOf(IllegalArgumentException.class);
    }

    static List<String> answered() {
        String deep = "x";
        for (int i = 0; i < 10; i++) {
            deep = "NOT (" + deep + " OR y" + i + ")";
        }
        List<String> all = new ArrayList<>(List.of(
                deep,
                IntStream.range(0, 149).mapToObj(i -> "aa*").collect(Collectors.joining(" OR ")),
                IntStream.range(0, 37).mapToObj(i -> "\"aaa aab aac aaa\"~20").collect(Collectors.joining(" OR ")),
                IntStream.range(0, 149).mapToObj(i -> "aa*b*c*d*e?").collect(Collectors.joining(" OR ")),
                IntStream.range(0, 149).mapToObj(i -> "w" + i).collect(Collectors.joining(" OR ")),
                IntStream.range(0, 149)
                        .mapToObj(i -> "near:\"1," + i + ",20000km\"")
                        .collect(Collectors.joining(" OR ")),
                "outlet:aa*b*c*d*e?",
                "x".repeat(895) + "*a*b*",
                "figure." + "x".repeat(900) + ":1",
                "outlet:" + "x".repeat(900),
                "holder:" + "é".repeat(900),
                IntStream.range(0, 9)
                        .mapToObj(i -> "outlet:" + i + "x".repeat(899))
                        .collect(Collectors.joining(" OR ")),
                "x".repeat(9_999),
                "published:[0001 TO 9999]",
                "figure.troops:>=" + "9".repeat(300),
                "<script>alert(1)</script>"));
        return all;
    }

    @ParameterizedTest
    @MethodSource("answered")
    void isAnswered(String query) {
        NewsSearch search = scratch.search();
        try {
            assertThat(search.articles(new Question(query, Sort.RELEVANCE, 10, null, true))
                            .hits())
                    .hasSizeLessThanOrEqualTo(10);
            search.timeline(query);
            search.clusters(new NewsSearch.ClusterQuestion(
                    query, Set.of(EventCluster.Status.OPEN), NewsSearch.ClusterSort.CHANGED, 10, null));
        } catch (IllegalArgumentException e) {
            assertThat(e.getMessage()).matches("(?s)column \\d+: .+|the query '.+' asks for .+");
        }
    }

    @Test
    void noPageIsLargerThanTheLargest() {
        assertThatThrownBy(() -> scratch.search().articles("troops", 1_000_000))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("limit is 1000000; expected 1 to 1000");
    }

    @Test
    void aCursorOfOnesOwnMakingIsReadOrRefused() {
        for (String made : List.of(
                "[\"NEWEST\",1e308,\"a\"]",
                "[\"NEWEST\",-9223372036854775808,\"a\"]",
                "[\"NEWEST\",0,\"" + "x".repeat(100_000) + "\"]",
                "[\"NEWEST\",{},\"a\"]",
                "[\"NEWEST\",0,\"a\",{\"pit\":\"x\"}]",
                "[\"NEWEST\",0,\"a\",{\"pit\":\"" + "x".repeat(100_000) + "\"}]",
                "[".repeat(100_000))) {
            String after = Base64.getUrlEncoder().encodeToString(made.getBytes(StandardCharsets.UTF_8));
            try {
                scratch.search().articles(new Question("troops", Sort.NEWEST, 10, after, false));
            } catch (IllegalArgumentException e) {
                assertThat(e.getMessage()).startsWith("after is ");
            }
        }
    }

    /** Elasticsearch refuses places beyond a window, 10,000 and here 100; a cursor goes on from a value instead. */
    @Test
    void pagesGoDeeperThanTheWindowOfTheNode() {
        scratch.node().ask(() -> scratch.node().client().indices().putSettings(p -> p.index(
                        NewsIndex.ARTICLES.alias(scratch.node().settings().indexPrefix()))
                .settings(w -> w.maxResultWindow(100))));
        scratch.put(IntStream.range(0, 250)
                .mapToObj(i -> article("deep-" + i).title("Deep").text("Deep.").build())
                .toArray(EnrichedArticle[]::new));
        for (boolean fixed : List.of(false, true)) {
            Set<String> ids = new HashSet<>();
            NewsSearch.Page page =
                    scratch.search().articles(new Question("deep", Sort.NEWEST, 90, null, false, null, fixed));
            while (page.next() != null) {
                page.hits().forEach(hit -> ids.add(hit.articleId()));
                page = scratch.search().articles(new Question("deep", Sort.NEWEST, 90, page.next(), false));
            }
            page.hits().forEach(hit -> ids.add(hit.articleId()));
            assertThat(ids).hasSize(250);
        }
    }

    @Test
    void aTitleOfMarkupIsTextThatIsFound() {
        NewsSearch.Page page = scratch.search().articles("title:\"<script>alert(7)</script>\"", 10);
        assertThat(page.hits()).singleElement().satisfies(hit -> {
            assertThat(hit.title()).isEqualTo("Troops leave the base <script>alert(7)</script>");
            assertThat(hit.snippet()).contains("<script>alert(1)</script>");
        });
    }

    @Test
    void aTimelineOfCenturiesIsAnswered() {
        scratch.put(
                article("early")
                        .text("Chronicle.")
                        .at(Instant.parse("0001-01-01T00:00:00Z"))
                        .build(),
                article("late")
                        .text("Chronicle.")
                        .at(Instant.parse("9999-12-31T00:00:00Z"))
                        .build());
        assertThat(scratch.search().timeline("chronicle")).hasSize(2);
    }
}
