package io.harmattan.dashboard;

import io.harmattan.domain.EnrichedArticle;
import io.harmattan.domain.Entity;
import io.harmattan.domain.EntityType;
import io.harmattan.domain.EventCluster;
import io.harmattan.domain.Features;
import io.harmattan.domain.GeoPoint;
import io.harmattan.domain.Mention;
import io.harmattan.domain.NewsSearch;
import io.harmattan.domain.Published;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/** One article in one cluster, and a cluster that leads to it; and a search that knows these. */
final class Fixtures {
    static final String ARTICLE = "0123456789abcdef0123456789abcdef";
    static final String CLUSTER = "c0123456789abcdef0123456789abcde";
    static final String MERGED = "d0123456789abcdef0123456789abcde";
    private static final Instant EVENT = Instant.parse("2024-05-03T13:30:00Z");
    private static final Instant INGEST = Instant.parse("2024-05-04T08:00:00.123Z");
    private static final Entity BASE =
            new Entity("base-101", "Air Base 101", EntityType.PLACE, "base", "NE", new GeoPoint(13.48, 2.17));

    private Fixtures() {}

    static EnrichedArticle article() {
        return new EnrichedArticle(
                ARTICLE,
                2,
                1,
                "default",
                EVENT,
                true,
                INGEST,
                "hash",
                "https://news.example/a",
                "news.jsonl:7",
                "Troops enter <b>base</b>",
                "Troops entered Air Base 101.",
                null,
                "An Outlet",
                List.of("An Agency"),
                "en",
                new Published(OffsetDateTime.parse("2024-05-03T14:30:00+01:00"), true, true, Published.Origin.SOURCE),
                List.of(new Mention(15, 27, "Air Base 101", EntityType.PLACE, "base-101")),
                List.of(BASE),
                Features.NONE);
    }

    static EventCluster cluster() {
        return new EventCluster(
                CLUSTER,
                3,
                1,
                "default",
                EventCluster.Status.OPEN,
                null,
                "Troops enter base",
                EVENT,
                EVENT,
                true,
                INGEST,
                List.of(new EventCluster.Member(
                        ARTICLE, 2, EVENT, true, "Troops enter", "An Outlet", "https://news.example/a", false)),
                List.of(new EventCluster.EntityCount(BASE, 1)));
    }

    static EventCluster merged() {
        return new EventCluster(
                MERGED,
                2,
                1,
                "default",
                EventCluster.Status.REDIRECTED,
                CLUSTER,
                "Troops",
                EVENT,
                EVENT,
                true,
                INGEST,
                List.of(),
                List.of());
    }

    /** Finds the article for every query but those that the test wants to fail. */
    static class Search implements NewsSearch {
        @Override
        public Page search(String query, int limit) {
            if (query.equals("\"")) {
                throw new IllegalArgumentException("a quote is not closed");
            }
            return new Page(
                    7,
                    List.of(new Hit(
                            ARTICLE,
                            "Troops enter <b>base</b>",
                            "… entered Air Base 101.",
                            "An Outlet",
                            null,
                            EVENT,
                            true,
                            CLUSTER,
                            1.5)));
        }

        @Override
        public List<EventCluster> clusters(int limit) {
            return List.of(Fixtures.cluster());
        }

        @Override
        public Optional<EventCluster> cluster(String id) {
            return id.equals(CLUSTER)
                    ? Optional.of(Fixtures.cluster())
                    : id.equals(MERGED) ? Optional.of(merged()) : Optional.empty();
        }

        @Override
        public Optional<EnrichedArticle> article(String id) {
            return id.equals(ARTICLE) ? Optional.of(Fixtures.article()) : Optional.empty();
        }

        @Override
        public Totals totals() {
            return new Totals(1, 1);
        }
    }
}
