package io.harmattan.app;

import io.harmattan.dashboard.StackStatus;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Says of each part whether it is up. */
@Command(
        name = "status",
        header = "Say of each part whether it is up.",
        sortOptions = false,
        usageHelpWidth = Console.WIDTH,
        descriptionHeading = "%n",
        parameterListHeading = "%n",
        optionListHeading = "%nOptions:%n",
        description =
                "Says of each part whether it is up, its version and its address. Exit status 0 when all are up, else 1.")
final class StatusCommand implements Callable<Integer> {
    @ParentCommand
    private Main main;

    @Option(names = "--json", description = "One JSON object a part.")
    private boolean json;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    StatusCommand() {}

    @Override
    public Integer call() {
        List<StackStatus.Part> parts = new StatusReport(Servers.find(main.settings())).parts();
        Console console = main.console();
        if (json) {
            parts.forEach(part -> console.line(Json.write(part)));
        } else {
            console.table(
                    new int[] {13, 5, 25, 25, 32},
                    List.of("PART", "", "VERSION", "ADDRESS", ""),
                    parts.stream()
                            .map(p -> List.of(
                                    p.name(),
                                    p.up() ? "up" : "DOWN",
                                    text(p.version()),
                                    text(p.address()),
                                    text(p.note())))
                            .toList());
        }
        return parts.stream().allMatch(StackStatus.Part::up) ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private static String text(@org.jspecify.annotations.Nullable String value) {
        return value == null ? "" : value;
    }
}
