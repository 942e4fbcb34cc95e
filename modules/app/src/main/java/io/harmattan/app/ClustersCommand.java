package io.harmattan.app;

import io.harmattan.domain.EventCluster;
import io.harmattan.domain.NewsSearch;
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

/** Lists the event clusters. */
@Command(
        name = "clusters",
        header = "List the event clusters.",
        sortOptions = false,
        usageHelpWidth = Console.WIDTH,
        descriptionHeading = "%n",
        parameterListHeading = "%n",
        optionListHeading = "%nOptions:%n",
        description =
                "Lists the event clusters, or those that a query asks for: the language of `harmattan search`, with articles: "
                        + "and sources: besides.",
        footer = {
            "",
            "Examples:",
            "  harmattan clusters 'country:NE sources:>=3' --sort newest",
            "  harmattan clusters 'stance.russian-presence:favourable' --status open"
        })
final class ClustersCommand implements Callable<Integer> {
    @ParentCommand
    private Main main;

    @Parameters(arity = "0..*", paramLabel = "QUERY", description = "Only those; all where there is none.")
    private List<String> words;

    @Option(names = "--status", paramLabel = "STATUS", description = "open or closed (default both).")
    private @Nullable String status;

    @Option(
            names = "--sort",
            defaultValue = "changed",
            paramLabel = "ORDER",
            description = "changed, newest (by event time) or sources (default changed).")
    private String sort;

    @Option(names = "--limit", defaultValue = "20", description = "At most that many (default 20).")
    private int limit;

    @Option(
            names = "--after",
            paramLabel = "CURSOR",
            description = "Go on after a page: the cursor that it ended with.")
    private @Nullable String after;

    @Option(names = "--json", description = "One JSON object a cluster.")
    private boolean json;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    ClustersCommand() {}

    @Override
    public Integer call() {
        try (Searching searching = Searching.open(Servers.find(main.settings()))) {
            NewsSearch.ClusterSort order = Searching.one("--sort", sort, NewsSearch.ClusterSort.class);
            Set<EventCluster.Status> only =
                    status == null ? Set.of() : Set.of(Searching.one("--status", status, EventCluster.Status.class));
            String query = words == null || words.isEmpty() ? null : String.join(" ", words);
            NewsSearch.Clusters page =
                    searching.search(s -> s.clusters(new NewsSearch.ClusterQuestion(query, only, order, limit, after)));
            List<EventCluster> clusters = page.clusters();
            Console console = main.console();
            if (json) {
                clusters.forEach(c -> console.line(Json.write(c)));
            } else if (clusters.isEmpty()) {
                console.line(
                        query == null && only.isEmpty()
                                ? "There is no event yet. `harmattan ingest PATH` brings articles."
                                : "No event is like that.");
            } else {
                console.table(
                        new int[] {33, 7, 4, 4, 25, 27},
                        List.of("EVENT", "STATUS", "ART", "SRC", "WHEN", "TITLE"),
                        clusters.stream()
                                .map(c -> List.of(
                                        c.id(),
                                        c.status().name().toLowerCase(Locale.ROOT),
                                        String.valueOf(c.articles()),
                                        String.valueOf(c.sources()),
                                        Summaries.span(c),
                                        c.title()))
                                .toList());
                console.line(clusters.size() + " of " + page.total() + (page.total() == 1 ? " event." : " events.")
                        + (page.next() == null ? "" : " More with --limit, or with --after " + page.next()));
            }
            return ExitCode.OK;
        }
    }
}
