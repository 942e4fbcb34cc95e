package io.harmattan.index;

import static io.harmattan.testkit.SampleArticle.article;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.harmattan.local.stack.LocalStack;
import io.harmattan.local.stack.Part;
import io.harmattan.testkit.LocalStackTest;
import io.harmattan.testkit.SampleArticle;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@LocalStackTest(Part.SEARCH)
class IndexTemplatesIT {
    private SearchSettings elasticsearch;
    private ScratchIndex scratch;
    private SearchNode node;
    private String prefix;

    SearchSettings elasticsearch(LocalStack stack) {
        return SearchSettings.of(URI.create(stack.elasticsearchUrl()));
    }

    @BeforeEach
    void open(LocalStack stack) {
        elasticsearch = elasticsearch(stack);
        scratch = new ScratchIndex(elasticsearch);
        node = scratch.node();
        prefix = node.settings().indexPrefix();
    }

    @AfterEach
    void close() {
        scratch.close();
    }

    @Test
    void makesNothingTwice() {
        assertThat(new IndexTemplates(node).ensure(1)).isEmpty();
        scratch.put(article("a").build());
        assertThat(new IndexTemplates(node).ensure(1)).isEmpty();
        assertThat(scratch.search().article("a")).isPresent();
    }

    @Test
    void makesALaterEpochBesideTheOneInUseUntilTheAliasesMove() {
        scratch.put(article("a").build());
        IndexTemplates templates = new IndexTemplates(node);
        assertThat(templates.ensure(2))
                .containsExactly(
                        prefix + "articles-2",
                        prefix + "event-clusters-2",
                        prefix + "cluster-changes-2",
                        prefix + "alerts-2");
        assertThat(scratch.search().article("a")).isPresent();
        templates.pointAliases(2);
        assertThat(scratch.search().article("a")).isEmpty();
        templates.pointAliases(1);
        assertThat(scratch.search().article("a")).isPresent();
    }

    @Test
    void saysWhichFieldOfAnIndexIsNotAsDeclared() {
        node.ask(() -> node.client().indices().create(c -> c.index(prefix + "articles-3")
                .mappings(m ->
                        m.properties("title", p -> p.keyword(k -> k)).properties("colour", p -> p.keyword(k -> k)))));
        assertThatThrownBy(() -> new IndexTemplates(node).ensure(3))
                .isInstanceOf(IndexMismatchException.class)
                .hasMessageContaining("index " + prefix + "articles-3 has title.type = keyword; expected text")
                .hasMessageContaining("has colour = {\"type\":\"keyword\"}; expected nothing")
                .hasMessageContaining("has title.fields = nothing; expected {\"english\":");
        assertThat(node.ask(() -> node.client()
                        .indices()
                        .exists(e -> e.index(prefix + "event-clusters-3"))
                        .value()))
                .isFalse();
    }

    @Test
    void addsWhatAnIndexOfAnEarlierReleaseLacks() throws IOException {
        ObjectNode earlier = (ObjectNode)
                IndexTemplates.resource("event-clusters-mappings.json").at("/template/mappings");
        ((ObjectNode) earlier.at("/properties/quoted/properties")).remove("outlets");
        ((ObjectNode) earlier.at("/properties/summary/properties/text")).remove("fields");
        node.ask(() -> node.client().indices().create(c -> c.index(prefix + "event-clusters-4")
                .mappings(m -> m.withJson(new StringReader(earlier.toString())))));

        assertThat(new IndexTemplates(node).ensure(4))
                .containsExactly(prefix + "articles-4", prefix + "cluster-changes-4", prefix + "alerts-4");
        assertThat(new IndexTemplates(node).ensure(4)).isEmpty();
    }

    /** {@code released/} holds the mappings of the last release; a release puts its own there. */
    @Test
    void bringsIndicesOfTheLastReleaseUpToDateWithWhatTheyHold() throws IOException {
        for (NewsIndex kind : List.of(NewsIndex.ARTICLES, NewsIndex.EVENT_CLUSTERS)) {
            String mappings = IndexTemplates.resource("released/" + kind.stem() + "-mappings.json")
                    .at("/template/mappings")
                    .toString();
            node.ask(() -> node.client().indices().create(c -> c.index(kind.name(prefix, 5))
                    .mappings(m -> m.withJson(new StringReader(mappings)))));
        }
        Document old = Documents.of(prefix + "articles-5", article("old").build());
        scratch.write(List.of(old));
        IndexTemplates templates = new IndexTemplates(node);

        assertThat(templates.ensure(5)).containsExactly(prefix + "cluster-changes-5", prefix + "alerts-5");
        assertThat(templates.ensure(5)).isEmpty();
        templates.pointAliases(5);
        scratch.write(List.of(Documents.of(prefix + "articles-5", SampleArticle.complete("new"))));
        assertThat(scratch.search().article("old")).isPresent();
        assertThat(scratch.search().articles("stance.us-presence:*", 10).total())
                .isEqualTo(1);
    }

    @Test
    void settingsThatMayChangeReachAnIndexThatIsThere() {
        SearchSettings one = node.settings();
        SearchSettings cluster = new SearchSettings(
                one.urls(),
                one.apiKey(),
                one.user(),
                one.password(),
                one.caFile(),
                one.caFingerprint(),
                one.indexPrefix(),
                3,
                1,
                java.time.Duration.ofSeconds(7),
                one.timeout());
        try (SearchNode other = SearchNode.connect(cluster)) {
            assertThat(new IndexTemplates(other).ensure(1)).isEmpty();
            new IndexTemplates(other).ensure(6);
        }
        assertThat(setting("articles-1", "number_of_replicas")).isEqualTo("1");
        assertThat(setting("articles-1", "refresh_interval")).isEqualTo("7000ms");
        assertThat(setting("articles-1", "gc_deletes")).isEqualTo("1d");
        assertThat(setting("articles-1", "number_of_shards")).isEqualTo("1");
        assertThat(setting("articles-6", "number_of_shards")).isEqualTo("3");
    }

    private String setting(String index, String name) {
        var settings = node.ask(() -> node.client().indices().getSettings(g -> g.index(prefix + index)))
                .result()
                .get(prefix + index);
        return IndexTemplates.tree(settings).at("/settings/index/" + name).asText();
    }

    @Test
    void takesNoFieldThatIsNotDeclaredAndMakesNoIndexByAccident() {
        byte[] json = "{\"id\":\"a\",\"colour\":\"red\"}".getBytes(StandardCharsets.UTF_8);
        List<Answer> answers = new BulkWriter(node)
                .write(List.of(
                        new Document(prefix + "articles-1", "a", 1, json),
                        new Document(prefix + "articles-9", "a", 1, json)));
        assertThat(answers)
                .extracting(Answer::outcome)
                .containsExactly(Answer.Outcome.REFUSED, Answer.Outcome.UNANSWERED);
        assertThat(answers.get(0).reason())
                .contains("strict_dynamic_mapping_exception")
                .contains("colour");
        assertThat(answers.get(1).reason()).contains("index_not_found_exception");
    }

    /** 413 comes before the document is read: {@code http.max_content_length} is 100 MB by default. */
    @Test
    void aDocumentThatIsTooLargeIsRefusedWhileTheOthersPass() throws IOException {
        byte[] small =
                Objects.requireNonNull(Documents.of("i", article("a").build()).json());
        byte[] large = new byte[101 << 20];
        Arrays.fill(large, (byte) ' ');
        System.arraycopy(small, 0, large, 0, small.length);
        List<Answer> answers = new BulkWriter(node)
                .write(List.of(
                        new Document(prefix + "articles-1", "before", 1, small),
                        new Document(prefix + "articles-1", "large", 1, large),
                        new Document(prefix + "articles-1", "after", 1, small)));
        assertThat(answers)
                .extracting(a -> a.document().id(), Answer::outcome)
                .containsExactly(
                        tuple("before", Answer.Outcome.INDEXED),
                        tuple("large", Answer.Outcome.REFUSED),
                        tuple("after", Answer.Outcome.INDEXED));
        assertThat(answers.get(1).reason()).contains("413", "http.max_content_length");
    }

    @Test
    void saysInOneLineThatTheIndexIsMissing() {
        try (SearchNode elsewhere = SearchNode.connect(elasticsearch.withIndexPrefix("nowhere-"))) {
            assertThatThrownBy(() -> ScratchIndex.search(elsewhere).totals())
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("404")
                    .hasMessageContaining("nowhere-articles")
                    .hasMessageEndingWith("the next start of Harmattan makes index and alias again")
                    .message()
                    .doesNotContain("\n");
        }
    }

    @Test
    void knowsTheVersionOfTheNode() {
        assertThat(node.version()).matches("\\d+\\.\\d+\\.\\d+");
    }
}
