package io.harmattan.app;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Prints the settings in force. */
@Command(
        name = "config",
        header = "Print the settings in force.",
        sortOptions = false,
        usageHelpWidth = Console.WIDTH,
        descriptionHeading = "%n",
        parameterListHeading = "%n",
        optionListHeading = "%nOptions:%n",
        description = "Prints every setting with its value and what gave it; secrets are not shown.")
final class ConfigCommand implements Runnable {
    @ParentCommand
    private Main main;

    @Option(names = "--json", description = "As one JSON object.")
    private boolean json;

    @SuppressWarnings("NullAway.Init") // picocli sets the parent
    ConfigCommand() {}

    @Override
    public void run() {
        Map<String, Settings.Shown> all = main.settings().shown();
        Console console = main.console();
        if (json) {
            console.line(Json.write(all));
            return;
        }
        console.table(
                new int[] {28, 44, 28},
                java.util.List.of("KEY", "VALUE", "FROM"),
                all.entrySet().stream()
                        .map(e -> java.util.List.of(
                                e.getKey(), e.getValue().value(), e.getValue().origin()))
                        .toList());
    }
}
