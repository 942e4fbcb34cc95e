package io.harmattan.index;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.harmattan.analysis.match.QueryLanguage;
import io.harmattan.analysis.match.Vocabulary;
import io.harmattan.analysis.meaning.MeaningEncoder;
import io.harmattan.analysis.profile.WatchProfile;
import io.harmattan.domain.Alert;
import io.harmattan.domain.EnrichedArticle;
import io.harmattan.domain.EventCluster;
import io.harmattan.domain.NewsSearch;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Indices of one test on a node that others share: under a prefix of their own, and gone afterwards. */
final class ScratchIndex implements AutoCloseable {
    private static @Nullable MeaningEncoder encoder;

    private final SearchNode node;
    private final Set<String> written = new HashSet<>();
    private final String prefix = "scratch-" + UUID.randomUUID().toString().substring(0, 8) + "-";

    ScratchIndex(SearchSettings settings) {
        node = SearchNode.connect(settings.withIndexPrefix(prefix));
        new IndexTemplates(node).ensure(1);
    }

    SearchNode node() {
        return node;
    }

    NewsSearch search() {
        return search(node);
    }

    /** The search of a node, with the names of a small profile. */
    static NewsSearch search(SearchNode node) {
        return new ElasticsearchNewsSearch(
                node,
                new QueryLanguage(new Vocabulary(
                        WatchProfile.parse(Map.of(
                                "desks.csv",
                                "id,name,countries\nall,All,\nnorth,North,NO\nsouth,South,NE\n",
                                "entities.csv",
                                "id,type,kind,name,country,lat,lon,geonames,wikidata,notes\nhavn,place,town,Havn,NO,,,,,\n"
                                        + "sampleville,place,town,Sampleville,NE,16.9733,7.9911,,,\n"
                                        + "ada-sample,person,,Ada Sample,,,,,,\n",
                                "aliases.csv",
                                "entity,alias,language,case,not_after,not_before,needs,notes\n")),
                        List.of())),
                InstantSource.system(),
                ScratchIndex::encoder);
    }

    /** One for all tests of a JVM. */
    static synchronized MeaningEncoder encoder() {
        if (encoder == null) {
            encoder = MeaningEncoder.load(1);
        }
        return encoder;
    }

    void put(EnrichedArticle... articles) {
        List<Document> documents = new ArrayList<>();
        try {
            for (EnrichedArticle article : articles) {
                documents.add(Documents.of(NewsIndex.ARTICLES.name(prefix, 1), article));
            }
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
        write(documents);
    }

    void put(EventCluster... clusters) {
        List<Document> documents = new ArrayList<>();
        try {
            for (EventCluster cluster : clusters) {
                documents.add(Documents.of(NewsIndex.EVENT_CLUSTERS.name(prefix, 1), cluster));
            }
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
        write(documents);
    }

    void put(Alert... alerts) {
        List<Document> documents = new ArrayList<>();
        try {
            for (Alert alert : alerts) {
                documents.add(Documents.of(NewsIndex.ALERTS.name(prefix, 1), alert));
            }
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
        write(documents);
    }

    void write(List<Document> documents) {
        documents.forEach(document -> written.add(document.index()));
        assertThat(new BulkWriter(node).write(documents))
                .extracting(Answer::outcome)
                .as("every document is taken")
                .isSubsetOf(Answer.Outcome.INDEXED, Answer.Outcome.STALE);
        refresh();
    }

    void refresh() {
        node.ask(() -> node.client().indices().refresh(r -> r.index(prefix + "*")));
    }

    /** Empties the indices that {@link #put} has written to, by making them anew: deleted documents would leave their versions. */
    void clear() {
        node.ask(() -> {
            for (NewsIndex kind : NewsIndex.values()) {
                String name = kind.name(prefix, 1);
                if (written.contains(name)) {
                    node.client().indices().delete(d -> d.index(name));
                    node.client().indices().create(c -> c.index(name).aliases(kind.alias(prefix), a -> a));
                }
            }
            return prefix;
        });
        written.clear();
    }

    private void deleteIndices() {
        node.ask(() -> {
            List<String> ours = node.client().indices().get(g -> g.index(prefix + "*")).result().keySet().stream()
                    .toList();
            return ours.isEmpty() ? prefix : node.client().indices().delete(d -> d.index(ours));
        });
    }

    @Override
    public void close() {
        deleteIndices();
        node.ask(() -> {
            var cluster = node.client().cluster();
            for (NewsIndex kind : NewsIndex.values()) {
                node.client().indices().deleteIndexTemplate(t -> t.name(prefix + "harmattan-" + kind.stem()));
                cluster.deleteComponentTemplate(t -> t.name(prefix + "harmattan-" + kind.stem() + "-mappings"));
            }
            return cluster.deleteComponentTemplate(t -> t.name(prefix + "harmattan-settings"));
        });
        node.close();
    }
}
