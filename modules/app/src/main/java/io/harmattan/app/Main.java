package io.harmattan.app;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command {@code harmattan}. Exit status: 0 done, 1 it did not go well, 2 the input is wrong. */
@Command(
        name = "harmattan",
        versionProvider = Versions.class,
        sortOptions = false,
        usageHelpWidth = Console.WIDTH,
        header = "Watches the news as it streams: articles in, event clusters out.%n",
        synopsisHeading = "",
        commandListHeading = "%nCommands, in the order in which you will meet them:%n",
        optionListHeading = "%nOptions:%n",
        footer = {
            "",
            "First steps:",
            "  harmattan up                       the whole stack on this machine, with the seed articles",
            "  harmattan search russian troops    articles that match",
            "  harmattan clusters                 the events, newest change first",
            "  harmattan ingest my-articles/      more articles",
            "  harmattan feeds my-feeds.csv       articles as they are published",
            "  harmattan COMMAND --help           what a command takes",
            ""
        },
        subcommands = {
            UpCommand.class,
            DownCommand.class,
            DemoCommand.class,
            RunCommand.class,
            IngestCommand.class,
            FeedsCommand.class,
            SearchCommand.class,
            ClustersCommand.class,
            ClusterCommand.class,
            TailCommand.class,
            MatchCommand.class,
            SubscriptionsCommand.class,
            AlertsCommand.class,
            TopicsCommand.class,
            VerifyCommand.class,
            StatusCommand.class,
            TokenCommand.class,
            AnalyzeCommand.class,
            StanceCommand.class,
            ProfileCommand.class,
            ConfigCommand.class
        })
public final class Main implements Runnable {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "Folder of everything that is written (setting data).")
    private @Nullable Path data;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "File of your own settings; or HARMATTAN_CONFIG.")
    private @Nullable Path config;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            scope = ScopeType.INHERIT,
            description = "One setting, as often as needed; `harmattan config` lists them.")
    private Map<String, String> set = new HashMap<>();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "What a command does and takes.")
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Harmattan's version, and those of its Kafka client and of Java.")
    private boolean version;

    @Spec
    private CommandSpec spec;

    private @Nullable Settings settings;

    @SuppressWarnings("NullAway.Init") // picocli sets the spec
    Main() {}

    /** Runs the command and exits with its status. */
    public static void main(String[] args) {
        logTo("STDERR", null);
        Goodbye.listen();
        System.exit(run(
                new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                args));
    }

    /** Runs the command; returns its exit status. */
    static int run(PrintWriter out, PrintWriter err, String... args) {
        CommandLine commandLine = new CommandLine(new Main());
        commandLine
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((e, line, parsed) -> fault(e, line));
        return commandLine.execute(args);
    }

    /** What a person is told of a fault: what and what to do; the trace only where nobody foresaw it. */
    private static int fault(Exception e, CommandLine line) {
        Throwable known = e;
        while (known != null && !Faults.areForeseen(known)) {
            known = known.getCause();
        }
        Console console = new Console(line.getErr(), Ansi.AUTO);
        if (known != null) {
            for (String text : String.valueOf(known.getMessage()).split("\n", -1)) {
                console.line("harmattan: " + text);
            }
            return Faults.status(known);
        }
        console.line("harmattan: this was not foreseen: " + e);
        e.printStackTrace(line.getErr());
        return CommandLine.ExitCode.SOFTWARE;
    }

    /**
     * Where the log goes; to be called before anything logs.
     *
     * @param to FILE or STDERR
     * @param file where, for FILE
     */
    static void logTo(String to, @Nullable Path file) {
        System.setProperty("harmattan.log.to", to);
        if (file != null) {
            System.setProperty("harmattan.log.file", file.toString());
            System.setProperty("harmattan.log.level", "INFO");
            System.setProperty("harmattan.log.kafka", "WARN");
        } else {
            System.setProperty("harmattan.log.level", "WARN");
            System.setProperty("harmattan.log.kafka", "ERROR");
        }
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /** The settings in force, with the options of this call. */
    Settings settings() {
        Settings loaded = settings;
        if (loaded == null) {
            Map<String, String> options = new HashMap<>(set);
            if (data != null) {
                options.put("data", data.toString());
            }
            String file = System.getenv("HARMATTAN_CONFIG");
            loaded = Settings.load(
                    home(), config != null ? config : file == null ? null : Path.of(file), System.getenv(), options);
            settings = loaded;
        }
        return loaded;
    }

    /** Folder of the distribution. */
    static Path home() {
        return Path.of(System.getProperty("harmattan.home", "."))
                .toAbsolutePath()
                .normalize();
    }

    /** What a person reads, on standard output. */
    Console console() {
        return new Console(spec.commandLine().getOut(), Ansi.AUTO);
    }

    /** Progress and remarks, on standard error, so that standard output can be piped. */
    Console remarks() {
        return new Console(spec.commandLine().getErr(), Ansi.AUTO);
    }
}
