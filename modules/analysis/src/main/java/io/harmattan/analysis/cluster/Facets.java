package io.harmattan.analysis.cluster;

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
