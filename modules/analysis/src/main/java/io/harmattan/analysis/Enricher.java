package io.harmattan.analysis;

import io.harmattan.analysis.cluster.FeatureExtractor;
import io.harmattan.analysis.date.DateFinder;
import io.harmattan.analysis.extract.ArticleExtractor;
import io.harmattan.analysis.extract.Extracted;
import io.harmattan.analysis.figure.FigureFinder;
import io.harmattan.analysis.meaning.MeaningEncoder;
import io.harmattan.analysis.profile.Desk;
import io.harmattan.analysis.profile.WatchProfile;
import io.harmattan.analysis.quote.QuoteFinder;
import io.harmattan.analysis.stance.StanceFinder;
import io.harmattan.analysis.stance.Stances;
import io.harmattan.analysis.stance.TargetScorer;
import io.harmattan.analysis.tag.NameFinder;
import io.harmattan.analysis.tag.Tagger;
import io.harmattan.analysis.tag.Tags;
import io.harmattan.domain.Article;
import io.harmattan.domain.DateMention;
import io.harmattan.domain.EnrichedArticle;
import io.harmattan.domain.EnrichedArticle.Path;
import io.harmattan.domain.Features;
import io.harmattan.domain.Figure;
import io.harmattan.domain.Quote;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The enrich stage as one function: clean, tag, make features.
 *
 * <p>Safe for use by many threads.
 */
public final class Enricher {
    private final WatchProfile profile;
    private final FeatureExtractor features;
    private final ArticleExtractor extractor = new ArticleExtractor();
    private final QuoteFinder quoteFinder = new QuoteFinder();
    private final DateFinder dateFinder = new DateFinder();
    private final FigureFinder figureFinder = new FigureFinder();
    private final Tagger tagger;
    private final StanceFinder stanceFinder;
    private final @Nullable NameFinder nameFinder;

    /**
     * What enrichment can do with a model; it does without those that are null.
     *
     * @param names finds the names of what a desk watches closely, which the dictionary does not know
     * @param stances scores what a sentence says of a target, beside the frames of verbs
     * @param meanings makes vectors of headlines that come alone: they share too few words to go by those
     */
    public record Models(
            @Nullable NameFinder names,
            @Nullable TargetScorer stances,
            @Nullable MeaningEncoder meanings) {}

    /** An enricher for a profile that works by dictionary and rules alone. */
    public Enricher(WatchProfile profile) {
        this(profile, new Models(null, null, null));
    }

    /** An enricher for a profile and the models it may use. */
    public Enricher(WatchProfile profile, Models models) {
        this.profile = profile;
        this.features = new FeatureExtractor(models.meanings());
        this.tagger = new Tagger(profile, models.names());
        this.stanceFinder = new StanceFinder(profile, models.stances());
        this.nameFinder = models.names();
    }

    /** What an article says, clean. */
    public Extracted extract(Article article) {
        return extractor.extract(article);
    }

    /** The same without the cleaning: spans refer to the text as given. */
    public Extracted asIs(Article article) {
        return extractor.asIs(article);
    }

    /** What a clean article names, found in the given way. */
    public Tags tag(Extracted extracted, Path path) {
        return tagger.tag(extracted.title(), extracted.text(), day(extracted), path);
    }

    /** What a clean article names: read with the model if a desk watches closely what the dictionary finds in it. */
    public Tags tag(Extracted extracted) {
        Tags cheap = tag(extracted, Path.DICTIONARY);
        boolean closely = nameFinder != null
                && profile.desks().stream()
                        .anyMatch(desk -> desk.takes(cheap.entities()) && desk.readsClosely(cheap.entities()));
        return closely ? tag(extracted, Path.MODEL) : cheap;
    }

    /** What a clean article quotes, with who said it, linked to what its tags name. */
    public List<Quote> quotes(Extracted extracted, Tags tags) {
        return Holders.link(
                extracted.text(), quoteFinder.quotes(extracted.text(), extracted.language()), tags.mentions());
    }

    /** The numbers of a clean article, with what they count. */
    public List<Figure> figures(Extracted extracted) {
        return figureFinder.figures(extracted.text(), extracted.language());
    }

    /** The days that a clean article speaks of. */
    public List<DateMention> dates(Extracted extracted) {
        return dateFinder.dates(extracted.text(), extracted.language(), day(extracted));
    }

    /**
     * Who is for or against the profile's targets in a clean article.
     *
     * @param tags what {@link #tag} found in it
     * @param quotes what {@link #quotes} found in it
     */
    public Stances stances(Extracted extracted, Tags tags, List<Quote> quotes) {
        Stances found = stanceFinder.find(extracted.text(), extracted.language(), day(extracted), tags, quotes);
        return new Stances(
                Holders.name(extracted.text(), found.taken(), tags.mentions()),
                Holders.name(extracted.text(), found.abstained(), tags.mentions()));
    }

    private static @Nullable LocalDate day(Extracted extracted) {
        return extracted.published() == null ? null : extracted.published().at().toLocalDate();
    }

    /**
     * The article as each desk that takes it will see it; empty when none does.
     *
     * @param extracted what {@link #extract} made of the article
     * @param epoch generation of derived data that the result belongs to
     * @param revision which revision of the article this is, from 1
     */
    public List<EnrichedArticle> enrich(Article article, Extracted extracted, int epoch, int revision) {
        Tags tags = tag(extracted);
        List<Desk> desks = profile.desks().stream()
                .filter(desk -> desk.takes(tags.entities()))
                .toList();
        if (desks.isEmpty()) {
            return List.of();
        }
        List<Quote> quotes = quotes(extracted, tags);
        List<Figure> figures = figures(extracted);
        List<DateMention> dates = dates(extracted);
        Stances stances = stances(extracted, tags, quotes);
        Features made = features.features(extracted.title(), extracted.text());
        boolean timed = extracted.published() != null;
        Instant eventTime = extracted.published() == null
                ? article.ingestTime()
                : extracted.published().at().toInstant();
        List<EnrichedArticle> perDesk = new ArrayList<>();
        for (Desk desk : desks) {
            perDesk.add(EnrichedArticle.builder(article.id(), desk.id(), article.ingestTime())
                    .revision(revision)
                    .epoch(epoch)
                    .eventTime(eventTime)
                    .timed(timed)
                    .contentHash(extracted.contentHash())
                    .url(article.url() == null ? extracted.canonicalUrl() : article.url())
                    .source(article.source())
                    .title(extracted.title())
                    .text(extracted.text())
                    .byline(extracted.byline())
                    .outlet(extracted.outlet())
                    .credits(extracted.credits())
                    .language(extracted.language())
                    .published(extracted.published())
                    .origins(extracted.origins())
                    .dateRefused(extracted.dateRefused())
                    .mentions(tags.mentions())
                    .entities(tags.entities())
                    .focus(tags.focus())
                    .path(tags.path())
                    .quotes(quotes)
                    .figures(figures)
                    .dates(dates)
                    .stances(stances.taken())
                    .abstentions(stances.abstained())
                    .desks(desks.stream().map(Desk::id).toList())
                    .features(made)
                    .build());
        }
        return perDesk;
    }
}
