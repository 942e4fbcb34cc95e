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
    /** The ingest time that history has reached; null where the clock's own is taken. */
    private @Nullable Instant asOf;

    ArticleMaker(Clock clock) {
        this(clock, null);
    }

    /**
     * @param asOf where the ingest time begins, to move on with the publication times; null for the clock's own
     */
    ArticleMaker(Clock clock, @Nullable Instant asOf) {
        this.clock = clock;
        this.asOf = asOf;
    }

    /** What a line of JSON gives. */
    Article make(String location, JsonLine line) {
        return make(location, line.url(), line.type(), line.title(), line.content(), line.published(), line.outlet());
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
        return make(location, url, type, title, content, published, outlet, null);
    }

    /**
     * @param seen when somebody else read it, which is taken for the ingest time where history is read as it came
     */
    Article make(
            String location,
            @Nullable String url,
            Article.ContentType type,
            @Nullable String title,
            String content,
            @Nullable Published published,
            @Nullable String outlet,
            @Nullable Instant seen) {
        Instant ingested = ingested(published == null ? seen : published.at().toInstant());
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

    private synchronized Instant ingested(@Nullable Instant moved) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Instant then = asOf;
        if (then == null) {
            return now;
        }
        Instant at = moved == null ? then : moved.truncatedTo(ChronoUnit.MILLIS);
        Instant reached = at.isAfter(then) && !at.isAfter(now) ? at : then;
        asOf = reached;
        return reached;
    }
}
