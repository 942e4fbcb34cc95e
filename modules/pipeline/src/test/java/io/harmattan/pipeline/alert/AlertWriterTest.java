package io.harmattan.pipeline.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.harmattan.domain.Alert;
import io.harmattan.domain.EnrichedArticle;
import io.harmattan.domain.Entity;
import io.harmattan.domain.EntityType;
import io.harmattan.domain.EventCluster;
import io.harmattan.domain.EventCluster.StanceTally;
import io.harmattan.domain.GeoPoint;
import io.harmattan.domain.Stance;
import io.harmattan.domain.Subscription;
import io.harmattan.domain.Subscription.Kind;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlertWriterTest {
    private static final Instant NOW = Instant.parse("2026-03-02T08:00:00Z");
    private static final AlertWriter.Origin ORIGIN = new AlertWriter.Origin("enriched-articles-1", 2, 17);
    private static final Entity BASE =
            new Entity("base", "Air Base 101", EntityType.PLACE, "base", "NE", new GeoPoint(13.5, 2.2));
    private static final Entity NIGER =
            new Entity("niger", "Niger", EntityType.PLACE, "country", "NE", new GeoPoint(17.6, 8.1));
    private static final Entity AFRICA = new Entity("africa", "Africa", EntityType.PLACE, "region", null, null);
    private static final EnrichedArticle ARTICLE = EnrichedArticle.builder("a1", "sahel", NOW)
            .title("Trainers leave the base")
            .text("The last trainers left on Monday.\n\nThe junta said they had overstayed.")
            .outlet("Le Fleuve")
            .entities(List.of(BASE, NIGER))
            .stances(List.of(
                    stance("us-presence", "the junta", Stance.Label.OPPOSED, 35, 70),
                    stance("us-presence", "the junta", Stance.Label.OPPOSED, 0, 33),
                    stance("us-presence", "the embassy", Stance.Label.NEUTRAL, 0, 33),
                    stance("russian-presence", Stance.AUTHOR, Stance.Label.FAVOURABLE, 4, 17)))
            .build();
    private static final EventCluster CLUSTER = EventCluster.builder("c1", "sahel", NOW)
            .revision(4)
            .title("Trainers leave Air Base 101")
            .articles(5)
            .sources(3)
            .members(List.of(member("a1", "Le Fleuve"), member("a2", "The Ferry Post"), member("a3", "Radio Dune")))
            .summary(List.of(
                    new EventCluster.SummaryLine("a1", "Le Fleuve", "The last trainers left on Monday."),
                    new EventCluster.SummaryLine("a2", null, "Trucks were seen\non the road."),
                    new EventCluster.SummaryLine("a3", null, "A third sentence.")))
            .entities(List.of(
                    new EventCluster.EntityCount(AFRICA, 5, 3),
                    new EventCluster.EntityCount(NIGER, 5, 3),
                    new EventCluster.EntityCount(BASE, 4, 2)))
            .stances(List.of(
                    tally("us-presence", "the junta", Stance.Label.OPPOSED, 3, "they had overstayed"),
                    tally("us-presence", "the union", Stance.Label.OPPOSED, 1, "time to go"),
                    tally("us-presence", "the mayor", Stance.Label.OPPOSED, 2, "enough"),
                    tally("us-presence", "the traders", Stance.Label.FAVOURABLE, 1, "they bought our bread"),
                    tally("us-presence", "the embassy", Stance.Label.NEUTRAL, 3, "no comment"),
                    tally("russian-presence", "the junta", Stance.Label.FAVOURABLE, 2, "new partners")))
            .build();

    private final AlertWriter writer = new AlertWriter(1, "https://desk.example/");

    @Test
    void anEventIsToldAsAnEditorWould() {
        Alert alert = writer.ofCluster(subscription(Kind.NEW_CLUSTER), CLUSTER, ARTICLE, "new", ORIGIN);
        assertThat(alert.title()).isEqualTo("Trainers leave Air Base 101");
        assertThat(alert.url()).isEqualTo("https://desk.example/clusters/c1");
        assertThat(alert.lines())
                .containsExactly(
                        "A new event, with 5 articles of 3 independent sources so far.",
                        "The last trainers left on Monday. (Le Fleuve)",
                        "Trucks were seen on the road.",
                        "Where: Air Base 101 (Niger).",
                        "Told by Le Fleuve, The Ferry Post, Radio Dune.",
                        "In favour of the Russian presence: the junta (2 sources): “new partners”",
                        "In favour of the US presence: the traders (1 source): “they bought our bread”",
                        "Against the US presence: the junta (3 sources): “they had overstayed”",
                        "Against the US presence: the mayor (2 sources): “enough”",
                        "Search: https://desk.example/search?q=base+AND+%22troops%22");
        assertThat(alert.sources()).isEqualTo(3);
        assertThat(alert.clusterRevision()).isEqualTo(4);
    }

    @Test
    void whatIsNewComesFirstInUpdatesAndGrowth() {
        assertThat(writer.ofCluster(subscription(Kind.UPDATE), CLUSTER, ARTICLE, "u", ORIGIN)
                        .lines()
                        .get(0))
                .isEqualTo("New in this event: “Trainers leave the base” (Le Fleuve). It now has 5 articles of 3"
                        + " independent sources.");
        assertThat(writer.ofCluster(subscription(Kind.GROWS), CLUSTER, ARTICLE, "g", ORIGIN)
                        .lines()
                        .get(0))
                .isEqualTo("The event has grown to 5 articles of 3 independent sources.");
    }

    @Test
    void anArticleIsToldWithItsOwnWords() {
        Alert alert = writer.ofArticle(subscription(Kind.ARTICLE), ARTICLE, "article", ORIGIN);
        assertThat(alert.lines())
                .containsExactly(
                        "The last trainers left on Monday. (Le Fleuve)",
                        "Where: Air Base 101 (Niger).",
                        "In favour of the Russian presence: the article itself: “last trainers”",
                        "Against the US presence: the junta: “The junta said they had overstayed.”",
                        "Search: https://desk.example/search?q=base+AND+%22troops%22");
        assertThat(alert.url()).isEqualTo("https://desk.example/api/v1/articles/a1");
    }

    @Test
    void whereThereAreNoPagesThereAreNoLinks() {
        Alert alert = new AlertWriter(1, null).ofCluster(subscription(Kind.GROWS), CLUSTER, ARTICLE, "g", ORIGIN);
        assertThat(alert.url()).isNull();
        assertThat(alert.lines()).noneMatch(line -> line.startsWith("Search:"));
    }

    private static EventCluster.Member member(String article, String outlet) {
        return new EventCluster.Member(
                article, 1, NOW, false, "Title", outlet, null, false, article, EventCluster.Role.INDEPENDENT);
    }

    private static Stance stance(String target, String holder, Stance.Label label, int start, int end) {
        return new Stance(target, holder, null, label, 0.9, start, end, Stance.Manner.REPORTED);
    }

    private static StanceTally tally(String target, String holder, Stance.Label label, int sources, String evidence) {
        return new StanceTally(target, holder, null, label, sources, sources, List.of(), NOW, NOW, "a1", evidence);
    }

    private static Subscription subscription(Kind kind) {
        return new Subscription(
                "s",
                1,
                "desk",
                "Bases",
                "base AND \"troops\"",
                new Subscription.Trigger(kind, null, null, null, null, null),
                Subscription.Limits.NONE,
                List.of(),
                false,
                NOW,
                NOW);
    }
}
