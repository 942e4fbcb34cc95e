package io.harmattan.app;

import io.harmattan.domain.EventCluster;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Lists the event clusters. */
@Command(
        name = "clusters",
        header = "List the event clusters, the newest change first.",
        sortOptions = false,
        usageHelpWidth = Console.WIDTH,
        descriptionHeading = "%n",
        parameterListHeading = "%n",
        optionListHeading = "%nOptions:%n",
        description = "Lists the event clusters, the newest change first.")
final class ClustersCommand implements Callable<Integer> {
    @ParentCommand
    private Main main;

    @Option(names = "--limit", defaultValue = "20", description = "At most that many (default 20).")
    private int limit;

    @Option(names = "--json", description = "One JSON object a cluster.")
    private boolean json;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    ClustersCommand() {}

    @Override
    public Integer call() {
        try (Searching searching = Searching.open(Servers.find(main.settings()))) {
            List<EventCluster> clusters = searching.search(s -> s.clusters(limit));
            Console console = main.console();
            if (json) {
                clusters.forEach(c -> console.line(Json.write(c)));
            } else if (clusters.isEmpty()) {
                console.line("There is no event yet. `harmattan ingest PATH` brings articles.");
            } else {
                console.table(
                        new int[] {33, 7, 4, 27, 29},
                        List.of("EVENT", "STATUS", "ART", "WHEN", "TITLE"),
                        clusters.stream()
                                .map(c -> List.of(
                                        c.id(),
                                        c.status().name().toLowerCase(Locale.ROOT),
                                        String.valueOf(c.members().size()),
                                        Summaries.span(c),
                                        c.title()))
                                .toList());
            }
            return ExitCode.OK;
        }
    }
}
