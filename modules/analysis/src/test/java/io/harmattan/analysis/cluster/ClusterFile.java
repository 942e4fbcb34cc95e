package io.harmattan.analysis.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.harmattan.domain.ArticleId;
import io.harmattan.domain.EnrichedArticle;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Clusters FILE.jsonl without tags, for scoring: prints a line with id, cluster and reason for each article, and the speed to
 * standard error. Arguments: the file, and optionally the thresholds for articles and for headlines.
 */
final class ClusterFile {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private ClusterFile() {}

    public static void main(String[] args) throws Exception {
        ObjectMapper json = new ObjectMapper();
        FeatureExtractor extractor = new FeatureExtractor();
        List<EnrichedArticle> articles = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of(args[0]))) {
            articles.add(article(json.readTree(line), articles.size(), extractor));
        }
        ClusterSettings settings = args.length > 2
                ? ClusterSettings.DEFAULTS.withThresholds(Double.parseDouble(args[1]), Double.parseDouble(args[2]))
                : ClusterSettings.DEFAULTS;
        EventClustering clustering = new EventClustering(settings);
        MemoryDeskState state = new MemoryDeskState();
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        ThreadMXBean cpu = ManagementFactory.getThreadMXBean();
        long start = cpu.getCurrentThreadCpuTime();
        for (EnrichedArticle article : articles) {
            clustering.on(article, state).changes().stream()
                    .filter(change -> change.articleId() != null)
                    .forEach(change -> out.println(json.valueToTree(
                            Map.of("id", article.source(), "cluster", change.clusterId(), "why", change.reason()))));
        }
        out.flush();
        Duration took = Duration.ofNanos(cpu.getCurrentThreadCpuTime() - start);
        System.err.println(articles.size() + " articles in CPU time " + took + ", "
                + articles.size() * 1000L / Math.max(1, took.toMillis()) + " a second");
    }

    private static EnrichedArticle article(JsonNode line, int number, FeatureExtractor extractor) {
        Instant ingested = START.plusMillis(number);
        String title = line.hasNonNull("title") ? line.get("title").asText() : null;
        String text = line.path("text").asText("");
        Instant published = line.hasNonNull("published")
                ? OffsetDateTime.parse(line.get("published").asText()).toInstant()
                : null;
        return EnrichedArticle.builder(ArticleId.hash("line", Integer.toString(number)), "default", ingested)
                .revision(1)
                .epoch(1)
                .eventTime(published == null ? ingested : published)
                .timed(published != null)
                .contentHash(ArticleId.contentHash(title, text))
                .source(line.path("id").asText())
                .title(title)
                .text(text)
                .language("en")
                .features(extractor.features(title, text))
                .build();
    }
}
