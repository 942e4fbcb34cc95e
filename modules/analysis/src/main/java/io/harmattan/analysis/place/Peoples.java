package io.harmattan.analysis.place;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The words for the people and things of countries, and the countries' English and French names. Immutable. */
public final class Peoples {
    private static final int NAMES = 3;
    private static final int WORDS = 4;
    private static final Map<String, String> PEOPLES = new HashMap<>();
    private static final Map<String, String> COUNTRIES = new HashMap<>();

    static {
        try (InputStream in = Peoples.class.getResourceAsStream("countries.tsv")) {
            if (in == null) {
                throw new IllegalStateException("no table countries.tsv beside " + Peoples.class.getName());
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isEmpty() && !line.startsWith("#")) {
                    read(line.split("\t", -1));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the table countries.tsv cannot be read", e);
        }
    }

    private Peoples() {}

    private static void read(String[] row) {
        Locale locale = new Locale("", row[0]);
        COUNTRIES.put(locale.getDisplayCountry(Locale.ENGLISH).toLowerCase(Locale.ROOT), row[0]);
        COUNTRIES.put(locale.getDisplayCountry(Locale.FRENCH).toLowerCase(Locale.ROOT), row[0]);
        put(COUNTRIES, row, NAMES);
        put(PEOPLES, row, WORDS);
    }

    private static void put(Map<String, String> into, String[] row, int column) {
        if (row.length > column && !row[column].isEmpty()) {
            for (String word : row[column].split("\\|")) {
                into.putIfAbsent(word.toLowerCase(Locale.ROOT), row[0]);
            }
        }
    }

    /** The country (ISO 3166-1 alpha-2) whose people or things a word in small letters belongs to: {@code nigerien}. */
    public static @Nullable String ofPeople(String word) {
        return PEOPLES.get(word);
    }

    /** The country of a name in small letters: {@code niger}. */
    public static @Nullable String ofName(String name) {
        return COUNTRIES.get(name);
    }
}
