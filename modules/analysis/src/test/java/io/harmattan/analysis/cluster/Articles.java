package io.harmattan.analysis.cluster;

import io.harmattan.analysis.SahelProfile;
import io.harmattan.analysis.profile.Background;
import io.harmattan.domain.ArticleId;
import io.harmattan.domain.Copy;
import io.harmattan.domain.EnrichedArticle;
import io.harmattan.domain.Entity;
import io.harmattan.domain.EntityType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Articles as enrich would make them. */
final class Articles {
    static final Background BACKGROUND = SahelProfile.load().background();
    static final Instant NOW = Instant.parse("2026-01-10T12:00:00Z");

    private static final FeatureExtractor EXTRACTOR = new FeatureExtractor();

    private String id = "a";
    private int revision = 1;
    private @Nullable Instant published;
    private Instant ingested = NOW;
    private @Nullable String title;
    private String text = "";
    private List<Entity> entities = List.of();
    private @Nullable Copy copy;
    private @Nullable String outlet;
    private List<String> credits = List.of();

    private Articles() {}

    static Articles article(String id) {
        Articles article = new Articles();
        article.id = id;
        return article;
    }

    Articles revision(int number) {
        this.revision = number;
        return this;
    }

    Articles published(Instant when) {
        this.published = when;
        return this;
    }

    Articles ingested(Instant when) {
        this.ingested = when;
        return this;
    }

    Articles title(String words) {
        this.title = words;
        return this;
    }

    Articles text(String words) {
        this.text = words;
        return this;
    }

    Articles entities(String... names) {
        this.entities = Arrays.stream(names)
                .map(name ->
                        new Entity(name.toLowerCase(java.util.Locale.ROOT), name, EntityType.PLACE, null, null, null))
                .toList();
        return this;
    }

    /** With the text of that article. */
    Articles copyOf(String other) {
        String of = ArticleId.hash("test", other);
        this.copy = new Copy(of, of, 1, "the same words");
        return this;
    }

    Articles outlet(String name) {
        this.outlet = name;
        return this;
    }

    Articles credits(String... names) {
        this.credits = List.of(names);
        return this;
    }

    EnrichedArticle build() {
        return EnrichedArticle.builder(ArticleId.hash("test", id), "desk", ingested)
                .revision(revision)
                .epoch(1)
                .eventTime(published == null ? ingested : published)
                .timed(published != null)
                .contentHash(ArticleId.contentHash(title, text))
                .source(id)
                .title(title)
                .text(text)
                .language("en")
                .entities(entities)
                .copy(copy)
                .outlet(outlet)
                .credits(credits)
                .features(EXTRACTOR.features(title, text))
                .build();
    }

    /** The words of one made-up event, the same for the same number, in an order of their own for each article. */
    static String story(int event, int article) {
        Random words = new Random(event);
        List<String> vocabulary = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            vocabulary.add("w" + Integer.toString(words.nextInt(1 << 28), 36));
        }
        Random order = new Random(31L * event + article);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 60; i++) {
            text.append(vocabulary.get(order.nextInt(vocabulary.size()))).append(' ');
        }
        return text.append('.').toString();
    }
}
