package io.harmattan.analysis.cluster;

import io.harmattan.domain.Features;
import java.util.Map;

/**
 * The sides from which the words of texts are compared.
 *
 * @param words all of them
 * @param lead those of the title and the first sentences
 * @param names those that begin with a capital within the title or a sentence, and numbers
 */
public record Facets(TermVector words, TermVector lead, TermVector names) {
    static final Facets EMPTY = new Facets(TermVector.EMPTY, TermVector.EMPTY, TermVector.EMPTY);

    /** How often each term of an article occurs. A record of before leads were made has all of its words for one. */
    static Facets counts(Features features) {
        Map<String, Integer> lead = features.beginning().lead();
        return new Facets(
                TermVector.of(features.body()),
                TermVector.of(lead.isEmpty() ? features.body() : lead),
                TermVector.of(features.beginning().names()));
    }

    /** Of counts: the weights by how rare the terms are; all words together of length 1. */
    Facets weighed(Rarities rarities) {
        double[] ofWords = rarities.ofTerms(words);
        return new Facets(
                rarities.weigh(words, ofWords).unit(),
                rarities.weigh(lead, rarities.ofTerms(lead, words, ofWords), count -> 1, 1),
                rarities.weigh(names, rarities.ofTerms(names, words, ofWords), Math::sqrt, 1));
    }
}
