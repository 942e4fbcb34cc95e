package io.harmattan.analysis.profile;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Something that people are for or against: the presence of a power's troops.
 *
 * @param id the name in records and queries ({@code us-presence})
 * @param name the name that people are shown
 * @param country ISO 3166-1 alpha-2 code of the power whose presence it is, if it is one country's
 * @param entities what is this presence by being named ({@code ru-wagner})
 * @param words how texts speak of it, those of all targets among them
 */
public record Target(String id, String name, @Nullable String country, Set<String> entities, List<Word> words) {
    /** The role of words. */
    public enum Kind {
        /** Says whose troops they are, before or around a noun: {@code American}, {@code Washington's}. */
        OWNER,
        /** Names the power itself: {@code Russia}. Agreements and ties with it count. */
        POWER,
        /** Names the target by itself: {@code the Americans}, {@code Western forces}. */
        NAME,
        /** A noun that with an owner names the target: {@code troops}. */
        NOUN,
        /** A noun that behind a definite word refers to a target of the same paragraph: {@code the contingent}. */
        REFERENCE
    }

    /**
     * A way to speak of a target.
     *
     * @param kind what it does
     * @param text the words, as they are written; all in small letters where capitals do not matter
     * @param language ISO 639-1 code of the language they belong to, or {@code *} for any
     */
    public record Word(Kind kind, String text, String language) {}

    public Target {
        entities = Set.copyOf(entities);
        words = List.copyOf(words);
    }
}
