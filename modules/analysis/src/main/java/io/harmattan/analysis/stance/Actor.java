package io.harmattan.analysis.stance;

import org.jspecify.annotations.Nullable;

/**
 * Somebody who may hold a stance, as named or described in one place.
 *
 * @param from first token
 * @param to one past the last
 * @param name the words of the text
 * @param entity the entity it is linked to; the ruling body for a country, its capital and its government
 * @param country ISO 3166-1 alpha-2 code of the country it belongs to, where that is known
 * @param bound whether a preposition stands before it, so that it is no subject
 * @param owner whether it only owns what follows: {@code Niger's decision}
 * @param person whether it is one person
 */
record Actor(
        int from,
        int to,
        String name,
        @Nullable String entity,
        @Nullable String country,
        boolean bound,
        boolean owner,
        boolean person) {
    /** What makes two actors one holder. */
    String key() {
        return entity == null
                ? name.toLowerCase(java.util.Locale.ROOT).replaceFirst("^(the|a|an|some|two|three|several|senior) ", "")
                : entity;
    }
}
