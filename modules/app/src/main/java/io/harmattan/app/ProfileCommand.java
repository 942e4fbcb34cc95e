package io.harmattan.app;

import io.harmattan.analysis.profile.WatchProfile;
import io.harmattan.domain.EntityType;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** What has to do with watch profiles. */
@Command(
        name = "profile",
        header = "Check a watch profile after editing it.",
        sortOptions = false,
        usageHelpWidth = Console.WIDTH,
        descriptionHeading = "%n",
        commandListHeading = "%nCommands:%n",
        optionListHeading = "%nOptions:%n",
        description =
                "A watch profile is a folder of tables: what is watched, and the names it goes by. Its README says what "
                        + "each column means.",
        subcommands = ProfileCommand.Check.class)
final class ProfileCommand implements Runnable {
    @ParentCommand
    private Main main;

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    ProfileCommand() {}

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "profile needs a command; expected: profile check [DIR]");
    }

    /** Reads a profile and says what is wrong with it. */
    @Command(
            name = "check",
            header = "Read a watch profile and say what is wrong with it.",
            sortOptions = false,
            usageHelpWidth = Console.WIDTH,
            descriptionHeading = "%n",
            parameterListHeading = "%n",
            optionListHeading = "%nOptions:%n",
            description =
                    "Prints every fault with file and line and ends with 2, or what the profile holds and ends with 0.")
    static final class Check implements Runnable {
        @ParentCommand
        private ProfileCommand parent;

        @Parameters(
                arity = "0..1",
                paramLabel = "DIR",
                description = "Folder of the profile; without it the one of the setting profile.")
        private @Nullable Path folder;

        @SuppressWarnings("NullAway.Init") // picocli sets the fields
        Check() {}

        @Override
        public void run() {
            Path read = folder == null
                    ? parent.main.settings().profile()
                    : folder.toAbsolutePath().normalize();
            WatchProfile profile = Analysis.profile(read);
            StringBuilder held = new StringBuilder();
            for (EntityType type : EntityType.values()) {
                long count = profile.entities().values().stream()
                        .filter(entity -> entity.type() == type)
                        .count();
                held.append(", ").append(count).append(' ').append(type.label()).append(count == 1 ? "" : "s");
            }
            parent.main
                    .console()
                    .line(read + " is sound: "
                            + profile.desks().size() + (profile.desks().size() == 1 ? " desk" : " desks")
                            + held + ", "
                            + profile.aliases().size() + " names, "
                            + profile.roles().size() + " roles, "
                            + profile.phrases().size() + " phrases");
        }
    }
}
