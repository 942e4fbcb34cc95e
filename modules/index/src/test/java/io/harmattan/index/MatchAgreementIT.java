package io.harmattan.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.harmattan.analysis.match.NewsQuery;
import io.harmattan.analysis.match.QueryLanguage;
import io.harmattan.analysis.match.StoredQueries;
import io.harmattan.analysis.match.Vocabulary;
import io.harmattan.analysis.profile.WatchProfile;
import io.harmattan.domain.EnrichedArticle;
import io.harmattan.domain.Entity;
import io.harmattan.domain.Figure;
import io.harmattan.domain.Focus;
import io.harmattan.domain.Published;
import io.harmattan.domain.Stance;
import io.harmattan.local.stack.LocalStack;
import io.harmattan.local.stack.Part;
import io.harmattan.testkit.LocalStackTest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A saved search is an alert: the stored queries and the search index say the same of the same articles. */
@LocalStackTest(Part.SEARCH)
class MatchAgreementIT {
    private static final Instant NOW = Instant.parse("2026-11-27T08:00:00.123Z");
    private static final int ARTICLES = 150;
    private static final int QUERIES = 1_500;
    private static final WatchProfile PROFILE = WatchProfile.parse(Map.of(
            "desks.csv",
            "id,name,countries\nsahel,Sahel,\n",
            "entities.csv",
            """
            id,type,kind,name,country,lat,lon,geonames,wikidata,notes
            niger,place,country,Niger,NE,17.6,8.1,,,
            mali,place,country,Mali,ML,17.6,-4.0,,,
            air-base-101,place,base,Air Base 101,NE,13.48,2.18,,,
            niamey,place,town,Niamey,NE,13.51,2.11,,,
            agadez,place,town,Agadez,NE,16.97,7.99,,,
            suva,place,town,Suva,FJ,-18.14,178.44,,,
            tiani,person,junta,Abdourahamane Tiani,NE,,,,,
            wagner,organisation,military-company,Wagner Group,RU,,,,,
            """,
            "aliases.csv",
            "entity,alias,language,case,not_after,not_before,needs,notes\n"));
    private static final List<Entity> ENTITIES = PROFILE.entities().values().stream()
            .sorted((a, b) -> a.id().compareTo(b.id()))
            .toList();
    private static final List<String> FRENCH = List.of(
            "L'ambassade des États-Unis à Niamey n'a pas commenté le départ des soldats américains.",
            "Les militaires français ont quitté la base aérienne, selon l'état-major.",
            "Aujourd'hui, la junte s'est tournée vers la Russie; c'était prévu.");

    private static ScratchIndex scratch;

    private final Random random = new Random(20261127);

    @BeforeAll
    static void open(LocalStack stack) {
        scratch = new ScratchIndex(SearchSettings.of(URI.create(stack.elasticsearchUrl())));
    }

    @AfterAll
    static void close() {
        scratch.close();
    }

    @Test
    void theStoredQueriesMatchWhatTheSearchFinds() throws IOException {
        List<String> sentences = sentences();
        Map<String, EnrichedArticle> articles = new LinkedHashMap<>();
        for (int i = 0; i < ARTICLES; i++) {
            articles.put("a" + i, article("a" + i, sentences));
        }
        scratch.put(articles.values().toArray(EnrichedArticle[]::new));
        QueryLanguage language = new QueryLanguage(new Vocabulary(PROFILE, List.of()));
        Map<String, NewsQuery> queries = new LinkedHashMap<>();
        List<String> words = words(sentences);
        for (int i = 0; i < QUERIES; i++) {
            queries.put("q" + i, language.parse(query(words, sentences, 2)));
        }
        Map<String, SortedSet<String>> matched = new LinkedHashMap<>();
        try (StoredQueries stored = new StoredQueries()) {
            stored.putAll(queries);
            for (EnrichedArticle article : articles.values()) {
                for (String id : stored.match(article, NOW).ids()) {
                    matched.computeIfAbsent(id, q -> new TreeSet<>()).add(article.id());
                }
            }
        }
        List<String> differences = new ArrayList<>();
        int some = 0;
        for (Map.Entry<String, NewsQuery> query : queries.entrySet()) {
            SortedSet<String> found = search(query.getValue());
            SortedSet<String> told = matched.getOrDefault(query.getKey(), new TreeSet<>());
            some += found.isEmpty() ? 0 : 1;
            if (!found.equals(told)) {
                Set<String> onlyFound = new TreeSet<>(found);
                onlyFound.removeAll(told);
                Set<String> onlyTold = new TreeSet<>(told);
                onlyTold.removeAll(found);
                differences.add(query.getValue().text() + ": only found " + onlyFound + ", only told " + onlyTold);
            }
        }
        assertThat(differences).isEmpty();
        assertThat(some).as("queries that find something").isGreaterThan(QUERIES / 3);
    }

    private static SortedSet<String> search(NewsQuery query) {
        var response = scratch.node().ask(() -> scratch.node()
                .client()
                .search(
                        s -> s.index(NewsIndex.ARTICLES.alias(
                                        scratch.node().settings().indexPrefix()))
                                .query(Conditions.ofArticles(NOW).query(query.condition()))
                                .source(f -> f.fetch(false))
                                .size(1000),
                        Void.class));
        SortedSet<String> ids = new TreeSet<>();
        response.hits().hits().forEach(hit -> ids.add(hit.id()));
        return ids;
    }

    private static List<String> sentences() throws IOException {
        List<String> sentences = new ArrayList<>(FRENCH);
        try (Stream<Path> files = Files.list(Path.of("..", "..", "seeds"))) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".txt")).sorted().toList()) {
                for (String sentence : Files.readString(file).split("(?<=[.!?])\\s+|\\n+")) {
                    if (sentence.length() > 20) {
                        sentences.add(sentence);
                    }
                }
            }
        }
        return sentences;
    }

    private static List<String> words(List<String> sentences) {
        Set<String> words = new LinkedHashSet<>();
        sentences.forEach(s -> words.addAll(Arrays.asList(s.split("[\\s,.;:!?()\"“”\\[\\]/]+"))));
        words.removeIf(w -> !w.matches("[\\p{L}\\p{N}'’-]{2,}") || w.startsWith("-") || w.matches("AND|OR|NOT|TO"));
        return List.copyOf(words);
    }

    private EnrichedArticle article(String id, List<String> sentences) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(4); i >= 0; i--) {
            text.append(one(sentences)).append(random.nextBoolean() ? " " : "\n\n");
        }
        Instant published = NOW.minus(Duration.ofMillis(random.nextInt(6 * 86_400) * 1000L + random.nextInt(1000)));
        boolean dated = random.nextInt(4) > 0;
        String body = text.toString().strip();
        List<Figure> figures = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            boolean troops = random.nextBoolean();
            figures.add(new Figure(
                    0,
                    5,
                    body.substring(0, 5),
                    random.nextInt(2000),
                    troops ? null : "USD",
                    troops ? "troops" : null,
                    null,
                    null,
                    Figure.Bound.EXACT,
                    false));
        }
        List<Stance> stances = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            stances.add(new Stance(
                    one(List.of("us-presence", "russian-presence")),
                    one(List.of("the junta", "Tiani", "author")),
                    random.nextBoolean() ? "tiani" : null,
                    one(List.of(Stance.Label.values())),
                    0.8,
                    0,
                    4,
                    Stance.Manner.ACT));
        }
        return EnrichedArticle.builder(id, "sahel", NOW.minusMillis(random.nextInt(3_600_000)))
                .title(random.nextInt(5) == 0 ? null : one(sentences))
                .text(body)
                .outlet(
                        random.nextInt(4) == 0
                                ? null
                                : one(List.of("Le Monde", "Reuters", "REUTERS", "Studio Kalangou")))
                .language(one(List.of("en", "fr")))
                .source(id + ".txt")
                .published(
                        dated
                                ? new Published(published.atOffset(ZoneOffset.UTC), true, true, Published.Origin.SOURCE)
                                : null)
                .timed(dated)
                .eventTime(dated ? published : NOW)
                .entities(ENTITIES.stream().filter(e -> random.nextInt(3) == 0).toList())
                .focus(random.nextBoolean() ? new Focus(one(List.of("NE", "ML")), 0.7, null, 0) : null)
                .figures(figures)
                .stances(stances)
                .build();
    }

    private String query(List<String> words, List<String> sentences, int depth) {
        if (depth > 0 && random.nextInt(3) > 0) {
            String one = query(words, sentences, depth - 1);
            String other = query(words, sentences, depth - 1);
            return switch (random.nextInt(5)) {
                case 0 -> "(" + one + ") OR (" + other + ")";
                case 1 -> "(" + one + ") AND NOT (" + other + ")";
                case 2 -> "NOT (" + one + ")";
                default -> "(" + one + ") (" + other + ")";
            };
        }
        return switch (random.nextInt(19)) {
            case 0, 1, 2, 3 -> one(words);
            case 4 -> "\"" + phrase(sentences) + "\"";
            case 5 -> "\"" + phrase(sentences) + "\"~" + random.nextInt(4);
            case 6 -> prefix(words) + "*";
            case 7 -> "title:" + one(words);
            case 8 -> "text:\"" + phrase(sentences) + "\"";
            case 9 -> "entity:" + one(ENTITIES).id();
            case 10 -> one(List.of("base:*", "person:*", "published:*", "outlet:*", "holder:*", "focus:*"));
            case 11 -> one(List.of("country:NE", "country:RU", "focus:NE", "focus:ML"));
            case 12 ->
                one(List.of("outlet:reuters", "outlet:\"LE MONDE\"", "outlet:stu*", "language:fr", "desk:sahel"));
            case 13 -> one(List.of("holder:tiani", "holder:\"The Junta\"", "holder:author"));
            case 14 ->
                "stance." + one(List.of("us", "russian")) + "-presence:"
                        + one(List.of("favourable", "opposed", "neutral", "*"));
            case 15 ->
                one(List.of(
                        "figure.troops:[100 TO 900]",
                        "figure.troops:>=1000",
                        "figure.USD:{200 TO *]",
                        "figure.usd:*",
                        "figure.troops:<50"));
            case 16 ->
                one(List.of(
                        "published:[now-2d TO now]",
                        "published:{now-3d TO now-1d}",
                        "published:2026-11-25",
                        "published:>2026-11-24",
                        "time:<=now-36h",
                        "ingested:>=now-30m"));
            case 17 ->
                one(List.of(
                        "near:\"13.5,2.1,20km\"",
                        "near:\"Niamey, 8mi\"",
                        "near:\"niamey,3000m\"",
                        "near:\"17.6,8.1,100km\"",
                        "near:\"0,0,20000km\"",
                        "within:\"13,2,14,3\"",
                        "within:\"-30,170,0,-170\"",
                        "within:\"-90,-180,90,180\""));
            default -> one(words) + " OR " + one(words) + " OR " + one(words);
        };
    }

    private String phrase(List<String> sentences) {
        String[] words = one(sentences).replaceAll("[\"“”„«»\\\\]", "").split("\\s+");
        int from = random.nextInt(words.length);
        int to = Math.min(words.length, from + 1 + random.nextInt(4));
        String phrase = String.join(" ", Arrays.copyOfRange(words, from, to));
        return phrase.matches(".*[\\p{L}\\p{N}].*") ? phrase : "base";
    }

    private String prefix(List<String> words) {
        String word = one(words);
        String letters = word.replaceAll("[^\\p{L}].*", "");
        return letters.length() < 3 ? "nig" : letters.substring(0, 3);
    }

    private <T> T one(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
