package io.harmattan.ingest;

import io.harmattan.domain.PublicAddresses;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Gets pages and feeds from addresses that strangers wrote: http and https alone, no private address after resolution (the
 * address that was checked is the one that is connected to), each redirect checked like the first address, bounded size
 * and time whatever the other side does, robots.txt honoured, hosts asked no faster than is polite. Safe for use by many
 * threads.
 */
final class Fetcher implements AutoCloseable {
    private static final int MOST_REDIRECTS = 5;

    private final FetchSettings settings;
    private final Clock clock;
    private final CloseableHttpClient client;
    private final Politeness politeness;
    private final Robots robots;
    private final ScheduledThreadPoolExecutor limits;

    /** @param clock tells how far a date of Retry-After is away */
    Fetcher(FetchSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.politeness = new Politeness(settings.pause());
        this.robots = new Robots(settings.userAgent());
        this.limits = new ScheduledThreadPoolExecutor(1, r -> {
            Thread thread = new Thread(r, "fetch-clock");
            thread.setDaemon(true);
            return thread;
        });
        limits.setRemoveOnCancelPolicy(true);
        Timeout timeout = Timeout.ofMilliseconds(settings.patience().toMillis());
        this.client = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(new CheckedDns(settings.privateAddresses()))
                        .setMaxConnTotal(64)
                        .setMaxConnPerRoute(2)
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(timeout)
                                .setSocketTimeout(timeout)
                                .build())
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setResponseTimeout(timeout)
                        .setConnectionRequestTimeout(timeout)
                        .build())
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .setUserAgent(settings.userAgent())
                .build();
    }

    /** Gets what lies there. */
    Fetched get(String address) {
        return get(address, null, null);
    }

    /**
     * Gets what lies there, if it has changed; waits where its host was asked just now. Never throws for what the other
     * side does.
     *
     * @param etag validator of the last answer
     * @param lastModified likewise
     */
    Fetched get(String address, @Nullable String etag, @Nullable String lastModified) {
        Limit until = new Limit(settings.patience());
        try {
            URI at = checked(address);
            for (int hop = 0; hop <= MOST_REDIRECTS; hop++) {
                if (settings.robots()) {
                    Fetched.Failed no = forbidden(at);
                    if (no != null) {
                        return no;
                    }
                }
                Hop answer = hop(at, etag, lastModified, until);
                if (answer.result != null) {
                    return answer.result;
                }
                at = next(at, answer.location);
            }
            return new Fetched.Failed(true, null, "redirects more than " + MOST_REDIRECTS + " times, at last to " + at);
        } catch (Refusal e) {
            return new Fetched.Failed(true, null, e.reason());
        }
    }

    /** An address that may be asked. */
    private static URI checked(String address) throws Refusal {
        URI uri;
        try {
            uri = new URI(address.strip().replace(" ", "%20").replaceFirst("#.*$", ""));
        } catch (URISyntaxException e) {
            throw new Refusal("'" + address + "' is no address: " + e.getReason());
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new Refusal("'" + address + "' has the scheme '" + scheme + "'; expected http or https");
        }
        if (uri.getHost() == null) {
            throw new Refusal("'" + address + "' names no host; expected http://host/…");
        }
        if (uri.getRawUserInfo() != null) {
            throw new Refusal("'" + address + "' carries a user name; expected none");
        }
        return uri;
    }

    /** Where a redirect leads. */
    private URI next(URI from, String location) throws Refusal {
        URI to;
        try {
            to = checked(from.resolve(location).toString());
        } catch (IllegalArgumentException e) {
            throw new Refusal("is redirected to '" + location + "', which is no address");
        } catch (Refusal e) {
            throw new Refusal("is redirected to where we do not go: " + e.reason());
        }
        if (!settings.insecureRedirects()
                && from.getScheme().equalsIgnoreCase("https")
                && to.getScheme().equalsIgnoreCase("http")) {
            throw new Refusal(
                    "is redirected from https to " + to + "; expected https (fetch.insecure-redirects allows http)");
        }
        return to;
    }

    private Fetched.@Nullable Failed forbidden(URI address) throws Refusal {
        Robots.Rules rules = robots.rules(address, file -> {
            URI at = checked(file);
            Limit until = new Limit(settings.patience());
            for (int hop = 0; hop <= MOST_REDIRECTS; hop++) {
                Hop answer = hop(at, null, null, until);
                if (answer.result != null) {
                    return answer.result;
                }
                at = next(at, answer.location);
            }
            return new Fetched.Failed(true, null, "redirects in circles");
        });
        Duration delay = rules.delay();
        if (delay != null) {
            politeness.slower(host(address), delay);
        }
        if (rules.allow(address)) {
            return null;
        }
        return rules.unknown()
                ? new Fetched.Failed(false, null, "robots.txt of " + address.getHost() + " cannot be read now")
                : new Fetched.Failed(true, null, "robots.txt of " + address.getHost() + " does not allow " + address);
    }

    private static String host(URI address) {
        return address.getRawAuthority().toLowerCase(Locale.ROOT);
    }

    /** A result, or the way to go on. */
    private record Hop(@Nullable Fetched result, String location) {
        static Hop end(Fetched result) {
            return new Hop(result, "");
        }
    }

    /** When it must be over; waiting for a host's turn does not count. */
    private static final class Limit {
        private long at;

        Limit(Duration patience) {
            at = System.nanoTime() + patience.toNanos();
        }

        void later(long nanos) {
            at += nanos;
        }

        long left() {
            return Math.max(0, at - System.nanoTime());
        }
    }

    private Hop hop(URI at, @Nullable String etag, @Nullable String lastModified, Limit until) {
        until.later(politeness.await(host(at)));
        HttpGet get = new HttpGet(at);
        get.setHeader(
                "Accept", "text/html,application/xhtml+xml,application/feed+json,application/xml;q=0.9,*/*;q=0.8");
        if (etag != null) {
            get.setHeader("If-None-Match", etag);
        }
        if (lastModified != null) {
            get.setHeader("If-Modified-Since", lastModified);
        }
        AtomicBoolean late = new AtomicBoolean();
        ScheduledFuture<?> limit = limits.schedule(
                () -> {
                    late.set(true);
                    get.abort();
                },
                until.left(),
                TimeUnit.NANOSECONDS);
        try {
            return client.execute(get, response -> answer(at, response, get));
        } catch (RefusedAddressException e) {
            return Hop.end(new Fetched.Failed(true, null, String.valueOf(e.getMessage())));
        } catch (UnknownHostException e) {
            return Hop.end(new Fetched.Failed(false, null, "no such host: " + at.getHost()));
        } catch (SSLException e) {
            return Hop.end(new Fetched.Failed(false, null, "TLS with " + at.getHost() + " failed: " + e.getMessage()));
        } catch (IOException | RuntimeException e) { // the client throws both at what it cannot use
            return Hop.end(new Fetched.Failed(
                    false,
                    null,
                    late.get()
                            ? "took longer than " + settings.patience().toSeconds() + " s"
                            : "cannot be read: " + e.getMessage()));
        } finally {
            limit.cancel(false);
        }
    }

    private Hop answer(URI at, ClassicHttpResponse response, HttpGet get) throws IOException {
        int code = response.getCode();
        if (code == 304) {
            return Hop.end(new Fetched.NotModified());
        }
        if (code >= 300 && code < 400) {
            Header location = response.getFirstHeader("Location");
            get.abort(); // the rest of the answer is of no interest
            return location == null
                    ? Hop.end(new Fetched.Failed(true, null, "redirects (" + code + ") without saying where"))
                    : new Hop(null, location.getValue().strip().replace(" ", "%20"));
        }
        if (code != 200) {
            get.abort();
            Header after = response.getFirstHeader("Retry-After");
            boolean forGood = code >= 400 && code < 500 && code != 408 && code != 425 && code != 429;
            return Hop.end(new Fetched.Failed(
                    forGood, after == null ? null : wish(after.getValue()), "the server answers " + code));
        }
        HttpEntity entity = response.getEntity();
        byte[] body = entity == null ? new byte[0] : read(entity.getContent());
        if (body.length > settings.largestBytes()) {
            get.abort();
            return Hop.end(new Fetched.Failed(
                    true, null, "has more than " + settings.largestBytes() + " bytes; expected at most that many"));
        }
        ContentType type = type(entity);
        return Hop.end(new Fetched.Content(
                at,
                body,
                type == null ? null : type.getMimeType(),
                type == null || type.getCharset() == null
                        ? null
                        : type.getCharset().name(),
                value(response, "ETag"),
                value(response, "Last-Modified")));
    }

    /** At most one byte more than is allowed. */
    private byte[] read(InputStream in) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] buffer = new byte[1 << 14];
        int read = in.read(buffer);
        while (read >= 0 && out.size() <= settings.largestBytes()) {
            out.write(buffer, 0, (int) Math.min(read, settings.largestBytes() + 1 - out.size()));
            read = in.read(buffer);
        }
        return out.toByteArray();
    }

    private static @Nullable ContentType type(@Nullable HttpEntity entity) {
        return entity == null || entity.getContentType() == null
                ? null
                : ContentType.parseLenient(entity.getContentType());
    }

    private static @Nullable String value(ClassicHttpResponse response, String header) {
        Header found = response.getFirstHeader(header);
        return found == null ? null : found.getValue();
    }

    /** RFC 9110, section 10.2.3: seconds, or a date. */
    private @Nullable Duration wish(String retryAfter) {
        try {
            return retryAfter.strip().matches("\\d{1,9}")
                    ? Duration.ofSeconds(Long.parseLong(retryAfter.strip()))
                    : Duration.between(
                            clock.instant(),
                            ZonedDateTime.parse(retryAfter.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                                    .toInstant());
        } catch (DateTimeException e) {
            return null;
        }
    }

    @Override
    public void close() {
        limits.shutdownNow();
        try {
            client.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Says that a name leads to where we do not go. */
    private static final class RefusedAddressException extends UnknownHostException {
        private static final long serialVersionUID = 1;

        RefusedAddressException(String message) {
            super(message);
        }
    }

    private record CheckedDns(boolean anyAddress) implements DnsResolver {
        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            InetAddress[] all = SystemDefaultDnsResolver.INSTANCE.resolve(host);
            for (InetAddress address : all) {
                if (!anyAddress && !PublicAddresses.contain(address)) {
                    throw new RefusedAddressException(host + " leads to " + address.getHostAddress()
                            + ", which is private; expected a public address (fetch.private-addresses allows others)");
                }
            }
            return all;
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }
}
