package io.harmattan.analysis;

import io.harmattan.analysis.extract.ArticleExtractor;
import io.harmattan.analysis.extract.Extracted;
import io.harmattan.analysis.profile.Desk;
import io.harmattan.analysis.profile.WatchProfile;
import io.harmattan.analysis.tag.Tagger;
import io.harmattan.analysis.tag.Tags;
import io.harmattan.domain.Article;
import io.harmattan.domain.ArticleId;
import io.harmattan.domain.EnrichedArticle;
import io.harmattan.domain.Features;
import java.time.Instant;
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
    private final FeatureMaker features;
    private final ArticleExtractor extractor = new ArticleExtractor();
    private final Tagger tagger;

    /** Makes what clustering compares of a clean title and text. */
    @FunctionalInterface
    public interface FeatureMaker {
        Features features(@Nullable String title, String text);
    }

    /** An enricher for a profile. */
    public Enricher(WatchProfile profile, FeatureMaker features) {
        this.profile = profile;
        this.features = features;
        this.tagger = new Tagger(profile);
    }

    /** The tagger in use, for those who want its tags alone. */
    public Tagger tagger() {
        return tagger;
    }

    /** The extractor in use, for those who want the clean text alone. */
    public ArticleExtractor extractor() {
        return extractor;
    }

    /**
     * The article as each desk that takes it will see it; empty when none does.
     *
     * @param revision which revision of the article this is, from 1
     */
    public List<EnrichedArticle> enrich(Article article, int revision) {
        Extracted extracted = extractor.extract(article);
        Tags tags = tagger.tag(extracted.title(), extracted.text(), extracted.language());
        Features made = features.features(extracted.title(), extracted.text());
        boolean timed = extracted.published() != null;
        Instant eventTime = extracted.published() == null
                ? article.ingestTime()
                : extracted.published().at().toInstant();
        List<EnrichedArticle> perDesk = new ArrayList<>();
        for (Desk desk : profile.desks()) {
            if (desk.takes(tags.entities())) {
                perDesk.add(new EnrichedArticle(
                        article.id(),
                        revision,
                        article.epoch(),
                        desk.id(),
                        eventTime,
                        timed,
                        article.ingestTime(),
                        ArticleId.contentHash(extracted.title(), extracted.text()),
                        article.url() == null ? extracted.canonicalUrl() : article.url(),
                        article.source(),
                        extracted.title(),
                        extracted.text(),
                        extracted.byline(),
                        extracted.outlet(),
                        extracted.credits(),
                        extracted.language(),
                        extracted.published(),
                        tags.mentions(),
                        tags.entities(),
                        made));
            }
        }
        return perDesk;
    }
}
