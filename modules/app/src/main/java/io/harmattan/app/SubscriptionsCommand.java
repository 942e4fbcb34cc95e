package io.harmattan.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.harmattan.analysis.match.NewsQuery;
import io.harmattan.analysis.match.QueryLanguage;
import io.harmattan.analysis.match.Vocabulary;
import io.harmattan.dashboard.SubscriptionForm;
import io.harmattan.dashboard.SubscriptionTrial;
import io.harmattan.domain.Alert;
import io.harmattan.domain.Subscription;
import io.harmattan.domain.Subscriptions.Conflict;
import io.harmattan.wire.KafkaSubscriptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Who wants to be told of what. */
@Command(
        name = "subscriptions",
        header = "List, add, edit, pause, try out and remove subscriptions.",
        sortOptions = false,
        usageHelpWidth = Console.WIDTH,
        descriptionHeading = "%n",
        commandListHeading = "%nCommands:%n",
        optionListHeading = "%nOptions:%n",
        description =
                "A subscription is a stored query with a trigger; files of them are YAML, as in seeds/subscriptions.")
final class SubscriptionsCommand implements Runnable {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final Clock CLOCK = Clock.systemUTC();

    @ParentCommand
    private Main main;

    @Spec
    private picocli.CommandLine.Model.CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    SubscriptionsCommand() {}

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    @Command(name = "list", header = "List them.")
    int list(@Option(names = "--json", description = "One JSON object a subscription.") boolean json) {
        Console console = main.console();
        List<Subscription> all = with(KafkaSubscriptions::all);
        if (json) {
            all.forEach(s -> console.line(Json.write(SubscriptionForm.write(s, false))));
        } else if (all.isEmpty()) {
            console.line("There is no subscription yet. `harmattan subscriptions add FILE` adds one.");
        } else {
            console.table(
                    new int[] {24, 14, 10, 52},
                    List.of("ID", "TRIGGER", "VERSION", "QUERY"),
                    all.stream()
                            .map(s -> List.of(
                                    s.id(),
                                    s.trigger().kind().label(),
                                    s.version() + (s.paused() ? " paused" : ""),
                                    s.query()))
                            .toList());
        }
        return ExitCode.OK;
    }

    @Command(name = "add", header = "Add those of files; one that is there becomes its next version.")
    int add(
            @Parameters(arity = "1..*", paramLabel = "FILE", description = "YAML files, or folders of them.")
                    List<Path> files) {
        return with(book -> {
            for (Path file : yaml(files)) {
                JsonNode form = read(file);
                String id = form.path("id").asText(stem(file));
                save(book, checked(file.toString(), form, id, book.get(id).orElse(null)));
            }
            return ExitCode.OK;
        });
    }

    @Command(name = "edit", header = "Put a file in place of one.")
    int edit(
            @Parameters(paramLabel = "ID", description = "Which.") String id,
            @Parameters(paramLabel = "FILE", description = "Its next version, as YAML.") Path file) {
        return with(book -> {
            Subscription before = there(book, id);
            Subscription next = checked(file.toString(), read(file), id, before);
            if (!next.id().equals(id)) {
                throw new UserException("The file " + file + " is of the subscription " + next.id() + "; expected " + id
                        + ", since an id stays.");
            }
            save(book, next);
            return ExitCode.OK;
        });
    }

    @Command(name = "pause", header = "Let one rest, or wake it.")
    int pause(
            @Parameters(paramLabel = "ID", description = "Which.") String id,
            @Option(names = "--resume", description = "Wake it.") boolean resume) {
        return with(book -> {
            Subscription s = there(book, id);
            save(
                    book,
                    new Subscription(
                            s.id(),
                            s.version() + 1,
                            s.owner(),
                            s.name(),
                            s.query(),
                            s.trigger(),
                            s.limits(),
                            s.deliveries(),
                            !resume,
                            s.created(),
                            now()));
            return ExitCode.OK;
        });
    }

    @Command(name = "remove", header = "Take one away.")
    int remove(@Parameters(paramLabel = "ID", description = "Which.") String id) {
        return with(book -> {
            book.remove(id, there(book, id).version());
            main.console().done("removed", id);
            return ExitCode.OK;
        });
    }

    @Command(
            name = "test",
            header = "Show what one would have told of the last days, before it is saved.",
            description =
                    "Runs its query and trigger over the articles that are there, with the event clusters as they stand"
                            + " now; limits hold nothing back.")
    int test(
            @Parameters(paramLabel = "FILE", description = "YAML.") Path file,
            @Option(names = "--days", defaultValue = "7", description = "How many, by ingest time.") int days) {
        Subscription subscription = checked(file.toString(), read(file), stem(file), null);
        if (days < 1 || days > SubscriptionTrial.MOST_DAYS) {
            throw new UserException("--days is " + days + "; expected 1 to " + SubscriptionTrial.MOST_DAYS + ".");
        }
        Servers servers = Servers.find(main.settings());
        SubscriptionTrial.Outcome outcome =
                new Trial(servers, Analysis.language(main.settings()), CLOCK).run(subscription, days);
        Console console = main.console();
        for (Alert alert : outcome.alerts()) {
            console.heading(alert.title());
            alert.lines().forEach(line -> console.line("  " + line));
            console.line("");
        }
        int alerts = outcome.alerts().size();
        console.line(alerts + (alerts == 1 ? " alert" : " alerts") + ", from " + outcome.matches() + " of "
                + outcome.articles() + " articles of the last " + days + " days.");
        return ExitCode.OK;
    }

    private static Instant now() {
        return CLOCK.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private <T> T with(Function<KafkaSubscriptions, T> work) {
        Servers servers = Servers.find(main.settings());
        try (KafkaSubscriptions book =
                new KafkaSubscriptions(servers.kafkaClient(), main.settings().naming(), servers.wire())) {
            return work.apply(book);
        } catch (Conflict e) {
            throw new UserException("Somebody else was faster: " + e.getMessage() + ".", e);
        } catch (UncheckedIOException e) {
            throw new UserException(String.valueOf(e.getMessage()), e);
        }
    }

    private static Subscription there(KafkaSubscriptions book, String id) {
        return book.get(id)
                .orElseThrow(() -> new UserException(
                        "There is no subscription " + id + "; `harmattan subscriptions list` lists those there are."));
    }

    private void save(KafkaSubscriptions book, Subscription subscription) {
        book.put(subscription);
        main.console()
                .done(
                        subscription.version() == 1 ? "added" : subscription.paused() ? "paused" : "changed",
                        subscription.id() + ", version " + subscription.version());
    }

    private Subscription checked(
            String where, JsonNode form, String id, @org.jspecify.annotations.Nullable Subscription before) {
        Subscription subscription;
        try {
            subscription = SubscriptionForm.read(form, id, before, now());
        } catch (IllegalArgumentException e) {
            throw new UserException("The subscription of " + where + " cannot be used: " + e.getMessage() + ".", e);
        }
        try {
            check(main.settings()).accept(subscription);
        } catch (IllegalArgumentException e) {
            throw new UserException(
                    "The subscription of " + where + " cannot be used, " + e.getMessage() + ".\n  "
                            + subscription.query(),
                    e);
        }
        return subscription;
    }

    /** Refuses, with an {@link IllegalArgumentException}, a subscription whose query cannot be used or could never match. */
    static Consumer<Subscription> check(Settings settings) {
        Vocabulary vocabulary = Analysis.vocabulary(settings);
        QueryLanguage language = new QueryLanguage(vocabulary);
        return subscription -> {
            String target = subscription.trigger().target();
            if (target != null && !vocabulary.targets().contains(target)) {
                throw new IllegalArgumentException("trigger.target is '" + target + "'; expected one of "
                        + String.join(", ", vocabulary.targets()));
            }
            NewsQuery query = language.parse(subscription.query());
            if (query.asksOfClusters() && !tellsOfClusters(subscription)) {
                throw new IllegalArgumentException(
                        "query '" + subscription.query() + "' asks how large an event is, and "
                                + subscription.trigger().kind().label()
                                + " is told of single articles: it could never match; expected new-cluster, grows or update");
            }
        };
    }

    private static boolean tellsOfClusters(Subscription subscription) {
        return switch (subscription.trigger().kind()) {
            case NEW_CLUSTER, GROWS, UPDATE -> true;
            default -> false;
        };
    }

    private static List<Path> yaml(List<Path> files) {
        return files.stream()
                .flatMap(file -> {
                    if (!Files.isDirectory(file)) {
                        return java.util.stream.Stream.of(file);
                    }
                    try (var all = Files.list(file)) {
                        return all.filter(f -> f.toString().matches(".*\\.ya?ml")).sorted().toList().stream();
                    } catch (IOException e) {
                        throw new UserException("The folder " + file + " cannot be read: " + e + ".", e);
                    }
                })
                .toList();
    }

    private static JsonNode read(Path file) {
        try {
            return YAML.readTree(Files.readAllBytes(file));
        } catch (JsonProcessingException e) {
            throw new UserException(
                    "The file " + file + " is no YAML: " + e.getOriginalMessage() + "; expected one subscription.", e);
        } catch (IOException e) {
            throw new UserException("The file " + file + " cannot be read: " + e + ".", e);
        }
    }

    private static String stem(Path file) {
        return String.valueOf(file.getFileName()).replaceFirst("\\.ya?ml$", "");
    }
}
