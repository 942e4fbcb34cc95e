package io.harmattan.analysis.profile;

import io.harmattan.domain.EntityType;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A way to write an entity's name.
 *
 * @param entityId the entity it stands for
 * @param text the alias as it is written
 * @param language ISO 639-1 code of the language it belongs to, or {@code *} for any
 * @param caseRule how letters must be written
 * @param notAfter words that must not stand directly before it, lower case
 * @param notBefore words that must not stand directly after it, lower case
 * @param needs words or phrases of which one must occur in the article, lower case; empty when it needs none
 * @param maybe what else the words may name
 */
public record Alias(
        String entityId,
        String text,
        String language,
        CaseRule caseRule,
        Set<String> notAfter,
        Set<String> notBefore,
        Set<String> needs,
        Set<EntityType> maybe) {

    /** How the letters of an alias must be written in a text. */
    public enum CaseRule {
        /** As in the profile, except in passages written wholly in capitals or in small letters. */
        AS_WRITTEN,
        /** As in the profile, and only in passages that use both cases: the alias reads like a common word otherwise. */
        EXACT,
        /** In any way. */
        ANY
    }

    public Alias {
        notAfter = lower(notAfter);
        notBefore = lower(notBefore);
        needs = lower(needs);
        maybe = Set.copyOf(maybe);
    }

    private static Set<String> lower(Set<String> words) {
        return words.stream().map(word -> word.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }
}
