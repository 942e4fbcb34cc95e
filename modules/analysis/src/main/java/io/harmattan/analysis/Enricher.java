package io.harmattan.analysis;

import io.harmattan.analysis.cluster.FeatureExtractor;
import io.harmattan.analysis.extract.ArticleExtractor;
import io.harmattan.analysis.extract.Extracted;
import io.harmattan.analysis.figure.FigureFinder;
import io.harmattan.analysis.profile.Desk;
import io.harmattan.analysis.profile.WatchProfile;
import io.harmattan.analysis.quote.QuoteFinder;
import io.harmattan.analysis.tag.Tagger;
import io.harmattan.analysis.tag.Tags;
import io.harmattan.domain.Article;
import io.harmattan.domain.EnrichedArticle;
import io.harmattan.domain.Features;
import io.harmattan.domain.Figure;
import io.harmattan.domain.Quote;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The enrich stage as one function: clean, tag, make features.
 *
 * <p>Safe for use by many threads.
 */
public final class Enricher {
    private final WatchProfile profile;
    private final FeatureExtractor features = new FeatureExtractor();
    private final ArticleExtractor extractor = new ArticleExtractor();
    private final QuoteFinder quoteFinder = new QuoteFinder();
    private final FigureFinder figureFinder = new FigureFinder();
    private final Tagger tagger;

    /** An enricher for a profile. */
    public Enricher(WatchProfile profile) {
        this.profile = profile;
        this.tagger = new Tagger(profile);
    }

    /** What an article says, clean. */
    public Extracted extract(Article article) {
        return extractor.extract(article);
    }

    /** The same without the cleaning: spans refer to the text as given. */
    public Extracted asIs(Article article) {
        return extractor.asIs(article);
    }

    /** What a clean article names. */
    public Tags tag(Extracted extracted) {
        return tagger.tag(extracted.title(), extracted.text(), extracted.language());
    }

    /** What a clean article quotes, with who said it. */
    public List<Quote> quotes(Extracted extracted) {
        return quoteFinder.quotes(extracted.text(), extracted.language());
    }

    /** The numbers of a clean article, with what they count. */
    public List<Figure> figures(Extracted extracted) {
        return figureFinder.figures(extracted.text(), extracted.language());
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
        Features made = features.features(extracted.title(), extracted.text());
        boolean timed = extracted.published() != null;
        Instant eventTime = extracted.published() == null
                ? article.ingestTime()
                : extracted.published().at().toInstant();
        List<EnrichedArticle> perDesk = new ArrayList<>();
        for (Desk desk : profile.desks()) {
            if (desk.takes(tags.entities())) {
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
                        .mentions(tags.mentions())
                        .entities(tags.entities())
                        .features(made)
                        .build());
            }
        }
        return perDesk;
    }
}
