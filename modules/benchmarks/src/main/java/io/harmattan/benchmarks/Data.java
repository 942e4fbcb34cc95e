package io.harmattan.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.harmattan.analysis.profile.WatchProfile;
import io.harmattan.domain.Article;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Articles and the Sahel profile, read from the root of the project. */
final class Data {
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private Data() {}

    static WatchProfile profile() {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.list(Path.of("ops", "profiles", "sahel"))) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(file.getFileName().toString(), Files.readString(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("no profile; run from the root of the project", e);
        }
        return WatchProfile.parse(files);
    }

    /** The articles of JSONL with title and text, or the seeds. */
    static List<Article> articles(String data) {
        List<Article> articles = new ArrayList<>();
        try {
            if (data.equals("seeds")) {
                try (Stream<Path> seeds = Files.list(Path.of("seeds"))) {
                    for (Path seed : seeds.filter(f -> f.toString().endsWith(".txt"))
                            .sorted()
                            .toList()) {
                        articles.add(article(articles.size(), null, Files.readString(seed)));
                    }
                }
            } else {
                ObjectMapper json = new ObjectMapper();
                for (String line : Files.readAllLines(Path.of(data))) {
                    JsonNode row = json.readTree(line);
                    String title = row.path("title").asText("");
                    articles.add(article(
                            articles.size(),
                            title.isEmpty() ? null : title,
                            row.path("text").asText("")));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the articles of " + data + " cannot be read", e);
        }
        return articles;
    }

    static Article article(int number, @Nullable String title, String text) {
        Instant when = START.plusSeconds(number);
        return new Article(
                String.format("%032x", number + 1),
                0,
                1,
                when,
                when,
                null,
                "benchmark",
                Article.ContentType.TEXT,
                title,
                text,
                null,
                null);
    }
}
