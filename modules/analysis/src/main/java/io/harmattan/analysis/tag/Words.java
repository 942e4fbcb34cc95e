package io.harmattan.analysis.tag;

import io.harmattan.analysis.token.WordLists;
import java.util.Set;

/** The word lists of this package. */
final class Words {
    private static final WordLists LISTS = WordLists.read(Words.class, "words.txt");

    /** Stand before a person's name. */
    static final Set<String> TITLES = LISTS.words("titles");

    /** Begin sentences, and are no given names; the names of days and months. */
    static final Set<String> OPENERS = LISTS.words("openers");

    /** Towns are called so too, and nobody means them. */
    static final Set<String> COMMON = LISTS.words("common");

    /** Names of people that are names of towns as well. */
    static final Set<String> GIVEN = LISTS.words("given");

    /** Stand before a place where something happens. */
    static final Set<String> WITHIN = LISTS.words("within");

    /** Stand before a place and narrow it. */
    static final Set<String> DIRECTIONS = LISTS.words("directions");

    /** What a government does, right behind the name of its capital. */
    static final Set<String> ACTS = LISTS.words("acts");

    /** Short for something, with a point behind them that belongs to the name. */
    static final Set<String> SHORTENED = LISTS.words("shortened");

    /** Articles, which belong to no name in small letters. */
    static final Set<String> ARTICLES = LISTS.words("articles");

    /** Behind the name of a country, make it a subject rather than the owner of what follows. */
    static final Set<String> VERBS = LISTS.words("verbs");

    private Words() {}
}
