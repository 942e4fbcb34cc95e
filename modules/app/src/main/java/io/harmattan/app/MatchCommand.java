package io.harmattan.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.harmattan.analysis.match.NewsQuery;
import io.harmattan.analysis.match.QueryException;
import io.harmattan.analysis.match.QueryLanguage;
import io.harmattan.analysis.match.StoredQueries;
import io.harmattan.domain.Article;
import io.harmattan.domain.EnrichedArticle;
import io.harmattan.ingest.FileSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Matches the articles of files with stored queries, without any server. */
@Command(
        name = "match",
        header = "Match articles with stored queries, without any server.",
        sortOptions = false,
        usageHelpWidth = Console.WIDTH,
        descriptionHeading = "%n",
        parameterListHeading = "%n",
        optionListHeading = "%nOptions:%n",
        description =
                "Prints a line {\"subscription\",\"article\"} for each query that an article matches, as the alert stage"
                        + " would. The queries are the value of \"query\" in a list of objects that have an \"id\", or one object of"
                        + " queries by id.")
final class MatchCommand implements Callable<Integer> {
    @ParentCommand
    private Main main;

    @Option(
            names = "--subscriptions",
            required = true,
            paramLabel = "FILE",
            description = "JSON: [{\"id\",\"query\"}, …] or {\"id\": \"query\", …}.")
    private Path subscriptions;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files or folders; - is standard input.")
    private List<Path> files;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    MatchCommand() {}

    @Override
    public Integer call() {
        Settings settings = main.settings();
        Map<String, NewsQuery> queries = queries(Analysis.language(settings));
        Analysis analysis = Analysis.of(settings);
        Console out = main.console();
        try (StoredQueries stored = new StoredQueries()) {
            stored.putAll(queries);
            return new Readings(main, FileSource.Format.AUTO).each(files, found -> {
                Article article = found.article();
                SortedSet<String> matched = new TreeSet<>();
                for (EnrichedArticle enriched :
                        analysis.enricher().enrich(article, analysis.enricher().extract(article), 1, 1)) {
                    matched.addAll(stored.match(enriched, enriched.ingestTime()).ids());
                }
                for (String id : matched) {
                    Map<String, String> line = new LinkedHashMap<>();
                    line.put("subscription", id);
                    line.put("article", found.name());
                    out.line(Json.write(line));
                }
            });
        }
    }

    private Map<String, NewsQuery> queries(QueryLanguage language) {
        Map<String, NewsQuery> queries = new LinkedHashMap<>();
        List<String> faults = new ArrayList<>();
        texts(read()).forEach((id, query) -> {
            try {
                NewsQuery parsed = language.parse(query);
                queries.put(id, parsed);
                if (parsed.asksOfClusters()) {
                    main.remarks()
                            .note(
                                    "note",
                                    id + " asks how large an event is; files have articles alone, so it matches none");
                }
            } catch (QueryException e) {
                faults.add("  " + id + ": " + e.getMessage() + "\n    " + query);
            }
        });
        if (!faults.isEmpty()) {
            throw new UserException("The subscriptions of " + subscriptions + " have "
                    + (faults.size() == 1 ? "a query" : faults.size() + " queries") + " that cannot be used:\n"
                    + String.join("\n", faults));
        }
        return queries;
    }

    private JsonNode read() {
        try {
            return new ObjectMapper().readTree(Files.readAllBytes(subscriptions));
        } catch (JsonProcessingException e) {
            throw new UserException(
                    "The file " + subscriptions + " is no JSON: " + e.getOriginalMessage()
                            + "; expected [{\"id\",\"query\"}, …].",
                    e);
        } catch (IOException e) {
            throw new UserException("The file " + subscriptions + " cannot be read: " + e + ".", e);
        }
    }

    private Map<String, String> texts(JsonNode json) {
        JsonNode all = json.has("subscriptions") ? json.get("subscriptions") : json;
        Map<String, String> texts = new LinkedHashMap<>();
        if (all.isObject()) {
            all.properties().forEach(e -> texts.put(e.getKey(), query(e.getKey(), e.getValue())));
        } else {
            for (JsonNode one : all) {
                if (!one.hasNonNull("id")) {
                    throw new UserException("A subscription of " + subscriptions + " has no id: " + one
                            + "; expected {\"id\",\"query\"}.");
                }
                String id = one.get("id").asText();
                if (texts.put(id, query(id, one)) != null) {
                    throw new UserException(
                            "The id " + id + " stands twice in " + subscriptions + "; expected each once.");
                }
            }
        }
        if (texts.isEmpty()) {
            throw new UserException(
                    "There is no subscription in " + subscriptions + "; expected [{\"id\",\"query\"}, …].");
        }
        return texts;
    }

    private String query(String id, JsonNode value) {
        JsonNode query = value.isTextual() ? value : value.path("query");
        if (!query.isTextual()) {
            throw new UserException("The subscription " + id + " of " + subscriptions + " has no query: " + value
                    + "; expected a text.");
        }
        return query.asText();
    }
}
