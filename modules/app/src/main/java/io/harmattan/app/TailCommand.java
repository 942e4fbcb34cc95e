package io.harmattan.app;

import io.harmattan.domain.Alert;
import io.harmattan.domain.ClusterChange;
import io.harmattan.domain.EventCluster;
import io.harmattan.domain.NewsStream;
import io.harmattan.domain.NewsStream.Changed;
import io.harmattan.domain.NewsStream.Event;
import io.harmattan.domain.NewsStream.Told;
import io.harmattan.domain.NewsStream.Wanted;
import io.harmattan.wire.KafkaNewsStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Shows what happens, as it happens. */
@Command(
        name = "tail",
        header = "Show changes of event clusters, and alerts, as they happen, until Ctrl-C.",
        sortOptions = false,
        usageHelpWidth = Console.WIDTH,
        descriptionHeading = "%n",
        parameterListHeading = "%n",
        optionListHeading = "%nOptions:%n",
        description = {
            "Reads the topics that the live stream of the API reads (/api/v1/stream). A query keeps to the clusters that it"
                    + " asks for: the language of `harmattan search`, with articles: and sources: besides.",
            "Each line of --json has a position; --after POSITION goes on there, and misses nothing."
        },
        footer = {
            "",
            "Examples:",
            "  harmattan tail 'country:NE sources:>=2'",
            "  harmattan tail --kind opened,merged,closed",
            "  harmattan tail --alerts --subscription new-basing-story --json"
        })
final class TailCommand implements Callable<Integer> {
    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int[] WIDTHS = {9, 10, 34, 4, 4, 39};
    private static final Duration STEP = Duration.ofMillis(500);

    @ParentCommand
    private Main main;

    @Parameters(arity = "0..*", paramLabel = "QUERY", description = "Only clusters that it asks for.")
    private List<String> words;

    @Option(
            names = "--kind",
            split = ",",
            paramLabel = "KIND",
            description =
                    "Only these changes: opened, joined, updated, merged, split, continued, shifted, closed, corrected.")
    private List<String> kinds;

    @Option(names = "--cluster", paramLabel = "ID", description = "Only changes of this cluster.")
    private @Nullable String cluster;

    @Option(names = "--alerts", description = "Only alerts.")
    private boolean alerts;

    @Option(names = "--subscription", paramLabel = "ID", description = "Only alerts of this subscription.")
    private @Nullable String subscription;

    @Option(names = "--after", paramLabel = "POSITION", description = "What came after this position; now otherwise.")
    private @Nullable String after;

    @Option(names = "--count", paramLabel = "N", description = "End after that many.")
    private @Nullable Long count;

    @Option(names = "--json", description = "One JSON object an event.")
    private boolean json;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    TailCommand() {}

    @Override
    public Integer call() {
        if (count != null && count < 1) {
            throw new UserException("--count is " + count + "; expected 1 or more.");
        }
        Servers servers = Servers.find(main.settings());
        NewsStream stream = new KafkaNewsStream(
                servers.kafkaClient(),
                main.settings().naming(),
                servers.wire(),
                Platform.clusterQueries(Analysis.language(main.settings())));
        Console console = main.console();
        try (NewsStream.Reading reading = stream.open(wanted(), after)) {
            if (!json) {
                console.row(WIDTHS, List.of("AT (UTC)", "WHAT", "EVENT OR ALERT", "ART", "SRC", "TITLE"));
            }
            main.remarks().note("waiting", "for what happens from now on; Ctrl-C ends it");
            long shown = 0;
            while (!Thread.currentThread().isInterrupted()) {
                for (Event event : reading.next(STEP)) {
                    if (json) {
                        console.line(Json.write(event));
                    } else {
                        console.row(WIDTHS, row(event));
                    }
                    if (count != null && ++shown == count) {
                        return ExitCode.OK;
                    }
                }
            }
            return ExitCode.OK;
        } catch (IllegalArgumentException e) {
            throw new UserException(String.valueOf(e.getMessage()), e);
        } catch (UncheckedIOException e) {
            throw new UserException(e.getMessage() + ". `harmattan status` shows what is up.", e);
        }
    }

    private Wanted wanted() {
        Set<ClusterChange.Kind> only = EnumSet.noneOf(ClusterChange.Kind.class);
        if (kinds != null) {
            kinds.forEach(kind -> only.add(Searching.one("--kind", kind, ClusterChange.Kind.class)));
        }
        boolean ofAlerts = alerts || subscription != null;
        return new Wanted(
                !ofAlerts,
                words == null || words.isEmpty() ? null : String.join(" ", words),
                only,
                cluster,
                ofAlerts,
                subscription);
    }

    private static List<String> row(Event event) {
        if (event instanceof Told told) {
            Alert alert = told.alert();
            return List.of(
                    time(alert.due()),
                    alert.trigger().label(),
                    alert.id(),
                    "",
                    String.valueOf(alert.sources()),
                    alert.title());
        }
        Changed changed = (Changed) event;
        ClusterChange change = changed.change();
        EventCluster known = changed.cluster();
        return List.of(
                time(change.ingestTime()),
                change.kind().name().toLowerCase(Locale.ROOT),
                change.clusterId(),
                known == null ? "" : String.valueOf(known.articles()),
                known == null ? "" : String.valueOf(known.sources()),
                known == null ? "" : known.title());
    }

    private static String time(Instant time) {
        return SECOND.format(time);
    }
}
