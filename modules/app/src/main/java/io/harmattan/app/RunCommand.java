package io.harmattan.app;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** All stages on servers that run elsewhere. */
@Command(
        name = "run",
        header = "Start all stages on servers that run elsewhere.",
        sortOptions = false,
        usageHelpWidth = Console.WIDTH,
        descriptionHeading = "%n",
        parameterListHeading = "%n",
        optionListHeading = "%nOptions:%n",
        description =
                "Starts every stage and the API on the servers that the settings name (kafka.bootstrap-servers, registry.url, "
                        + "elasticsearch.url), waits for those that are not up yet, and stays up. Several instances share the work.")
final class RunCommand implements Callable<Integer> {
    @ParentCommand
    private Main main;

    @SuppressWarnings("NullAway.Init") // picocli sets the parent
    RunCommand() {}

    @Override
    public Integer call() {
        Settings settings = main.settings();
        if (!Servers.areConfigured(settings)) {
            throw new UserException(
                    "`run` needs the settings kafka.bootstrap-servers, registry.url and elasticsearch.url;"
                            + " `harmattan up` brings servers of its own.");
        }
        Console console = main.console();
        console.heading("Harmattan " + Versions.ours() + " starts its stages");
        Platform platform = Platform.start(Servers.find(settings), console);
        Goodbye.say(platform::close);
        console.line("Stays up until it is stopped.");
        throw new UserException(platform.end());
    }
}
