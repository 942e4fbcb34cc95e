package io.harmattan.domain;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A query in words, taken apart: the reading of {@link NewsSearch#search} that every implementation shares.
 *
 * @param words each must occur somewhere in title or text
 * @param phrases what stood in double quotes, without them: these words must stand together
 */
public record QueryWords(List<String> words, List<String> phrases) {
    /** The longest query, in UTF-16 code units. */
    public static final int MOST_CHARACTERS = 1000;

    /** The most words and phrases in a query. */
    public static final int MOST_PARTS = 50;

    public QueryWords {
        words = List.copyOf(words);
        phrases = List.copyOf(phrases);
    }

    /**
     * Takes a query apart at white space and double quotes, straight or typographic. A quote that is never closed counts
     * for nothing.
     *
     * @throws IllegalArgumentException when the query is blank or too long
     */
    public static QueryWords of(String query) {
        if (query.isBlank()) {
            throw new IllegalArgumentException("query is blank; expected at least one word");
        }
        if (query.length() > MOST_CHARACTERS) {
            throw new IllegalArgumentException(
                    "query has " + query.length() + " characters; expected at most " + MOST_CHARACTERS);
        }
        // half a surrogate pair cannot be sent to anybody
        String wellFormed = new String(query.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        String[] pieces = wellFormed.replaceAll("[“”„«»]", "\"").split("\"", -1);
        List<String> words = new ArrayList<>();
        List<String> phrases = new ArrayList<>();
        for (int i = 0; i < pieces.length; i++) {
            String piece = pieces[i].strip();
            boolean quoted = i % 2 == 1 && i < pieces.length - 1;
            if (piece.isEmpty()) {
                continue;
            }
            if (quoted) {
                phrases.add(piece);
            } else {
                words.addAll(List.of(piece.split("[\\s\\u00a0]+")));
            }
        }
        int parts = words.size() + phrases.size();
        if (parts > MOST_PARTS) {
            throw new IllegalArgumentException(
                    "query has " + parts + " words and phrases; expected at most " + MOST_PARTS);
        }
        return new QueryWords(words, phrases);
    }

    /** All of it without the quotes. */
    public String plain() {
        return String.join(" ", words) + " " + String.join(" ", phrases);
    }
}
