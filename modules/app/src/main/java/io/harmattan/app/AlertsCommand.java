package io.harmattan.app;

import io.harmattan.domain.Alert;
import io.harmattan.domain.Alerts;
import io.harmattan.domain.NewsSearch;
import io.harmattan.domain.Receipt;
import io.harmattan.wire.KafkaAlerts;
import io.harmattan.wire.KafkaSubscriptions;
import io.harmattan.wire.Topics;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** What was told, why, and what became of it. */
@Command(
        name = "alerts",
        header = "List and show alerts and every attempt to deliver them; resend one; compare epochs.",
        sortOptions = false,
        usageHelpWidth = Console.WIDTH,
        descriptionHeading = "%n",
        commandListHeading = "%nCommands:%n",
        optionListHeading = "%nOptions:%n",
        description = "An alert is the firing of a subscription; each attempt to deliver it leaves a receipt.")
final class AlertsCommand implements Runnable {
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int MOST = 10_000;
    private static final int SHOWN = 20;

    @ParentCommand
    private Main main;

    @Spec
    private picocli.CommandLine.Model.CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    AlertsCommand() {}

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    @Command(
            name = "list",
            header = "List them, the newest first, or search them.",
            usageHelpWidth = Console.WIDTH,
            description =
                    "DELIVERY is that of the newest attempt at each address, the worst of them; - while there was none, and where"
                            + " alerts are searched for. A search asks Elasticsearch, which knows all alerts that were told; the"
                            + " list needs Kafka alone.")
    int list(
            @Parameters(
                            arity = "0..*",
                            paramLabel = "QUERY",
                            description = "Words, \"phrases\", title:, text:, time:, ingested:, sources:.")
                    @Nullable
                    List<String> words,
            @Option(names = "--subscription", paramLabel = "ID", description = "Those of one subscription alone.")
                    @Nullable
                    String subscription,
            @Option(names = "--limit", defaultValue = "20", description = "At most that many (default 20).") int limit,
            @Option(names = "--json", description = "One JSON object an alert.") boolean json) {
        if (limit < 1 || limit > MOST) {
            throw new UserException("--limit is " + limit + "; expected 1 to " + MOST + ".");
        }
        List<Alerts.Entry> entries = words == null
                ? with(alerts -> alerts.newest(subscription, limit))
                : found(String.join(" ", words), subscription, limit);
        Console console = main.console();
        if (json) {
            entries.forEach(entry -> console.line(Json.write(entry)));
        } else if (entries.isEmpty()) {
            console.line(
                    words != null
                            ? "No alert is like that."
                            : subscription == null
                                    ? "There is no alert yet. `harmattan subscriptions list` shows who waits for one."
                                    : "There is no alert of the subscription " + subscription + ".");
        } else {
            console.table(
                    new int[] {32, 17, 11, 17, 23},
                    List.of("ALERT", "DUE (UTC)", "DELIVERY", "SUBSCRIPTION", "TITLE"),
                    entries.stream()
                            .map(entry -> List.of(
                                    entry.alert().id(),
                                    MINUTE.format(entry.alert().due()),
                                    label(entry.status()),
                                    entry.alert().subscriptionId(),
                                    entry.alert().title()))
                            .toList());
        }
        return ExitCode.OK;
    }

    @Command(
            name = "show",
            header = "Show one: its words, what fired it, every attempt.",
            usageHelpWidth = Console.WIDTH)
    int show(
            @Parameters(paramLabel = "ID", description = "Which.") String id,
            @Option(names = "--json", description = "As JSON.") boolean json) {
        Alerts.Entry entry = with(alerts -> alerts.get(id)).orElseThrow(() -> missing(id));
        Console console = main.console();
        if (json) {
            console.line(Json.write(entry));
            return ExitCode.OK;
        }
        Alert alert = entry.alert();
        console.heading(alert.title());
        alert.lines().forEach(line -> console.line("  " + line));
        if (alert.url() != null) {
            console.line("  " + alert.url());
        }
        console.line("");
        facts(alert).forEach((name, value) -> console.line(String.format(Locale.ROOT, "  %-13s %s", name, value)));
        console.line("");
        if (entry.receipts().isEmpty()) {
            console.line("No attempt to deliver it was made.");
        } else {
            console.table(
                    new int[] {20, 4, 9, 11, 5, 8, 20, 23},
                    List.of("AT (UTC)", "NO", "CHANNEL", "STATUS", "CODE", "MS", "NEXT TRY", "ADDRESS"),
                    entry.receipts().stream()
                            .map(receipt -> List.of(
                                    SECOND.format(receipt.at()),
                                    String.valueOf(receipt.attempt()),
                                    receipt.channel().label(),
                                    label(receipt.status()),
                                    receipt.code() == null ? "-" : String.valueOf(receipt.code()),
                                    String.valueOf(receipt.latencyMillis()),
                                    time(receipt.nextTry()),
                                    receipt.address()))
                            .toList());
            Receipt last = entry.receipts().get(entry.receipts().size() - 1);
            console.line("Last: " + last.message() + " (" + last.address() + ")");
        }
        return ExitCode.OK;
    }

    private static Map<String, String> facts(Alert alert) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("alert", alert.id());
        facts.put(
                "subscription",
                alert.subscriptionId() + ", version " + alert.subscriptionVersion() + ", "
                        + alert.trigger().label() + ", of " + alert.owner());
        facts.put(
                "fired by",
                alert.topic().isEmpty()
                        ? "time"
                        : alert.topic() + ", partition " + alert.partition() + ", offset " + alert.offset());
        if (alert.articleId() != null) {
            facts.put("article", alert.articleId());
        }
        if (alert.clusterId() != null) {
            facts.put("event", alert.clusterId() + ", revision " + alert.clusterRevision());
        }
        facts.put("event time", time(alert.eventTime()));
        facts.put("ingest time", time(alert.ingestTime()));
        facts.put("due", time(alert.due()));
        if (!alert.gathered().isEmpty()) {
            facts.put("gathers", String.join(" ", alert.gathered()));
        }
        return facts;
    }

    @Command(
            name = "resend",
            header = "Have one carried once more, now.",
            usageHelpWidth = Console.WIDTH,
            description =
                    "To every delivery that its subscription has now, with the same id, so that a receiver which has it can"
                            + " drop it. What fails is tried again from the beginning of the schedule.")
    int resend(@Parameters(paramLabel = "ID", description = "Which.") String id) {
        Servers servers = Servers.find(main.settings());
        try (KafkaSubscriptions subscriptions =
                new KafkaSubscriptions(servers.kafkaClient(), main.settings().naming(), servers.wire())) {
            Alert alert = with(alerts -> alerts.resend(id, subscriptions))
                    .orElseThrow(() -> missing(id))
                    .alert();
            main.console().done("on its way", id + ", for " + alert.subscriptionId());
            main.console().line("`harmattan alerts show " + id + "` shows the attempts.");
        } catch (IllegalStateException e) {
            throw new UserException("The alert cannot be sent: " + e.getMessage() + ".", e);
        }
        return ExitCode.OK;
    }

    @Command(
            name = "compare",
            header = "What another epoch would have told: the same, more, or less.",
            usageHelpWidth = Console.WIDTH,
            description =
                    "Compares the alerts of the epoch in force with those of another, as a replay builds it. What limits"
                            + " gathered into a digest counts one by one. Nothing is sent. Exit status 0 when both tell the same,"
                            + " else 1.")
    int compare(
            @Parameters(paramLabel = "EPOCH", description = "The other one.") int epoch,
            @Option(names = "--json", description = "One JSON object an alert that one of them alone tells.")
                    boolean json) {
        int own = main.settings().epoch();
        if (epoch < 1 || epoch == own) {
            throw new UserException(
                    "The epoch is " + epoch + "; expected 1 or more, and another than the one in force, " + own + ".");
        }
        Servers servers = Servers.find(main.settings());
        Map<String, Alert> before = told(servers);
        Map<String, Alert> after = told(new Servers(
                servers.kafka(),
                servers.registry(),
                servers.elasticsearch(),
                main.settings().with(Map.of("epoch", String.valueOf(epoch)))));
        Console console = main.console();
        long same = before.keySet().stream().filter(after::containsKey).count();
        int gone = only("gone", before, after, json);
        int fresh = only("new", after, before, json);
        if (!json) {
            console.line("Epoch " + epoch + " against epoch " + own + ": " + same + " the same, " + fresh + " new, "
                    + gone + " gone.");
        }
        return gone + fresh == 0 ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    /** By id; a digest stands for each alert that it carries. */
    private static Map<String, Alert> told(Servers servers) {
        Map<String, Alert> told = new TreeMap<>();
        TopicReading.each(servers, Topics.ALERTS, (alert, at) -> {
            if (alert.gathered().isEmpty()) {
                told.put(alert.id(), alert);
            } else {
                alert.gathered().forEach(id -> told.putIfAbsent(id, alert));
            }
        });
        return told;
    }

    private int only(String what, Map<String, Alert> in, Map<String, Alert> notIn, boolean json) {
        List<Map.Entry<String, Alert>> only = in.entrySet().stream()
                .filter(entry -> !notIn.containsKey(entry.getKey()))
                .sorted(Comparator.comparing(entry -> entry.getValue().ingestTime()))
                .toList();
        Console console = main.console();
        for (Map.Entry<String, Alert> entry : json ? only : only.subList(0, Math.min(SHOWN, only.size()))) {
            Alert alert = entry.getValue();
            if (json) {
                Map<String, Object> line = new LinkedHashMap<>();
                line.put("what", what);
                line.put("id", entry.getKey());
                line.put("alert", alert);
                console.line(Json.write(line));
            } else {
                console.line(Console.fit(
                        String.format(
                                Locale.ROOT,
                                "  %-4s  %s  %-17s %s",
                                what,
                                entry.getKey(),
                                alert.subscriptionId(),
                                alert.title()),
                        Console.WIDTH));
            }
        }
        if (!json && only.size() > SHOWN) {
            console.line("  " + what + "  and " + (only.size() - SHOWN) + " more: --json shows all");
        }
        return only.size();
    }

    private List<Alerts.Entry> found(String query, @Nullable String subscription, int limit) {
        try (Searching searching = Searching.open(Servers.find(main.settings()))) {
            return searching
                    .search(s -> s.alerts(new NewsSearch.AlertQuestion(query, subscription, limit, null)))
                    .alerts()
                    .stream()
                    .map(alert -> new Alerts.Entry(alert, List.of()))
                    .toList();
        }
    }

    private <T> T with(Function<Alerts, T> work) {
        Servers servers = Servers.find(main.settings());
        try (KafkaAlerts alerts =
                new KafkaAlerts(servers.kafkaClient(), main.settings().naming(), servers.wire(), Clock.systemUTC())) {
            return work.apply(alerts);
        } catch (UncheckedIOException e) {
            throw new UserException(String.valueOf(e.getMessage()), e);
        }
    }

    private static UserException missing(String id) {
        return new UserException("There is no alert " + id + "; `harmattan alerts list` lists the newest.");
    }

    private static String time(@Nullable Instant time) {
        return time == null ? "-" : SECOND.format(time);
    }

    private static String label(Receipt.@Nullable Status status) {
        return status == null ? "-" : status.name().toLowerCase(Locale.ROOT);
    }
}
