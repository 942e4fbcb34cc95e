package io.harmattan.app;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Lists the topics and how far behind each stage is. */
@Command(
        name = "topics",
        header = "List the topics and how far behind each stage is.",
        sortOptions = false,
        usageHelpWidth = Console.WIDTH,
        descriptionHeading = "%n",
        parameterListHeading = "%n",
        optionListHeading = "%nOptions:%n",
        description =
                "Lists the topics: partitions, records, and for each stage that reads one how many records it has still to do. "
                        + "A figure with <= is a span of offsets, which is never less than the records in it.")
final class TopicsCommand implements Callable<Integer> {
    @ParentCommand
    private Main main;

    @Option(names = "--json", description = "One JSON object a topic.")
    private boolean json;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    TopicsCommand() {}

    @Override
    public Integer call() {
        Servers servers = Servers.find(main.settings());
        Console console = main.console();
        try (Admin admin = Admin.create(servers.kafkaClient())) {
            List<TopicReport.Row> rows = new TopicReport(
                            admin, servers.kafkaClient(), main.settings().naming())
                    .rows();
            if (json) {
                rows.forEach(row -> console.line(Json.write(row)));
                return ExitCode.OK;
            }
            console.table(
                    new int[] {34, 12, 14, 40},
                    List.of("TOPIC", "PARTITIONS", "RECORDS", "STILL TO DO"),
                    rows.stream()
                            .map(row -> List.of(
                                    row.name(),
                                    String.valueOf(row.partitions()),
                                    figure(row.records(), row.exact()),
                                    row.lag().entrySet().stream()
                                            .map(e -> e.getKey() + " "
                                                    + figure(
                                                            e.getValue().records(),
                                                            e.getValue().exact()))
                                            .collect(Collectors.joining(", "))))
                            .toList());
            return ExitCode.OK;
        }
    }

    private static String figure(long records, boolean exact) {
        return (exact ? "" : "<= ") + records;
    }
}
