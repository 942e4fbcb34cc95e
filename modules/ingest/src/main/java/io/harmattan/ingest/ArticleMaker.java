package io.harmattan.ingest;

import io.harmattan.domain.Article;
import io.harmattan.domain.ArticleId;
import io.harmattan.domain.Published;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Gives what a source read its identity and its times. */
final class ArticleMaker {
    /** Articles are not derived from anything: every epoch reads the same ones. */
    private static final int EPOCH = 1;

    private final Clock clock;

    ArticleMaker(Clock clock) {
        this.clock = clock;
    }

    /**
     * Nothing is read before it is published: a publication time in the future is kept as the source gave it, but the
     * event time stays at the ingest time, or one mistyped year would close every window.
     */
    Article make(
            String location,
            @Nullable String url,
            Article.ContentType type,
            @Nullable String title,
            String content,
            @Nullable Published published,
            @Nullable String outlet) {
        Instant ingested = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Instant event =
                published == null ? ingested : published.at().toInstant().truncatedTo(ChronoUnit.MILLIS);
        String canonical = CanonicalUrl.of(url);
        return new Article(
                ArticleId.of(canonical, title, content),
                0,
                EPOCH,
                event.isAfter(ingested) ? ingested : event,
                ingested,
                canonical,
                location,
                type,
                title,
                content,
                published,
                outlet);
    }
}
