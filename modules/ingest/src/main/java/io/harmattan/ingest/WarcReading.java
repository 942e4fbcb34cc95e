package io.harmattan.ingest;

import io.harmattan.domain.Article;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.netpreserve.jwarc.HttpResponse;
import org.netpreserve.jwarc.MediaType;
import org.netpreserve.jwarc.ParsingException;
import org.netpreserve.jwarc.WarcReader;
import org.netpreserve.jwarc.WarcRecord;
import org.netpreserve.jwarc.WarcResponse;

/**
 * The pages of a web archive (WARC 1.0 and 1.1, packed or not): each response with status 200 and HTML is an article, taken
 * as read when it was archived where history is read as it came. Of a file that is cut short or damaged, what comes
 * before is kept.
 */
final class WarcReading {
    private final long maxBytes;
    private final ArticleMaker maker;

    WarcReading(long maxBytes, ArticleMaker maker) {
        this.maxBytes = maxBytes;
        this.maker = maker;
    }

    void read(String name, InputStream in, ReadingSink to) throws Refusal {
        long records = 0;
        long pages = 0;
        try (WarcReader warc = new WarcReader(in)) {
            while (true) {
                Reading reading;
                try {
                    Optional<WarcRecord> next = warc.next();
                    if (next.isEmpty()) {
                        break;
                    }
                    records++;
                    WarcResponse page = page(next.get());
                    if (page == null) {
                        continue;
                    }
                    pages++;
                    if (to.skips()) {
                        continue;
                    }
                    reading = reading(name + "#" + records, page);
                } catch (IOException | RuntimeException e) { // the library throws both at what it cannot read
                    throw new Refusal("breaks off in record " + Math.max(1, records) + ", after " + pages + " pages: "
                            + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage()));
                }
                to.give(reading);
            }
        } catch (IOException e) {
            throw new Refusal("is no web archive: " + e.getMessage());
        }
        if (pages == 0) {
            throw new Refusal("holds no page: " + records + " records; expected responses with status 200 and HTML");
        }
    }

    /** Null where the record is none. */
    private static @Nullable WarcResponse page(WarcRecord record) throws IOException {
        if (!(record instanceof WarcResponse response)) {
            return null;
        }
        try {
            MediaType type = response.http().contentType().base();
            boolean html = type.equals(MediaType.HTML) || type.toString().equals("application/xhtml+xml");
            return response.http().status() == 200 && html ? response : null;
        } catch (ParsingException | IllegalArgumentException e) {
            return null; // no HTTP: a DNS answer, or nonsense
        }
    }

    private Reading reading(String location, WarcResponse response) throws IOException {
        HttpResponse http = response.http();
        byte[] body;
        try (InputStream in = http.bodyDecoded().stream()) {
            body = in.readNBytes((int) maxBytes + 1);
        }
        try {
            if (body.length > maxBytes) {
                throw new Refusal("has more than " + maxBytes + " bytes; expected at most " + maxBytes
                        + " (ingest.largest-bytes)");
            }
            String html = Decoding.page(body, http.contentType().parameters().get("charset"));
            if (Decoding.isBlank(html)) {
                throw new Refusal("is an empty page");
            }
            String url = response.target();
            return new Reading.Found(
                    url, maker.make(location, url, Article.ContentType.HTML, null, html, null, null, response.date()));
        } catch (Refusal e) {
            return new Reading.Refused(location, e.reason());
        }
    }
}
