package io.harmattan.app;

import io.harmattan.domain.EventCluster;
import io.harmattan.ingest.Ingest;
import io.harmattan.wire.KafkaSubscriptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** The whole of Harmattan on this machine. */
@Command(
        name = "up",
        header = "Start the whole of Harmattan on this machine, and stay up.",
        sortOptions = false,
        usageHelpWidth = Console.WIDTH,
        descriptionHeading = "%n",
        parameterListHeading = "%n",
        optionListHeading = "%nOptions:%n",
        description =
                "Starts Kafka, a schema registry and Elasticsearch as child processes, then every stage and the API; ingests "
                        + "the seed articles, prints what it found and stays up until Ctrl-C. What was there before is kept.",
        footer = {
            "",
            "Examples:",
            "  harmattan up",
            "  harmattan up --fresh                        start over: deletes what the data folder holds",
            "  harmattan up --data /srv/news --set api.port=9000"
        })
final class UpCommand implements Callable<Integer> {
    private static final Duration FOUND = Duration.ofMinutes(3);
    private static final int SHOWN = 3;

    @ParentCommand
    private Main main;

    @Option(names = "--fresh", description = "Start over: delete what an earlier stack wrote to the data folder.")
    private boolean fresh;

    @Option(names = "--no-seeds", description = "Do not ingest the seed articles.")
    private boolean noSeeds;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    UpCommand() {}

    @Override
    public Integer call() {
        Settings settings = main.settings();
        Console console = main.console();
        console.heading("Harmattan " + Versions.ours() + " starts on " + settings.data());
        Path log = settings.data().resolve(DataFolder.LOGS).resolve("harmattan.log");
        Main.logTo("FILE", log);
        if (fresh) {
            DataFolder.clear(settings.data());
            console.note("fresh", "what the data folder held was deleted");
        }
        Laptop laptop = Laptop.start(settings, console);
        Goodbye.say(() -> {
            console.line("");
            console.line("Stopping; the data stays in " + settings.data());
            laptop.close();
        });

        if (!noSeeds) {
            Ingest.Summary ingested =
                    IngestCommand.run(laptop.servers(), List.of(settings.path("ingest.seeds")), console, false);
            console.note(
                    "seeds",
                    ingested.sent() + " sent, " + ingested.refused() + " refused, " + ingested.skipped()
                            + " passed over (read before, or no articles)");
        }
        Optional<Settled> settled = Settled.await(laptop.servers(), FOUND);
        if (settled.isPresent()) {
            summary(console, settled.get(), laptop.apiAddress());
            subscriptions(console, laptop.servers());
        } else {
            console.note("still at work", "`harmattan topics` shows what each stage has still to do");
        }
        console.line("Stays up until Ctrl-C. Log: " + log);
        throw new UserException(laptop.end());
    }

    /** What was found, and where to go next. */
    static void summary(Console console, Settled settled, String apiAddress) {
        console.line("");
        console.line(count(settled.totals().articles(), "article") + " in "
                + count(settled.totals().clusters(), "event") + ".");
        console.line("");
        for (EventCluster cluster : settled.clusters().stream().limit(SHOWN).toList()) {
            Summaries.print(console, cluster);
            console.line("");
        }
        console.line("Next:");
        console.line("  harmattan search russian troops");
        console.line("  harmattan clusters");
        settled.clusters().stream().findFirst().ifPresent(c -> console.line("  harmattan cluster " + c.id()));
        console.line("  " + apiAddress + "  in a browser; the API: api/v1/openapi.json");
        console.line("");
    }

    /** Who waits to be told; nobody does until somebody asks for it. */
    private static void subscriptions(Console console, Servers servers) {
        int many;
        try (KafkaSubscriptions book =
                new KafkaSubscriptions(servers.kafkaClient(), servers.settings().naming(), servers.wire())) {
            many = book.all().size();
        }
        console.line("To be told of news: " + (many == 0 ? "no subscription yet." : count(many, "subscription") + "."));
        console.line(
                many == 0
                        ? "  harmattan subscriptions add "
                                + shown(servers.settings().path("ingest.seeds").resolve("subscriptions"))
                        : "  harmattan subscriptions list");
        console.line("  harmattan alerts list");
        console.line("");
    }

    /** As a person in the working folder would write it. */
    private static Path shown(Path path) {
        Path here = Path.of("").toAbsolutePath();
        return path.startsWith(here) ? here.relativize(path) : path;
    }

    private static String count(long n, String what) {
        return n + " " + what + (n == 1 ? "" : "s");
    }
}
