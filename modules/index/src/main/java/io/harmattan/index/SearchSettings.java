package io.harmattan.index;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where Elasticsearch is, how to be let in, and how its indices are made.
 *
 * @param urls one or more nodes of one cluster, such as {@code http://127.0.0.1:9200}
 * @param apiKey an encoded API key; excludes user and password
 * @param user name for basic authentication
 * @param password the user's
 * @param caFile certificate (PEM) of the authority that signed the server's; excludes the fingerprint
 * @param caFingerprint SHA-256 fingerprint of that authority's certificate, in hex, as Elasticsearch prints it at its
 *     first start
 * @param indexPrefix put before the name of every index, alias and template, for clusters shared with others; may be
 *     empty
 * @param shards of each new index
 * @param replicas of each shard; 0 for a single node
 * @param refresh how long a document may take to be found
 * @param timeout how long an answer may take
 */
public record SearchSettings(
        List<URI> urls,
        @Nullable String apiKey,
        @Nullable String user,
        @Nullable String password,
        @Nullable Path caFile,
        @Nullable String caFingerprint,
        String indexPrefix,
        int shards,
        int replicas,
        Duration refresh,
        Duration timeout) {
    public SearchSettings {
        urls = List.copyOf(urls);
        if (urls.isEmpty()) {
            throw new IllegalArgumentException(
                    "elasticsearch.url is empty; expected an address such as http://127.0.0.1:9200");
        }
        for (URI url : urls) {
            boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
            if (!http || url.getHost() == null) {
                throw new IllegalArgumentException(
                        "elasticsearch.url is '" + url + "'; expected an address such as http://127.0.0.1:9200");
            }
        }
        if (apiKey != null && user != null) {
            throw new IllegalArgumentException(
                    "an API key and the user '" + user + "' are both set for Elasticsearch; expected one of them");
        }
        if ((user == null) != (password == null)) {
            throw new IllegalArgumentException(
                    "only one of user and password is set for Elasticsearch; expected both or neither");
        }
        if (caFile != null && caFingerprint != null) {
            throw new IllegalArgumentException("a CA file (" + caFile
                    + ") and a CA fingerprint are both set for Elasticsearch; expected one of them");
        }
        if (!indexPrefix.matches("([a-z0-9][a-z0-9_.-]*)?")) {
            throw new IllegalArgumentException("index prefix is '" + indexPrefix
                    + "'; expected lower-case letters, digits, '-', '_' and '.', a letter or digit first");
        }
        if (shards < 1 || replicas < 0) {
            throw new IllegalArgumentException("shards are " + shards + " and replicas " + replicas
                    + "; expected 1 or more shards and 0 or more replicas");
        }
        if (refresh.toMillis() < 1 || timeout.toMillis() < 1) {
            throw new IllegalArgumentException(
                    "refresh is " + refresh + " and timeout " + timeout + "; expected a millisecond or more of each");
        }
    }

    /** One node without authentication, as on a laptop: one shard, no replicas, found after a second. */
    public static SearchSettings of(URI url) {
        return new SearchSettings(
                List.of(url), null, null, null, null, null, "", 1, 0, Duration.ofSeconds(1), Duration.ofSeconds(30));
    }

    /** The same with another prefix. */
    public SearchSettings withIndexPrefix(String prefix) {
        return new SearchSettings(
                urls, apiKey, user, password, caFile, caFingerprint, prefix, shards, replicas, refresh, timeout);
    }

    /** The same with another time limit. */
    public SearchSettings withTimeout(Duration limit) {
        return new SearchSettings(
                urls, apiKey, user, password, caFile, caFingerprint, indexPrefix, shards, replicas, refresh, limit);
    }

    /** Without the secrets. */
    @Override
    public String toString() {
        return "SearchSettings[urls=" + urls + ", apiKey=" + (apiKey == null ? "none" : "set") + ", user=" + user
                + ", caFile=" + caFile + ", caFingerprint=" + caFingerprint + ", indexPrefix='" + indexPrefix
                + "', shards=" + shards + ", replicas=" + replicas + ", refresh=" + refresh + ", timeout=" + timeout
                + "]";
    }
}
