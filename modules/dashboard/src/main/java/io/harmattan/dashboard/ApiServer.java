package io.harmattan.dashboard;

import io.harmattan.domain.Alerts;
import io.harmattan.domain.ArticleIntake;
import io.harmattan.domain.NewsSearch;
import io.harmattan.domain.Subscription;
import io.harmattan.domain.Subscriptions;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.util.JavalinBindException;
import java.net.URI;
import java.time.Clock;
import java.util.function.Consumer;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The HTTP server of the API, from {@link #start} to {@link #close}. */
public final class ApiServer implements AutoCloseable {
    /** A request waits for the search node most of its time; more at once would only wait there. */
    private static final int THREADS = 32;

    /** Whoever sends a body more slowly than this would hold a thread for nothing. */
    private static final long LEAST_BYTES_PER_SECOND = 1024;

    private static final int IDLE_THREADS = 4;
    private static final int IDLE_MILLIS = 60_000;
    private static final long STOP_MILLIS = 2_000;

    private final Javalin javalin;
    private final String host;

    private ApiServer(Javalin javalin, String host) {
        this.javalin = javalin;
        this.host = host;
    }

    /**
     * Starts to answer.
     *
     * @param host the address to listen on; {@code 127.0.0.1} keeps it to this machine
     * @param port 0 for a free one
     * @param intake takes the articles that programs hand in
     * @param access who may do what needs a token
     * @param largestBody of articles that are handed in, in bytes
     * @param subscriptions who wants to be told of what
     * @param check throws an {@link IllegalArgumentException} for a subscription that could never be told of anything
     * @param alerts what was told
     * @throws IllegalStateException when the port cannot be had, with what to do
     */
    public static ApiServer start(
            String host,
            int port,
            NewsSearch search,
            StackStatus status,
            ArticleIntake intake,
            AccessControl access,
            long largestBody,
            Subscriptions subscriptions,
            Consumer<Subscription> check,
            Alerts alerts) {
        Api api = new Api(
                search,
                status,
                new Intake(intake, new Access(access), largestBody),
                new SubscriptionApi(subscriptions, check, new Access(access), Clock.systemUTC()),
                new AlertApi(alerts, subscriptions, new Access(access)));
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
                http.setMinRequestDataRate(LEAST_BYTES_PER_SECOND);
            });
            config.jetty.modifyServer(server -> {
                server.setStopTimeout(STOP_MILLIS);
                server.setErrorHandler(new ProblemPages());
            });
            api.register(config.routes);
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
        return new ApiServer(javalin, host);
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
        javalin.stop();
    }
}
