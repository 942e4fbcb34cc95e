package io.harmattan.analysis.place;

import io.harmattan.domain.GeoPoint;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The places of the world by their names: towns from GeoNames (CC BY 4.0, see NOTICE), countries with their names in
 * English, French, Hausa, Arabic and Russian from the Java runtime, regions and the words for people (Nigerien, Kurds)
 * from tables beside this class.
 *
 * <p>Immutable once built; safe for use by many threads.
 */
public final class Gazetteer {
    private static final List<Locale> LANGUAGES =
            List.of(Locale.ENGLISH, Locale.FRENCH, new Locale("ha"), new Locale("ar"), new Locale("ru"));

    private final UnaryOperator<String> folding;
    private final Map<String, List<Spot>> byName = new HashMap<>();
    private final Map<String, Spot> byPeople = new HashMap<>();
    private final Map<String, Spot> countries = new HashMap<>();

    /**
     * Reads the tables.
     *
     * @param folding what makes spellings of one name alike; asked names are looked up as given, so fold them alike
     */
    public Gazetteer(UnaryOperator<String> folding) {
        this.folding = folding;
        rows("countries.tsv", 5, this::country);
        rows("regions.tsv", 8, this::region);
        rows("cities.tsv.gz", 9, this::town);
    }

    /** What a folded name without a final point may stand for, the largest first; empty when nothing. */
    public List<Spot> named(String folded) {
        return byName.getOrDefault(folded, List.of());
    }

    /** The place whose people or things a word as written belongs to: {@code Nigerien}, {@code Kurds}. */
    public @Nullable Spot ofPeople(String word) {
        return byPeople.get(word);
    }

    /** The country with that ISO 3166-1 alpha-2 code. */
    public @Nullable Spot countryOf(String code) {
        return countries.get(code);
    }

    private void country(String[] row) {
        String code = row[0];
        Locale locale = new Locale("", code);
        String name = locale.getDisplayCountry(Locale.ENGLISH);
        Spot spot = Spot.place(
                "country-" + code.toLowerCase(Locale.ROOT),
                name,
                "country",
                Spot.Kind.COUNTRY,
                code,
                null,
                point(row, 1),
                0);
        countries.put(code, spot);
        for (Locale language : LANGUAGES) {
            String local = locale.getDisplayCountry(language);
            if (local.indexOf('(') < 0 && !local.contains(" - ") && !local.equals(code)) {
                name(local, spot);
            }
        }
        several(row[3]).forEach(other -> name(other, spot));
        several(row[4]).forEach(word -> byPeople.putIfAbsent(word, spot));
    }

    private void region(String[] row) {
        String country = row[2].isEmpty() ? null : row[2];
        boolean world = country == null;
        Spot spot = Spot.place(
                "region-" + slug(row[0]),
                row[0],
                row[1],
                world ? Spot.Kind.WORLD : Spot.Kind.REGION,
                country,
                row[3].isEmpty() ? null : row[3],
                point(row, 4),
                0);
        name(row[0], spot);
        several(row[6]).forEach(other -> name(other, spot));
        several(row[7]).forEach(word -> byPeople.putIfAbsent(word, spot));
    }

    private void town(String[] row) {
        Spot.Kind kind =
                switch (row[8]) {
                    case "PPLC" -> Spot.Kind.CAPITAL;
                    case "PPLA" -> Spot.Kind.SEAT;
                    default -> Spot.Kind.TOWN;
                };
        Spot spot = Spot.place(
                "geonames-" + row[0],
                row[1],
                kind == Spot.Kind.CAPITAL ? "capital" : "town",
                kind,
                row[5],
                row[6].isEmpty() ? null : row[6],
                point(row, 3),
                Long.parseLong(row[7]));
        name(row[1], spot);
        several(row[2]).forEach(other -> name(other, spot));
    }

    private void name(String name, Spot spot) {
        String key = folding.apply(name.endsWith(".") ? name.substring(0, name.length() - 1) : name);
        List<Spot> named = byName.computeIfAbsent(key, k -> new ArrayList<>(1));
        if (!named.contains(spot)) {
            named.add(spot);
        }
    }

    private static String slug(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    }

    private static List<String> several(String field) {
        return field.isEmpty() ? List.of() : List.of(field.split("\\|"));
    }

    private static GeoPoint point(String[] row, int at) {
        return new GeoPoint(Double.parseDouble(row[at]), Double.parseDouble(row[at + 1]));
    }

    private static void rows(String resource, int columns, Consumer<String[]> reader) {
        try (InputStream in = Gazetteer.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("no table " + resource + " beside " + Gazetteer.class.getName()
                        + "; expected it on the class path");
            }
            InputStream plain = resource.endsWith(".gz") ? new GZIPInputStream(in) : in;
            BufferedReader lines = new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isEmpty() && !line.startsWith("#")) {
                    reader.accept(Arrays.copyOf(line.split("\t", -1), columns));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the table " + resource + " cannot be read", e);
        }
    }
}
