package io.harmattan.pipeline.cluster;

import io.harmattan.analysis.cluster.FeatureExtractor;
import io.harmattan.domain.ArticleId;
import io.harmattan.domain.EnrichedArticle;
import io.harmattan.domain.Entity;
import io.harmattan.domain.EntityType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Made-up articles about made-up events, the same for the same seed. */
final class Stories {
    static final Instant START = Instant.parse("2026-01-10T12:00:00Z");

    private static final FeatureExtractor FEATURES = new FeatureExtractor();

    private Stories() {}

    /** A stream over several weeks: dated and undated, in and out of order, revised, repeated, headlines, two desks. */
    static List<EnrichedArticle> stream(int articles, long seed) {
        Random random = new Random(seed);
        List<EnrichedArticle> stream = new ArrayList<>();
        for (int i = 0; i < articles; i++) {
            Instant ingested = START.plus(Duration.ofHours(2L * i)).plusMillis(random.nextInt(1000));
            int event = i / 12 + random.nextInt(6);
            Instant published =
                    switch (random.nextInt(5)) {
                        case 0 -> null;
                        case 1 -> ingested.minus(Duration.ofDays(random.nextInt(900)));
                        case 2 -> ingested.plus(Duration.ofHours(random.nextInt(48)));
                        default -> ingested.minus(Duration.ofMinutes(random.nextInt(3000)));
                    };
            boolean headline = random.nextInt(4) == 0;
            stream.add(article(
                    "article" + random.nextInt(articles),
                    1 + random.nextInt(3),
                    random.nextInt(8) == 0 ? "other desk" : "desk",
                    published,
                    ingested,
                    headline || random.nextBoolean() ? words(event, random, 8) : null,
                    headline ? "" : words(event, random, 60) + ".",
                    random.nextBoolean() ? List.of(entity(event % 5), entity(5 + random.nextInt(3))) : List.of()));
        }
        return stream;
    }

    static EnrichedArticle article(
            String name,
            int revision,
            String desk,
            @Nullable Instant published,
            Instant ingested,
            @Nullable String title,
            String text,
            List<Entity> entities) {
        return EnrichedArticle.builder(ArticleId.hash(name), desk, ingested)
                .revision(revision)
                .epoch(1)
                .eventTime(published == null ? ingested : published)
                .timed(published != null)
                .contentHash(ArticleId.contentHash(title, text))
                .source(name)
                .title(title)
                .text(text)
                .outlet("Outlet " + name.length())
                .language("en")
                .entities(entities)
                .features(FEATURES.features(title, text))
                .build();
    }

    private static Entity entity(int number) {
        return new Entity("e" + number, "Entity " + number, EntityType.ORGANISATION, null, null, null);
    }

    /** An event as one article tells it. */
    static String told(int event, int article) {
        return words(event, new Random(article), 60) + '.';
    }

    private static String words(int event, Random random, int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            // one word in four is everybody's
            int word = random.nextInt(4) == 0 ? random.nextInt(50) : 1000 + 30 * event + random.nextInt(30);
            text.append('w').append(Integer.toString(word * 7919, 36)).append(' ');
        }
        return text.toString().strip();
    }
}
