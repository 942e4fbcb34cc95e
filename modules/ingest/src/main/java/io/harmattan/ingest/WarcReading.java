package io.harmattan.ingest;

import io.harmattan.domain.Article;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.netpreserve.jwarc.HttpResponse;
import org.netpreserve.jwarc.MediaType;
import org.netpreserve.jwarc.ParsingException;
import org.netpreserve.jwarc.WarcReader;
import org.netpreserve.jwarc.WarcRecord;
import org.netpreserve.jwarc.WarcResponse;

/** The pages of a web archive (WARC 1.0 and 1.1, packed or not): each response with status 200 and HTML is an article. */
final class WarcReading {
    private final long maxBytes;
    private final Clock clock;
    private final boolean asOf;

    /** @param asOf whether a page is taken as read when it was archived */
    WarcReading(long maxBytes, Clock clock, boolean asOf) {
        this.maxBytes = maxBytes;
        this.clock = clock;
        this.asOf = asOf;
    }

    void read(Path file, Consumer<? super Reading> to) {
        long records = 0;
        long pages = 0;
        try (WarcReader warc = new WarcReader(file)) {
            for (Optional<WarcRecord> next = warc.next(); next.isPresent(); next = warc.next()) {
                records++;
                if (next.get() instanceof WarcResponse response) {
                    Reading reading = reading(file + "#" + records, response);
                    if (reading != null) {
                        pages++;
                        to.accept(reading);
                    }
                }
            }
        } catch (IOException | RuntimeException e) {
            if (e instanceof RuntimeException r && !(r instanceof IllegalArgumentException)) {
                throw r; // what the consumer throws ends the reading
            }
            to.accept(new Reading.Refused(file.toString(), "breaks off after record " + records + ": " + why(e)));
            return;
        }
        if (pages == 0) {
            to.accept(new Reading.Refused(
                    file.toString(),
                    "holds no page: " + records + " records; expected responses with status 200 and HTML"));
        }
    }

    private @Nullable Reading reading(String location, WarcResponse response) throws IOException {
        HttpResponse http;
        MediaType type;
        try {
            http = response.http();
            type = http.contentType();
        } catch (ParsingException | IllegalArgumentException e) {
            return new Reading.Refused(location, "is no HTTP response: " + e.getMessage());
        }
        boolean page =
                type.base().equals(MediaType.HTML) || type.base().toString().equals("application/xhtml+xml");
        if (http.status() != 200 || !page) {
            return null;
        }
        byte[] body;
        try (InputStream in = http.bodyDecoded().stream()) {
            body = in.readNBytes((int) Math.min(Integer.MAX_VALUE - 8, maxBytes + 1));
        }
        if (body.length > maxBytes) {
            return new Reading.Refused(
                    location,
                    "has more than " + maxBytes + " bytes; expected at most " + maxBytes + " (ingest.largest-bytes)");
        }
        try {
            String html = Decoding.page(body, type.parameters().get("charset"));
            if (Decoding.isBlank(html)) {
                return new Reading.Refused(location, "is an empty page");
            }
            URI target = response.targetURI();
            Clock read = asOf ? Clock.fixed(response.date(), ZoneOffset.UTC) : clock;
            return new Reading.Found(
                    target.toString(),
                    new ArticleMaker(read)
                            .make(location, target.toString(), Article.ContentType.HTML, null, html, null, null));
        } catch (Refusal e) {
            return new Reading.Refused(location, e.reason());
        }
    }

    private static String why(Exception e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
