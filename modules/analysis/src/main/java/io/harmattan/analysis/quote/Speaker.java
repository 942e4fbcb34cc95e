package io.harmattan.analysis.quote;

/**
 * Who speaks.
 *
 * @param name what the article calls the speaker, a pronoun resolved where that is clear
 * @param start first code unit of the words beside the verb, which may be the pronoun
 * @param end one past the last
 * @param pronoun whether those words are a pronoun that stayed unresolved
 */
record Speaker(String name, int start, int end, boolean pronoun) {}
