package io.harmattan.analysis.extract;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The names of authors, as bylines write them. */
final class Names {
    private static final String WORD =
            "(?:\\p{Lu}[\\p{L}'’.-]*|de|da|di|du|van|von|der|den|bin|ibn|al|el|ould|ag|la|le|dos|y)";
    private static final Pattern NAME = Pattern.compile("\\p{Lu}[\\p{L}'’.-]*(?: " + WORD + "){1,4}");
    private static final Pattern PART = Pattern.compile("\\s*(?:,|;|\\band\\b|&|\\bet\\b|\\bund\\b)\\s*");
    private static final Pattern PLACE = Pattern.compile("\\s+(?:in|at|for|à|from)\\s+\\p{Lu}.*$");
    private static final Pattern BYLINE = Pattern.compile(
            "^(?:(?:words|story|report|reported|reporting|article|text|written|posted|published|compiled|edited)\\s+by|by|author|authors|written by|par|propos recueillis par|von|por|автор)(?:\\s*:\\s*|\\s+)(?<names>\\S.*)$",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    private static final Pattern TAIL = Pattern.compile(
            "\\s*(?:[|•·/]|\\s[-–—]\\s|,\\s*(?=(?:\\p{Lu}{2,}\\b|senior|staff|chief|correspondent|reporter|editor|political|foreign|africa|defen[cs]e|special|contribut))|\\b(?:updated|published|posted|on)\\b|\\(|@|\\d).*$",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    private static final int MOST_WORDS = 18;

    private Names() {}

    /** Whether a line is a person's name and nothing else. */
    static boolean isName(String line) {
        return line.length() <= 60 && NAME.matcher(line.strip()).matches();
    }

    /** The author or authors that a line such as {@code By Ada Example and Ben Example | 3 May} names. */
    static @Nullable String byline(String line) {
        if (line.length() > 200 || Boilerplate.words(line) > MOST_WORDS) {
            return null;
        }
        Matcher m = BYLINE.matcher(line.strip());
        return m.matches() ? authors(m.group("names")) : null;
    }

    /** The names in a list of authors, put together again in one way; null when these are no names. */
    static @Nullable String authors(String list) {
        String bare = TAIL.matcher(list).replaceFirst("").strip();
        List<String> names = new ArrayList<>();
        for (String part : PART.split(bare)) {
            String name = PLACE.matcher(part.strip()).replaceFirst("").strip();
            if (name.isEmpty()) {
                continue;
            }
            if (!NAME.matcher(name).matches()) {
                return null;
            }
            names.add(name);
        }
        return names.isEmpty() ? null : String.join(", ", names);
    }

    /** The parts of an enumeration that are names. */
    static List<String> split(String list) {
        List<String> names = new ArrayList<>();
        for (String part : PART.split(list)) {
            Matcher m = NAME.matcher(PLACE.matcher(part.strip()).replaceFirst(""));
            if (m.lookingAt()) {
                names.add(m.group());
            }
        }
        return names;
    }
}
