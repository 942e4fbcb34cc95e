package io.harmattan.app;

import io.harmattan.domain.NewsSearch;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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
                "Finds articles by a query, the same that a subscription has: words (all must occur, in any inflected form, in "
                        + "title or text), \"phrases\" and field:value, joined by AND, OR, NOT and parentheses. The best match "
                        + "first, unless another order is asked for.",
        footer = {
            "",
            "Fields:",
            "  entity:, person:, org:, place:, base:   names it, by name or id",
            "  near:\"16.97,7.99,50km\"                  names a place there; also near:\"Agadez,50km\"",
            "  within:\"13,2,17,9\"                      names a place in that box: south, west, north, east",
            "  country:, focus:                        names it or something in it; plays in it",
            "  stance.TARGET:LABEL                     stance.us-presence:opposed, or :*",
            "  holder:                                 quotes them, or gives a stance of theirs",
            "  figure.WHAT:[100 TO *]                  figure.troops, figure.USD",
            "  published:, time:, ingested:            [2024-05-01 TO now-2d]",
            "  title:, text:, outlet:, byline:, credit:, source:, language:, desk:",
            "",
            "Examples:",
            "  harmattan search russian troops",
            "  harmattan search '\"air base 101\" hangar' --sort newest",
            "  harmattan search 'country:NE stance.us-presence:opposed' --facets"
        })
final class SearchCommand implements Callable<Integer> {
    @ParentCommand
    private Main main;

    @Parameters(arity = "0..*", paramLabel = "QUERY", description = "Words, \"phrases\" and field:value.")
    private List<String> words;

    @Option(
            names = "--sort",
            defaultValue = "relevance",
            paramLabel = "ORDER",
            description = "relevance, hybrid (also what says it in other words), newest or oldest (default relevance).")
    private String sort;

    @Option(names = "--limit", defaultValue = "10", description = "At most that many articles (default 10).")
    private int limit;

    @Option(
            names = "--after",
            paramLabel = "CURSOR",
            description = "Go on after a page: the cursor that it ended with.")
    private @Nullable String after;

    @Option(
            names = "--like",
            paramLabel = "ARTICLE",
            description = "The id of an article: those that are like it, among those that match.")
    private @Nullable String like;

    @Option(names = "--facets", description = "Count by entity, country, outlet, language and stance as well.")
    private boolean facets;

    @Option(names = "--json", description = "One JSON object an article; with --facets one more for each facet.")
    private boolean json;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    SearchCommand() {}

    @Override
    public Integer call() {
        if (words == null && like == null) {
            throw new UserException("There is nothing to search for; expected a query, or --like with an article.");
        }
        String query = words == null ? "*:*" : String.join(" ", words);
        try (Searching searching = Searching.open(Servers.find(main.settings()))) {
            NewsSearch.Sort order = Searching.one("--sort", sort, NewsSearch.Sort.class);
            NewsSearch.Page page = searching.search(
                    s -> s.articles(new NewsSearch.Question(query, order, limit, after, facets, like, false)));
            Console console = main.console();
            if (json) {
                page.hits().forEach(hit -> console.line(Json.write(hit)));
                page.facets().forEach(facet -> console.line(Json.write(facet)));
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
                    + (page.next() == null ? "" : " More with --limit, or with --after " + page.next()));
            for (NewsSearch.Facet facet : page.facets()) {
                if (!facet.counts().isEmpty()) {
                    console.line(Console.fit(
                            String.format(Locale.ROOT, "  %-24s", facet.name())
                                    + facet.counts().stream()
                                            .map(c -> c.label() + " " + c.articles())
                                            .collect(Collectors.joining(", ")),
                            Console.WIDTH));
                }
            }
            return ExitCode.OK;
        }
    }
}
