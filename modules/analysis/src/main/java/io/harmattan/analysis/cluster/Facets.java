package io.harmattan.analysis.cluster;

import io.harmattan.domain.Features;

/**
 * The sides from which the words of texts are compared.
 *
 * @param words all of them
 * @param lead those of the title and the first sentences
 * @param names those that begin with a capital within a sentence, and numbers
 */
public record Facets(TermVector words, TermVector lead, TermVector names) {
    static final Facets EMPTY = new Facets(TermVector.EMPTY, TermVector.EMPTY, TermVector.EMPTY);

    /** Terms kept of the lead and of the names of a cluster. */
    private static final int SIDE_TERMS = 250;

    /** How often each term of an article occurs. */
    static Facets counts(Features features) {
        return new Facets(
                TermVector.of(features.body()),
                TermVector.of(features.beginning().lead()),
                TermVector.of(features.beginning().names()));
    }

    /** Of counts: the weights by how rare the terms are, each side of length 1. */
    Facets weighed(Rarities rarities) {
        return new Facets(
                rarities.weigh(words).unit(),
                rarities.weigh(lead).unit(),
                rarities.weigh(names).unit());
    }

    Facets plus(Facets other) {
        return new Facets(words.plus(other.words), lead.plus(other.lead), names.plus(other.names));
    }

    Facets minus(Facets other) {
        return new Facets(words.minus(other.words), lead.minus(other.lead), names.minus(other.names));
    }

    /** The heaviest terms alone. */
    Facets head(int terms) {
        return new Facets(words.head(terms), lead.head(SIDE_TERMS), names.head(SIDE_TERMS));
    }
}
