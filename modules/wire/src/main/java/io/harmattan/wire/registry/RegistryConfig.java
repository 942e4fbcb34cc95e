package io.harmattan.wire.registry;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;

/**
 * Where the registry is and how to be let in. The keys are those of Confluent's serdes, so that a configuration serves
 * either; TLS follows the JDK's own settings ({@code javax.net.ssl.trustStore} and so on).
 *
 * @param urls base addresses, tried in turn; without user information
 * @param authorization the header of that name, if there is to be one
 * @param patience how long one request is tried again while the registry cannot be reached
 */
public record RegistryConfig(List<URI> urls, @Nullable String authorization, Duration patience) {

    /** Base addresses of the registry, separated by commas. Required. */
    public static final String URL = "schema.registry.url";

    /** {@code USER_INFO} to take name and password from {@value #USER_INFO}, {@code URL} (default) from the address. */
    public static final String BASIC_SOURCE = "basic.auth.credentials.source";

    /** {@code name:password}. */
    public static final String USER_INFO = "basic.auth.user.info";

    /** {@code STATIC_TOKEN} to send {@value #TOKEN}. */
    public static final String BEARER_SOURCE = "bearer.auth.credentials.source";

    /** The token. */
    public static final String TOKEN = "bearer.auth.token";

    /** How long a request is tried again while the registry cannot be reached, in ms; 60000 by default. */
    public static final String PATIENCE = "schema.registry.patience.ms";

    private static final Duration DEFAULT_PATIENCE = Duration.ofSeconds(60);

    public RegistryConfig {
        urls = List.copyOf(urls);
        if (urls.isEmpty()) {
            throw new ConfigException(URL, urls, "expected one address or more");
        }
    }

    /** A registry that asks for no name, with a patience of 60 s. */
    public static RegistryConfig of(String urls) {
        return of(Map.of(URL, urls));
    }

    /**
     * Reads the keys named here and leaves all others alone.
     *
     * @throws ConfigException when a value is missing or unknown
     */
    public static RegistryConfig of(Map<String, ?> config) {
        String urls = text(config, URL);
        if (urls == null) {
            throw new ConfigException("Missing " + URL + ": expected the address of the schema registry");
        }
        List<URI> bare = new ArrayList<>();
        String inUrl = null;
        for (String url : urls.split(",", -1)) {
            URI uri = address(url.strip());
            if (uri.getUserInfo() != null) {
                inUrl = uri.getUserInfo();
            }
            bare.add(withoutUser(uri));
        }
        return new RegistryConfig(bare, authorization(config, inUrl), patience(config));
    }

    /** The same with another patience; zero tries once. */
    public RegistryConfig withPatience(Duration patience) {
        return new RegistryConfig(urls, authorization, patience);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "RegistryConfig[urls=" + urls + ", authorization=" + (authorization == null ? "none" : "hidden")
                + ", patience=" + patience + "]";
    }

    private static @Nullable String authorization(Map<String, ?> config, @Nullable String inUrl) {
        String bearer = text(config, BEARER_SOURCE);
        String basic = text(config, BASIC_SOURCE);
        if (bearer != null) {
            if (basic != null) {
                throw new ConfigException(BEARER_SOURCE, bearer, "expected only one of it and " + BASIC_SOURCE);
            }
            if (!bearer.equals("STATIC_TOKEN")) {
                throw new ConfigException(BEARER_SOURCE, bearer, "expected STATIC_TOKEN");
            }
            return "Bearer " + required(config, TOKEN, BEARER_SOURCE + "=STATIC_TOKEN");
        }
        if (basic == null || basic.equals("URL")) {
            return inUrl == null ? null : basic(inUrl);
        }
        if (!basic.equals("USER_INFO")) {
            throw new ConfigException(BASIC_SOURCE, basic, "expected USER_INFO or URL");
        }
        return basic(required(config, USER_INFO, BASIC_SOURCE + "=USER_INFO"));
    }

    private static String basic(String userInfo) {
        return "Basic " + Base64.getEncoder().encodeToString(userInfo.getBytes(StandardCharsets.UTF_8));
    }

    private static Duration patience(Map<String, ?> config) {
        String millis = text(config, PATIENCE);
        if (millis == null) {
            return DEFAULT_PATIENCE;
        }
        try {
            long value = Long.parseLong(millis);
            if (value >= 0) {
                return Duration.ofMillis(value);
            }
        } catch (NumberFormatException e) {
            throw new ConfigException(PATIENCE, millis, "expected a number of milliseconds");
        }
        throw new ConfigException(PATIENCE, millis, "expected 0 or more");
    }

    private static URI address(String url) {
        URI uri;
        try {
            uri = URI.create(url.endsWith("/") ? url.substring(0, url.length() - 1) : url);
        } catch (IllegalArgumentException e) {
            throw new ConfigException(URL, url, "expected http(s)://host[:port][/path]: " + e.getMessage());
        }
        boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
        if (!http || uri.getHost() == null) {
            throw new ConfigException(URL, url, "expected http(s)://host[:port][/path]");
        }
        return uri;
    }

    private static URI withoutUser(URI uri) {
        String user = uri.getRawUserInfo();
        return user == null ? uri : URI.create(uri.toString().replaceFirst("//[^@/]*@", "//"));
    }

    private static String required(Map<String, ?> config, String key, String because) {
        String value = text(config, key);
        if (value == null) {
            throw new ConfigException("Missing " + key + ": " + because + " needs it");
        }
        return value;
    }

    private static @Nullable String text(Map<String, ?> config, String key) {
        Object value = config.get(key);
        // Kafka hands secrets over as Password, whose toString hides them
        String text = value instanceof Password secret
                ? secret.value()
                : value instanceof Collection<?> list
                        ? String.join(",", list.stream().map(String::valueOf).toList())
                        : value == null ? null : value.toString();
        return text == null || text.isBlank() ? null : text.strip();
    }
}
