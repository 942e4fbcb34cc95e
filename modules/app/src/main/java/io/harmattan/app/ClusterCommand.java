package io.harmattan.app;

import io.harmattan.analysis.cluster.ArticleRef;
import io.harmattan.analysis.cluster.ClusterSettings;
import io.harmattan.analysis.cluster.DeskState;
import io.harmattan.analysis.cluster.EventClustering;
import io.harmattan.analysis.cluster.MemoryDeskState;
import io.harmattan.analysis.cluster.Outcome;
import io.harmattan.analysis.profile.Background;
import io.harmattan.domain.Article;
import io.harmattan.domain.EnrichedArticle;
import io.harmattan.domain.EventCluster;
import io.harmattan.ingest.FileSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Shows one event cluster, or clusters the articles of files without any server. */
@Command(
        name = "cluster",
        header = "Show one event cluster; or cluster files, without any server.",
        sortOptions = false,
        usageHelpWidth = Console.WIDTH,
        descriptionHeading = "%n",
        parameterListHeading = "%n",
        optionListHeading = "%nOptions:%n",
        description =
                "With the id of an event: shows it with its articles. With files: clusters their articles in the order in which "
                        + "they are read, without any server, and prints a line {\"id\",\"cluster\"} for each as it is assigned, and another at the end where what came later changed it.")
final class ClusterCommand implements Callable<Integer> {
    @ParentCommand
    private Main main;

    @Parameters(
            arity = "1..*",
            paramLabel = "ID|FILE",
            description = "The id of an event, or files and folders of articles.")
    private List<Path> what;

    @Option(names = "--json", description = "The event as one JSON object.")
    private boolean json;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    ClusterCommand() {}

    @Override
    public Integer call() {
        String first = what.get(0).toString();
        return what.size() == 1 && !Files.exists(what.get(0)) && first.matches("[0-9a-f]{32}") ? show(first) : assign();
    }

    private int show(String id) {
        try (Searching searching = Searching.open(Servers.find(main.settings()))) {
            EventCluster cluster = searching.search(s -> follow(s.cluster(id).orElse(null), s));
            if (cluster == null) {
                throw new UserException("There is no event " + id + ". `harmattan clusters` lists those there are.");
            }
            Console console = main.console();
            if (json) {
                console.line(Json.write(cluster));
                return ExitCode.OK;
            }
            if (!cluster.id().equals(id)) {
                console.line("(event " + id + " was merged into this one)");
            }
            Summaries.print(console, cluster);
            Summaries.printSaid(console, cluster);
            console.line("");
            console.table(
                    new int[] {33, 18, 15, 34},
                    List.of("ARTICLE", "PUBLISHED", "OUTLET", "TITLE"),
                    cluster.members().stream()
                            .map(m -> List.of(
                                    m.articleId(),
                                    Summaries.when(m.eventTime(), m.timed()),
                                    m.outlet() == null ? "" : m.outlet(),
                                    m.title() == null ? "(no title)" : m.title()))
                            .toList());
            return ExitCode.OK;
        }
    }

    /** The cluster that a chain of redirects ends at. */
    private static @Nullable EventCluster follow(
            @Nullable EventCluster cluster, io.harmattan.domain.NewsSearch search) {
        EventCluster at = cluster;
        for (int i = 0; at != null && at.redirectTo() != null && i < 100; i++) {
            at = search.cluster(at.redirectTo()).orElse(null);
        }
        return at;
    }

    private int assign() {
        Settings settings = main.settings();
        Analysis analysis = Analysis.of(settings);
        Function<String, ClusterSettings> byDesk = Platform.clusterSettings(settings);
        Map<String, Assignments> desks = new LinkedHashMap<>();
        int status = new Readings(main, FileSource.Format.AUTO).each(what, found -> {
            Article article = found.article();
            for (EnrichedArticle enriched :
                    analysis.enricher().enrich(article, analysis.enricher().extract(article), 1, 1)) {
                desks.computeIfAbsent(
                                enriched.desk(),
                                desk -> new Assignments(
                                        desk, byDesk.apply(desk), analysis.background(), main.console()))
                        .take(found.name(), enriched);
            }
        });
        desks.values().forEach(Assignments::settle);
        return status;
    }

    /** The articles of a desk, and where they are. */
    private static final class Assignments {
        private final String desk;
        private final EventClustering clustering;
        private final Console out;
        private final Duration settleAfter;
        private final MemoryDeskState state = new MemoryDeskState();
        private final Map<String, Assigned> first = new LinkedHashMap<>();
        private final Map<String, String> clusters = new HashMap<>();
        private final Map<String, String> redirects = new HashMap<>();
        private Instant last = Instant.EPOCH;

        Assignments(String desk, ClusterSettings settings, Background background, Console out) {
            this.desk = desk;
            this.clustering = new EventClustering(settings, background);
            this.settleAfter = settings.settleAfter();
            this.out = out;
        }

        private record Assigned(String name, String cluster) {}

        /** Prints where it goes. */
        void take(String name, EnrichedArticle article) {
            last = article.ingestTime().isAfter(last) ? article.ingestTime() : last;
            see(clustering.on(article, state));
            ArticleRef at = state.article(article.id());
            if (at != null) {
                print(out, name, at.clusterId());
                first.put(article.id(), new Assigned(name, at.clusterId()));
            }
        }

        /** Lets everything settle, and prints again what is elsewhere then. */
        void settle() {
            Instant end = last.plus(settleAfter).plusMillis(1);
            while (state.first(DeskState.Queue.SETTLING, end.minus(settleAfter)) != null) {
                see(clustering.advance(desk, Instant.EPOCH, end, state));
            }
            first.forEach((id, assigned) -> {
                String at = clusters.getOrDefault(id, assigned.cluster);
                while (redirects.containsKey(at)) {
                    at = redirects.get(at);
                }
                if (!at.equals(assigned.cluster)) {
                    print(out, assigned.name, at);
                }
            });
        }

        private void see(Outcome outcome) {
            for (EventCluster each : outcome.snapshots()) {
                if (each.redirectTo() != null) {
                    redirects.put(each.id(), each.redirectTo());
                } else {
                    redirects.remove(each.id());
                    each.members().forEach(member -> clusters.put(member.articleId(), each.id()));
                }
            }
        }
    }

    private static void print(Console out, String name, String cluster) {
        Map<String, String> line = new LinkedHashMap<>();
        line.put("id", name);
        line.put("cluster", cluster);
        out.line(Json.write(line));
    }
}
