package io.harmattan.app;

import io.harmattan.domain.EventCluster;
import io.harmattan.domain.NewsSearch;
import io.harmattan.ingest.Ingest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParentCommand;

/** The whole way once, checked. */
@Command(
        name = "demo",
        header = "Go the whole way once, on the seed articles, and check it.",
        sortOptions = false,
        usageHelpWidth = Console.WIDTH,
        descriptionHeading = "%n",
        parameterListHeading = "%n",
        optionListHeading = "%nOptions:%n",
        description =
                "Does what `up` does once, in a temporary folder and on free ports: ingests the seed articles, checks that all "
                        + "of them were indexed, clustered and are found, prints what it found and stops everything. Exit status 0 or 1.")
final class DemoCommand implements Callable<Integer> {
    private static final Duration LIMIT = Duration.ofMinutes(3);

    /** The seed articles tell of one happening. */
    private static final int EVENTS = 1;

    @ParentCommand
    private Main main;

    @SuppressWarnings("NullAway.Init") // picocli sets the parent
    DemoCommand() {}

    @Override
    public Integer call() {
        Console console = main.console();
        Path folder = temporary();
        Main.logTo("FILE", folder.resolve(DataFolder.LOGS).resolve("harmattan.log"));
        Settings settings = main.settings()
                .with(Map.of(
                        "data", folder.toString(),
                        "local.kafka-port", "0",
                        "local.controller-port", "0",
                        "local.registry-port", "0",
                        "local.elasticsearch-port", "0",
                        "api.port", "0",
                        "kafka.prefix", ""));
        console.heading("Harmattan " + Versions.ours() + " shows itself, in " + folder);
        Laptop laptop;
        try {
            laptop = Laptop.start(settings, console);
        } catch (RuntimeException e) {
            console.failed("did not start", "the logs are in " + folder);
            throw e;
        }
        // once, at the end or at Ctrl-C, whichever comes first
        AtomicBoolean over = new AtomicBoolean();
        AtomicBoolean good = new AtomicBoolean();
        Runnable end = () -> {
            if (over.compareAndSet(false, true)) {
                laptop.close();
                if (good.get()) {
                    DataFolder.delete(folder);
                }
            }
        };
        Goodbye.say(end);
        try {
            good.set(show(laptop, console));
        } finally {
            end.run();
        }
        console.line(good.get() ? "All checks hold." : "A check does not hold. The logs are in " + folder + ".");
        return good.get() ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private static boolean show(Laptop laptop, Console console) {
        Servers servers = laptop.servers();
        Ingest.Summary ingested =
                IngestCommand.run(servers, List.of(servers.settings().path("ingest.seeds")), console, false);
        Settled settled = Settled.await(servers, LIMIT).orElse(null);
        Checks checks = new Checks(console);
        checks.that("ingested", ingested.allIn() && ingested.sent() > 0, ingested.sent() + " articles, none refused");
        checks.that("settled", settled != null, "no stage has anything left to do");
        if (settled == null) {
            return false;
        }
        UpCommand.summary(console, settled, laptop.apiAddress());
        Set<String> members = new HashSet<>();
        List<String> twice = new ArrayList<>();
        for (EventCluster cluster : settled.clusters()) {
            for (EventCluster.Member member : cluster.members()) {
                if (!members.add(member.articleId())) {
                    twice.add(member.articleId());
                }
            }
        }
        checks.that(
                "indexed",
                settled.totals().articles() == ingested.sent(),
                settled.totals().articles() + " documents for " + ingested.sent() + " articles");
        checks.that(
                "clustered",
                members.size() == ingested.sent() && twice.isEmpty(),
                members.size() + " articles, each in one event");
        checks.that(
                "one event",
                settled.totals().clusters() == EVENTS,
                settled.totals().clusters() + " found, " + EVENTS + " told of by the seeds");
        checks.that("found", found(servers, settled), "each event by the words of its title");
        checks.that("nothing set aside", deadLetters(servers) == 0, deadLetters(servers) + " dead letters");
        return checks.hold;
    }

    private static boolean found(Servers servers, Settled settled) {
        try (Searching searching = Searching.open(servers)) {
            return settled.clusters().stream().allMatch(cluster -> {
                NewsSearch.Page page = searching.search(
                        s -> s.articles("title:\"" + cluster.title().replace('"', ' ') + '"', NewsSearch.MOST));
                return page.hits().stream().anyMatch(hit -> cluster.id().equals(hit.clusterId()));
            });
        }
    }

    private static long deadLetters(Servers servers) {
        try (Admin admin = Admin.create(servers.kafkaClient())) {
            return new TopicReport(
                            admin, servers.kafkaClient(), servers.settings().naming())
                    .rows().stream()
                            .filter(row -> row.name()
                                    .equals(io.harmattan.wire.Topics.DEAD_LETTERS.name(
                                            servers.settings().naming())))
                            .mapToLong(TopicReport.Row::records)
                            .sum();
        }
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("harmattan-demo-");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a temporary folder", e);
        }
    }

    /** Says each check and remembers whether all hold. */
    private static final class Checks {
        private final Console console;
        private boolean hold = true;

        Checks(Console console) {
            this.console = console;
        }

        void that(String what, boolean holds, String detail) {
            hold &= holds;
            if (holds) {
                console.done(what, detail);
            } else {
                console.failed(what, detail);
            }
        }
    }
}
