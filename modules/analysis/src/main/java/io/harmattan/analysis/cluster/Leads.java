package io.harmattan.analysis.cluster;

import io.harmattan.analysis.cluster.LiveCluster.Lead;
import io.harmattan.domain.EnrichedArticle;
import io.harmattan.domain.EventCluster;
import io.harmattan.domain.EventCluster.SummaryLine;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Sentences from the beginnings of articles: what a summary is made of. */
final class Leads {
    private static final int KEPT = 8;
    private static final int PER_ARTICLE = 2;
    private static final int LINES = 3;
    private static final int SHORTEST = 40;
    private static final int LONGEST = 400;
    private static final int READ = 1500;

    /** A sentence as like another as that tells nothing new. */
    private static final double SAME = 0.5;

    private static final int STOPGAP_LENGTH = 160;

    private static final Comparator<Lead> BY_ID =
            Comparator.comparing(Lead::articleId).thenComparing(Lead::text);

    /** A full stop behind a single letter or one of these ends no sentence. */
    private static final Pattern ABBREVIATED = Pattern.compile(
            "(?:^|[\\s(“\"'‘.-])(?:\\p{L}|Mr|Mrs|Ms|Dr|Gen|Col|Lt|Maj|Capt|Cpl|Sgt|Adm|Brig|Cmdr|Sen|Rep|Gov|Prof|Rev|Hon|St|Mt|No|Sr|Jr|vs|MM?|Mme|Mlle|Jan|Feb|Aug|Sept?|Oct|Nov|Dec)\\.\\s*$");

    /** With what stands before and behind it. */
    private static final int LONGEST_ABBREVIATION = 10;

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+(?:[.,'’][\\p{L}\\p{N}]+)*");

    private final FeatureExtractor features = new FeatureExtractor();

    /** The first of these sentences that are neither very short nor very long. */
    static List<String> ofSummary(List<String> sentences) {
        return sentences.stream()
                .filter(sentence -> sentence.length() >= SHORTEST && sentence.length() <= LONGEST)
                .limit(PER_ARTICLE)
                .toList();
    }

    /** Sentences of an article with their terms. */
    List<Lead> of(EventCluster.Member article, List<String> sentences, Rarities rarities) {
        List<Lead> leads = new ArrayList<>();
        for (String sentence : sentences) {
            leads.add(new Lead(
                    article.articleId(),
                    article.outlet(),
                    sentence,
                    rarities.vector(features.features(null, sentence).body())));
        }
        return leads;
    }

    /** The terms of a title. */
    TermVector title(@Nullable String title, Rarities rarities) {
        return rarities.vector(features.features(title, "").title());
    }

    /** The terms of the title and the first two sentences. */
    TermVector terms(EnrichedArticle article, List<String> sentences, Rarities rarities) {
        String title = article.title() == null ? "" : article.title();
        String lead = sentences.stream()
                .limit(PER_ARTICLE)
                .map(sentence -> sentence.substring(0, Math.min(sentence.length(), LONGEST)))
                .collect(Collectors.joining(" "));
        return rarities.vector(features.features(title, lead).body());
    }

    /**
     * The terms that begin with a capital within a sentence of the beginning, and the numbers. The titles are left out, as many
     * write each word of them with one.
     */
    TermVector names(List<String> sentences, Rarities rarities) {
        StringBuilder names = new StringBuilder();
        for (String sentence : sentences) {
            Matcher words = WORD.matcher(sentence);
            for (boolean first = true; words.find(); first = false) {
                int initial = sentence.codePointAt(words.start());
                if (Character.isDigit(initial) || !first && Character.isUpperCase(initial)) {
                    names.append(words.group()).append(' ');
                }
            }
        }
        return rarities.vector(features.features(null, names.toString()).body());
    }

    /** The most central ones of these, the best first; of equal texts the one that was there first. */
    static List<Lead> central(List<Lead> leads, TermVector centroid) {
        List<Lead> distinct = new ArrayList<>();
        for (Lead lead : leads) {
            if (distinct.stream().noneMatch(d -> d.text().equals(lead.text()))) {
                distinct.add(lead);
            }
        }
        return centroid.nearest(distinct, Lead::vector, BY_ID, KEPT);
    }

    /** The summary: the most central sentences, leaving out those that say what a better one says. */
    static List<SummaryLine> summary(List<Lead> central) {
        List<Lead> chosen = new ArrayList<>();
        for (Lead lead : central) {
            if (chosen.size() < LINES
                    && chosen.stream().noneMatch(c -> c.vector().cosine(lead.vector()) > SAME)) {
                chosen.add(lead);
            }
        }
        return chosen.stream()
                .map(l -> new SummaryLine(l.articleId(), l.outlet(), l.text()))
                .toList();
    }

    /** What a cluster is called that has no title: the first sentence, cut where it is long. */
    static String stopgapTitle(String articleId, List<String> sentences) {
        if (sentences.isEmpty()) {
            return "Article " + articleId;
        }
        String sentence = sentences.get(0);
        if (sentence.length() <= STOPGAP_LENGTH) {
            return sentence;
        }
        int blank = sentence.lastIndexOf(' ', STOPGAP_LENGTH);
        return sentence.substring(0, blank > 0 ? blank : sentence.offsetByCodePoints(0, STOPGAP_LENGTH / 2)) + "…";
    }

    /** The sentences of the beginning. */
    static List<String> beginning(EnrichedArticle article) {
        return sentences(head(article.text()));
    }

    private static String head(String text) {
        if (text.length() <= READ) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(READ - 1)) ? READ - 1 : READ);
    }

    private static boolean endsAbbreviated(String sentence) {
        String last = sentence.substring(Math.max(0, sentence.length() - LONGEST_ABBREVIATION));
        return last.indexOf('.') >= 0 && ABBREVIATED.matcher(last).find();
    }

    /** Sentences do not go over the end of a line. */
    static List<String> sentences(String text) {
        List<String> sentences = new ArrayList<>();
        BreakIterator breaks = BreakIterator.getSentenceInstance(Locale.ROOT);
        for (String line : text.lines().toList()) {
            breaks.setText(line);
            int start = 0;
            for (int end = breaks.next(); end != BreakIterator.DONE; end = breaks.next()) {
                String sentence = line.substring(start, end);
                if (end == line.length() || !endsAbbreviated(sentence)) {
                    if (!sentence.isBlank()) {
                        sentences.add(sentence.strip());
                    }
                    start = end;
                }
            }
        }
        return sentences;
    }
}
