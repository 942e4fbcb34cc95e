package io.harmattan.ingest;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What came of asking for an address. */
sealed interface Fetched {
    /**
     * A page, a feed or whatever else lies there.
     *
     * @param address where it was found, after redirects
     * @param body the bytes, unpacked
     * @param charset what the server says they are encoded in
     * @param etag validator to ask with the next time
     * @param lastModified likewise, as the server wrote it
     */
    @SuppressWarnings("ArrayRecordComponent") // on its way from one method to the next; never compared
    record Content(
            URI address,
            byte[] body,
            @Nullable String mediaType,
            @Nullable String charset,
            @Nullable String etag,
            @Nullable String lastModified)
            implements Fetched {}

    /** Nothing has changed since the validators that were sent. */
    record NotModified() implements Fetched {}

    /**
     * It is not to be had.
     *
     * @param forGood whether asking again is of no use: refused, forbidden, gone
     * @param retryAfter how long the server asked to be left alone
     * @param reason in words, with the offending value and the expected one
     */
    record Failed(boolean forGood, @Nullable Duration retryAfter, String reason) implements Fetched {}

    /** The page that was fetched, as text; the refusal says why there is none. */
    static String page(String url, Fetched fetched) throws Refusal {
        if (fetched instanceof Failed failed) {
            throw new Refusal(url + ": " + failed.reason());
        }
        if (!(fetched instanceof Content content)) {
            throw new Refusal(url + ": nothing was sent");
        }
        String type = content.mediaType();
        if (type != null && !PAGES.contains(type.toLowerCase(Locale.ROOT))) {
            throw new Refusal(url + " is of type " + type + "; expected a page");
        }
        String html;
        try {
            html = Decoding.page(content.body(), content.charset());
        } catch (Refusal e) {
            throw new Refusal(url + " " + e.reason());
        }
        if (Decoding.isBlank(html)) {
            throw new Refusal(url + " is an empty page");
        }
        return html;
    }

    /** What a page may be served as. */
    Set<String> PAGES = Set.of("text/html", "application/xhtml+xml", "text/plain", "application/xml", "text/xml");
}
