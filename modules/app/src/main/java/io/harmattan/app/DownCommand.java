package io.harmattan.app;

import io.harmattan.local.stack.LocalStack;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParentCommand;

/** Stops a stack that was left behind. */
@Command(
        name = "down",
        header = "Stop a stack that was left behind.",
        sortOptions = false,
        usageHelpWidth = Console.WIDTH,
        descriptionHeading = "%n",
        parameterListHeading = "%n",
        optionListHeading = "%nOptions:%n",
        description = "Stops a stack that was left behind on the data folder, its child processes included.")
final class DownCommand implements Callable<Integer> {
    @ParentCommand
    private Main main;

    @SuppressWarnings("NullAway.Init") // picocli sets the parent
    DownCommand() {}

    @Override
    public Integer call() {
        int stopped = LocalStack.down(main.settings().data());
        main.console()
                .line(
                        stopped == 0
                                ? "Nothing runs on " + main.settings().data() + "."
                                : "Stopped " + stopped + (stopped == 1 ? " process." : " processes."));
        return ExitCode.OK;
    }
}
