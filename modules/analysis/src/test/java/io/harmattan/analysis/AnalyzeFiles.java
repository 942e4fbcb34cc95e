package io.harmattan.analysis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.harmattan.analysis.extract.Extracted;
import io.harmattan.analysis.tag.Tags;
import io.harmattan.domain.Article;
import io.harmattan.domain.Article.ContentType;
import io.harmattan.domain.Mention;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Prints what the analysis finds, one JSON object a line, for the scorers: files of text, or {@code jsonl[.gz]} with pages. */
public final class AnalyzeFiles {
    private AnalyzeFiles() {}

    public static void main(String[] args) throws IOException {
        ObjectMapper json = new ObjectMapper();
        Enricher enricher = new Enricher(SahelProfile.load());
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        for (String arg : args) {
            Path file = Path.of(arg);
            String name = file.getFileName().toString();
            if (name.endsWith(".txt")) {
                print(json, out, enricher, name.replace(".txt", ""), null, ContentType.TEXT, Files.readString(file));
                continue;
            }
            List<String> lines;
            try (InputStream in = name.endsWith(".gz")
                    ? new GZIPInputStream(Files.newInputStream(file))
                    : Files.newInputStream(file)) {
                lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .toList();
            }
            for (String line : lines) {
                JsonNode row = json.readTree(line);
                String url = row.path("url").asText(null);
                String id = row.has("id") ? row.get("id").asText() : url;
                boolean page = row.has("html");
                print(
                        json,
                        out,
                        enricher,
                        id,
                        url,
                        page ? ContentType.HTML : ContentType.TEXT,
                        row.path(page ? "html" : "text").asText());
            }
        }
        out.flush();
    }

    private static void print(
            ObjectMapper json,
            PrintStream out,
            Enricher enricher,
            String id,
            String url,
            ContentType type,
            String content)
            throws IOException {
        Article article = new Article(
                id,
                0,
                1,
                Instant.EPOCH,
                Instant.parse("2026-11-21T00:00:00Z"),
                url,
                id,
                type,
                null,
                content,
                null,
                null);
        Extracted found = enricher.extract(article);
        Tags tags = enricher.tag(found);
        ObjectNode node = json.createObjectNode();
        node.put("id", id).put("title", found.title()).put("text", found.text());
        node.put(
                "published",
                found.published() == null ? null : found.published().toString());
        node.put(
                "origin",
                found.published() == null ? null : found.published().origin().name());
        node.put("language", found.language()).put("byline", found.byline()).put("outlet", found.outlet());
        ArrayNode credits = node.putArray("credits");
        found.credits().forEach(credits::add);
        ArrayNode mentions = node.putArray("mentions");
        for (Mention mention : tags.mentions()) {
            mentions.addObject()
                    .put("start", mention.start())
                    .put("end", mention.end())
                    .put("surface", mention.surface())
                    .put("type", mention.type().label())
                    .put("entity", mention.entityId());
        }
        node.putArray("quotes");
        node.putArray("figures");
        node.putArray("stances");
        ArrayNode notes = node.putArray("notes");
        found.notes().forEach(notes::add);
        out.println(json.writeValueAsString(node));
    }
}
