package io.harmattan.app;

import io.harmattan.ingest.FeedSource;
import io.harmattan.ingest.FeedStates;
import io.harmattan.ingest.FeedTurn;
import io.harmattan.ingest.Ingest;
import io.harmattan.ingest.KafkaArticlePublisher;
import io.harmattan.ingest.KafkaFeedStates;
import io.harmattan.ingest.ListedFeed;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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

/** Reads feeds, each on its schedule. */
@Command(
        name = "feeds",
        header = "Read RSS, Atom and JSON feeds, each on its schedule.",
        sortOptions = false,
        usageHelpWidth = Console.WIDTH,
        descriptionHeading = "%n",
        parameterListHeading = "%n",
        optionListHeading = "%nOptions:%n",
        description =
                "Asks the feeds of a list and puts new articles on the topic articles, until Ctrl-C. The list is CSV with "
                        + "the columns url, every (90s, 15m, 2h; usually 15m), outlet, and pages: whether the page of an entry is "
                        + "fetched (auto: where the entry has only a summary; always; never). What was seen is kept on the topic "
                        + "feed-states, so that any instance goes on; of several with the same list, one asks and the others stand by. "
                        + "robots.txt is honoured; a host is asked once a second at most (settings fetch.*).",
        footer = {
            "",
            "Example of a list:",
            "  url,every,outlet,pages",
            "  https://news.example/rss,15m,Example News,auto"
        })
final class FeedsCommand implements Callable<Integer> {
    private static final long GOODBYE_SECONDS = 30;

    @ParentCommand
    private Main main;

    @Parameters(paramLabel = "LIST", description = "File that lists the feeds.")
    private Path list;

    @Option(names = "--once", description = "Ask each feed once, now, and end.")
    private boolean once;

    private volatile boolean stopped;
    private volatile @Nullable FeedSource asking;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    FeedsCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        Settings settings = main.settings();
        Console remarks = main.remarks();
        List<ListedFeed> feeds = feeds();
        Servers servers = Servers.find(settings);
        CountDownLatch over = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            stop();
                            try {
                                if (over.await(GOODBYE_SECONDS, TimeUnit.SECONDS)) {
                                    TimeUnit.MILLISECONDS.sleep(500); // for the last words
                                }
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        },
                        "goodbye-feeds"));
        try (KafkaArticlePublisher publisher = new KafkaArticlePublisher(
                        servers.kafkaConnection(),
                        settings.naming(),
                        servers.wire(),
                        KafkaArticlePublisher.PATIENCE,
                        notice -> remarks.note("waiting", notice));
                FeedTurn turn = new FeedTurn(
                        servers.kafkaConnection(),
                        settings.naming(),
                        feeds,
                        settings.duration("kafka.session-timeout"),
                        notice -> remarks.note("waiting", notice))) {
            boolean standby = false;
            while (!stopped) {
                if (!turn.isOurs()) {
                    if (!standby && !once) {
                        standby = true;
                        remarks.note("stands by", "until it is this instance's turn to ask");
                    }
                    TimeUnit.MILLISECONDS.sleep(100);
                    continue;
                }
                standby = false;
                remarks.note("asks", feeds.size() + " feeds of " + list);
                Ingest.Summary summary = ask(servers, feeds, publisher, turn);
                main.console()
                        .line(summary.sent() + " sent, " + summary.duplicates() + " duplicates, " + summary.refused()
                                + " refused");
                if (summary.stopped() != null && !Ingest.INTERRUPTED.equals(summary.stopped())) {
                    remarks.failed("stopped", summary.stopped());
                    return ExitCode.SOFTWARE;
                }
                if (once) {
                    return summary.allIn() ? ExitCode.OK : ExitCode.USAGE;
                }
            }
            return ExitCode.OK;
        } finally {
            over.countDown();
        }
    }

    private List<ListedFeed> feeds() {
        try (Reader reader = Files.newBufferedReader(list, StandardCharsets.UTF_8)) {
            return ListedFeed.parse(list.toString(), reader);
        } catch (IOException e) {
            throw new UserException(
                    "The list " + list + " cannot be read (" + e + "); expected a file of CSV with a column url.", e);
        } catch (IllegalArgumentException e) {
            throw new UserException(String.valueOf(e.getMessage()), e);
        }
    }

    /** Asks until it is another instance's turn, or nobody wants it any more. */
    private Ingest.Summary ask(Servers servers, List<ListedFeed> feeds, KafkaArticlePublisher publisher, FeedTurn turn)
            throws InterruptedException {
        Console remarks = main.remarks();
        Settings settings = servers.settings();
        Ingest.Listener listener = new Ingest.Listener() {
            @Override
            public void refused(String location, String reason) {
                remarks.failed(location, reason);
            }
        };
        try (FeedStates states = new KafkaFeedStates(servers.kafkaConnection(), settings.naming(), servers.wire());
                FeedSource source = new FeedSource(feeds, states, settings.fetch(), Clock.systemUTC(), once)) {
            Ingest run = new Ingest(publisher, listener);
            asking = source;
            if (stopped) {
                stop();
            }
            Thread watch = new Thread(
                    () -> {
                        try {
                            while (turn.isOurs()) {
                                TimeUnit.MILLISECONDS.sleep(100);
                            }
                            source.close();
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        }
                    },
                    "feed-turn-watch");
            watch.setDaemon(true);
            watch.start();
            try {
                return run.run(source);
            } finally {
                watch.interrupt();
                watch.join();
                asking = null;
            }
        }
    }

    private void stop() {
        stopped = true;
        FeedSource source = asking;
        if (source != null) {
            source.close();
        }
    }
}
