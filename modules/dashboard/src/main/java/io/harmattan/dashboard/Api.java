package io.harmattan.dashboard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.harmattan.domain.EventCluster;
import io.harmattan.domain.NewsSearch;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The addresses of the API and what answers at each. */
final class Api {
    static final String JSON = "application/json";
    static final String PROBLEM = "application/problem+json";
    static final String OPENAPI = "/api/v1/openapi.json";
    static final String CLUSTERS = "/api/v1/clusters";
    static final String TIMELINE = "/api/v1/timeline";

    private static final Logger log = LoggerFactory.getLogger(Api.class);
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final int TAG_BYTES = 16;
    private static final int HITS = 20;
    private static final int CARDS = 50;
    /** Nothing but the intake reads a body; one of this size is let pass unread. */
    private static final int LARGEST_BODY = 16 << 10;

    private static final int RETRY_SECONDS = 5;

    private final NewsSearch search;
    private final StreamApi streams;
    private final Access access;
    private final StackStatus status;
    private final Intake intake;
    private final SubscriptionApi subscriptions;
    private final Pages pages = new Pages();
    private final Export export;
    private final AlertApi alerts;
    private final byte[] openApi;

    Api(
            NewsSearch search,
            StreamApi streams,
            StackStatus status,
            Intake intake,
            SubscriptionApi subscriptions,
            AlertApi alerts,
            Access access) {
        this.search = search;
        this.streams = streams;
        this.access = access;
        this.export = new Export(search);
        this.status = status;
        this.intake = intake;
        this.subscriptions = subscriptions;
        this.alerts = alerts;
        this.openApi = openApi();
    }

    /** The addresses, each with its handler, in the order of the documentation. */
    Map<String, Handler> routes() {
        Map<String, Handler> routes = new LinkedHashMap<>();
        routes.put("/", this::index);
        routes.put("/api/v1/search", access.reading(this::search));
        routes.put(Export.PATH, access.reading(export::all));
        routes.put(Export.FEED, access.reading(export::feed));
        routes.put(TIMELINE, access.reading(this::timeline));
        routes.put("/api/v1/articles/{id}", access.reading(this::article));
        routes.put(CLUSTERS, access.reading(this::clusters));
        routes.put(CLUSTERS + "/{id}", access.reading(this::cluster));
        routes.put(StreamApi.PATH, access.reading(streams::open));
        routes.put("/api/v1/entities/{id}", access.reading(this::entity));
        routes.put(SubscriptionApi.PATH, subscriptions::list);
        routes.put(SubscriptionApi.ONE, subscriptions::get);
        routes.put(AlertApi.FEED, alerts::feed);
        routes.put(AlertApi.PATH, alerts::list);
        routes.put(AlertApi.ONE, alerts::get);
        routes.put("/api/v1/status", access.reading(this::status));
        routes.put(OPENAPI, context -> context.contentType(JSON).result(openApi));
        return routes;
    }

    void register(RoutesConfig config) {
        config.before(Api::guard);
        routes().forEach((path, handler) -> {
            config.get(path, handler);
            config.addHttpHandler(HandlerType.HEAD, path, handler); // else Javalin says 200 for what is not there
        });
        pages.register(config);
        config.post(Intake.PATH, intake::post);
        config.put(SubscriptionApi.ONE, subscriptions::put);
        config.delete(SubscriptionApi.ONE, subscriptions::delete);
        config.post(SubscriptionApi.TEST, subscriptions::test);
        config.post(AlertApi.RESEND, alerts::resend);
        config.exception(ApiFault.class, (fault, context) -> problem(context, fault.status(), fault.detail()));
        config.exception(HttpResponseException.class, Api::refused);
        config.exception(UncheckedIOException.class, (away, context) -> unavailable(context, away));
        config.exception(Exception.class, (bug, context) -> broken(context, bug));
    }

    /** What every answer carries: it is data for programs, to be run, framed and kept by nobody. */
    static Map<String, String> headers() {
        Map<String, String> headers = new TreeMap<>();
        headers.put("Cache-Control", "private, no-cache");
        headers.put("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; sandbox");
        headers.put("Cross-Origin-Resource-Policy", "same-origin");
        headers.put("Referrer-Policy", "no-referrer");
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("X-Frame-Options", "DENY");
        return headers;
    }

    static byte[] json(Object view) {
        try {
            return MAPPER.writeValueAsBytes(view);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a " + view.getClass().getSimpleName() + " cannot be written as JSON", e);
        }
    }

    static Views.Problem problem(int status, String detail, @Nullable String instance) {
        HttpStatus known = HttpStatus.forStatus(status);
        String title = known == HttpStatus.UNKNOWN ? "Status " + status : known.getMessage();
        return new Views.Problem("about:blank", title, status, detail, instance);
    }

    private static void guard(Context context) {
        headers().forEach(context::header);
        boolean takesBody =
                context.method() == HandlerType.POST && context.path().equals(Intake.PATH)
                        || (context.method() == HandlerType.PUT || context.method() == HandlerType.POST)
                                && SubscriptionApi.takesBody(context);
        if (!takesBody && context.contentLength() > LARGEST_BODY) {
            context.header("Connection", "close");
            throw new ApiFault(
                    413,
                    "the request has a body of " + context.contentLength() + " bytes; expected none, as nothing"
                            + " is sent to this address");
        }
    }

    /** The page for browsers, the list of addresses for programs. */
    private void index(Context context) {
        new Parameters(context);
        context.header("Vary", "Accept");
        if (Pages.wanted(context)) {
            pages.page(context);
            return;
        }
        Map<String, String> links = new LinkedHashMap<>();
        links.put("search", "/api/v1/search{?q,sort,limit,after,facets,like,fixed}");
        links.put("article", "/api/v1/articles/{id}");
        links.put("articles", Intake.PATH);
        links.put("clusters", CLUSTERS + "{?q,status,sort,limit,after}");
        links.put("timeline", TIMELINE + "{?q}");
        links.put("export", Export.PATH + "{?q,format}");
        links.put("feed", Export.FEED + "{?q}");
        links.put("entity", "/api/v1/entities/{id}");
        links.put("cluster", CLUSTERS + "/{id}");
        links.put("stream", StreamApi.PATH + "{?q,kind,cluster,changes,alerts,subscription,after}");
        links.put("subscriptions", SubscriptionApi.PATH);
        links.put("subscription", SubscriptionApi.ONE);
        links.put("trial", SubscriptionApi.TEST + "{?days}");
        links.put("alertFeed", AlertApi.FEED);
        links.put("alerts", AlertApi.PATH + "{?q,subscription,limit,after}");
        links.put("alert", AlertApi.ONE);
        links.put("resend", AlertApi.RESEND);
        links.put("status", "/api/v1/status");
        links.put("openapi", OPENAPI);
        answer(context, new Views.Index("harmattan", links));
    }

    private void search(Context context) {
        Parameters parameters = new Parameters(context, "q", "sort", "limit", "after", "facets", "like", "fixed");
        String like = parameters.text("like");
        NewsSearch.Question question = new NewsSearch.Question(
                like == null ? parameters.query() : Objects.requireNonNullElse(parameters.anyQuery(), "*:*"),
                parameters.one("sort", NewsSearch.Sort.class, NewsSearch.Sort.HYBRID),
                parameters.limit(HITS),
                parameters.text("after"),
                parameters.flag("facets"),
                like,
                parameters.flag("fixed"));
        answer(context, Views.Search.of(question.query(), asked(() -> search.articles(question))));
    }

    /** How many articles each day has, and their stances. */
    private void timeline(Context context) {
        String query = new Parameters(context, "q").anyQuery();
        answer(context, Views.Timeline.of(query, asked(() -> search.timeline(query))));
    }

    /** A query that cannot be used is the fault of who asks. */
    static <T> T asked(Supplier<T> question) {
        try {
            return question.get();
        } catch (IllegalArgumentException e) {
            throw new ApiFault(400, String.valueOf(e.getMessage()));
        }
    }

    private void article(Context context) {
        String id = new Parameters(context).id();
        answer(
                context,
                search.article(id)
                        .map(Views.Article::of)
                        .orElseThrow(() -> new ApiFault(404, "there is no article '" + id + "'")));
    }

    private void clusters(Context context) {
        Parameters parameters = new Parameters(context, "q", "status", "sort", "limit", "after");
        NewsSearch.ClusterQuestion question = new NewsSearch.ClusterQuestion(
                parameters.anyQuery(),
                parameters.text("status") == null
                        ? Set.of()
                        : Set.of(parameters.one("status", EventCluster.Status.class, EventCluster.Status.OPEN)),
                parameters.one("sort", NewsSearch.ClusterSort.class, NewsSearch.ClusterSort.CHANGED),
                parameters.limit(CARDS),
                parameters.text("after"));
        answer(context, Views.Clusters.of(asked(() -> search.clusters(question))));
    }

    private void cluster(Context context) {
        String id = new Parameters(context).id();
        EventCluster cluster =
                search.cluster(id).orElseThrow(() -> new ApiFault(404, "there is no event cluster '" + id + "'"));
        String target = cluster.redirectTo();
        if (target == null) {
            answer(context, Views.Cluster.of(cluster, search.changes(id)));
        } else {
            context.status(HttpStatus.PERMANENT_REDIRECT).header("Location", CLUSTERS + "/" + target);
        }
    }

    private void entity(Context context) {
        String id = new Parameters(context).entityId();
        answer(
                context,
                search.entity(id)
                        .map(Views.Known::of)
                        .orElseThrow(() -> new ApiFault(404, "there is no entity '" + id + "'")));
    }

    private void status(Context context) {
        new Parameters(context);
        List<Views.Part> parts = status.parts().stream().map(Views.Part::of).toList();
        answer(context, new Views.Status(parts.stream().allMatch(Views.Part::up), parts, totals().orElse(null)));
    }

    /** Nothing while the search node is down, which the parts say. */
    private Optional<Views.Totals> totals() {
        try {
            return Optional.of(Views.Totals.of(search.totals()));
        } catch (UncheckedIOException e) {
            log.debug("no totals: {}", e.getMessage());
            return Optional.empty();
        }
    }

    /** An answer that is what the client has already is told in one line. */
    private static void answer(Context context, Object view) {
        byte[] body = json(view);
        String tag = '"' + HexFormat.of().formatHex(sha256(body), 0, TAG_BYTES) + '"';
        context.header("ETag", tag);
        if (tag.equals(context.header("If-None-Match"))) {
            context.status(HttpStatus.NOT_MODIFIED);
        } else {
            context.contentType(JSON).result(body);
        }
    }

    private static byte[] sha256(byte[] body) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(body);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static void problem(Context context, int status, String detail) {
        context.status(status)
                .contentType(PROBLEM)
                .result(json(problem(status, detail, context.req().getRequestURI())));
    }

    private static void refused(HttpResponseException refusal, Context context) {
        int status = refusal.getStatus();
        if (status == 404) {
            problem(context, status, "there is nothing at " + Parameters.shown(context.path()) + "; / lists what is");
        } else if (status == 405) {
            String allowed = context.path().equals(Intake.PATH)
                            || context.path().matches(AlertApi.PATH + "/[^/]+/resend")
                            || context.path().matches(SubscriptionApi.PATH + "/[^/]+/test")
                    ? "POST"
                    : context.path().startsWith(SubscriptionApi.PATH + "/") ? "GET, HEAD, PUT, DELETE" : "GET, HEAD";
            context.header("Allow", allowed);
            problem(
                    context,
                    status,
                    "the method is " + Parameters.shown(context.req().getMethod()) + "; expected "
                            + allowed.replace(", ", " or "));
        } else {
            if (status == 429) {
                context.header("Retry-After", "1");
            }
            problem(context, status, String.valueOf(refusal.getMessage()));
        }
    }

    private static void unavailable(Context context, UncheckedIOException away) {
        log.warn("cannot answer: {} path={}", away.getMessage(), context.path());
        String why = away.getCause() == null
                ? String.valueOf(away.getMessage())
                : String.valueOf(away.getCause().getMessage());
        context.header("Retry-After", String.valueOf(RETRY_SECONDS));
        problem(
                context,
                503,
                "a server that this needs does not answer: " + why
                        + ". Nothing is lost; see that it runs (harmattan status)" + " and try again.");
    }

    private static void broken(Context context, Exception bug) {
        String reference = UUID.randomUUID().toString();
        log.error("failed to answer reference={} method={} path={}", reference, context.method(), context.path(), bug);
        problem(context, 500, "this is a fault of the server; its log has the cause under the reference " + reference);
    }

    private static byte[] openApi() {
        try (InputStream in = Api.class.getResourceAsStream("openapi.json")) {
            if (in == null) {
                throw new IllegalStateException("openapi.json is missing beside " + Api.class.getName());
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
