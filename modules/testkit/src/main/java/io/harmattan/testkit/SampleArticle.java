package io.harmattan.testkit;

import io.harmattan.domain.EnrichedArticle;
import io.harmattan.domain.Entity;
import io.harmattan.domain.EntityType;
import io.harmattan.domain.Features;
import io.harmattan.domain.GeoPoint;
import io.harmattan.domain.Mention;
import io.harmattan.domain.Published;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An {@link EnrichedArticle} for tests: everything has a value, a test sets what it is about. */
public final class SampleArticle {
    private final String id;
    private int revision = 1;
    private int epoch = 1;
    private String desk = "default";
    private Instant eventTime = Instant.parse("2026-03-01T09:30:00Z");
    private @Nullable String title = "A title";
    private String text = "A text.";
    private @Nullable String outlet;

    private SampleArticle(String id) {
        this.id = id;
    }

    /** An article with that id. */
    public static SampleArticle article(String id) {
        return new SampleArticle(id);
    }

    /** Sets the revision; 1 otherwise. */
    public SampleArticle revision(int value) {
        revision = value;
        return this;
    }

    /** Sets the epoch; 1 otherwise. */
    public SampleArticle epoch(int value) {
        epoch = value;
        return this;
    }

    /** Sets the desk. */
    public SampleArticle desk(String value) {
        desk = value;
        return this;
    }

    /** Sets the event time, the article's own. */
    public SampleArticle at(Instant value) {
        eventTime = value;
        return this;
    }

    /** Sets the title; null for none. */
    public SampleArticle title(@Nullable String value) {
        title = value;
        return this;
    }

    /** Sets the text. */
    public SampleArticle text(String value) {
        text = value;
        return this;
    }

    /** Sets the outlet. */
    public SampleArticle outlet(String value) {
        outlet = value;
        return this;
    }

    /** The article: no mentions, no date, no credits. */
    public EnrichedArticle build() {
        return new EnrichedArticle(
                id,
                revision,
                epoch,
                desk,
                eventTime,
                true,
                Instant.parse("2026-03-02T00:00:00Z"),
                "hash-" + revision,
                "https://news.example/" + id,
                "sample",
                title,
                text,
                null,
                outlet,
                List.of(),
                "en",
                null,
                List.of(),
                List.of(),
                Features.NONE);
    }

    /** An article in which every field has a value that tells it from its default. */
    public static EnrichedArticle complete(String id) {
        return new EnrichedArticle(
                id,
                3,
                2,
                "desk-é",
                Instant.parse("2026-03-01T09:30:15.123Z"),
                true,
                Instant.parse("2026-03-02T00:00:00.001Z"),
                "f00d",
                "https://news.example/a?b=c&d=é",
                "folder/file.txt",
                "“Quoted” title 😀",
                "Ada Sample met the Sample Force in Sampleville.\n\nSecond paragraph.",
                "By A. Writer",
                "The Example",
                List.of("Agency One", "Agency Two"),
                "fr",
                new Published(OffsetDateTime.parse("2026-03-01T10:30:00+01:00"), true, true, Published.Origin.JSON_LD),
                List.of(
                        new Mention(0, 10, "Ada Sample", EntityType.PERSON, "ada-sample"),
                        new Mention(19, 31, "Sample Force", EntityType.ORGANISATION, null),
                        new Mention(35, 46, "Sampleville", EntityType.PLACE, "sampleville")),
                List.of(
                        new Entity("ada-sample", "Ada Sample", EntityType.PERSON, null, null, null),
                        new Entity(
                                "sampleville",
                                "Sampleville",
                                EntityType.PLACE,
                                "town",
                                "NE",
                                new GeoPoint(16.9733, 7.9911))),
                Features.of(Map.of("a.b", 1, ".", 7, "sampl", 2, "", 4), Map.of("titl", 1)));
    }
}
