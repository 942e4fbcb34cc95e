package io.harmattan.dashboard;

import io.harmattan.domain.Alerts;
import io.harmattan.domain.ArticleIntake;
import io.harmattan.domain.ClusterChange;
import io.harmattan.domain.EnrichedArticle;
import io.harmattan.domain.Entity;
import io.harmattan.domain.EntityType;
import io.harmattan.domain.EventCluster;
import io.harmattan.domain.GeoPoint;
import io.harmattan.domain.Mention;
import io.harmattan.domain.NewsSearch;
import io.harmattan.domain.NewsStream;
import io.harmattan.domain.Published;
import io.harmattan.domain.Receipt;
import io.harmattan.domain.Stance;
import io.harmattan.domain.Subscription;
import io.harmattan.domain.Subscriptions;
import io.harmattan.testkit.MemoryAlerts;
import io.harmattan.testkit.MemoryNewsStream;
import io.harmattan.testkit.MemorySubscriptions;
import io.harmattan.testkit.SampleAlert;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One article in one cluster, and a cluster that leads to it; and a search that knows these. */
final class Fixtures {
    static final String ENTITY = "base-101";
    static final String ARTICLE = "0123456789abcdef0123456789abcdef";
    static final String CLUSTER = "c0123456789abcdef0123456789abcde";
    static final String ALERT = "e0123456789abcdef0123456789abcde";
    static final String UNSENT = "f0123456789abcdef0123456789abcde";
    static final String MERGED = "d0123456789abcdef0123456789abcde";
    private static final Instant EVENT = Instant.parse("2024-05-03T13:30:00Z");
    private static final Instant INGEST = Instant.parse("2024-05-04T08:00:00.123Z");
    private static final Entity BASE =
            new Entity("base-101", "Air Base 101", EntityType.PLACE, "base", "NE", new GeoPoint(13.48, 2.17));

    private Fixtures() {}

    static EnrichedArticle article() {
        return EnrichedArticle.builder(ARTICLE, "default", INGEST)
                .revision(2)
                .epoch(1)
                .eventTime(EVENT)
                .timed(true)
                .contentHash("hash")
                .url("https://news.example/a")
                .source("news.jsonl:7")
                .title("Troops enter <b>base</b>")
                .text("Troops entered Air Base 101.")
                .outlet("An Outlet")
                .credits(List.of("An Agency"))
                .language("en")
                .published(new Published(
                        OffsetDateTime.parse("2024-05-03T14:30:00+01:00"), true, true, Published.Origin.SOURCE))
                .mentions(List.of(new Mention(15, 27, "Air Base 101", EntityType.PLACE, "base-101")))
                .entities(List.of(BASE))
                .build();
    }

    static EventCluster cluster() {
        return EventCluster.builder(CLUSTER, "default", INGEST)
                .revision(3)
                .epoch(1)
                .status(EventCluster.Status.OPEN)
                .title("Troops enter base")
                .firstEventTime(EVENT)
                .lastEventTime(EVENT)
                .timed(true)
                .members(List.of(new EventCluster.Member(
                        ARTICLE,
                        2,
                        EVENT,
                        true,
                        "Troops enter",
                        "An Outlet",
                        "https://news.example/a",
                        false,
                        ARTICLE,
                        EventCluster.Role.INDEPENDENT)))
                .entities(List.of(new EventCluster.EntityCount(BASE, 1, 1)))
                .build();
    }

    static EventCluster merged() {
        return EventCluster.builder(MERGED, "default", INGEST)
                .revision(2)
                .epoch(1)
                .status(EventCluster.Status.REDIRECTED)
                .redirectTo(CLUSTER)
                .title("Troops")
                .firstEventTime(EVENT)
                .lastEventTime(EVENT)
                .timed(true)
                .build();
    }

    /** Finds the article for every query but those that the test wants to fail. */
    static class Search implements NewsSearch {
        @Override
        public Page articles(Question question) {
            if (question.query().equals("\"")) {
                throw new IllegalArgumentException("column 1: a quote is not closed");
            }
            return new Page(
                    7,
                    List.of(new Hit(
                            ARTICLE,
                            "Troops enter <b>base</b>",
                            "… entered Air Base 101.",
                            "An Outlet",
                            null,
                            EVENT,
                            true,
                            List.of(CLUSTER),
                            1.5,
                            true)),
                    question.after() == null ? "more" : null,
                    question.facets()
                            ? List.of(
                                    new Facet("country", List.of(Count.of("NE", 6), Count.of("ML", 1))),
                                    new Facet(
                                            "entity", List.of(new Count("name-person-jane-sample", "Jane Sample", 2))))
                            : List.of());
        }

        @Override
        public List<Day> timeline(@Nullable String query) {
            return List.of(new Day(
                    LocalDate.parse("2024-05-03"),
                    7,
                    new TreeMap<>(Map.of("us-presence", new TreeMap<>(Map.of(Stance.Label.OPPOSED, 2L))))));
        }

        @Override
        public Clusters clusters(ClusterQuestion question) {
            return new Clusters(1, List.of(Fixtures.cluster()), question.after() == null ? "more" : null);
        }

        @Override
        public Told alerts(AlertQuestion question) {
            if (question.query().equals("country:NE")) {
                throw new IllegalArgumentException("the query 'country:NE' asks for country");
            }
            return new Told(
                    7, List.of(SampleAlert.alert(ALERT, "bases", INGEST)), question.after() == null ? "more" : null);
        }

        @Override
        public List<ClusterChange> changes(String clusterId) {
            return List.of(new ClusterChange(
                    clusterId,
                    2,
                    1,
                    "default",
                    ClusterChange.Kind.SHIFTED,
                    ARTICLE,
                    null,
                    EVENT,
                    INGEST,
                    false,
                    "the balance turned",
                    Map.of("similarity", 0.5),
                    new ClusterChange.Shift("us-presence", Stance.Label.FAVOURABLE, Stance.Label.OPPOSED)));
        }

        @Override
        public Optional<Known> entity(String id) {
            return id.equals(ENTITY)
                    ? Optional.of(new Known(
                            Fixtures.article().entities().get(0),
                            List.of("Base 101"),
                            1,
                            1,
                            List.of(Count.of("An Outlet", 1)),
                            List.of(),
                            timeline(null),
                            articles(new Question("x", Sort.NEWEST, 1, null, false))
                                    .hits()))
                    : Optional.empty();
        }

        @Override
        public Optional<EventCluster> cluster(String id) {
            return id.equals(CLUSTER)
                    ? Optional.of(Fixtures.cluster())
                    : id.equals(MERGED) ? Optional.of(merged()) : Optional.empty();
        }

        @Override
        public Optional<EnrichedArticle> article(String id) {
            return id.equals(ARTICLE) ? Optional.of(Fixtures.article()) : Optional.empty();
        }

        @Override
        public Totals totals() {
            return new Totals(1, 1);
        }
    }

    static ApiServer start(int port, NewsSearch search, StackStatus status) {
        return new Server().port(port).search(search).status(status).start();
    }

    /** A server in which a test sets what it is about. */
    static final class Server {
        private NewsSearch search = new Search();
        private NewsStream stream = Fixtures.stream();
        private StackStatus status = List::of;
        private ArticleIntake intake = new Intake();
        private Subscriptions subscriptions = new MemorySubscriptions();
        private Alerts alerts = Fixtures.alerts();
        private String host = "127.0.0.1";
        private int port;
        private long largestBody = 1 << 20;
        private boolean openReads;
        private int requestsPerSecond;
        private int streams = 8;

        Server search(NewsSearch value) {
            search = value;
            return this;
        }

        Server stream(NewsStream value) {
            stream = value;
            return this;
        }

        Server status(StackStatus value) {
            status = value;
            return this;
        }

        Server intake(ArticleIntake value, long largest) {
            intake = value;
            largestBody = largest;
            return this;
        }

        Server subscriptions(Subscriptions value) {
            subscriptions = value;
            return this;
        }

        Server alerts(Alerts value) {
            alerts = value;
            return this;
        }

        Server host(String value) {
            host = value;
            return this;
        }

        Server port(int value) {
            port = value;
            return this;
        }

        Server openReads() {
            openReads = true;
            return this;
        }

        Server requestsPerSecond(int value) {
            requestsPerSecond = value;
            return this;
        }

        Server streams(int value) {
            streams = value;
            return this;
        }

        ApiServer start() {
            return ApiServer.start(
                    new ApiServer.Settings(host, port, largestBody, openReads, requestsPerSecond, streams),
                    new ApiServer.Ports(
                            search,
                            stream,
                            status,
                            intake,
                            ACCESS,
                            subscriptions,
                            Fixtures::check,
                            Fixtures::trial,
                            alerts,
                            () -> "harmattan_index_documents_total 1\n"));
        }
    }

    /** Knows queries for the id of a cluster. */
    static MemoryNewsStream stream() {
        return new MemoryNewsStream(text -> {
            if (text.equals("(")) {
                throw new IllegalArgumentException("column 1: '(' is not closed; expected ')'");
            }
            return cluster -> cluster.id().equals(text);
        });
    }

    /** One alert of one match among as many articles as days. */
    static SubscriptionTrial.Outcome trial(Subscription subscription, int days) {
        return new SubscriptionTrial.Outcome(List.of(SampleAlert.alert(ALERT, subscription.id(), INGEST)), 1, days);
    }

    /** An alert that arrived at the second try, and one that nobody was to be sent. */
    static MemoryAlerts alerts() {
        return new MemoryAlerts()
                .with(
                        SampleAlert.alert(ALERT, "bases", INGEST),
                        SampleAlert.receipt(ALERT, "https://hooks.example/a", 1, Receipt.Status.RETRYING, 500),
                        SampleAlert.receipt(ALERT, "https://hooks.example/a", 2, Receipt.Status.DELIVERED, 204))
                .with(SampleAlert.alert(UNSENT, "coups", INGEST.minusSeconds(1)));
    }

    static void check(Subscription subscription) {
        if (subscription.query().equals("never")) {
            throw new IllegalArgumentException("query is 'never', which could never match");
        }
    }

    /** Knows the token "good", for articles, and "reader", for nothing but reading. */
    static final AccessControl ACCESS = token -> switch (token) {
        case "good" -> Optional.of(new AccessControl.Grant("a sender", Set.of(AccessControl.Scope.INGEST)));
        case "subscriber" ->
            Optional.of(new AccessControl.Grant("a subscriber", Set.of(AccessControl.Scope.SUBSCRIBE)));
        case "operator" -> Optional.of(new AccessControl.Grant("an operator", Set.of(AccessControl.Scope.OPERATE)));
        case "reader" -> Optional.of(new AccessControl.Grant("a reader", Set.of(AccessControl.Scope.READ)));
        default -> Optional.empty();
    };

    /** Takes every line but those that hold "bad"; "busy" ends it. Remembers what it took. */
    static final class Intake implements ArticleIntake {
        final List<String> taken = new ArrayList<>();

        @Override
        public Receipt take(InputStream body, Form form, String from) throws IOException {
            String text = new String(body.readAllBytes(), StandardCharsets.UTF_8);
            List<Accepted> accepted = new ArrayList<>();
            List<Refused> refused = new ArrayList<>();
            long number = 0;
            for (String line : form == Form.ONE ? List.of(text) : text.lines().toList()) {
                number++;
                if (line.contains("busy")) {
                    return new Receipt(accepted, refused, true);
                } else if (line.contains("bad")) {
                    refused.add(new Refused(number, line.contains("large"), "is bad; expected good"));
                } else if (!line.isBlank()) {
                    taken.add(from + ": " + line);
                    accepted.add(new Accepted(number, "id" + number));
                }
            }
            return new Receipt(accepted, refused, false);
        }
    }
}
