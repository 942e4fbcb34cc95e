package io.harmattan.domain;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What clustering and the search by meaning compare: made once, in enrich, in parallel. Terms come with their counts; a map of
 * them may not be changed once it is given here.
 *
 * @param body terms of title and text
 * @param title terms of the title; empty when there is no title
 * @param beginning what clustering reads of the beginning of the text
 * @param vector what title and lead mean, where it was computed; clustering goes by those of headlines alone
 */
public record Features(
        Map<String, Integer> body,
        Map<String, Integer> title,
        Beginning beginning,
        @Nullable Embedding vector) {
    public static final Features NONE = new Features(Map.of(), Map.of(), Beginning.NOTHING, null);

    /**
     * The beginning of a text.
     *
     * @param lead terms of the title and the first sentences
     * @param names terms that begin with a capital within the title or a sentence, and numbers
     * @param sentences those that a summary may take, in their order
     */
    public record Beginning(Map<String, Integer> lead, Map<String, Integer> names, List<Sentence> sentences) {
        public static final Beginning NOTHING = new Beginning(Map.of(), Map.of(), List.of());

        public Beginning {
            lead = fixed(lead);
            names = fixed(names);
            sentences = List.copyOf(sentences);
        }
    }

    /**
     * A sentence with its terms.
     *
     * @param text verbatim
     */
    public record Sentence(String text, Map<String, Integer> terms) {
        public Sentence {
            terms = fixed(terms);
        }
    }

    public Features {
        body = fixed(body);
        title = fixed(title);
    }

    /** The terms of title and text alone. */
    public static Features of(Map<String, Integer> body, Map<String, Integer> title) {
        return new Features(body, title, Beginning.NOTHING, null);
    }

    /** The same with another vector. */
    public Features with(@Nullable Embedding other) {
        return new Features(body, title, beginning, other);
    }

    /** Not a copy: an article has hundreds of terms, and nobody changes them. */
    private static Map<String, Integer> fixed(Map<String, Integer> terms) {
        return terms.isEmpty() ? Map.of() : Collections.unmodifiableMap(terms);
    }
}
