package io.harmattan.domain;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An article after enrich: clean text, tags, what it says, and features, for one desk.
 *
 * @param id as in {@link Article}
 * @param revision from 1; the next one replaces this one everywhere
 * @param epoch generation of derived data
 * @param desk the unit in which clustering is ordered
 * @param eventTime {@code published}, else {@code ingestTime}
 * @param timed whether {@code eventTime} is the article's own ({@code false}: it is the ingest time for want of better)
 * @param contentHash tells this revision from the others
 * @param title clean title, if the article has one
 * @param text clean body, paragraphs parted by one empty line; all spans refer to it
 * @param byline who wrote it
 * @param outlet who published this copy
 * @param credits whom the text says it comes from
 * @param language ISO 639-1 code, or {@code und}
 * @param mentions spans of {@code text}, in order of their start, none overlapping
 * @param entities what the mentions name, each once
 * @param origins what each of title, byline, published, outlet, url and language was read from, by the name of the field
 * @param dateRefused why a date that was found was not taken as the publication time; null when none was refused
 * @param copy whose text it carries; null when it is nobody's copy
 * @param focus where it plays, when that is clear
 * @param path which way its names were found
 * @param quotes words given as somebody's own, in order of their start
 * @param figures numbers with what they count, in order of their start
 * @param dates dates in the text, in order of their start
 * @param stances who is for or against a target, in order of their evidence
 * @param abstentions what something spoke for, but too little to be called a stance: each with the label and the confidence
 *     that it would have had, in order of the words; none for a holder and a target of {@code stances}
 * @param desks every desk that takes the article, this one among them; never empty
 */
public record EnrichedArticle(
        String id,
        int revision,
        int epoch,
        String desk,
        Instant eventTime,
        boolean timed,
        Instant ingestTime,
        String contentHash,
        @Nullable String url,
        String source,
        @Nullable String title,
        String text,
        @Nullable String byline,
        @Nullable String outlet,
        List<String> credits,
        String language,
        @Nullable Published published,
        List<Mention> mentions,
        List<Entity> entities,
        Features features,
        Map<String, String> origins,
        @Nullable String dateRefused,
        @Nullable Copy copy,
        @Nullable Focus focus,
        Path path,
        List<Quote> quotes,
        List<Figure> figures,
        List<DateMention> dates,
        List<Stance> stances,
        List<Stance> abstentions,
        List<String> desks) {
    /** Which way names were found. */
    public enum Path {
        /** By the profile's dictionary and the gazetteer alone: the cheaper way, for what no desk watches closely. */
        DICTIONARY,
        /** By the model for names as well. */
        MODEL
    }

    public EnrichedArticle {
        Check.notBlank(id, "article id");
        Check.atLeast(1, revision, "revision of article " + id);
        Check.atLeast(1, epoch, "epoch of article " + id);
        Check.notBlank(desk, "desk of article " + id);
        credits = List.copyOf(credits);
        mentions = List.copyOf(mentions);
        entities = List.copyOf(entities);
        origins = Collections.unmodifiableSortedMap(new TreeMap<>(origins));
        quotes = List.copyOf(quotes);
        figures = List.copyOf(figures);
        dates = List.copyOf(dates);
        stances = List.copyOf(stances);
        abstentions = List.copyOf(abstentions);
        desks = desks.isEmpty() ? List.of(desk) : List.copyOf(desks);
        if (!desks.contains(desk)) {
            throw new IllegalArgumentException(
                    "desks of article " + id + " are " + desks + "; expected its own, " + desk + ", among them");
        }
    }

    /** The copy group that it counts in: its own id while it is nobody's copy. */
    public String copyGroup() {
        return copy == null ? id : copy.group();
    }

    /** A builder with nothing but what every article has; the rest starts empty. */
    public static Builder builder(String id, String desk, Instant ingestTime) {
        return new Builder(id, desk, ingestTime);
    }

    /** A builder that starts as this article. */
    public Builder toBuilder() {
        Builder builder = new Builder(id, desk, ingestTime);
        builder.revision = revision;
        builder.epoch = epoch;
        builder.eventTime = eventTime;
        builder.timed = timed;
        builder.contentHash = contentHash;
        builder.url = url;
        builder.source = source;
        builder.title = title;
        builder.text = text;
        builder.byline = byline;
        builder.outlet = outlet;
        builder.credits = credits;
        builder.language = language;
        builder.published = published;
        builder.mentions = mentions;
        builder.entities = entities;
        builder.features = features;
        builder.origins = origins;
        builder.dateRefused = dateRefused;
        builder.copy = copy;
        builder.focus = focus;
        builder.path = path;
        builder.quotes = quotes;
        builder.figures = figures;
        builder.dates = dates;
        builder.stances = stances;
        builder.abstentions = abstentions;
        builder.desks = desks;
        return builder;
    }

    /** Makes an {@link EnrichedArticle} step by step. Not safe for use by several threads. */
    public static final class Builder {
        private String id;
        private String desk;
        private Instant ingestTime;
        private int revision = 1;
        private int epoch = 1;
        private Instant eventTime;
        private boolean timed;
        private String contentHash = "";
        private @Nullable String url;
        private String source = "";
        private @Nullable String title;
        private String text = "";
        private @Nullable String byline;
        private @Nullable String outlet;
        private List<String> credits = List.of();
        private String language = "und";
        private @Nullable Published published;
        private List<Mention> mentions = List.of();
        private List<Entity> entities = List.of();
        private Features features = Features.NONE;
        private Map<String, String> origins = Map.of();
        private @Nullable String dateRefused;
        private @Nullable Copy copy;
        private @Nullable Focus focus;
        private Path path = Path.DICTIONARY;
        private List<Quote> quotes = List.of();
        private List<Figure> figures = List.of();
        private List<DateMention> dates = List.of();
        private List<Stance> stances = List.of();
        private List<Stance> abstentions = List.of();
        private List<String> desks = List.of();

        private Builder(String id, String desk, Instant ingestTime) {
            this.id = id;
            this.desk = desk;
            this.ingestTime = ingestTime;
            this.eventTime = ingestTime;
        }

        /** Sets {@link EnrichedArticle#id()}. */
        public Builder id(String id) {
            this.id = id;
            return this;
        }

        /** Sets {@link EnrichedArticle#revision()}. */
        public Builder revision(int revision) {
            this.revision = revision;
            return this;
        }

        /** Sets {@link EnrichedArticle#epoch()}. */
        public Builder epoch(int epoch) {
            this.epoch = epoch;
            return this;
        }

        /** Sets {@link EnrichedArticle#desk()}; it alone takes the article where it is none of {@link EnrichedArticle#desks()}. */
        public Builder desk(String desk) {
            this.desk = desk;
            this.desks = desks.contains(desk) ? desks : List.of();
            return this;
        }

        /** Sets {@link EnrichedArticle#eventTime()}. */
        public Builder eventTime(Instant eventTime) {
            this.eventTime = eventTime;
            return this;
        }

        /** Sets {@link EnrichedArticle#timed()}. */
        public Builder timed(boolean timed) {
            this.timed = timed;
            return this;
        }

        /** Sets {@link EnrichedArticle#ingestTime()}. */
        public Builder ingestTime(Instant ingestTime) {
            this.ingestTime = ingestTime;
            return this;
        }

        /** Sets {@link EnrichedArticle#contentHash()}. */
        public Builder contentHash(String contentHash) {
            this.contentHash = contentHash;
            return this;
        }

        /** Sets {@link EnrichedArticle#url()}. */
        public Builder url(@Nullable String url) {
            this.url = url;
            return this;
        }

        /** Sets {@link EnrichedArticle#source()}. */
        public Builder source(String source) {
            this.source = source;
            return this;
        }

        /** Sets {@link EnrichedArticle#title()}. */
        public Builder title(@Nullable String title) {
            this.title = title;
            return this;
        }

        /** Sets {@link EnrichedArticle#text()}. */
        public Builder text(String text) {
            this.text = text;
            return this;
        }

        /** Sets {@link EnrichedArticle#byline()}. */
        public Builder byline(@Nullable String byline) {
            this.byline = byline;
            return this;
        }

        /** Sets {@link EnrichedArticle#outlet()}. */
        public Builder outlet(@Nullable String outlet) {
            this.outlet = outlet;
            return this;
        }

        /** Sets {@link EnrichedArticle#credits()}. */
        public Builder credits(List<String> credits) {
            this.credits = credits;
            return this;
        }

        /** Sets {@link EnrichedArticle#language()}. */
        public Builder language(String language) {
            this.language = language;
            return this;
        }

        /** Sets {@link EnrichedArticle#published()}. */
        public Builder published(@Nullable Published published) {
            this.published = published;
            return this;
        }

        /** Sets {@link EnrichedArticle#mentions()}. */
        public Builder mentions(List<Mention> mentions) {
            this.mentions = mentions;
            return this;
        }

        /** Sets {@link EnrichedArticle#entities()}. */
        public Builder entities(List<Entity> entities) {
            this.entities = entities;
            return this;
        }

        /** Sets {@link EnrichedArticle#features()}. */
        public Builder features(Features features) {
            this.features = features;
            return this;
        }

        /** Sets {@link EnrichedArticle#origins()}. */
        public Builder origins(Map<String, String> origins) {
            this.origins = origins;
            return this;
        }

        /** Sets {@link EnrichedArticle#dateRefused()}. */
        public Builder dateRefused(@Nullable String dateRefused) {
            this.dateRefused = dateRefused;
            return this;
        }

        /** Sets {@link EnrichedArticle#copy()}. */
        public Builder copy(@Nullable Copy copy) {
            this.copy = copy;
            return this;
        }

        /** Sets {@link EnrichedArticle#focus()}. */
        public Builder focus(@Nullable Focus focus) {
            this.focus = focus;
            return this;
        }

        /** Sets {@link EnrichedArticle#path()}. */
        public Builder path(Path path) {
            this.path = path;
            return this;
        }

        /** Sets {@link EnrichedArticle#quotes()}. */
        public Builder quotes(List<Quote> quotes) {
            this.quotes = quotes;
            return this;
        }

        /** Sets {@link EnrichedArticle#figures()}. */
        public Builder figures(List<Figure> figures) {
            this.figures = figures;
            return this;
        }

        /** Sets {@link EnrichedArticle#dates()}. */
        public Builder dates(List<DateMention> dates) {
            this.dates = dates;
            return this;
        }

        /** Sets {@link EnrichedArticle#stances()}. */
        public Builder stances(List<Stance> stances) {
            this.stances = stances;
            return this;
        }

        /** Sets {@link EnrichedArticle#desks()}; without, {@link EnrichedArticle#desk()} is all of them. */
        public Builder desks(List<String> desks) {
            this.desks = desks;
            return this;
        }

        /** Sets {@link EnrichedArticle#abstentions()}. */
        public Builder abstentions(List<Stance> abstentions) {
            this.abstentions = abstentions;
            return this;
        }

        /** The article. */
        public EnrichedArticle build() {
            return new EnrichedArticle(
                    id,
                    revision,
                    epoch,
                    desk,
                    eventTime,
                    timed,
                    ingestTime,
                    contentHash,
                    url,
                    source,
                    title,
                    text,
                    byline,
                    outlet,
                    credits,
                    language,
                    published,
                    mentions,
                    entities,
                    features,
                    origins,
                    dateRefused,
                    copy,
                    focus,
                    path,
                    quotes,
                    figures,
                    dates,
                    stances,
                    abstentions,
                    desks);
        }
    }
}
