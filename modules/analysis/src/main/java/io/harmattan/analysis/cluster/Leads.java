package io.harmattan.analysis.cluster;

import io.harmattan.analysis.cluster.LiveCluster.Lead;
import io.harmattan.domain.EnrichedArticle;
import io.harmattan.domain.EventCluster.SummaryLine;
import io.harmattan.domain.Features.Sentence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sentences from the beginnings of articles: what a summary is made of. */
final class Leads {
    private static final int KEPT = 8;
    private static final int LINES = 3;

    /** A sentence as like another as that tells nothing new. */
    private static final double SAME = 0.5;

    private static final int STOPGAP_LENGTH = 160;

    private static final Comparator<Lead> BY_ID =
            Comparator.comparing(Lead::articleId).thenComparing(Lead::text);

    private final FeatureExtractor features = new FeatureExtractor();

    /** Sentences of an article with their terms. */
    static List<Lead> of(EnrichedArticle article, Rarities rarities) {
        List<Lead> leads = new ArrayList<>();
        for (Sentence sentence : article.features().beginning().sentences()) {
            leads.add(new Lead(article.id(), article.outlet(), sentence.text(), rarities.vector(sentence.terms())));
        }
        return leads;
    }

    /** The same of a member. */
    List<Lead> of(LiveMember member, Rarities rarities) {
        List<Lead> leads = new ArrayList<>();
        for (String sentence : member.leads()) {
            TermVector vector = rarities.vector(features.terms(sentence));
            leads.add(new Lead(member.member().articleId(), member.member().outlet(), sentence, vector));
        }
        return leads;
    }

    /** The terms of a title. */
    TermVector title(@Nullable String title, Rarities rarities) {
        return rarities.vector(features.terms(title == null ? "" : title));
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
}
