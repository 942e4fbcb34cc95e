package io.harmattan.index;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.harmattan.domain.ArticleId;
import io.harmattan.domain.EnrichedArticle;
import io.harmattan.domain.Features;
import io.harmattan.domain.NewsSearch;
import io.harmattan.domain.NewsSearch.Hit;
import io.harmattan.domain.NewsSearch.Question;
import io.harmattan.domain.NewsSearch.Sort;
import io.harmattan.local.stack.LocalStack;
import io.harmattan.local.stack.Part;
import io.harmattan.testkit.LocalStackTest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * nDCG@10 (Järvelin and Kekäläinen 2002; gains 2^grade - 1) of words, of meaning and of both together, on queries judged by
 * hand: {@code -Drelevance.articles=africa-news-eng.jsonl}.
 */
@LocalStackTest(Part.SEARCH)
@EnabledIfSystemProperty(named = "relevance.articles", matches = ".+")
class RelevanceIT {
    private static final int PLACES = 10;

    private static ScratchIndex scratch;

    @BeforeAll
    static void open(LocalStack stack) throws IOException {
        scratch = new ScratchIndex(SearchSettings.of(URI.create(stack.elasticsearchUrl())));
        List<EnrichedArticle> articles = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of(System.getProperty("relevance.articles")))) {
            JsonNode json = Documents.JSON.readTree(line);
            String title = json.path("title").asText();
            String text = json.path("text").asText();
            articles.add(EnrichedArticle.builder(
                            ArticleId.of(json.path("url").asText(), title, text),
                            "all",
                            Instant.parse("2026-11-30T00:00:00Z"))
                    .title(title)
                    .text(text)
                    .language("en")
                    .features(Features.NONE.with(ScratchIndex.encoder().encode(title, text)))
                    .build());
        }
        for (int i = 0; i < articles.size(); i += 200) {
            scratch.put(articles.subList(i, Math.min(articles.size(), i + 200)).toArray(EnrichedArticle[]::new));
        }
    }

    @AfterAll
    static void close() {
        scratch.close();
    }

    @Test
    void howWellEachOrderFindsWhatIsMeant() throws IOException {
        double words = 0;
        double meaning = 0;
        double both = 0;
        Map<String, Map<String, Integer>> judged = judged();
        for (Map.Entry<String, Map<String, Integer>> query : judged.entrySet()) {
            List<Hit> hybrid = hits(query.getKey(), Sort.HYBRID, 400);
            double w = ndcg(ids(hits(query.getKey(), Sort.RELEVANCE, PLACES)), query.getValue());
            double m = ndcg(
                    ((ElasticsearchNewsSearch) scratch.search())
                            .nearest(
                                    ScratchIndex.encoder().encode(query.getKey()),
                                    List.of(),
                                    new View(
                                            scratch.node(),
                                            NewsIndex.ARTICLES.alias(
                                                    scratch.node().settings().indexPrefix()),
                                            null)),
                    query.getValue());
            double b = ndcg(ids(hybrid), query.getValue());
            System.out.printf("%-40s words %.3f  meaning %.3f  hybrid %.3f%n", query.getKey(), w, m, b);
            words += w / judged.size();
            meaning += m / judged.size();
            both += b / judged.size();
        }
        System.out.printf("%d queries: words %.3f  meaning %.3f  hybrid %.3f%n", judged.size(), words, meaning, both);
        assertThat(both).isGreaterThan(words);
        assertThat(both).isGreaterThan(0.8);
    }

    private static List<Hit> hits(String query, Sort sort, int limit) {
        NewsSearch.Page page = scratch.search().articles(new Question(query, sort, limit, null, false));
        return page.hits();
    }

    private static List<String> ids(List<Hit> hits) {
        return hits.stream().map(Hit::articleId).toList();
    }

    private static double ndcg(List<String> found, Map<String, Integer> grades) {
        List<Integer> best =
                grades.values().stream().sorted(Comparator.reverseOrder()).toList();
        double ideal = 0;
        double gain = 0;
        for (int i = 0; i < PLACES; i++) {
            double discount = Math.log(2) / Math.log(i + 2);
            ideal += i < best.size() ? (Math.pow(2, best.get(i)) - 1) * discount : 0;
            gain += i < found.size() ? (Math.pow(2, grades.getOrDefault(found.get(i), 0)) - 1) * discount : 0;
        }
        return gain / ideal;
    }

    private static Map<String, Map<String, Integer>> judged() throws IOException {
        try (InputStream in = RelevanceIT.class.getResourceAsStream("judged-queries.tsv")) {
            Map<String, Map<String, Integer>> judged = new LinkedHashMap<>();
            for (String line :
                    new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                if (!line.startsWith("#")) {
                    String[] columns = line.split("\t");
                    for (String id : columns[2].split(" ")) {
                        judged.computeIfAbsent(columns[0], q -> new HashMap<>()).put(id, Integer.parseInt(columns[1]));
                    }
                }
            }
            return judged;
        }
    }
}
