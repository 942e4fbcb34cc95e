package io.harmattan.app;

import io.harmattan.index.IndexAudit;
import io.harmattan.index.IndexSink;
import io.harmattan.index.SearchNode;
import io.harmattan.wire.Topics;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Compares topics and index. */
@Command(
        name = "verify",
        header = "Compare the topics with the index.",
        sortOptions = false,
        usageHelpWidth = Console.WIDTH,
        descriptionHeading = "%n",
        optionListHeading = "%nOptions:%n",
        description =
                "Reads the topics of enriched articles, event clusters, their changes and alerts, and compares ids and revisions with the documents in "
                        + "Elasticsearch. Says that they are in step (exit status 0), or which differ (1).")
final class VerifyCommand implements Callable<Integer> {
    @ParentCommand
    private Main main;

    @Option(names = "--json", description = "One JSON object an index.")
    private boolean json;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    VerifyCommand() {}

    @Override
    public Integer call() {
        Servers servers = Servers.find(main.settings());
        List<IndexAudit.Report> reports = reports(servers);
        return tell(main.console(), reports, json, () -> stillToDo(servers));
    }

    /** Says what was found, and which exit status that is. */
    static int tell(Console console, List<IndexAudit.Report> reports, boolean json, LongSupplier stillToDo) {
        boolean inStep = reports.stream().allMatch(IndexAudit.Report::inStep);
        if (json) {
            reports.forEach(report -> console.line(Json.write(report)));
            return inStep ? ExitCode.OK : ExitCode.SOFTWARE;
        }
        for (IndexAudit.Report report : reports) {
            console.line(report.index() + ": " + report.documents() + " documents, " + report.expected()
                    + " on the topic" + (report.inStep() ? "; in step" : ""));
            difference(console, "missing in the index", report.missing());
            difference(console, "in an older revision", report.stale());
            difference(console, "not on the topic", report.unknown());
        }
        if (!inStep) {
            long left = stillToDo.getAsLong();
            console.line(
                    left > 0
                            ? "The index stage has " + left + " records still to do: look again when it has done them."
                            : "The index stage has done all: `harmattan topics` counts what was set aside as dead letters;"
                                    + " what a hand has changed in the index comes right when the index is built anew.");
        }
        return inStep ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    /** What the indices have against what the topics say. */
    static List<IndexAudit.Report> reports(Servers servers) {
        try (SearchNode node = SearchNode.connect(servers.search())) {
            Duration keep = servers.settings().duration("index.keep");
            IndexAudit audit = new IndexAudit(
                    node,
                    servers.settings().naming().epoch(),
                    keep.isZero() ? null : Instant.now().minus(keep));
            TopicReading.each(
                    servers, Topics.ENRICHED_ARTICLES, (article, at) -> audit.article(article), audit::articleDeleted);
            TopicReading.each(
                    servers, Topics.EVENT_CLUSTERS, (cluster, at) -> audit.cluster(cluster), audit::clusterDeleted);
            TopicReading.each(
                    servers, Topics.CLUSTER_CHANGES, (change, at) -> audit.change(change, at.partition(), at.offset()));
            TopicReading.each(servers, Topics.ALERTS, (alert, at) -> audit.alert(alert), audit::alertDeleted);
            return audit.reports();
        } catch (UncheckedIOException e) {
            throw new UserException(
                    (e.getCause() == null ? e.getMessage() : e.getCause().getMessage())
                            + ". `harmattan status` shows what is up.",
                    e);
        }
    }

    private static void difference(Console console, String what, IndexAudit.Difference difference) {
        if (difference.count() > 0) {
            List<String> lines = new ArrayList<>(difference.ids());
            console.line("  " + difference.count() + " " + what + ":");
            lines.forEach(id -> console.line("    " + id));
            if (difference.count() > lines.size()) {
                console.line("    and " + (difference.count() - lines.size()) + " more");
            }
        }
    }

    private static long stillToDo(Servers servers) {
        try (Admin admin = Admin.create(servers.kafkaClient())) {
            return new TopicReport(
                            admin, servers.kafkaClient(), servers.settings().naming())
                    .rows().stream()
                            .flatMap(row -> row.lag().entrySet().stream())
                            .filter(lag -> lag.getKey().equals(IndexSink.STAGE))
                            .mapToLong(lag -> lag.getValue().records())
                            .sum();
        }
    }
}
