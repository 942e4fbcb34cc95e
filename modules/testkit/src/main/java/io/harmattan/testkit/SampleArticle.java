package io.harmattan.testkit;

import io.harmattan.domain.Copy;
import io.harmattan.domain.DateMention;
import io.harmattan.domain.EnrichedArticle;
import io.harmattan.domain.Entity;
import io.harmattan.domain.EntityType;
import io.harmattan.domain.Features;
import io.harmattan.domain.Figure;
import io.harmattan.domain.Focus;
import io.harmattan.domain.GeoPoint;
import io.harmattan.domain.Mention;
import io.harmattan.domain.Published;
import io.harmattan.domain.Quote;
import io.harmattan.domain.Stance;
import java.time.Instant;
import java.time.LocalDate;
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
        return EnrichedArticle.builder(id, desk, Instant.parse("2026-03-02T00:00:00Z"))
                .revision(revision)
                .epoch(epoch)
                .eventTime(eventTime)
                .timed(true)
                .contentHash("hash-" + revision)
                .url("https://news.example/" + id)
                .source("sample")
                .title(title)
                .text(text)
                .outlet(outlet)
                .language("en")
                .build();
    }

    /** An article in which every field has a value that tells it from its default. */
    public static EnrichedArticle complete(String id) {
        return EnrichedArticle.builder(id, "desk-é", Instant.parse("2026-03-02T00:00:00.001Z"))
                .revision(3)
                .epoch(2)
                .eventTime(Instant.parse("2026-03-01T09:30:15.123Z"))
                .timed(true)
                .contentHash("f00d")
                .url("https://news.example/a?b=c&d=é")
                .source("folder/file.txt")
                .title("“Quoted” title 😀")
                .text("Ada Sample met the Sample Force in Sampleville.\n\nSecond paragraph.")
                .byline("By A. Writer")
                .outlet("The Example")
                .credits(List.of("Agency One", "Agency Two"))
                .language("fr")
                .published(new Published(
                        OffsetDateTime.parse("2026-03-01T10:30:00+01:00"), true, true, Published.Origin.JSON_LD))
                .mentions(List.of(
                        new Mention(0, 10, "Ada Sample", EntityType.PERSON, "ada-sample"),
                        new Mention(19, 31, "Sample Force", EntityType.ORGANISATION, null),
                        new Mention(35, 46, "Sampleville", EntityType.PLACE, "sampleville")))
                .entities(List.of(
                        new Entity("ada-sample", "Ada Sample", EntityType.PERSON, null, null, null),
                        new Entity(
                                "sampleville",
                                "Sampleville",
                                EntityType.PLACE,
                                "town",
                                "NE",
                                new GeoPoint(16.9733, 7.9911))))
                .features(Features.of(Map.of("a.b", 1, ".", 7, "sampl", 2, "", 4), Map.of("titl", 1)))
                .origins(Map.of("title", "OPEN_GRAPH", "published", "JSON_LD"))
                .dateRefused("2204-05-03 is in the future")
                .copy(new Copy("first", "other", 0.875, "most of its text stands in other"))
                .focus(new Focus("NE", 0.75, "sampleville", 0.5))
                .path(EnrichedArticle.Path.MODEL)
                .quotes(List.of(
                        new Quote(0, 3, "Ada", "Ada Sample", 0, 10, "ada-sample", "said", Quote.Kind.MIXED),
                        new Quote(4, 10, "Sample", null, null, null, null, null, Quote.Kind.WORD)))
                .figures(List.of(
                        new Figure(0, 3, "Ada", 1000, null, "troops", 1100.0, "us", Figure.Bound.BETWEEN, true),
                        new Figure(4, 10, "Sample", 1.5, "km", null, null, null, Figure.Bound.EXACT, false)))
                .dates(List.of(new DateMention(
                        0, 3, "Ada", LocalDate.parse("2026-02-01"), LocalDate.parse("2026-02-28"), true)))
                .stances(List.of(
                        new Stance(
                                "us-presence",
                                "Ada Sample",
                                "ada-sample",
                                Stance.Label.OPPOSED,
                                0.75,
                                0,
                                10,
                                Stance.Manner.ACT),
                        new Stance(
                                "russian-presence",
                                Stance.AUTHOR,
                                null,
                                Stance.Label.NEUTRAL,
                                0.5,
                                11,
                                14,
                                Stance.Manner.OWN)))
                .abstentions(List.of(new Stance(
                        "us-presence", "Ada", null, Stance.Label.FAVOURABLE, 0.6, 4, 14, Stance.Manner.REPORTED)))
                .build();
    }
}
