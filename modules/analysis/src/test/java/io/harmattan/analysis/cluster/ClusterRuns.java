package io.harmattan.analysis.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.harmattan.analysis.Enricher;
import io.harmattan.analysis.SahelProfile;
import io.harmattan.analysis.cluster.Candidates.Query;
import io.harmattan.analysis.meaning.MeaningEncoder;
import io.harmattan.domain.Article;
import io.harmattan.domain.Article.ContentType;
import io.harmattan.domain.ArticleId;
import io.harmattan.domain.EnrichedArticle;
import io.harmattan.domain.EventCluster;
import io.harmattan.domain.Published;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * For training and scoring the decision (modules/analysis/training/cluster), on files of articles with their events.
 *
 * <p>{@code features ORDERS FILE…} clusters each file by its gold events, in file order and in shuffled orders, and prints what
 * the decision would weigh: event (of both for a pair of articles), kind, whether it is the right cluster, and the features.
 *
 * <p>{@code score ORDERS WEIGHTS FILE ARTICLE HEADLINE MEMBERS MEANING [apart]} clusters the file and prints B³ for each combination of
 * the thresholds (each a list parted by commas); with {@code apart}, no clusters merge or are parted. Where WEIGHTS is a folder of folds, the file is clustered with the weights of each,
 * and scored are the articles of its events, which those have not seen.
 *
 * <p>{@code order RUNS FILE} lets the articles come in order, headlines when they were published and articles every ten seconds,
 * then each up to an hour late by chance, and prints how far the clusters of the two agree (B³ of one against the other), how
 * many ids of clusters stay and how many articles lie under the same id, before and after they are settled.
 */
final class ClusterRuns {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final int COMPARED = 8;

    /** Cosine of the words of a pair of articles from which it teaches anything. */
    private static final double ALIKE = 0.05;

    private final ObjectMapper json = new ObjectMapper();
    private final Enricher enricher =
            new Enricher(SahelProfile.load(), new Enricher.Models(null, null, MeaningEncoder.load(1)));

    private record Labelled(EnrichedArticle article, String event) {}

    private ClusterRuns() {}

    public static void main(String[] args) throws IOException {
        int orders = Integer.parseInt(args[1]);
        if (args[0].equals("features")) {
            for (String file : Arrays.asList(args).subList(2, args.length)) {
                new ClusterRuns().features(Path.of(file), orders);
            }
        } else if (args[0].equals("order")) {
            new ClusterRuns().order(Path.of(args[2]), orders);
        } else {
            new ClusterRuns().score(args, orders);
        }
    }

    private List<Labelled> read(Path file) throws IOException {
        List<Labelled> read = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            JsonNode row = json.readTree(line);
            Instant ingested = START.plusMillis(read.size());
            Published published = row.hasNonNull("published")
                    ? new Published(
                            OffsetDateTime.parse(row.get("published").asText()), true, true, Published.Origin.SOURCE)
                    : null;
            String title = row.hasNonNull("title") ? row.get("title").asText() : null;
            String text = row.path("text").asText("");
            Article article = new Article(
                    ArticleId.hash(file.getFileName().toString(), row.path("id").asText()),
                    0,
                    1,
                    published == null ? ingested : published.at().toInstant(),
                    ingested,
                    null,
                    row.path("id").asText(),
                    ContentType.TEXT,
                    title,
                    text,
                    published,
                    null);
            EnrichedArticle enriched =
                    enricher.enrich(article, enricher.extract(article), 1, 1).get(0);
            read.add(new Labelled(enriched, row.path("event").asText()));
        }
        return read;
    }

    /** In file order, then in other orders, with ingest times that follow the order. */
    private static List<Labelled> order(List<Labelled> articles, int number) {
        List<Labelled> order = new ArrayList<>(articles);
        if (number > 0) {
            Collections.shuffle(order, new Random(number));
        }
        List<Labelled> timed = new ArrayList<>();
        for (Labelled each : order) {
            Instant ingested = START.plusMillis(timed.size());
            EnrichedArticle article = each.article;
            EnrichedArticle.Builder later = article.toBuilder();
            timed.add(new Labelled(
                    later.ingestTime(ingested)
                            .eventTime(article.timed() ? article.eventTime() : ingested)
                            .build(),
                    each.event));
        }
        return timed;
    }

    private void features(Path file, int orders) throws IOException {
        List<Labelled> articles = read(file);
        ClusterSettings settings = ClusterSettings.DEFAULTS;
        Pairs pairs = new Pairs(DecisionWeights.shipped(), settings.gap());
        for (int number = 0; number < orders; number++) {
            MemoryDeskState state = new MemoryDeskState();
            Map<String, String> clusters = new HashMap<>();
            Clocks clocks = Clocks.of(null);
            List<Before> before = new ArrayList<>();
            int live = 0;
            for (Labelled each : order(articles, number)) {
                Rarities rarities = new Rarities(settings, new BackgroundFrequencies(Articles.BACKGROUND), state, live);
                Candidates candidates = new Candidates(settings, state, rarities);
                Decision decision = new Decision(settings, DecisionWeights.shipped());
                Growth growth = new Growth(settings, state, rarities, candidates, true);
                Arrival arrival = Arrival.of(each.article, clocks, each.article.ingestTime(), rarities, settings);
                Query query = candidates.query(arrival);
                String home = clusters.get(each.event);
                List<Centre> alike = new ArrayList<>(candidates.find(query));
                alike.sort((a, b) -> Double.compare(
                        arrival.vector().cosine(b.words()), arrival.vector().cosine(a.words())));
                for (Centre cluster : alike.subList(0, Math.min(COMPARED, alike.size()))) {
                    if (decision.match(arrival, cluster) == null) {
                        continue;
                    }
                    if (decision.isHeadline(arrival)) {
                        Decision.ToCentroid likeness = decision.toCentroid(arrival, cluster);
                        print(
                                each.event,
                                Decision.kind(likeness),
                                cluster.id().equals(home),
                                decision.features(arrival, cluster, likeness));
                    }
                }
                if (!decision.isHeadline(arrival)) {
                    for (Before other : before) {
                        if (arrival.vector().cosine(other.words) >= ALIKE) {
                            double[] features = new double[DecisionWeights.Feature.values().length];
                            DecisionWeights.Kind kind =
                                    pairs.features(arrival.exemplar(), other.exemplar, null, features);
                            print(each.event + ',' + other.event, kind, each.event.equals(other.event), features);
                        }
                    }
                    before.add(new Before(each.event, arrival.vector(), arrival.exemplar()));
                }
                LiveCluster own = home == null ? null : state.cluster(home);
                LiveCluster now =
                        own == null ? growth.found(arrival, query.keys()) : growth.join(arrival, query.keys(), own);
                clusters.put(each.event, now.id());
                live = rarities.liveClusters();
            }
        }
    }

    private record Before(String event, TermVector words, Exemplar exemplar) {}

    private static void print(String events, DecisionWeights.Kind kind, boolean right, double[] features) {
        StringBuilder line =
                new StringBuilder(events).append('\t').append(kind).append('\t').append(right ? 1 : 0);
        for (double feature : features) {
            line.append('\t').append(String.format(Locale.ROOT, "%.4f", feature));
        }
        System.out.println(line);
    }

    /** Weights, and the events that they are scored by; null for all. */
    private record Fold(DecisionWeights weights, @Nullable Set<String> events) {}

    private static List<Fold> folds(Path weights) throws IOException {
        List<Fold> folds = new ArrayList<>();
        if (!Files.isDirectory(weights)) {
            folds.add(new Fold(weights(weights), null));
        }
        for (int k = 0; Files.exists(weights.resolve("weights-" + k + ".tsv")); k++) {
            folds.add(new Fold(
                    weights(weights.resolve("weights-" + k + ".tsv")),
                    Set.copyOf(Files.readAllLines(weights.resolve("events-" + k + ".txt")))));
        }
        return folds;
    }

    private static DecisionWeights weights(Path file) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            return DecisionWeights.read(lines);
        }
    }

    private void score(String[] args, int orders) throws IOException {
        List<Fold> folds = folds(Path.of(args[2]));
        List<Labelled> articles = read(Path.of(args[3]));
        for (double article : numbers(args[4])) {
            for (double headline : numbers(args[5])) {
                for (double words : numbers(args[6])) {
                    for (double meaning : numbers(args[7])) {
                        StringBuilder line = new StringBuilder(
                                String.format(Locale.ROOT, "%.3f %.3f %.2f %.2f:", article, headline, words, meaning));
                        double[] sums = new double[2];
                        for (int number = 0; number < orders; number++) {
                            double[][] scores = new double[2][3];
                            for (Fold fold : folds) {
                                ClusterSettings settings =
                                        ClusterSettings.DEFAULTS.withThresholds(article, headline, words, meaning);
                                EventClustering clustering = new EventClustering(
                                        args.length > 8 && args[8].equals("apart")
                                                ? settings.withMergeMembers(0)
                                                : settings,
                                        Articles.BACKGROUND,
                                        fold.weights);
                                add(scores, clustering, order(articles, number), fold.events);
                            }
                            sums[0] += f1(scores[0]);
                            sums[1] += f1(scores[1]);
                            line.append(String.format(
                                    Locale.ROOT,
                                    " P %.3f R %.3f F %.3f;",
                                    scores[1][0] / scores[1][2],
                                    scores[1][1] / scores[1][2],
                                    f1(scores[1])));
                        }
                        System.out.println(line.append(String.format(
                                Locale.ROOT, " mean %.4f, before settling %.4f", sums[1] / orders, sums[0] / orders)));
                    }
                }
            }
        }
    }

    private static double f1(double[] score) {
        return 2 * score[0] * score[1] / (score[0] + score[1]) / score[2];
    }

    private static double[] numbers(String list) {
        return Arrays.stream(list.split(",")).mapToDouble(Double::parseDouble).toArray();
    }

    private void order(Path file, int runs) throws IOException {
        List<EnrichedArticle> steady = new ArrayList<>();
        for (Labelled each : read(file)) {
            // dated ones come when they were published, the others every ten seconds
            EnrichedArticle article = each.article;
            Instant ingested =
                    article.timed() && article.title() != null && article.text().isEmpty()
                            ? article.eventTime()
                            : START.plusSeconds(10L * steady.size());
            steady.add(article.toBuilder()
                    .ingestTime(ingested)
                    .eventTime(article.timed() ? article.eventTime() : ingested)
                    .build());
        }
        steady.sort(Comparator.comparing(EnrichedArticle::ingestTime));
        Map<String, String> expected = assigned(steady, true);
        for (int run = 1; run <= runs; run++) {
            Random random = new Random(run);
            Map<String, Instant> arrivals = new HashMap<>();
            steady.forEach(each -> arrivals.put(each.id(), each.ingestTime().plusSeconds(random.nextInt(3600))));
            List<EnrichedArticle> shuffled = new ArrayList<>(steady);
            shuffled.sort(Comparator.comparing(each -> arrivals.getOrDefault(each.id(), START)));
            for (boolean settle : new boolean[] {false, true}) {
                Map<String, String> found = assigned(shuffled, settle);
                Set<String> ids = new HashSet<>(expected.values());
                int all = ids.size();
                ids.retainAll(Set.copyOf(found.values()));
                long same = found.entrySet().stream()
                        .filter(each -> each.getValue().equals(expected.get(each.getKey())))
                        .count();
                System.out.printf(
                        Locale.ROOT,
                        "run %d, %s: B3 F1 %.3f, ids kept %d of %d, articles under the same id %.3f%n",
                        run,
                        settle ? "settled" : "as they came",
                        agreement(found, expected),
                        ids.size(),
                        all,
                        same / (double) found.size());
            }
        }
    }

    /** B³ F1 of one assignment against another. */
    private static double agreement(Map<String, String> found, Map<String, String> expected) {
        Map<String, Long> theirs =
                found.values().stream().collect(Collectors.groupingBy(c -> c, Collectors.counting()));
        Map<String, Long> ours =
                expected.values().stream().collect(Collectors.groupingBy(c -> c, Collectors.counting()));
        Map<String, Long> both = new HashMap<>();
        found.forEach((id, cluster) -> both.merge(cluster + expected.get(id), 1L, Long::sum));
        double precision = 0;
        double recall = 0;
        for (Map.Entry<String, String> each : found.entrySet()) {
            double same = both.getOrDefault(each.getValue() + expected.get(each.getKey()), 0L);
            precision += same / theirs.getOrDefault(each.getValue(), 1L);
            recall += same / ours.getOrDefault(expected.getOrDefault(each.getKey(), ""), 1L);
        }
        return 2 * precision * recall / (precision + recall) / found.size();
    }

    /** Where people last see each article, an hour after the last came. */
    private static Map<String, String> assigned(List<EnrichedArticle> articles, boolean settle) {
        return assigned(
                new EventClustering(
                        settle
                                ? ClusterSettings.DEFAULTS
                                : ClusterSettings.DEFAULTS.withSettling(Duration.ofDays(36_500)),
                        Articles.BACKGROUND),
                articles);
    }

    private static Map<String, String> assigned(EventClustering clustering, List<EnrichedArticle> articles) {
        MemoryDeskState state = new MemoryDeskState();
        Map<String, String> assigned = new HashMap<>();
        Instant last = arrive(clustering, articles, state, assigned);
        settle(clustering, articles, state, last, assigned);
        return assigned;
    }

    private static Instant arrive(
            EventClustering clustering, List<EnrichedArticle> articles, DeskState state, Map<String, String> assigned) {
        Instant last = START;
        for (EnrichedArticle each : articles) {
            show(clustering.on(each, state), assigned);
            last = Clocks.later(last, each.ingestTime());
        }
        return last;
    }

    private static void settle(
            EventClustering clustering,
            List<EnrichedArticle> articles,
            DeskState state,
            Instant last,
            Map<String, String> assigned) {
        for (int i = 0; i <= articles.size() / 1000; i++) {
            show(clustering.advance(articles.get(0).desk(), last, last.plusSeconds(3601), state), assigned);
        }
    }

    private static void show(Outcome outcome, Map<String, String> assigned) {
        for (EventCluster each : outcome.snapshots()) {
            each.members().forEach(member -> assigned.put(member.articleId(), each.id()));
        }
    }

    /** Adds precision and recall of the articles of these events, and their number, before and after settling. */
    private static void add(
            double[][] scores, EventClustering clustering, List<Labelled> articles, @Nullable Set<String> events) {
        MemoryDeskState state = new MemoryDeskState();
        Map<String, String> assigned = new HashMap<>();
        List<EnrichedArticle> stream = articles.stream().map(Labelled::article).toList();
        Instant last = arrive(clustering, stream, state, assigned);
        add(scores[0], articles, assigned, events);
        settle(clustering, stream, state, last, assigned);
        add(scores[1], articles, assigned, events);
    }

    private static void add(
            double[] sums, List<Labelled> articles, Map<String, String> assigned, @Nullable Set<String> events) {
        Map<String, List<Labelled>> clusters =
                articles.stream().collect(Collectors.groupingBy(each -> assigned.getOrDefault(each.article.id(), "")));
        Map<String, Long> gold =
                articles.stream().collect(Collectors.groupingBy(Labelled::event, Collectors.counting()));
        for (Labelled each : articles) {
            if (events != null && !events.contains(each.event)) {
                continue;
            }
            List<Labelled> together = clusters.getOrDefault(assigned.getOrDefault(each.article.id(), ""), List.of());
            double same = together.stream()
                    .filter(other -> other.event.equals(each.event))
                    .count();
            sums[0] += same / together.size();
            sums[1] += same / gold.getOrDefault(each.event, 1L);
            sums[2]++;
        }
    }
}
