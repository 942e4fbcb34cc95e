package io.harmattan.analysis.match;

import static io.harmattan.analysis.match.QueryLanguageTest.LANGUAGE;
import static org.assertj.core.api.Assertions.assertThat;

import io.harmattan.domain.EnrichedArticle;
import io.harmattan.domain.EventCluster;
import io.harmattan.domain.Figure;
import io.harmattan.domain.Published;
import io.harmattan.domain.Stance;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.lucene.monitor.MonitorQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Weight;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoredQueriesTest {
    private static final Instant NOW = Instant.parse("2026-11-27T08:00:00Z");
    private static final String TEXT =
            "About 1,000 US troops left the air base near Niamey. L'ambassade des États-Unis n'a pas commenté.";

    private static final EnrichedArticle ARTICLE = EnrichedArticle.builder("a1", "sahel", NOW)
            .title("Soldiers leaving Niger's bases")
            .text(TEXT)
            .outlet("Le Monde")
            .language("en")
            .published(new Published(
                    OffsetDateTime.parse("2026-11-26T12:00:00+01:00"), true, true, Published.Origin.SOURCE))
            .eventTime(Instant.parse("2026-11-26T11:00:00Z"))
            .timed(true)
            .entities(QueryLanguageTest.PROFILE.entities().values().stream()
                    .filter(e -> List.of("niamey", "air-base-101").contains(e.id()))
                    .toList())
            .figures(List.of(new Figure(
                    0, 21, TEXT.substring(0, 21), 1000, null, "troops", null, "us", Figure.Bound.ABOUT, true)))
            .stances(List.of(new Stance(
                    "us-presence", "the junta", "tiani", Stance.Label.OPPOSED, 0.9, 0, 10, Stance.Manner.ACT)))
            .build();

    private final StoredQueries queries = new StoredQueries();

    @AfterEach
    void close() {
        queries.close();
    }

    private boolean matches(String query) {
        queries.put("q", LANGUAGE.parse(query));
        return queries.match(ARTICLE, NOW).ids().contains("q");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "troop",
                "base soldier",
                "ambassade",
                "\"air base near\"",
                "\"base air\"~2",
                "niam*",
                "title:soldiers",
                "NOT wagner",
                "wagner OR niamey",
                "wagner OR NOT mali",
                "outlet:\"le monde\"",
                "outlet:le*",
                "language:EN",
                "desk:sahel",
                "base:\"Air Base 101\"",
                "place:niamey base:*",
                "country:niger",
                "holder:\"THE JUNTA\"",
                "holder:tiani",
                "stance.us-presence:opposed",
                "stance.us-presence:*",
                "figure.troops:[100 TO *]",
                "figure.troops:1000",
                "published:[now-2d TO now]",
                "published:2026-11-26",
                "published:>2026-11-25 ingested:<=now",
                "ingested:>=now",
                "*:*",
            })
    void match(String query) {
        assertThat(matches(query)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "wagner",
                "\"base air\"",
                "\"bases about\"",
                "title:niamey",
                "NOT troops",
                "person:tiani",
                "person:*",
                "outlet:monde",
                "stance.us-presence:favourable",
                "stance.russian-presence:*",
                "figure.troops:>1000",
                "figure.usd:[1 TO *]",
                "published:[now-1h TO now]",
                "published:>2026-11-26",
                "sources:>=1",
                "NOT *:*",
            })
    void doesNotMatch(String query) {
        assertThat(matches(query)).isFalse();
    }

    @Test
    void aClusterMatchesByItselfOrByItsNewestArticle() {
        EventCluster cluster = EventCluster.builder("c1", "sahel", NOW)
                .title("Junta orders troops out")
                .articles(4)
                .sources(3)
                .build();
        queries.put("both", LANGUAGE.parse("sources:>=3 junta outlet:\"le monde\""));
        queries.put("more", LANGUAGE.parse("sources:>=4 junta"));
        queries.put("phrase", LANGUAGE.parse("title:\"bases junta\""));
        assertThat(queries.match(cluster, ARTICLE, NOW).ids()).containsExactly("both");
        assertThat(queries.match(cluster, null, NOW).ids()).isEmpty();
    }

    @Test
    void aQueryThatFailsStopsNoOther() {
        queries.put("good", LANGUAGE.parse("niamey"));
        queries.register(List.of(new MonitorQuery("bad", new Query() {
            @Override
            public Weight createWeight(IndexSearcher searcher, ScoreMode mode, float boost) {
                throw new IllegalStateException("cannot be run");
            }

            @Override
            public void visit(QueryVisitor visitor) {
                visitor.visitLeaf(this);
            }

            @Override
            public String toString(String field) {
                return "bad";
            }

            @Override
            public boolean equals(Object other) {
                return this == other;
            }

            @Override
            public int hashCode() {
                return 8;
            }
        })));
        StoredQueries.Matches found = queries.match(ARTICLE, NOW);
        assertThat(found.ids()).containsExactly("good");
        assertThat(found.failed()).containsOnlyKeys("bad");
        assertThat(found.failed().get("bad")).contains("cannot be run");
    }

    @Test
    void replacedAndRemovedQueriesAreForgotten() {
        assertThat(matches("niamey")).isTrue();
        assertThat(matches("wagner")).isFalse();
        assertThat(matches("niamey")).isTrue();
        queries.remove("q");
        queries.remove("nobody");
        assertThat(queries.match(ARTICLE, NOW).ids()).isEmpty();
        assertThat(queries.size()).isZero();
    }

    @Test
    void thePresearcherLeavesFewQueriesToTry() {
        Map<String, NewsQuery> many = IntStream.range(0, 2_000)
                .boxed()
                .collect(
                        Collectors.toMap(i -> "q" + i, i -> LANGUAGE.parse("word" + i + " published:[now-2d TO now]")));
        queries.putAll(many);
        queries.put("wanted", LANGUAGE.parse("niamey published:[now-2d TO now]"));
        StoredQueries.Matches found = queries.match(ARTICLE, NOW);
        assertThat(found.ids()).containsExactly("wanted");
        assertThat(found.tried()).isEqualTo(1);
    }

    @Test
    void theLargestQueryThatIsTakenCanBeMatched() {
        String words = IntStream.range(0, 150).mapToObj(i -> "w" + i + "x").collect(Collectors.joining(" OR "));
        assertThat(matches(words)).isFalse();
        assertThat(matches(words.replace("w7x", "niamey"))).isTrue();
    }
}
