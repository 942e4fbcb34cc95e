package io.harmattan.analysis;

import io.harmattan.domain.Article;
import io.harmattan.domain.Article.ContentType;
import java.time.Instant;

/** Articles for tests, as ingest would hand them over. */
public final class Articles {
    /** When all of them were read. */
    public static final Instant INGESTED = Instant.parse("2026-11-21T06:00:00Z");

    private Articles() {}

    /** A plain text. */
    public static Article text(String content) {
        return of(ContentType.TEXT, content, null);
    }

    /** A web page at no known address. */
    public static Article page(String html) {
        return of(ContentType.HTML, html, null);
    }

    /** A web page. */
    public static Article page(String html, String url) {
        return of(ContentType.HTML, html, url);
    }

    private static Article of(ContentType type, String content, String url) {
        return new Article("a1", 0, 1, INGESTED, INGESTED, url, "test", type, null, content, null, null);
    }
}
