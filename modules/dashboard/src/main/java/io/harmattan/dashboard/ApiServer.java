package io.harmattan.dashboard;

import io.harmattan.domain.Alerts;
import io.harmattan.domain.ArticleIntake;
import io.harmattan.domain.NewsSearch;
import io.harmattan.domain.NewsStream;
import io.harmattan.domain.Subscription;
import io.harmattan.domain.Subscriptions;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.http.Context;
import io.javalin.plugin.bundled.RateLimitPlugin;
import io.javalin.util.JavalinBindException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The HTTP server of the API, from {@link #start} to {@link #close}. */
public final class ApiServer implements AutoCloseable {
    /** A request waits for the search node most of its time; more at once would only wait there. */
    private static final int THREADS = 32;

    /** Prometheus' text format. */
    private static final String METRICS = "text/plain; version=0.0.4; charset=utf-8";

    private static final int IDLE_THREADS = 4;
    private static final int IDLE_MILLIS = 60_000;
    private static final long STOP_MILLIS = 2_000;

    private final Javalin javalin;
    private final String host;
    private final StreamApi streams;

    private ApiServer(Javalin javalin, String host, StreamApi streams) {
        this.javalin = javalin;
        this.host = host;
        this.streams = streams;
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false; // listening will say so
        }
    }

    /**
     * How it listens.
     *
     * @param host the address to listen on; {@code 127.0.0.1} keeps it to this machine
     * @param port 0 for a free one
     * @param largestBody of articles that are handed in, in bytes
     * @param openReads whether articles and clusters may be read without a token where it listens beyond loopback; on
     *     loopback they may
     * @param requestsPerSecond most of one address; 0 for no bound
     * @param streams most at once
     */
    public record Settings(
            String host, int port, long largestBody, boolean openReads, int requestsPerSecond, int streams) {}

    /**
     * What it answers from.
     *
     * @param intake takes the articles that programs hand in
     * @param access who may do what needs a token
     * @param subscriptions who wants to be told of what
     * @param check throws an {@link IllegalArgumentException} for a subscription that could never be told of anything
     * @param alerts what was told
     * @param metrics of the platform, in the text format of Prometheus
     */
    public record Ports(
            NewsSearch search,
            NewsStream stream,
            StackStatus status,
            ArticleIntake intake,
            AccessControl access,
            Subscriptions subscriptions,
            Consumer<Subscription> check,
            SubscriptionTrial trial,
            Alerts alerts,
            Supplier<String> metrics) {}

    /**
     * Starts to answer.
     *
     * @throws IllegalStateException when the port cannot be had, with what to do
     */
    public static ApiServer start(Settings settings, Ports ports) {
        String host = settings.host();
        int port = settings.port();
        Access access = new Access(ports.access(), settings.openReads() || isLoopback(host));
        StreamApi streams = new StreamApi(ports.stream(), access, settings.streams());
        Api api = new Api(
                ports.search(),
                streams,
                ports.status(),
                new Intake(ports.intake(), access, settings.largestBody()),
                new SubscriptionApi(ports.subscriptions(), ports.check(), ports.trial(), access, Clock.systemUTC()),
                new AlertApi(ports.search(), ports.alerts(), ports.subscriptions(), access),
                access);
        Javalin javalin = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.startup.showOldJavalinVersionWarning = false;
            config.startup.startupWatcherEnabled = false;
            config.http.prefer405over404 = true;
            config.http.compressionStrategy = CompressionStrategy.GZIP;
            QueuedThreadPool threads = new QueuedThreadPool(THREADS, IDLE_THREADS, IDLE_MILLIS);
            threads.setName("api");
            config.jetty.threadPool = threads;
            config.jetty.modifyHttpConfiguration(http -> {
                http.setSendServerVersion(false);
                http.setSendDateHeader(true);
            });
            config.jetty.modifyServer(server -> {
                server.setStopTimeout(STOP_MILLIS);
                server.setErrorHandler(new ProblemPages());
            });
            if (settings.requestsPerSecond() > 0) {
                RateLimitPlugin rate = new RateLimitPlugin(limit -> limit.setKeyFunction(Context::ip));
                config.registerPlugin(rate);
                config.routes.before("/api/*", context -> context.with(RateLimitPlugin.class)
                        .requestPerTimeUnit(settings.requestsPerSecond(), TimeUnit.SECONDS));
            }
            api.register(config.routes);
            config.routes.get("/metrics", access.reading(context -> context.contentType(METRICS)
                    .result(ports.metrics().get())));
        });
        try {
            javalin.start(host, port);
        } catch (JavalinBindException e) {
            javalin.stop();
            throw new IllegalStateException(
                    "port " + port + " on " + host + " cannot be listened on (" + e.getMessage()
                            + "); expected a free port: stop what has it, or choose another with the setting api.port",
                    e);
        }
        return new ApiServer(javalin, host, streams);
    }

    /** The port it listens on. */
    public int port() {
        return javalin.port();
    }

    /** Where it can be reached: {@code http://127.0.0.1:8080/}. */
    public URI address() {
        return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port() + "/");
    }

    /** Lets the requests at work end, for a moment, and stops. */
    @Override
    public void close() {
        streams.close();
        javalin.stop();
    }
}
