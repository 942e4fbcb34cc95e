package io.harmattan.app;

import io.harmattan.dashboard.AccessControl.Scope;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** The tokens that let programs use the API. */
@Command(
        name = "token",
        header = "Make, list and revoke the tokens of the API.",
        sortOptions = false,
        usageHelpWidth = Console.WIDTH,
        descriptionHeading = "%n",
        commandListHeading = "%nCommands:%n",
        optionListHeading = "%nOptions:%n",
        description =
                "A token lets a program do what its scopes say: read, ingest, subscribe, operate. It is printed once, when "
                        + "it is made; the data folder keeps a hash of it alone. A token that is revoked is refused at once.",
        footer = {
            "",
            "Examples:",
            "  harmattan token create scraper --scope ingest",
            "  curl -H \"Authorization: Bearer $TOKEN\" -H 'Content-Type: application/x-ndjson' \\",
            "       --data-binary @today.jsonl http://127.0.0.1:8080/api/v1/articles"
        })
final class TokenCommand implements Runnable {
    private static final Pattern NAMES = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    @ParentCommand
    private Main main;

    @Spec
    private picocli.CommandLine.Model.CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    TokenCommand() {}

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    private TokenFile file() {
        return new TokenFile(main.settings().data(), Clock.systemUTC());
    }

    @Command(name = "create", header = "Make a token and print it, this once.", usageHelpWidth = Console.WIDTH)
    void create(
            @Parameters(paramLabel = "NAME", description = "Who will use it.") String name,
            @Option(
                            names = "--scope",
                            paramLabel = "SCOPE",
                            required = true,
                            split = ",",
                            description = "What it is good for: ${COMPLETION-CANDIDATES}; as often as needed.")
                    Set<Scope> scopes) {
        if (!NAMES.matcher(name).matches()) {
            throw new UserException("The name is '" + name
                    + "'; expected up to 64 letters, digits, dots, hyphens and underscores, a letter or digit first.");
        }
        main.console().line(file().create(name, EnumSet.copyOf(scopes)));
        main.remarks().note("keep it", "it cannot be shown again");
    }

    @Command(name = "list", header = "Who has a token, and what for.", usageHelpWidth = Console.WIDTH)
    void list() {
        List<TokenFile.Token> tokens = file().tokens();
        if (tokens.isEmpty()) {
            main.remarks().note("none", "`harmattan token create NAME --scope SCOPE` makes one");
            return;
        }
        main.console()
                .table(
                        new int[] {32, 36, 24},
                        List.of("name", "scopes", "created"),
                        tokens.stream()
                                .map(token -> List.of(token.name(), String.join(", ", token.scopes()), token.created()))
                                .toList());
    }

    @Command(name = "revoke", header = "Make a token worthless.", usageHelpWidth = Console.WIDTH)
    void revoke(@Parameters(paramLabel = "NAME", description = "Its name.") String name) {
        file().revoke(name);
        main.console().done("revoked", name);
    }
}
