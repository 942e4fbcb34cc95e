package io.harmattan.analysis.match;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.harmattan.analysis.Enricher;
import io.harmattan.analysis.SahelProfile;
import io.harmattan.analysis.profile.WatchProfile;
import io.harmattan.domain.Article;
import io.harmattan.domain.ArticleId;
import io.harmattan.domain.EnrichedArticle;
import io.harmattan.domain.Entity;
import io.harmattan.domain.Stance;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Articles a second of CPU time at many stored queries: {@code -Dmatch.articles=FILE.jsonl -Dmatch.queries=100,10000}. */
@EnabledIfSystemProperty(named = "match.articles", matches = ".+")
class MatchSpeedTest {
    private static final Instant NOW = Instant.parse("2026-11-27T00:00:00Z");
    private static final Duration WINDOW = Duration.ofSeconds(Integer.getInteger("match.seconds", 20));

    private final Random random = new Random(8);
    private List<String> words = List.of();
    private List<String> entities = List.of();
    private List<String> countries = List.of();

    @Test
    @Timeout(3_000)
    void articlesASecond() throws IOException {
        WatchProfile profile = SahelProfile.load();
        List<EnrichedArticle> articles = articles(profile);
        entities = profile.entities().keySet().stream().sorted().toList();
        countries = profile.entities().values().stream()
                .map(Entity::country)
                .filter(Objects::nonNull)
                .distinct()
                .sorted()
                .toList();
        Map<String, Integer> frequency = new HashMap<>();
        for (EnrichedArticle article : articles) {
            new HashSet<>(Arrays.asList(article.text().toLowerCase(Locale.ROOT).split("[^a-z]+")))
                    .forEach(word -> frequency.merge(word, 1, Integer::sum));
        }
        words = frequency.entrySet().stream()
                .filter(e -> e.getKey().length() > 3 && e.getValue() <= articles.size() / 10)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        QueryLanguage language = new QueryLanguage(new Vocabulary(profile, List.of()));
        for (String count :
                System.getProperty("match.queries", "100,1000,10000").split(",")) {
            int many = Integer.parseInt(count);
            Map<String, NewsQuery> queries = new LinkedHashMap<>();
            for (int i = 0; i < many; i++) {
                queries.put("s" + i, language.parse(query()));
            }
            long memory = used();
            try (StoredQueries stored = new StoredQueries()) {
                stored.putAll(queries);
                long taken = used() - memory;
                run(stored, articles);
                long cpu = cpu();
                long[] done = run(stored, articles);
                double seconds = (cpu() - cpu) / 1e9;
                System.out.printf(
                        Locale.ROOT,
                        "%d queries: %.0f articles a second of CPU, %.2f %% of the queries tried, %.1f match, %d MB%n",
                        many,
                        done[0] / seconds,
                        100.0 * done[1] / done[0] / many,
                        (double) done[2] / done[0],
                        taken >> 20);
                assertThat(done[2]).isPositive();
            }
        }
    }

    private static long[] run(StoredQueries stored, List<EnrichedArticle> articles) {
        long[] done = new long[3];
        long end = System.nanoTime() + WINDOW.toNanos();
        while (System.nanoTime() < end) {
            StoredQueries.Matches matches = stored.match(articles.get((int) (done[0] % articles.size())), NOW);
            done[0]++;
            done[1] += matches.tried();
            done[2] += matches.ids().size();
        }
        return done;
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static long used() {
        System.gc();
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private List<EnrichedArticle> articles(WatchProfile profile) throws IOException {
        Enricher enricher = new Enricher(profile);
        List<EnrichedArticle> articles = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of(System.getProperty("match.articles")))) {
            JsonNode json = new ObjectMapper().readTree(line);
            String text = json.path("text").asText();
            if (text.length() < 300 || articles.size() >= 700) {
                continue;
            }
            Article article = new Article(
                    ArticleId.hash(line),
                    0,
                    1,
                    NOW,
                    NOW,
                    null,
                    "file",
                    Article.ContentType.TEXT,
                    json.path("title").asText(null),
                    text,
                    null,
                    null);
            List<Stance> stances = random.nextInt(4) > 0
                    ? List.of()
                    : List.of(new Stance(
                            random.nextBoolean() ? "us-presence" : "russian-presence",
                            "junta",
                            null,
                            Stance.Label.values()[random.nextInt(3)],
                            0.9,
                            0,
                            10,
                            Stance.Manner.ACT));
            for (EnrichedArticle enriched : enricher.enrich(article, enricher.asIs(article), 1, 1)) {
                articles.add(enriched.toBuilder().stances(stances).build());
            }
        }
        return articles;
    }

    private String query() {
        int kind = random.nextInt(100);
        if (kind < 20) {
            return "entity:" + one(entities);
        } else if (kind < 40) {
            return "entity:" + one(entities) + " " + one(words);
        } else if (kind < 55) {
            return "country:" + one(countries) + " stance." + (random.nextBoolean() ? "us" : "russian") + "-presence:"
                    + (random.nextBoolean() ? "opposed" : "favourable");
        } else if (kind < 65) {
            return one(words) + " " + one(words);
        } else if (kind < 75) {
            return "\"" + one(words) + " " + one(words) + "\"";
        } else if (kind < 85) {
            return "(" + IntStream.range(0, 5).mapToObj(i -> one(words)).collect(Collectors.joining(" OR "))
                    + ") AND country:" + one(countries);
        } else if (kind < 90) {
            return one(words) + " published:[now-2d TO now]";
        } else if (kind < 95) {
            return "figure.troops:[100 TO *] country:" + one(countries);
        }
        return one(words).substring(0, 4) + "* " + one(words);
    }

    private <T> T one(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
