package io.harmattan.deliver;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signatures of the Standard Webhooks specification: HMAC-SHA256 over {@code id.timestamp.body}, in base64 after {@code
 * v1,}, one for each secret, parted by blanks, so that a secret can be rotated.
 */
final class WebhookSignature {
    private static final String PREFIX = "whsec_";
    private static final String ALGORITHM = "HmacSHA256";

    private WebhookSignature() {}

    /**
     * The value of the header {@code webhook-signature}; empty without secrets.
     *
     * @param timestamp seconds since 1970, as in the header {@code webhook-timestamp}
     * @throws IllegalArgumentException when a secret is not {@code whsec_} and base64
     */
    static String of(List<String> secrets, String id, long timestamp, String body) {
        return secrets.stream()
                .map(secret ->
                        "v1," + Base64.getEncoder().encodeToString(mac(key(secret), id + "." + timestamp + "." + body)))
                .collect(Collectors.joining(" "));
    }

    /**
     * The key that a secret stands for.
     *
     * @throws IllegalArgumentException when it is not {@code whsec_} and base64 of 24 to 64 bytes; the secret is not told
     */
    static byte[] key(String secret) {
        if (!secret.startsWith(PREFIX)) {
            throw new IllegalArgumentException("a webhook secret does not begin with " + PREFIX + "; expected " + PREFIX
                    + " and 24 to 64 bytes in base64");
        }
        byte[] key;
        try {
            key = Base64.getDecoder().decode(secret.substring(PREFIX.length()));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("a webhook secret is no base64 after " + PREFIX, e);
        }
        if (key.length < 24 || key.length > 64) {
            throw new IllegalArgumentException(
                    "a webhook secret has " + key.length + " bytes; expected 24 to 64 after " + PREFIX);
        }
        return key;
    }

    private static byte[] mac(byte[] key, String content) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac.doFinal(content.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every JDK has " + ALGORITHM, e);
        }
    }
}
