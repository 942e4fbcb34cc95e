package io.harmattan.dashboard;

import io.harmattan.domain.Alerts;
import io.harmattan.domain.ClusterChange;
import io.harmattan.domain.NewsStream;
import io.harmattan.domain.NewsStream.Reading;
import io.harmattan.domain.NewsStream.Wanted;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.sse.SseClient;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /api/v1/stream}: changes of event clusters, and alerts, as they happen, as Server-Sent Events (HTML standard,
 * section 9.2). The id of each event is a position in the stream; a client that comes again with it as Last-Event-ID, as
 * browsers do by themselves, misses nothing and gets nothing twice. A client that reads slowly holds up nobody else: each is
 * served by a thread of its own, out of the topics.
 */
final class StreamApi implements AutoCloseable {
    static final String PATH = "/api/v1/stream";

    private static final String TYPE = "text/event-stream";
    private static final Logger LOG = LoggerFactory.getLogger(StreamApi.class);

    /** Less than what proxies and Jetty take for a connection that nobody uses. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private static final Duration STEP = Duration.ofSeconds(1);
    private static final int RETRY_SECONDS = 30;

    private final NewsStream stream;
    private final Access access;
    private final int most;
    private final Semaphore places;
    private final ExecutorService threads;
    private volatile boolean closed;

    /** @param most streams at once */
    StreamApi(NewsStream stream, Access access, int most) {
        this.stream = stream;
        this.access = access;
        this.most = most;
        this.places = new Semaphore(most);
        AtomicInteger number = new AtomicInteger();
        this.threads = Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "stream-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    void open(Context context) {
        Parameters parameters =
                new Parameters(context, "q", "kind", "cluster", "changes", "alerts", "subscription", "after");
        Wanted wanted = wanted(parameters);
        if (wanted.alerts()) {
            access.require(context, AccessControl.Scope.SUBSCRIBE, AccessControl.Scope.OPERATE);
        }
        String accept = context.header("Accept");
        if (accept != null && !accept.contains(TYPE) && !accept.contains("*/*")) {
            throw new ApiFault(406, "the request accepts " + Parameters.shown(accept) + "; expected " + TYPE);
        }
        context.contentType(TYPE + "; charset=utf-8");
        context.header("X-Accel-Buffering", "no"); // a proxy that gathers would hold events back
        if (context.method() == HandlerType.HEAD) {
            return;
        }
        if (!places.tryAcquire()) {
            context.header("Retry-After", String.valueOf(RETRY_SECONDS));
            throw new ApiFault(
                    503, "all " + most + " streams are taken (api.streams); expected to come again when one has ended");
        }
        Start start;
        try {
            start = start(wanted, parameters.text("after"), context.header("Last-Event-ID"));
        } catch (RuntimeException e) {
            places.release();
            throw e;
        }
        context.async(
                task -> {
                    task.executor = threads;
                    task.timeout = 0;
                },
                () -> serve(new SseClient(context), start));
    }

    private Wanted wanted(Parameters parameters) {
        String subscription = parameters.text("subscription");
        boolean alerts = parameters.flag("alerts") || subscription != null;
        return new Wanted(
                parameters.flag("changes", subscription == null),
                parameters.anyQuery(),
                kinds(parameters.text("kind")),
                parameters.text("cluster"),
                alerts,
                subscription);
    }

    private static Set<ClusterChange.Kind> kinds(@Nullable String given) {
        Set<ClusterChange.Kind> kinds = EnumSet.noneOf(ClusterChange.Kind.class);
        if (given != null) {
            for (String name : given.split(",", -1)) {
                kinds.add(Parameters.constant("kind", name, ClusterChange.Kind.class));
            }
        }
        return kinds;
    }

    /** @param lost why the place that the client asked for cannot be had; null where it can */
    private record Start(Reading reading, @Nullable String lost) {}

    /** A browser that comes with a position of other times, as after a replay, begins anew and is told so. */
    private Start start(Wanted wanted, @Nullable String after, @Nullable String last) {
        try {
            if (last == null || last.isBlank()) {
                return new Start(stream.open(wanted, after), null);
            }
            try {
                return new Start(stream.open(wanted, last), null);
            } catch (IllegalArgumentException e) {
                return new Start(stream.open(wanted, null), String.valueOf(e.getMessage()));
            }
        } catch (IllegalArgumentException e) {
            throw new ApiFault(400, String.valueOf(e.getMessage()));
        }
    }

    private void serve(SseClient client, Start start) {
        try (Reading reading = start.reading()) {
            send(
                    client,
                    start.lost() == null ? "open" : "reset",
                    start.lost() == null ? Map.of() : Map.of("detail", start.lost()),
                    reading.position());
            long beat = System.nanoTime();
            while (!closed && !client.terminated()) {
                List<NewsStream.Event> events = reading.next(STEP);
                for (NewsStream.Event event : events) {
                    if (event instanceof NewsStream.Told told) {
                        send(
                                client,
                                "alert",
                                AlertViews.Alert.of(new Alerts.Entry(told.alert(), List.of())),
                                told.position());
                    } else if (event instanceof NewsStream.Changed changed) {
                        send(client, "change", Views.StreamChange.of(changed), changed.position());
                    }
                }
                if (!events.isEmpty()) {
                    beat = System.nanoTime();
                } else if (System.nanoTime() - beat > HEARTBEAT.toNanos()) {
                    send(client, "beat", Map.of(), reading.position());
                    beat = System.nanoTime();
                }
            }
        } catch (UncheckedIOException e) {
            LOG.warn("a stream ends; its client may come again: {}", e.getMessage());
        } finally {
            places.release();
            client.close();
        }
    }

    private static void send(SseClient client, String event, Object view, String position) {
        if (!client.terminated()) {
            client.sendEvent(event, new String(Api.json(view), StandardCharsets.UTF_8), position);
        }
    }

    /** Lets the streams end at their next step. */
    @Override
    public void close() {
        closed = true;
        threads.shutdown();
    }
}
