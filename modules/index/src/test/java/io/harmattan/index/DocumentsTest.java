package io.harmattan.index;

import static io.harmattan.testkit.SampleArticle.article;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.harmattan.domain.ClusterChange;
import io.harmattan.domain.Embedding;
import io.harmattan.domain.EnrichedArticle;
import io.harmattan.domain.EventCluster;
import io.harmattan.testkit.SampleAlert;
import io.harmattan.testkit.SampleArticle;
import io.harmattan.testkit.SampleCluster;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DocumentsTest {
    @Test
    void writesAnArticleAsPeopleQueryIt() throws Exception {
        JsonNode json = json(NewsIndex.ARTICLES);
        assertThat(json.at("/event_time").asText()).isEqualTo("2026-03-01T09:30:15.123Z");
        assertThat(json.at("/published/at").asText()).isEqualTo("2026-03-01T10:30:00+01:00");
        assertThat(json.at("/published/origin").asText()).isEqualTo("json_ld");
        assertThat(json.at("/mentions/0/type").asText()).isEqualTo("person");
        assertThat(json.at("/mentions/1").has("entity_id")).isFalse();
        assertThat(json.at("/entities/1/country").asText()).isEqualTo("NE");
        assertThat(json.at("/entities/1/location/lat").asDouble()).isEqualTo(16.9733);
        assertThat(json.at("/features/title/terms/0").asText()).isEqualTo("titl");
        assertThat(json.at("/features/title/counts/0").asInt()).isEqualTo(1);
    }

    @Test
    void writesAClusterAsPeopleQueryIt() throws Exception {
        JsonNode json = json(NewsIndex.EVENT_CLUSTERS);
        assertThat(json.at("/status").asText()).isEqualTo("redirected");
        assertThat(json.at("/redirect_to").asText()).isEqualTo("another");
        assertThat(json.at("/members/0/article_id").asText()).isEqualTo("article-1");
        assertThat(json.at("/entities/0/id").asText()).isEqualTo("sampleville");
        assertThat(json.at("/entities/0/articles").asInt()).isEqualTo(2);
        assertThat(json.has("outlets")).isFalse();
    }

    @Test
    void readsWhatItWrote() throws Exception {
        EnrichedArticle complete = SampleArticle.complete("a");
        EnrichedArticle sparse = article("b").title(null).build();
        EventCluster cluster = SampleCluster.complete("c");
        assertThat(Documents.JSON.readValue(Documents.of("i", complete).json(), EnrichedArticle.class))
                .isEqualTo(complete);
        assertThat(Documents.JSON.readValue(Documents.of("i", sparse).json(), EnrichedArticle.class))
                .isEqualTo(sparse);
        assertThat(Documents.JSON.readValue(Documents.of("i", cluster).json(), EventCluster.class))
                .isEqualTo(cluster);
    }

    @Test
    void readsADocumentThatHasAFieldOfALaterVersion() throws Exception {
        EnrichedArticle complete = SampleArticle.complete("a");
        var json = (com.fasterxml.jackson.databind.node.ObjectNode)
                Documents.JSON.readTree(Documents.of("i", complete).json());
        json.put("stance", "later");
        assertThat(Documents.JSON.treeToValue(json, EnrichedArticle.class)).isEqualTo(complete);
    }

    @Test
    void readsADocumentThatLacksWhatAnEarlierVersionDidNotHave() throws Exception {
        var json = (com.fasterxml.jackson.databind.node.ObjectNode) Documents.JSON.readTree(
                Documents.of("i", SampleArticle.complete("a")).json());
        json.remove(List.of("abstentions", "desks"));
        EnrichedArticle read = Documents.JSON.treeToValue(json, EnrichedArticle.class);
        assertThat(read.abstentions()).isEmpty();
        assertThat(read.desks()).containsExactly(read.desk());
    }

    @ParameterizedTest
    @EnumSource(NewsIndex.class)
    void hasAMappingAndANoteForEachOfItsFieldsAndForNoOther(NewsIndex kind) throws Exception {
        JsonNode mappings =
                IndexTemplates.resource(kind.stem() + "-mappings.json").at("/template/mappings");
        Set<String> written = names(json(kind));
        assertThat(names(mappings.at("/properties"))).isEqualTo(written);
        assertThat(names(mappings.at("/_meta/fields"))).isEqualTo(written);
        for (String field : written) {
            JsonNode declared = mappings.at("/properties/" + field);
            if (declared.has("enabled") || declared.path("type").asText().equals("dense_vector")) {
                continue; // kept, not searched; or numbers
            }
            JsonNode value = json(kind).path(field);
            JsonNode element = value.isArray() ? value.path(0) : value;
            JsonNode inner = mappings.at("/properties/" + field + "/properties");
            assertThat(names(inner)).as(field).containsAll(names(element));
        }
    }

    @Test
    void putsTheEpochOfAVersionAboveAnyRevision() {
        assertThat(DocumentVersion.of(1, 1)).isEqualTo(4_294_967_297L);
        assertThat(DocumentVersion.of(2, 1)).isGreaterThan(DocumentVersion.of(1, Integer.MAX_VALUE));
        assertThat(DocumentVersion.of(Integer.MAX_VALUE, Integer.MAX_VALUE)).isPositive();
    }

    private static JsonNode json(NewsIndex kind) throws Exception {
        return Documents.JSON.readTree(
                switch (kind) {
                    case ARTICLES ->
                        Documents.of("i", withVector(SampleArticle.complete("a")))
                                .json();
                    case EVENT_CLUSTERS ->
                        Documents.of("i", SampleCluster.complete("c")).json();
                    case CLUSTER_CHANGES ->
                        Documents.of("i", "0@1", Documents.JSON.readValue("""
                                {"cluster_id": "c", "revision": 2, "epoch": 1, "desk": "d", "kind": "SHIFTED",
                                 "article_id": "a", "other": "o", "event_time": "2026-03-01T00:00:00Z",
                                 "ingest_time": "2026-03-02T00:00:00Z", "late": false, "reason": "why",
                                 "scores": {"all words": 0.5},
                                 "shift": {"target": "t", "from": "favourable", "to": "opposed"}}
                                """, ClusterChange.class))
                                .json();
                    case ALERTS ->
                        Documents.of("i", SampleAlert.alert("a", "bases", SampleAlert.NOW))
                                .json();
                });
    }

    private static EnrichedArticle withVector(EnrichedArticle article) {
        return article.toBuilder()
                .features(article.features().with(Embedding.of("m", new float[] {1, 0})))
                .build();
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
