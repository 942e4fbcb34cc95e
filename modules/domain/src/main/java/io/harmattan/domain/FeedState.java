package io.harmattan.domain;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where ingest is with a feed, so that any instance can go on.
 *
 * @param url its address, as in the list
 * @param due when it is to be asked next
 * @param etag validator of the newest answer
 * @param lastModified likewise, as the server wrote it
 * @param failures how often in a row it could not be read
 * @param trouble what went wrong last, in words; null while all is well
 * @param seen hashes of the entries that were taken in, the newest last; bounded
 */
public record FeedState(
        String url,
        Instant due,
        @Nullable String etag,
        @Nullable String lastModified,
        int failures,
        @Nullable String trouble,
        List<String> seen) {
    public FeedState {
        Check.notBlank(url, "address of a feed");
        Check.atLeast(0, failures, "failures of the feed " + url);
        seen = List.copyOf(seen);
    }
}
