package io.harmattan.app;

import io.harmattan.domain.Article;
import io.harmattan.ingest.FileSource;
import io.harmattan.ingest.Ingest;
import io.harmattan.ingest.KafkaArticlePublisher;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import me.tongfei.progressbar.ProgressBar;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Puts articles from files on the topic articles. */
@Command(
        name = "ingest",
        header = "Put articles from files on the topic articles.",
        sortOptions = false,
        usageHelpWidth = Console.WIDTH,
        descriptionHeading = "%n",
        parameterListHeading = "%n",
        optionListHeading = "%nOptions:%n",
        description = "Reads articles and puts them on the topic articles. "
                + "Takes files and folders: .txt and .html, one article a file, and .jsonl, one a line with id, title, text or "
                + "html, published, url, source; each also as .gz. What cannot be read is named with its reason and left out. "
                + "Exit status 0 says that all went in, 2 that something was refused, 1 that the broker stayed away.")
final class IngestCommand implements Callable<Integer> {
    @ParentCommand
    private Main main;

    @Parameters(arity = "1..*", paramLabel = "PATH", description = "Files and folders.")
    private List<Path> paths;

    @Option(names = "--json", description = "The counts as one JSON object.")
    private boolean json;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    IngestCommand() {}

    @Override
    public Integer call() {
        Settings settings = main.settings();
        Console remarks = main.remarks();
        Ingest.Summary summary = run(Servers.find(settings), paths, remarks, true);
        if (json) {
            main.console().line(Json.write(summary));
        } else {
            main.console()
                    .line(summary.sent() + " sent, " + summary.duplicates() + " duplicates, " + summary.refused()
                            + " refused" + (summary.skipped() > 0 ? ", " + summary.skipped() + " skipped" : "")
                            + (summary.unsent() > 0 ? ", " + summary.unsent() + " not sent" : ""));
        }
        if (summary.stopped() != null) {
            remarks.failed("stopped", summary.stopped());
            return ExitCode.SOFTWARE;
        }
        return summary.allIn() ? ExitCode.OK : ExitCode.USAGE;
    }

    /** Ingests these paths; what goes wrong is said through {@code remarks}. */
    static Ingest.Summary run(Servers servers, List<Path> paths, Console remarks, boolean bar) {
        Settings settings = servers.settings();
        try (KafkaArticlePublisher publisher = new KafkaArticlePublisher(
                        servers.kafkaClient().entrySet().stream()
                                .collect(Collectors.toMap(e -> e.getKey(), e -> String.valueOf(e.getValue()))),
                        settings.naming(),
                        servers.wire(),
                        KafkaArticlePublisher.PATIENCE,
                        notice -> remarks.note("waiting", notice));
                ProgressBar progress = bar ? Progress.bar("articles") : null) {
            Ingest.Listener listener = new Ingest.Listener() {
                @Override
                public void refused(String location, String reason) {
                    remarks.failed(location, reason);
                }

                @Override
                public void sent(Article article) {
                    if (progress != null) {
                        progress.step();
                    }
                }
            };
            return new Ingest(publisher, listener)
                    .run(new FileSource(paths, Clock.systemUTC(), settings.bytes("ingest.largest-bytes")));
        }
    }
}
