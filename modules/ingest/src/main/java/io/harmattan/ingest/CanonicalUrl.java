package io.harmattan.ingest;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One spelling for the addresses of one article: scheme and host in lower case, no default port, no fragment, no
 * parameters that only say who sent the reader. Everything else is kept as it is, for it may tell articles apart.
 */
final class CanonicalUrl {
    /** Added by newsletters, feeds and share buttons; none of them selects content. */
    private static final Set<String> TRACKING =
            Set.of("fbclid", "gclid", "dclid", "gbraid", "wbraid", "msclkid", "yclid", "igshid", "mc_cid", "mc_eid");

    private CanonicalUrl() {}

    /** Null for what is no absolute address with http or https: it leads nowhere, and may not be one article's alone. */
    static @Nullable String of(@Nullable String url) {
        if (url == null) {
            return null;
        }
        String stripped = url.strip();
        if (!stripped.regionMatches(true, 0, "http://", 0, 7) && !stripped.regionMatches(true, 0, "https://", 0, 8)) {
            return null;
        }
        try {
            URI uri = new URI(stripped);
            String authority = uri.getRawAuthority();
            return authority == null ? stripped : rebuilt(uri, authority);
        } catch (URISyntaxException e) {
            return stripped; // in use all the same, with a blank or a bar in it: its own best name
        }
    }

    private static String rebuilt(URI uri, String authority) {
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        String host = authority.toLowerCase(Locale.ROOT);
        String defaultPort = scheme.equals("http") ? ":80" : ":443";
        if (host.endsWith(defaultPort)) {
            host = host.substring(0, host.length() - defaultPort.length());
        }
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        String query = uri.getRawQuery() == null
                ? ""
                : Arrays.stream(uri.getRawQuery().split("&", -1))
                        .filter(parameter -> !isTracking(parameter))
                        .collect(Collectors.joining("&"));
        return scheme + "://" + host + path + (query.isEmpty() ? "" : "?" + query);
    }

    private static boolean isTracking(String parameter) {
        int equals = parameter.indexOf('=');
        String name = (equals < 0 ? parameter : parameter.substring(0, equals)).toLowerCase(Locale.ROOT);
        return name.startsWith("utm_") || TRACKING.contains(name);
    }
}
