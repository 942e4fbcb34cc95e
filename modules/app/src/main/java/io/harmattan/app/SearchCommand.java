package io.harmattan.app;

import io.harmattan.domain.NewsSearch;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Searches the articles. */
@Command(
        name = "search",
        header = "Find articles.",
        sortOptions = false,
        usageHelpWidth = Console.WIDTH,
        descriptionHeading = "%n",
        parameterListHeading = "%n",
        optionListHeading = "%nOptions:%n",
        description =
                "Finds articles: all words must occur, in any inflected form, in title or text; words in double quotes must "
                        + "stand together. The best match first.",
        footer = {"", "Examples:", "  harmattan search russian troops", "  harmattan search '\"air base 101\" hangar'"})
final class SearchCommand implements Callable<Integer> {
    @ParentCommand
    private Main main;

    @Parameters(arity = "1..*", paramLabel = "QUERY", description = "Words and \"phrases\".")
    private List<String> words;

    @Option(names = "--limit", defaultValue = "10", description = "At most that many articles (default 10).")
    private int limit;

    @Option(names = "--json", description = "One JSON object an article.")
    private boolean json;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    SearchCommand() {}

    @Override
    public Integer call() {
        String query = String.join(" ", words);
        try (Searching searching = Searching.open(Servers.find(main.settings()))) {
            NewsSearch.Page page = searching.search(s -> s.search(query, limit));
            Console console = main.console();
            if (json) {
                page.hits().forEach(hit -> console.line(Json.write(hit)));
                return ExitCode.OK;
            }
            if (page.hits().isEmpty()) {
                console.line("No article matches '" + query + "'.");
                return ExitCode.OK;
            }
            for (NewsSearch.Hit hit : page.hits()) {
                console.heading(Console.fit(hit.title() == null ? "(no title)" : hit.title(), Console.WIDTH));
                console.line("  " + Console.fit(hit.snippet(), Console.WIDTH - 2));
                console.line("  "
                        + Console.fit(
                                Summaries.when(hit.eventTime(), hit.timed())
                                        + (hit.outlet() == null ? "" : "  " + hit.outlet())
                                        + (hit.clusterId() == null ? "" : "  event " + hit.clusterId()),
                                Console.WIDTH - 2));
            }
            console.line("");
            console.line(page.hits().size() + " of " + page.total()
                    + (page.total() == 1 ? " article." : " articles.")
                    + (page.total() > page.hits().size() ? " More with --limit." : ""));
            return ExitCode.OK;
        }
    }
}
