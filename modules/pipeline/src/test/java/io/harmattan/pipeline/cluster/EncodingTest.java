package io.harmattan.pipeline.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harmattan.analysis.cluster.ArticleRef;
import io.harmattan.analysis.cluster.Centre;
import io.harmattan.analysis.cluster.DeskState.Queue;
import io.harmattan.analysis.cluster.DeskStatus;
import io.harmattan.analysis.cluster.Exemplar;
import io.harmattan.analysis.cluster.Facets;
import io.harmattan.analysis.cluster.LiveCluster;
import io.harmattan.analysis.cluster.LiveGroup;
import io.harmattan.analysis.cluster.LiveMember;
import io.harmattan.analysis.cluster.Meaning;
import io.harmattan.analysis.cluster.Mentioned;
import io.harmattan.analysis.cluster.PastCluster;
import io.harmattan.analysis.cluster.Posted;
import io.harmattan.analysis.cluster.TermVector;
import io.harmattan.analysis.compare.Said;
import io.harmattan.analysis.compare.Statement;
import io.harmattan.domain.Embedding;
import io.harmattan.domain.Entity;
import io.harmattan.domain.EntityType;
import io.harmattan.domain.EventCluster;
import io.harmattan.domain.EventCluster.EntityCount;
import io.harmattan.domain.Figure;
import io.harmattan.domain.GeoPoint;
import io.harmattan.domain.Stance;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EncodingTest {
    private static final String ID = "0123456789abcdef0123456789abcdef";
    private static final Instant BEFORE_1970 = Instant.parse("1914-06-28T09:50:00.123456789Z");
    private static final TermVector VECTOR =
            TermVector.of(new long[] {Long.MIN_VALUE, -1, 1L << 40}, new float[] {0.25f, Float.MIN_VALUE, 3e7f});

    private static final Posted POSTED =
            Posted.of(new long[] {Long.MIN_VALUE, 5, Long.MAX_VALUE}, new long[] {1, 1L << 40, 7});

    @Test
    void what_was_written_is_read() {
        DeskStatus status =
                new DeskStatus(Instant.MIN, BEFORE_1970, Instant.EPOCH, BEFORE_1970, Integer.MAX_VALUE, 20_000);
        ArticleRef article = new ArticleRef(ID, 49_999, 300);
        ArticleRef odd = new ArticleRef("not hexadecimal", 0, 1);
        ArticleRef capital = new ArticleRef("0123456789ABCDEF0123456789ABCDEF", 0, 1);

        assertThat(Encoding.status("s", Encoding.status(status))).isEqualTo(status);
        DeskStatus steady = new DeskStatus(BEFORE_1970, BEFORE_1970, null, null, 0, 0);
        assertThat(Encoding.status("s", Encoding.status(steady))).isEqualTo(steady);
        assertThat(Encoding.article("s", Encoding.article(article))).isEqualTo(article);
        assertThat(Encoding.article("s", Encoding.article(odd))).isEqualTo(odd);
        assertThat(Encoding.article("s", Encoding.article(capital))).isEqualTo(capital);
        assertThat(Encoding.member("s", Encoding.member(member("title", null)))).isEqualTo(member("title", null));
        assertThat(Encoding.member("s", Encoding.member(member(null, "outlet"))))
                .isEqualTo(member(null, "outlet"));
        assertThat(Encoding.cluster("s", Encoding.cluster(cluster()))).isEqualTo(cluster());
        TermVector counts = TermVector.of(new long[] {-1, 1}, new float[] {1, 100_000});
        Facets all = new Facets(counts, TermVector.EMPTY, counts);
        assertThat(Encoding.counts("s", Encoding.counts(all))).isEqualTo(all);
        assertThat(Encoding.centre("s", Encoding.cluster(cluster())))
                .isEqualTo(cluster().centre());
        LiveGroup group = new LiveGroup(300, new TreeMap<>(Map.of("ne", 200, "us", 1)));
        PastCluster past = new PastCluster(
                ID, VECTOR, List.of("ne"), new LiveCluster.Span(BEFORE_1970, Instant.EPOCH), Instant.EPOCH, POSTED);
        assertThat(Encoding.group("s", Encoding.group(group))).isEqualTo(group);
        assertThat(Encoding.past("s", Encoding.past(past))).isEqualTo(past);
    }

    @Test
    void an_identity_takes_half_the_bytes_of_its_text() {
        assertThat(Encoding.article(new ArticleRef(ID, 0, 1))).hasSize(1 + 17 + 1 + 1);
    }

    @Test
    void a_value_of_another_version_is_refused_with_the_way_out() {
        byte[] value = Encoding.cluster(cluster());
        value[0] = Encoding.VERSION + 1;

        assertThatThrownBy(() -> Encoding.cluster("cluster-clusters", value))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("cluster-clusters")
                .hasMessageContaining("version " + (Encoding.VERSION + 1) + "; expected " + Encoding.VERSION)
                .hasMessageContaining("rebuild it in a new epoch");
        assertThatThrownBy(() -> Encoding.article("f", new byte[0]))
                .hasMessageContaining("version none; expected " + Encoding.VERSION);
    }

    @Test
    void a_value_that_ends_early_is_refused() {
        byte[] value = Encoding.cluster(cluster());

        for (int length = 1; length < value.length; length++) {
            byte[] cut = Arrays.copyOf(value, length);
            assertThatThrownBy(() -> Encoding.cluster("cluster-clusters", cut))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("ends early");
        }
    }

    static LiveMember member(@Nullable String title, @Nullable String outlet) {
        return new LiveMember(
                new EventCluster.Member(
                        ID,
                        2,
                        BEFORE_1970,
                        true,
                        title,
                        outlet,
                        "https://example.org/ü",
                        false,
                        ID,
                        EventCluster.Role.INDEPENDENT),
                BEFORE_1970,
                new Facets(VECTOR, TermVector.EMPTY, VECTOR),
                title == null ? null : Embedding.of("m", new float[] {1, -2, 3}),
                List.of("ne", "us"),
                List.of("The Herald"),
                new Said(
                        List.of(
                                new Statement(
                                        "troops|present|US|NE",
                                        "troops in Niger",
                                        "US",
                                        null,
                                        true,
                                        1000,
                                        1100.5,
                                        Figure.Bound.BETWEEN,
                                        "1,000 to 1,100.5 troops",
                                        "an officer"),
                                new Statement(
                                        "cost|x|USD",
                                        "cost of X",
                                        null,
                                        "USD",
                                        false,
                                        1e8,
                                        null,
                                        Figure.Bound.AT_LEAST,
                                        "over $100 million",
                                        null)),
                        List.of(new Said.Quoted("an officer", null), new Said.Quoted("Ada Sample", "ada-sample")),
                        List.of(new Said.Side(
                                "us-presence", "the junta", "ne-junta", Stance.Label.OPPOSED, 0.9, "told them to go"))),
                List.of("The troops have left the base."));
    }

    private static LiveCluster cluster() {
        Entity place = new Entity("ne-niamey", "Niamey", EntityType.PLACE, "town", "NE", new GeoPoint(13.5, -2.1));
        Entity person = new Entity("x", "Someone", EntityType.PERSON, null, null, null);
        return new LiveCluster(
                new Centre(
                        ID,
                        3,
                        VECTOR,
                        List.of(
                                new Exemplar(ID, VECTOR, TermVector.EMPTY, VECTOR, true, Instant.EPOCH),
                                new Exemplar("odd", TermVector.EMPTY, VECTOR, TermVector.EMPTY, false, BEFORE_1970)),
                        Meaning.of("m", 2, new float[] {0.5f, -1e9f}),
                        Mentioned.of(new long[] {-1L << 50, 3}, new int[] {3, 1}),
                        new LiveCluster.Span(BEFORE_1970, BEFORE_1970.plusSeconds(5)),
                        new LiveCluster.Span(BEFORE_1970, Instant.EPOCH),
                        Instant.parse("2025-12-31T00:00:00Z"),
                        Instant.parse("2026-01-01T00:00:00Z")),
                7,
                2,
                5,
                2,
                POSTED,
                new TreeMap<>(Map.of("ne-niamey", new EntityCount(place, 3, 2), "x", new EntityCount(person, 1, 1))),
                List.of(new LiveCluster.Headline(ID, "Troops leave", VECTOR)),
                List.of(
                        new LiveCluster.Lead(ID, "The Herald", "The troops have left the base.", VECTOR),
                        new LiveCluster.Lead(ID, null, "Они ушли.", TermVector.EMPTY)),
                "The troops have left.",
                new LiveCluster.First(2, true, BEFORE_1970),
                List.of(
                        new LiveCluster.TakenOver(ID, 300, BEFORE_1970),
                        new LiveCluster.TakenOver("one more", 1, null)),
                "another",
                new TreeMap<>(Map.of("us-presence", -1, "russian-presence", 1)),
                new LiveCluster.Wait(Queue.INGEST_TIME, Instant.EPOCH));
    }
}
