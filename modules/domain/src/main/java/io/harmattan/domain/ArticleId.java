package io.harmattan.domain;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** How identities are made: the first 128 bits of SHA-256, in hex. Equal input, equal identity, on every machine. */
public final class ArticleId {
    private static final int BYTES = 16;

    private ArticleId() {}

    /**
     * The identity of an article: that of its canonical URL if it has one, else that of its title and text with runs of
     * white space taken as one blank, so that a re-saved file is the same article.
     */
    public static String of(@Nullable String canonicalUrl, @Nullable String title, String content) {
        return canonicalUrl != null && !canonicalUrl.isBlank()
                ? hash("url", canonicalUrl.strip())
                : hash("text", contentHash(title, content));
    }

    /** What tells one revision of an article from the next; 32 hex digits. */
    public static String contentHash(@Nullable String title, String content) {
        return hash("content", squeeze(title == null ? "" : title), squeeze(content));
    }

    /** A hash of several parts, in order; the parts cannot run into each other. 32 hex digits. */
    public static String hash(String... parts) {
        MessageDigest sha;
        try {
            sha = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
        for (String part : parts) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            sha.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
            sha.update(bytes);
        }
        return HexFormat.of().formatHex(sha.digest(), 0, BYTES);
    }

    private static String squeeze(String text) {
        return text.replaceAll("[\\s\\u00a0]+", " ").strip();
    }
}
