package io.harmattan.deliver;

import io.harmattan.domain.PublicAddresses;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Posts JSON to addresses that strangers named: no redirects, no private addresses after resolution (the address that was
 * checked is the one that is connected to), bounded time whatever the other side does, and nothing of its answer read but
 * status and Retry-After.
 */
final class Http implements AutoCloseable {
    private final CloseableHttpClient client;
    private final boolean anyAddress;
    private final Duration patience;
    private final ScheduledExecutorService clock;

    /**
     * @param anyAddress whether loopback, link-local and private addresses and plain http are allowed
     * @param patience the longest that a call may take
     */
    Http(boolean anyAddress, Duration patience) {
        this.anyAddress = anyAddress;
        this.patience = patience;
        Timeout timeout = Timeout.ofMilliseconds(patience.toMillis());
        ScheduledThreadPoolExecutor one = new ScheduledThreadPoolExecutor(1, r -> {
            Thread thread = new Thread(r, "deliver-clock");
            thread.setDaemon(true);
            return thread;
        });
        one.setRemoveOnCancelPolicy(true);
        this.clock = one;
        this.client = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(new CheckedDns(anyAddress))
                        // endpoints bound each other's share: a limit for all would let those that hang delay the rest
                        .setMaxConnTotal(Integer.MAX_VALUE)
                        .setMaxConnPerRoute(Integer.MAX_VALUE)
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
                .disableContentCompression()
                .setUserAgent("Harmattan")
                .build();
    }

    /** Posts and says how it went; never throws for what the other side does. */
    Outcome post(URI address, String json, Map<String, String> headers, Instant now) {
        String scheme = String.valueOf(address.getScheme());
        if (address.getHost() == null || !(scheme.equals("https") || anyAddress && scheme.equals("http"))) {
            return Outcome.refused("the address is " + scheme + ":…; expected https:// and a host");
        }
        HttpPost post = new HttpPost(address);
        post.setEntity(new StringEntity(json, ContentType.APPLICATION_JSON.withCharset(StandardCharsets.UTF_8)));
        headers.forEach(post::setHeader);
        AtomicBoolean late = new AtomicBoolean();
        ScheduledFuture<?> limit = clock.schedule(
                () -> {
                    late.set(true); // before the abort, which the waiting thread hears at once
                    post.abort();
                },
                patience.toMillis(),
                TimeUnit.MILLISECONDS);
        AtomicReference<@Nullable Outcome> answer = new AtomicReference<>();
        try {
            return client.execute(post, response -> {
                Header after = response.getFirstHeader("Retry-After");
                Outcome outcome = outcome(response.getCode(), after == null ? null : after.getValue(), now);
                answer.set(outcome);
                return outcome;
            });
        } catch (RefusedAddressException e) {
            return Outcome.refused(String.valueOf(e.getMessage()));
        } catch (SSLException e) {
            return Outcome.failed("TLS failed: " + e.getMessage());
        } catch (IOException e) {
            Outcome answered = answer.get();
            if (answered != null) {
                return answered; // the status had come; the rest of the answer is of no interest
            }
            return late.get()
                    ? Outcome.failed("no answer within " + patience.toSeconds() + " s")
                    : Outcome.failed(e.getClass().getSimpleName() + ": " + e.getMessage());
        } finally {
            limit.cancel(false);
        }
    }

    private static Outcome outcome(int code, @Nullable String retryAfter, Instant now) {
        if (code >= 200 && code < 300) {
            return Outcome.delivered(code);
        }
        if (code == 410) {
            return new Outcome(Outcome.Kind.GONE, code, null, "the endpoint wants no more (410)");
        }
        if (code >= 300 && code < 400) {
            return new Outcome(Outcome.Kind.FAILED, code, null, "a redirect (" + code + "), which is not followed");
        }
        return new Outcome(Outcome.Kind.FAILED, code, wish(retryAfter, now), "the endpoint answered " + code);
    }

    /** RFC 9110, section 10.2.3: seconds, or a date. */
    static @Nullable Duration wish(@Nullable String retryAfter, Instant now) {
        if (retryAfter == null) {
            return null;
        }
        try {
            return retryAfter.strip().matches("\\d{1,9}")
                    ? Duration.ofSeconds(Long.parseLong(retryAfter.strip()))
                    : Duration.between(
                            now,
                            ZonedDateTime.parse(retryAfter.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                                    .toInstant());
        } catch (DateTimeException e) {
            return null;
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
        try {
            client.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
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
                    throw new RefusedAddressException(
                            host + " leads to " + address.getHostAddress()
                                    + ", which is private; expected a public address (deliver.private-addresses allows others)");
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
