package io.harmattan.analysis.profile;

/**
 * Words that stand for whoever holds an office: {@code the junta}.
 *
 * @param text the words, without an article; in any case
 * @param language ISO 639-1 code of the language they belong to, or {@code *} for any
 * @param role the office, as in {@link Role#role()}
 */
public record Phrase(String text, String language, String role) {}
