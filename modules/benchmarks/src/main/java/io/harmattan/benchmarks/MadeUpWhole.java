package io.harmattan.benchmarks;

import io.harmattan.analysis.Enricher;
import io.harmattan.analysis.cluster.FeatureExtractor;
import io.harmattan.domain.Article;
import io.harmattan.domain.EnrichedArticle;
import io.harmattan.domain.Entity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Whole articles: of one that is given every second word is replaced by one of all their words, as long as it, and every second entity by
 * one of another, which makes an event; then every fifth word once more, which makes an article of it. Length, sentences, figures and
 * quotes are those of the one that is given.
 */
final class MadeUpWhole implements MadeUp {
    private final List<EnrichedArticle> given = new ArrayList<>();
    private final Map<Integer, List<String>> words = new HashMap<>();
    private final FeatureExtractor features = new FeatureExtractor();
    private final Random random = new Random(6);
    private int made;
    private EnrichedArticle base;
    private String title = "";
    private String text = "";
    private List<Entity> entities = List.of();

    /** @param data JSONL with title and text */
    MadeUpWhole(String data) {
        Enricher enricher = new Enricher(Data.profile(), new Enricher.Models(null, null, null));
        for (Article article : Data.articles(data)) {
            given.addAll(enricher.enrich(article, enricher.extract(article), 1, 1));
        }
        for (EnrichedArticle article : given) {
            for (String word : article.text().split("\\s+")) {
                if (!word.isEmpty()) {
                    words.computeIfAbsent(word.length(), length -> new ArrayList<>()).add(word);
                }
            }
        }
        base = given.get(0);
    }

    @Override
    public EnrichedArticle article() {
        int number = made++;
        if (number % 2 == 0) {
            base = any();
            entities = base.entities().stream()
                    .map(entity -> random.nextBoolean() ? entity : other(entity))
                    .toList();
            title = mixed(base.title() == null ? "" : base.title(), 0.5);
            text = mixed(base.text(), 0.5);
        }
        String ownTitle = mixed(title, 0.2);
        String ownText = mixed(text, 0.2);
        Instant when = Data.START.plusSeconds(number);
        return EnrichedArticle.builder(String.format("%032x", number + 1), "desk", when)
                .eventTime(when)
                .timed(true)
                .contentHash(Integer.toHexString(number))
                .source("benchmark")
                .title(ownTitle)
                .text(ownText)
                .language(base.language())
                .entities(entities)
                .mentions(base.mentions())
                .quotes(base.quotes())
                .figures(base.figures())
                .dates(base.dates())
                .stances(base.stances())
                .features(features.features(ownTitle, ownText))
                .build();
    }

    private EnrichedArticle any() {
        return given.get(random.nextInt(given.size()));
    }

    private Entity other(Entity entity) {
        List<Entity> others = any().entities();
        return others.isEmpty() ? entity : others.get(random.nextInt(others.size()));
    }

    private String word(String as) {
        List<String> alike = words.getOrDefault(as.length(), List.of(as));
        return alike.get(random.nextInt(alike.size()));
    }

    /** Words go, the white space between them stays. */
    private String mixed(String of, double share) {
        StringBuilder mixed = new StringBuilder();
        int i = 0;
        while (i < of.length()) {
            int end = i;
            while (end < of.length() && !Character.isWhitespace(of.charAt(end))) {
                end++;
            }
            boolean other = end > i && random.nextDouble() < share;
            mixed.append(other ? word(of.substring(i, end)) : of.substring(i, end));
            while (end < of.length() && Character.isWhitespace(of.charAt(end))) {
                mixed.append(of.charAt(end++));
            }
            i = end;
        }
        return mixed.toString();
    }
}
