package io.harmattan.app;

import io.harmattan.ingest.FileOptions;
import io.harmattan.ingest.FileSource;
import io.harmattan.ingest.FileStates;
import io.harmattan.ingest.Ingest;
import io.harmattan.ingest.KafkaArticlePublisher;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Puts articles from files on the topic articles. */
@Command(
        name = "ingest",
        header = "Put articles from files, archives and lists of addresses on the topic articles.",
        sortOptions = false,
        usageHelpWidth = Console.WIDTH,
        descriptionHeading = "%n",
        parameterListHeading = "%n",
        optionListHeading = "%nOptions:%n",
        description = "Reads articles and puts them on the topic articles. "
                + "Takes files and folders: .txt and .html, one article a file; .jsonl, one a line with id, title, text or "
                + "html, published, url, source; .warc, the pages of a web archive; .urls, the address of a page a line, with "
                + "the time at which it was seen, as in GDELT's lists (--format urls for other names); each also as .gz. "
                + "What cannot be read is named with its reason and left out. "
                + "A run that is stopped, by Ctrl-C or by force, goes on where it was when it is started again; a file that was "
                + "read and has not changed is not read again. "
                + "Exit status 0 says that all went in, 2 that something was refused, 1 that the broker stayed away.",
        footer = {
            "",
            "Examples:",
            "  harmattan ingest archive/ today.jsonl.gz",
            "  harmattan ingest --watch inbox/                    what is put there, until Ctrl-C",
            "  harmattan ingest crawl.warc.gz                     the pages of a web archive",
            "  harmattan ingest --format urls gdelt.csv           the pages behind addresses",
            "  harmattan ingest --as-of 2024-05-01 --rate 20 archive.jsonl",
            "  curl … | harmattan ingest -                        JSONL from standard input"
        })
final class IngestCommand implements Callable<Integer> {
    /** For what is on its way when Ctrl-C comes. */
    private static final long GOODBYE_SECONDS = 30;

    @ParentCommand
    private Main main;

    @Parameters(arity = "1..*", paramLabel = "PATH", description = "Files and folders; - for standard input.")
    private List<Path> paths;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "What the files are, whatever their names: ${COMPLETION-CANDIDATES}.")
    private FileSource.Format format = FileSource.Format.AUTO;

    @Option(names = "--rate", paramLabel = "N", description = "At most N articles a second.")
    private double rate;

    @Option(
            names = "--as-of",
            paramLabel = "TIME",
            description =
                    "Read history as it came: ingest time begins here (ISO-8601) and follows the publication times, so "
                            + "that event times are kept and windows close as they did then.")
    private @Nullable String asOf;

    @Option(names = "--watch", description = "Stay, and take what appears in the folders, each file once.")
    private boolean watch;

    @Option(names = "--again", description = "Read files again that were read before.")
    private boolean again;

    @Option(names = "--json", description = "The counts as one JSON object.")
    private boolean json;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    IngestCommand() {}

    @Override
    public Integer call() {
        if (rate < 0 || Double.isNaN(rate)) {
            throw new UserException("--rate is " + rate + "; expected articles a second, more than 0.");
        }
        Settings settings = main.settings();
        Console remarks = main.remarks();
        FileOptions options = FileOptions.of(settings.bytes("ingest.largest-bytes"))
                .withFormat(format)
                .withAsOf(asOf == null ? null : Times.parse("--as-of", asOf))
                .withFetch(settings.fetch());
        Ingest.Summary summary = new Run(Servers.find(settings), paths, remarks, options, watch, again, rate).go(true);
        if (json) {
            main.console().line(Json.write(summary));
        } else {
            main.console()
                    .line(summary.sent() + " sent, " + summary.duplicates() + " duplicates, " + summary.refused()
                            + " refused" + (summary.skipped() > 0 ? ", " + summary.skipped() + " skipped" : "")
                            + (summary.unsent() > 0 ? ", " + summary.unsent() + " not sent" : ""));
        }
        if (Ingest.INTERRUPTED.equals(summary.stopped())) {
            remarks.note("interrupted", "the same command goes on from here");
            return ExitCode.SOFTWARE;
        }
        if (summary.stopped() != null) {
            remarks.failed("stopped", summary.stopped());
            return ExitCode.SOFTWARE;
        }
        return summary.allIn() ? ExitCode.OK : ExitCode.USAGE;
    }

    /** Ingests these paths once, without a bar; what goes wrong is said through {@code remarks}. */
    static Ingest.Summary run(Servers servers, List<Path> paths, Console remarks, boolean again) {
        FileOptions options = FileOptions.of(servers.settings().bytes("ingest.largest-bytes"));
        return new Run(servers, paths, remarks, options, false, again, 0).go(false);
    }

    /** One run, from the files to the topic. */
    private static final class Run {
        private final Servers servers;
        private final List<Path> paths;
        private final Console remarks;
        private final FileOptions options;
        private final boolean watch;
        private final boolean again;
        private final double rate;

        Run(
                Servers servers,
                List<Path> paths,
                Console remarks,
                FileOptions options,
                boolean watch,
                boolean again,
                double rate) {
            this.servers = servers;
            this.paths = paths;
            this.remarks = remarks;
            this.options = options;
            this.watch = watch;
            this.again = again;
            this.rate = rate;
        }

        Ingest.Summary go(boolean watched) {
            try (KafkaArticlePublisher publisher = new KafkaArticlePublisher(
                            servers.kafkaConnection(),
                            servers.settings().naming(),
                            servers.wire(),
                            KafkaArticlePublisher.PATIENCE,
                            notice -> remarks.note("waiting", notice));
                    FileStates states = new FileStates(
                            servers.kafkaConnection(), servers.settings().naming(), servers.wire(), paths, again)) {
                return go(publisher, states, watched);
            }
        }

        private Ingest.Summary go(KafkaArticlePublisher publisher, FileStates states, boolean watched) {
            FileSource source = new FileSource(paths, Clock.systemUTC(), options.withJournal(states, watch));
            try (Progress progress = watched ? Progress.of(source, watch, remarks) : null) {
                Ingest.Listener listener = new Ingest.Listener() {
                    @Override
                    public void refused(String location, String reason) {
                        remarks.failed(location, reason);
                    }

                    @Override
                    public void progress(Ingest.Summary soFar) {
                        if (progress != null) {
                            progress.at(soFar);
                        }
                    }
                };
                Ingest ingest = new Ingest(publisher, listener, rate);
                if (states.isResumed()) {
                    long[] known = {0};
                    states.sentBefore(article -> {
                        ingest.know(article);
                        known[0]++;
                    });
                    remarks.note(
                            "goes on",
                            "an earlier run was stopped; " + known[0] + " articles since its last note are known");
                }
                CountDownLatch over = new CountDownLatch(1);
                Thread goodbye = new Thread(
                        () -> {
                            ingest.stop(watch);
                            waitFor(over);
                        },
                        "goodbye-ingest");
                Runtime.getRuntime().addShutdownHook(goodbye);
                try {
                    Ingest.Summary summary = ingest.run(source);
                    if (summary.unsent() == 0) {
                        states.save();
                    }
                    if (summary.stopped() == null) {
                        states.finished();
                    }
                    return summary;
                } finally {
                    over.countDown();
                    forget(goodbye);
                }
            }
        }

        private static void waitFor(CountDownLatch over) {
            try {
                if (over.await(GOODBYE_SECONDS, TimeUnit.SECONDS)) {
                    TimeUnit.MILLISECONDS.sleep(500); // for the last words
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private static void forget(Thread hook) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // it is at work
            }
        }
    }
}
