package io.harmattan.app;

import io.harmattan.analysis.cluster.ClusterSettings;
import io.harmattan.analysis.match.ClusterQuery;
import io.harmattan.analysis.match.QueryLanguage;
import io.harmattan.analysis.meaning.MeaningEncoder;
import io.harmattan.analysis.profile.Desk;
import io.harmattan.dashboard.ApiServer;
import io.harmattan.deliver.Deliverer;
import io.harmattan.domain.EventCluster;
import io.harmattan.index.IndexRetention;
import io.harmattan.index.IndexSink;
import io.harmattan.index.IndexTemplates;
import io.harmattan.index.SearchNode;
import io.harmattan.ingest.HttpIntake;
import io.harmattan.ingest.KafkaArticlePublisher;
import io.harmattan.pipeline.AlertTopology;
import io.harmattan.pipeline.ClusterTopology;
import io.harmattan.pipeline.DeliverTopology;
import io.harmattan.pipeline.EnrichTopology;
import io.harmattan.pipeline.StreamsStage;
import io.harmattan.pipeline.alert.AlertSettings;
import io.harmattan.pipeline.alert.LiveSubscriptions;
import io.harmattan.pipeline.cluster.ClusterProcessor;
import io.harmattan.wire.KafkaAlerts;
import io.harmattan.wire.KafkaNewsStream;
import io.harmattan.wire.KafkaSubscriptions;
import io.harmattan.wire.SchemaSetup;
import io.harmattan.wire.Topic;
import io.harmattan.wire.TopicSetup;
import io.harmattan.wire.Wire;
import io.harmattan.wire.registry.RegistryConfig;
import io.harmattan.wire.registry.SchemaRegistryClient;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All stages of one process at work: enrich, cluster, index and the API, on servers that are up or will be. */
final class Platform implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Platform.class);

    /** For how long servers that are down are waited for before the start is given up. */
    private static final Duration SERVERS_UP = Duration.ofMinutes(10);

    private static final Duration STAGES_UP = Duration.ofMinutes(2);
    private static final Duration DELIVERY_TICK = Duration.ofMillis(500);
    private static final int DELIVERIES_IN_FLIGHT = 10_000;

    /** Programs that hand in articles are told sooner; this is for what they were promised. */
    private static final Duration INTAKE_PATIENCE = Duration.ofMinutes(2);

    private final Servers servers;
    private final Settings settings;
    private final Console console;
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final CompletableFuture<String> ended = new CompletableFuture<>();
    private String apiAddress = "";

    private Platform(Servers servers, Console console) {
        this.servers = servers;
        this.settings = servers.settings();
        this.console = console;
    }

    /** Prepares the servers (topics, schemas, templates), then starts every stage; says each step. */
    static Platform start(Servers servers, Console console) {
        Platform platform = new Platform(servers, console);
        try {
            platform.start();
            return platform;
        } catch (RuntimeException e) {
            platform.close();
            throw e;
        }
    }

    private void start() {
        DataFolder.keepTemporaryFiles(settings.data());
        PrometheusMeterRegistry metrics = metrics();
        Topic.Naming naming = settings.naming();
        Wire wire = servers.wire();

        step("topics", () -> {
            List<String> created = topics(naming);
            return created.isEmpty() ? "as declared" : created.size() + " created";
        });
        step("schemas", () -> new SchemaSetup(registry(), naming).ensure().size() + " registered");
        SearchNode node = opened(SearchNode.connect(servers.search()));
        step("index templates", () -> {
            node.waitUntilUp(SERVERS_UP, why -> console.note("waiting", why));
            List<String> created = new IndexTemplates(node).ensure(naming.epoch());
            return created.isEmpty() ? "as declared" : created.size() + " indices and aliases created";
        });
        step("watch profile", () -> {
            Analysis analysis = Analysis.of(settings);
            stage(
                    EnrichTopology.STAGE,
                    EnrichTopology.build(
                            wire,
                            naming,
                            analysis.enricher(),
                            settings.duration("enrich.remembered"),
                            settings.duration("enrich.compared")),
                    settings.number("enrich.threads"));
            return settings.profile().getFileName() + ", " + analysis.entities() + " entities";
        });
        stage(
                ClusterTopology.STAGE,
                ClusterTopology.build(
                        wire,
                        naming,
                        new ClusterProcessor.Supplier(
                                clusterSettings(settings),
                                Analysis.profile(settings.profile()).background(),
                                settings.duration("cluster.quiet-after"))),
                settings.number("cluster.threads"));
        alerts(wire, naming);
        step("stages", () -> {
            await("the stages enrich, cluster and alert", () -> stages().allMatch(StreamsStage::isRunning));
            return "enrich, cluster and alert run, exactly once";
        });
        step("index", () -> {
            Map<String, Object> kafka = servers.kafkaClient();
            kafka.put(
                    ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
                    String.valueOf(settings.duration("kafka.session-timeout").toMillis()));
            kafka.put(
                    ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
                    String.valueOf(settings.duration("kafka.session-timeout").toMillis() / 4));
            IndexSink sink = opened(new IndexSink(
                    node,
                    wire,
                    new IndexSink.Settings(
                            kafka,
                            naming,
                            settings.number("index.bulk-documents"),
                            settings.bytes("index.bulk-bytes"),
                            Duration.ofMillis(200),
                            Duration.ofSeconds(10),
                            settings.flag("index.vectors") ? MeaningEncoder.load(1) : null)));
            sink.start();
            Duration keep = settings.duration("index.keep");
            if (!keep.isZero()) {
                opened(new IndexRetention(node, naming.epoch(), keep, Clock.systemUTC()))
                        .start();
            }
            return "bulks of up to " + settings.number("index.bulk-documents") + " documents";
        });
        if (settings.flag("deliver.enabled")) {
            deliver(wire, naming);
        } else {
            console.note("deliver", "is off (deliver.enabled): alerts are made and sent to nobody");
        }
        HttpIntake intake = opened(new HttpIntake(
                () -> new KafkaArticlePublisher(
                        servers.kafkaConnection(), naming, wire, INTAKE_PATIENCE, notice -> LOG.warn("{}", notice)),
                Clock.systemUTC(),
                settings.bytes("ingest.largest-bytes"),
                settings.duration("api.patience")));
        step("API", () -> {
            QueryLanguage language = Analysis.language(settings);
            ApiServer api = opened(ApiServer.start(
                    new ApiServer.Settings(
                            settings.text("api.host"),
                            settings.number("api.port"),
                            settings.bytes("api.largest-body"),
                            settings.flag("api.open-reads"),
                            settings.number("api.requests-per-second"),
                            settings.number("api.streams")),
                    new ApiServer.Ports(
                            Searching.on(node, settings),
                            new KafkaNewsStream(servers.kafkaClient(), naming, wire, clusterQueries(language)),
                            new StatusReport(servers),
                            intake,
                            new TokenFile(settings.data(), Clock.systemUTC()),
                            opened(new KafkaSubscriptions(servers.kafkaClient(), naming, wire)),
                            SubscriptionsCommand.check(settings),
                            new Trial(servers, language, Clock.systemUTC()),
                            opened(new KafkaAlerts(servers.kafkaClient(), naming, wire, Clock.systemUTC())),
                            metrics::scrape)));
            apiAddress = api.address().toString();
            DataFolder.tellApiAddress(settings.data(), apiAddress);
            return apiAddress;
        });
    }

    /** Collects what the stages and their clients meter, until the platform is closed. */
    private PrometheusMeterRegistry metrics() {
        PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        Metrics.addRegistry(metrics);
        opened(() -> {
            Metrics.removeRegistry(metrics);
            metrics.close();
        });
        new JvmMemoryMetrics().bindTo(metrics);
        new ProcessorMetrics().bindTo(metrics);
        return metrics;
    }

    /** The queries of the stream, in the language of the search. */
    static Function<String, Predicate<EventCluster>> clusterQueries(QueryLanguage language) {
        return text -> {
            ClusterQuery query = new ClusterQuery(language.parse(text));
            return cluster -> query.matches(cluster, Clock.systemUTC().instant());
        };
    }

    private void deliver(Wire wire, Topic.Naming naming) {
        // one for all epochs: an alert that was told is not told again by a replay
        String group = naming.prefix() + "harmattan-" + DeliverTopology.STAGE;
        try (Admin admin = Admin.create(servers.kafkaClient())) {
            OneEpochDelivers.check(admin, group, naming);
        }
        stage(
                DeliverTopology.STAGE,
                group,
                DeliverTopology.build(wire, naming, DELIVERY_TICK, settings.duration("deliver.remembered")),
                1);
        step("deliver", () -> {
            await("the stage deliver", () -> stages().allMatch(StreamsStage::isRunning));
            opened(new Deliverer(wire, deliverSettings(naming), Clock.systemUTC()))
                    .start();
            return settings.optional("deliver.mail.host") == null ? "webhooks" : "webhooks and mail";
        });
    }

    private void alerts(Wire wire, Topic.Naming naming) {
        LiveSubscriptions subscriptions = opened(new LiveSubscriptions(Analysis.language(settings)));
        String pages = settings.optional("alert.pages");
        stage(
                AlertTopology.STAGE,
                AlertTopology.build(
                        wire,
                        new AlertSettings(
                                naming,
                                settings.duration("alert.remembered"),
                                settings.duration("alert.stale"),
                                pages != null || settings.number("api.port") == 0
                                        ? pages
                                        : "http://" + settings.text("api.host") + ":" + settings.number("api.port")),
                        subscriptions),
                settings.number("alert.threads"));
    }

    private Deliverer.Settings deliverSettings(Topic.Naming naming) {
        String host = settings.optional("deliver.mail.host");
        return new Deliverer.Settings(
                servers.kafkaClient(),
                naming,
                settings.flag("deliver.private-addresses"),
                settings.duration("deliver.patience"),
                settings.number("deliver.queued"),
                settings.number("deliver.at-once"),
                DELIVERIES_IN_FLIGHT,
                settings.duration("deliver.stale"),
                host == null
                        ? null
                        : new Deliverer.Mail(
                                host,
                                settings.number("deliver.mail.port"),
                                settings.optional("deliver.mail.user"),
                                settings.optional("deliver.mail.password"),
                                settings.flag("deliver.mail.starttls"),
                                settings.text("deliver.mail.from"),
                                settings.optional("deliver.mail.unsubscribe")));
    }

    /** Where the API listens. */
    String apiAddress() {
        return apiAddress;
    }

    private List<String> topics(Topic.Naming naming) {
        try (Admin admin = Admin.create(servers.kafkaClient())) {
            KafkaPatience.await(admin, servers.kafka(), SERVERS_UP, why -> console.note("waiting", why));
            return new TopicSetup(naming, (short) settings.number("kafka.replication")).ensure(admin);
        }
    }

    private SchemaRegistryClient registry() {
        return new SchemaRegistryClient(
                RegistryConfig.of(servers.registryClient()).withPatience(SERVERS_UP),
                (urls, soFar, why) -> console.note(
                        "waiting",
                        "for the schema registry at " + urls + ", " + soFar.toSeconds() + " s so far: " + why));
    }

    private void stage(String name, Topology topology, int threads) {
        stage(name, Servers.group(settings.naming(), name), topology, threads);
    }

    private void stage(String name, String group, Topology topology, int threads) {
        Map<String, String> client = new HashMap<>(settings.kafkaClient());
        client.putIfAbsent(
                StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
                String.valueOf(settings.duration("kafka.commit-interval").toMillis()));
        client.putIfAbsent(
                StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, String.valueOf(settings.number("kafka.standby-replicas")));
        StreamsStage stage = opened(new StreamsStage(
                name,
                topology,
                new StreamsStage.Settings(
                        group,
                        servers.kafka(),
                        settings.data().resolve(DataFolder.STREAMS),
                        threads,
                        settings.number("kafka.replication"),
                        settings.duration("kafka.session-timeout"),
                        client),
                trouble -> console.note("trouble", trouble),
                ended::complete));
        stage.start();
    }

    private java.util.stream.Stream<StreamsStage> stages() {
        return open.stream().filter(StreamsStage.class::isInstance).map(StreamsStage.class::cast);
    }

    /** How clustering decides on each desk, where the settings and the profile say so. */
    static Function<String, ClusterSettings> clusterSettings(Settings settings) {
        ClusterSettings all = ClusterSettings.DEFAULTS
                .withWindow(settings.duration("cluster.gap"), settings.duration("cluster.grace"))
                .withSettling(settings.duration("cluster.settle-after"));
        Map<String, ClusterSettings> own = new HashMap<>();
        for (Desk desk : Analysis.profile(settings.profile()).desks()) {
            Duration gap = desk.gap();
            if (gap != null) {
                own.put(desk.id(), all.withWindow(gap, all.grace()));
            }
        }
        return desk -> own.getOrDefault(desk, all);
    }

    private <T extends AutoCloseable> T opened(T part) {
        open.push(part);
        return part;
    }

    private void step(String what, Supplier<String> work) {
        long since = System.nanoTime();
        String detail = work.get();
        console.done(what, detail, Duration.ofNanos(System.nanoTime() - since));
    }

    private void await(String what, BooleanSupplier done) {
        long until = System.nanoTime() + STAGES_UP.toNanos();
        while (!done.getAsBoolean()) {
            if (ended.isDone()) {
                throw new UserException(ended.join());
            }
            if (System.nanoTime() > until) {
                throw new UserException(what + " did not start within " + Console.seconds(STAGES_UP)
                        + "; the log under the data folder says why.");
            }
            pause();
        }
    }

    static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserException("interrupted");
        }
    }

    /** Waits until a stage cannot go on, which none does while its state is sound; says why. */
    String end() {
        return ended.join();
    }

    /** Stops the stages, the last one first. */
    @Override
    public void close() {
        while (!open.isEmpty()) {
            AutoCloseable part = open.pop();
            try {
                part.close();
            } catch (Exception e) {
                LOG.warn("{} did not close well", part.getClass().getSimpleName(), e);
            }
        }
    }
}
