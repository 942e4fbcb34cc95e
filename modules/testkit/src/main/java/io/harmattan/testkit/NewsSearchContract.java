package io.harmattan.testkit;

import static io.harmattan.testkit.SampleArticle.article;
import static io.harmattan.testkit.SampleCluster.cluster;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harmattan.domain.Alert;
import io.harmattan.domain.EnrichedArticle;
import io.harmattan.domain.Entity;
import io.harmattan.domain.EntityType;
import io.harmattan.domain.EventCluster;
import io.harmattan.domain.EventCluster.Status;
import io.harmattan.domain.NewsSearch;
import io.harmattan.domain.NewsSearch.AlertQuestion;
import io.harmattan.domain.NewsSearch.ClusterQuestion;
import io.harmattan.domain.NewsSearch.Question;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
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

    /** Indexes alerts; they can be found on return. */
    protected abstract void put(Alert... alerts);

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
        NewsSearch.Hit hit = search().articles("Agadez", 10).hits().get(0);
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
        NewsSearch.Page page = search().articles("troops", 2);
        assertThat(page.total()).isEqualTo(5);
        assertThat(page.hits()).hasSize(2);
    }

    @Test
    void findsNothingInAnEmptyIndex() {
        assertThat(search().articles("troops", 10)).isEqualTo(new NewsSearch.Page(0, List.of(), null, List.of()));
        assertThat(search().clusters(10)).isEmpty();
        assertThat(search().totals()).isEqualTo(new NewsSearch.Totals(0, 0));
    }

    @Test
    void showsAPieceOfTheTextAboutTheMatch() {
        String filler = "Nothing of note happened in the market on that day. ".repeat(100);
        put(article("a")
                .text(filler + "Then the drones landed at noon. " + filler)
                .build());
        String snippet = search().articles("drone", 10).hits().get(0).snippet();
        assertThat(snippet).contains("drones landed");
        assertThat(snippet.length()).isLessThan(400);
    }

    @Test
    void showsTheBeginningWhereOnlyTheTitleMatches() {
        put(article("a")
                .title("Drones")
                .text("They landed at noon. " + "And so on. ".repeat(200))
                .build());
        String snippet = search().articles("drone", 10).hits().get(0).snippet();
        assertThat(snippet).startsWith("They landed at noon.");
        assertThat(snippet.length()).isLessThan(400);
    }

    @Test
    void showsPlainText() {
        put(article("a")
                .text("The <b>drones</b> & \"more\" <script>alert(1)</script>.")
                .build());
        assertThat(search().articles("drones", 10).hits().get(0).snippet())
                .isEqualTo("The <b>drones</b> & \"more\" <script>alert(1)</script>.");
    }

    @Test
    void showsWhatAPersonWantsToSeeOfAnArticle() {
        Instant time = Instant.parse("2026-02-03T04:05:06Z");
        put(article("a").title("Troops leave").outlet("The Example").at(time).build());
        NewsSearch.Hit hit = search().articles("troops", 10).hits().get(0);
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
        assertThat(search().articles("troops", 10).hits())
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
        assertThat(search().articles("troops", 10).hits().get(0).clusterId()).isEqualTo("present");
    }

    @Test
    void answersWhateverAPersonTypesOrSaysWhereItIsWrong() {
        put(article("a").text("Troops leave.").build());
        for (String query : HOSTILE_QUERIES) {
            try {
                search().articles(query, 10);
            } catch (IllegalArgumentException e) {
                assertThat(e.getMessage()).as(query).startsWith("column ");
            }
        }
    }

    @Test
    void findsByTheFieldsOfTheLanguage() {
        put(
                article("a")
                        .text("Troops leave.")
                        .outlet("The Herald")
                        .at(Instant.parse("2026-02-01T00:00:00Z"))
                        .build(),
                article("b")
                        .text("Troops stay.")
                        .outlet("The Courier")
                        .at(Instant.parse("2026-02-03T00:00:00Z"))
                        .build());
        assertThat(found("troops outlet:\"the herald\"")).containsExactly("a");
        assertThat(found("troops AND NOT leave")).containsExactly("b");
        assertThat(found("time:[2026-02-02 TO *]")).containsExactly("b");
        assertThat(found("leave OR stay")).containsExactlyInAnyOrder("a", "b");
        assertThat(found("troo*")).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void findsAStanceAndTheFigureOfAThing() {
        put(SampleArticle.complete("a"), article("b").build());
        assertThat(found("stance.us-presence:*")).containsExactly("a");
        assertThat(found("figure.troops:[1 TO *]")).containsExactly("a");
    }

    @Test
    void showsWhereAQueryIsWrong() {
        assertThatThrownBy(() -> search().articles("troops outlit:herald", 10))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("column 8")
                .hasMessageContaining("outlit")
                .hasMessageContaining("outlet");
        assertThatThrownBy(() -> search().articles("sources:>=3", 10))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("only event clusters have");
        assertThatThrownBy(() -> search().clusters(
                                new ClusterQuestion("language:fr", Set.of(), NewsSearch.ClusterSort.CHANGED, 10, null)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("language, which only articles have");
    }

    @Test
    void pagesThroughAllInEachOrder() {
        for (int i = 0; i < 7; i++) {
            put(article("a" + i)
                    .text("Troops leave.")
                    .at(Instant.parse("2026-02-0" + (1 + i / 2) + "T00:00:00Z"))
                    .build());
        }
        for (NewsSearch.Sort sort : NewsSearch.Sort.values()) {
            List<String> ids = new ArrayList<>();
            String after = null;
            do {
                NewsSearch.Page page = search().articles(new Question("troops", sort, 3, after, false));
                assertThat(page.total()).isEqualTo(7);
                page.hits().forEach(hit -> ids.add(hit.articleId()));
                after = page.next();
            } while (after != null);
            assertThat(ids).as(sort.name()).hasSize(7).doesNotHaveDuplicates();
            if (sort == NewsSearch.Sort.NEWEST) {
                assertThat(ids.get(0)).isEqualTo("a6");
            } else if (sort == NewsSearch.Sort.OLDEST) {
                assertThat(ids.get(0)).isEqualTo("a0");
            }
        }
    }

    @Test
    void fixedPagesShowTheIndexAsItWasWhateverIsIndexedMeanwhile() {
        for (NewsSearch.Sort sort : NewsSearch.Sort.values()) {
            String word = "troops" + sort.name().toLowerCase(Locale.ROOT);
            for (int i = 0; i < 5; i++) {
                put(article(sort + "-" + i)
                        .text("The " + word + " leave the capital.")
                        .at(Instant.parse("2026-02-0" + (1 + i) + "T00:00:00Z"))
                        .build());
            }
            NewsSearch.Page page = search().articles(new Question(word, sort, 2, null, false, null, true));
            List<String> ids = new ArrayList<>();
            for (int later = 0; page.next() != null; later++) {
                page.hits().forEach(hit -> ids.add(hit.articleId()));
                put(
                        article(sort + "-later-" + later)
                                .title(word + " " + word)
                                .text(word)
                                .at(Instant.parse("2026-02-03T12:00:0" + later + "Z"))
                                .build(),
                        article(sort + "-4")
                                .revision(2 + later)
                                .text("Nothing.")
                                .build());
                page = search().articles(new Question(word, sort, 2, page.next(), false));
            }
            page.hits().forEach(hit -> ids.add(hit.articleId()));
            assertThat(ids)
                    .as(sort.name())
                    .containsExactlyInAnyOrder(sort + "-0", sort + "-1", sort + "-2", sort + "-3", sort + "-4");
        }
    }

    @Test
    void findsAnArticleOnEveryDeskThatTakesItWithItsClusterOnEach() {
        EnrichedArticle north = article("a").desk("north").build().toBuilder()
                .desks(List.of("north", "south"))
                .build();
        put(north, north.toBuilder().desk("south").build());
        put(
                cluster("of-north").members("a").build(),
                cluster("of-south")
                        .members("a")
                        .updated(Instant.parse("2026-03-03T00:00:00Z"))
                        .build());
        assertThat(found("desk:north")).containsExactly("a");
        assertThat(found("desk:south")).containsExactly("a");
        assertThat(found("desk:all")).isEmpty();
        assertThat(search().articles("*:*", 10).hits()).singleElement().satisfies(hit -> {
            assertThat(hit.clusterIds()).containsExactly("of-south", "of-north");
            assertThat(hit.clusterId()).isEqualTo("of-south");
        });
    }

    @Test
    void findsAlertsByTheirWordsSubscriptionAndTime() {
        Alert first = SampleAlert.alert("first", "bases", SampleAlert.NOW);
        Alert second = SampleAlert.alert("second", "bases", SampleAlert.NOW.plusSeconds(1));
        Alert other = SampleAlert.alert("other", "coups", SampleAlert.NOW.plusSeconds(2));
        put(first, second, other);

        NewsSearch.Told page = search().alerts(new AlertQuestion("troop", null, 2, null));
        assertThat(page.total()).isEqualTo(3);
        assertThat(page.alerts()).containsExactly(other, second);
        NewsSearch.Told rest = search().alerts(new AlertQuestion("troop", null, 2, page.next()));
        assertThat(rest.alerts()).containsExactly(first);
        assertThat(rest.next()).isNull();
        assertThat(told("troops", "bases")).containsExactly("second", "first");
        assertThat(told("\"independent sources\"", "coups")).containsExactly("other");
        assertThat(told("text:event sources:>=2 time:[2026-02-28 TO 2026-03-02]", null))
                .hasSize(3);
        assertThat(told("ingested:>=2026-03-02", null)).isEmpty();
        assertThat(told("title:event", null)).isEmpty();
        assertThat(told(null, "nobody")).isEmpty();
        assertThatThrownBy(() -> told("country:NE", null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("asks for country, which alerts do not have; expected words");
        assertThatThrownBy(() -> told("(troops", null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("column");
    }

    private List<String> told(@Nullable String query, @Nullable String subscription) {
        return search().alerts(new AlertQuestion(query, subscription, 10, null)).alerts().stream()
                .map(Alert::id)
                .toList();
    }

    @Test
    void refusesACursorThatIsNone() {
        put(
                article("a").text("Troops leave.").build(),
                article("b").text("Troops stay.").build());
        String next = search().articles(new Question("troops", NewsSearch.Sort.NEWEST, 1, null, false))
                .next();
        for (String after : List.of("x", "", "é", String.valueOf(next))) {
            assertThatThrownBy(
                            () -> search().articles(new Question("troops", NewsSearch.Sort.RELEVANCE, 1, after, false)))
                    .as(after)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("after is '" + after);
        }
    }

    @Test
    void countsByWhatTheArticlesHave() {
        put(
                article("a").text("Troops leave.").outlet("The Herald").build(),
                article("b").text("Troops stay.").outlet("The Herald").build(),
                SampleArticle.complete("c"));
        NewsSearch.Page page = search().articles(new Question("*:*", NewsSearch.Sort.NEWEST, 1, null, true));
        assertThat(page.facets())
                .extracting(NewsSearch.Facet::name)
                .startsWith("entity", "country", "outlet", "language");
        NewsSearch.Facet outlets = page.facets().get(2);
        assertThat(outlets.counts()).contains(NewsSearch.Count.of("The Herald", 2));
        assertThat(page.facets().get(0).counts())
                .containsExactlyInAnyOrder(
                        new NewsSearch.Count("ada-sample", "Ada Sample", 1),
                        new NewsSearch.Count("sampleville", "Sampleville", 1));
        assertThat(page.facets())
                .filteredOn(facet -> facet.name().startsWith("stance."))
                .isNotEmpty()
                .allSatisfy(facet -> assertThat(facet.counts()).isNotEmpty());
        for (NewsSearch.Facet facet : page.facets()) {
            for (NewsSearch.Count count : facet.counts()) {
                assertThat(found(facet.name() + ":\"" + count.value() + "\""))
                        .as(facet.name() + " " + count.value())
                        .hasSize((int) count.articles());
            }
        }
    }

    @Test
    void tellsTheArticlesAndStancesOfEachDay() {
        put(
                article("a").at(Instant.parse("2026-02-01T23:59:59Z")).build(),
                article("b").at(Instant.parse("2026-02-03T00:00:00Z")).build(),
                article("c").at(Instant.parse("2026-02-03T12:00:00Z")).build());
        assertThat(search().timeline(null))
                .containsExactly(
                        new NewsSearch.Day(LocalDate.parse("2026-02-01"), 1, new TreeMap<>()),
                        new NewsSearch.Day(LocalDate.parse("2026-02-03"), 2, new TreeMap<>()));
        put(SampleArticle.complete("d"));
        assertThat(search().timeline("stance.us-presence:*")).singleElement().satisfies(day -> assertThat(day.stances())
                .containsKey("us-presence"));
    }

    @Test
    void findsClustersByQueryStatusAndOrder() {
        put(
                cluster("one").members("a").build(),
                cluster("three").members("b", "c", "d").closed().build());
        assertThat(clusters("sources:>=2")).containsExactly("three");
        assertThat(clusters("articles:[1 TO 2]")).containsExactly("one");
        assertThat(clusters(null, Status.CLOSED)).containsExactly("three");
        assertThat(search().clusters(new ClusterQuestion(null, Set.of(), NewsSearch.ClusterSort.SOURCES, 10, null))
                        .clusters())
                .extracting(EventCluster::id)
                .containsExactly("three", "one");
    }

    @Test
    void pagesThroughAllClustersInEachOrder() {
        for (int i = 0; i < 7; i++) {
            put(cluster("c" + i)
                    .members("a", "b")
                    .updated(Instant.parse("2026-03-0" + (1 + i / 2) + "T00:00:00Z"))
                    .build());
        }
        for (NewsSearch.ClusterSort sort : NewsSearch.ClusterSort.values()) {
            List<String> ids = new ArrayList<>();
            String after = null;
            do {
                NewsSearch.Clusters page = search().clusters(new ClusterQuestion(null, Set.of(), sort, 3, after));
                assertThat(page.total()).isEqualTo(7);
                page.clusters().forEach(c -> ids.add(c.id()));
                after = page.next();
            } while (after != null);
            assertThat(ids).as(sort.name()).hasSize(7).doesNotHaveDuplicates();
        }
        assertThatThrownBy(() ->
                        search().clusters(new ClusterQuestion(null, Set.of(), NewsSearch.ClusterSort.CHANGED, 3, "x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("after is 'x'");
    }

    @Test
    void tellsWhatIsKnownOfAnEntity() {
        put(
                SampleArticle.complete("a"),
                SampleArticle.complete("b").toBuilder()
                        .eventTime(Instant.parse("2026-03-02T10:00:00Z"))
                        .entities(List.of(
                                new Entity("name-person-jane-doe", "Jane Doe", EntityType.PERSON, null, null, null)))
                        .build(),
                article("c").build());
        put(SampleCluster.complete("former"), cluster("other").build());
        NewsSearch.Known ada = search().entity("ada-sample").orElseThrow();
        assertThat(ada.entity().name()).isEqualTo("Ada Sample");
        assertThat(ada.articles()).isEqualTo(1);
        assertThat(ada.clusters()).as("those that redirect are left out").isZero();
        assertThat(ada.outlets()).containsExactly(NewsSearch.Count.of("The Example", 1));
        assertThat(ada.together()).containsExactly(new NewsSearch.Count("sampleville", "Sampleville", 1));
        assertThat(ada.days()).extracting(NewsSearch.Day::day).containsExactly(LocalDate.parse("2026-03-01"));
        assertThat(ada.latest()).extracting(NewsSearch.Hit::articleId).containsExactly("a");

        NewsSearch.Known jane = search().entity("name-person-jane-doe").orElseThrow();
        assertThat(jane.entity().name()).isEqualTo("Jane Doe");
        assertThat(jane.aliases()).isEmpty();
        assertThat(search().entity("nobody")).isEmpty();
    }

    private List<String> clusters(@Nullable String query, Status... statuses) {
        return search()
                .clusters(new ClusterQuestion(query, Set.of(statuses), NewsSearch.ClusterSort.CHANGED, 10, null))
                .clusters()
                .stream()
                .map(EventCluster::id)
                .toList();
    }

    @Test
    void refusesABlankQuery() {
        for (String query : List.of("", " ", "\n\t")) {
            assertThatThrownBy(() -> search().articles(query, 10))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("blank")
                    .hasMessageContaining("expected");
        }
    }

    @Test
    void refusesAQueryOfThousandsOfWords() {
        assertThatThrownBy(() -> search().articles("word ".repeat(10_000), 10))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("50000")
                .hasMessageContaining("expected");
    }

    @Test
    void refusesALimitThatIsOutOfRange() {
        for (int limit : new int[] {0, -1, 1001, Integer.MAX_VALUE}) {
            assertThatThrownBy(() -> search().articles("troops", limit))
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
        assertThat(search().articles("troops", NewsSearch.MOST).hits()).hasSize(1);
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
        return search().articles(query, 10).hits().stream()
                .map(NewsSearch.Hit::articleId)
                .toList();
    }
}
