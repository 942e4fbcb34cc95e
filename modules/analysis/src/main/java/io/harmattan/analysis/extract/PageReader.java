package io.harmattan.analysis.extract;

import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;

/** Reads a web page: its metadata, and the blocks of its main part. */
final class PageReader {
    private PageReader() {}

    static Page read(String html, @Nullable String url) {
        Document document = Jsoup.parse(html, url == null ? "" : url);
        PageMetadata metadata = PageMetadata.of(document, url);
        List<String> lines = MainContent.of(document);
        return new Page(
                metadata.title(),
                lines,
                metadata.byline(),
                metadata.outlet(),
                metadata.canonicalUrl(),
                metadata.dates(),
                metadata.updates());
    }
}
