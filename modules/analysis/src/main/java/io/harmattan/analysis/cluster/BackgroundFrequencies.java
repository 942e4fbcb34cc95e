package io.harmattan.analysis.cluster;

import com.carrotsearch.hppc.LongIntHashMap;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * In how many passages of general English text a term occurs: what is rare is known before the first article. Read from
 * the table {@code background-frequencies.tsv} beside this class, whose head names its sources.
 */
final class BackgroundFrequencies {
    private static final String TABLE = "background-frequencies.tsv";

    private final int passages;
    private final LongIntHashMap frequencies;

    private BackgroundFrequencies(int passages, LongIntHashMap frequencies) {
        this.passages = passages;
        this.frequencies = frequencies;
    }

    static BackgroundFrequencies shipped() {
        try (InputStream in = BackgroundFrequencies.class.getResourceAsStream(TABLE)) {
            if (in == null) {
                throw new IllegalStateException(
                        TABLE + " is not beside " + BackgroundFrequencies.class.getName() + "; the jar is incomplete");
            }
            return read(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + TABLE, e);
        }
    }

    static BackgroundFrequencies read(BufferedReader lines) throws IOException {
        LongIntHashMap frequencies = new LongIntHashMap();
        int passages = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("#") || line.isEmpty()) {
                continue;
            }
            int tab = line.indexOf('\t');
            if (tab < 0) {
                throw new IllegalArgumentException(
                        "line '" + line + "' of " + TABLE + "; expected a term, a tab and a count");
            }
            int count = Integer.parseInt(line.substring(tab + 1));
            if (tab == 0) {
                passages = count;
            } else {
                frequencies.put(Terms.of(line.substring(0, tab)), count);
            }
        }
        return new BackgroundFrequencies(passages, frequencies);
    }

    /** How many passages were counted. */
    int passages() {
        return passages;
    }

    int of(long term) {
        return frequencies.get(term);
    }
}
