package io.harmattan.analysis.match;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.apache.lucene.analysis.standard.StandardAnalyzer;

/** The analysis chain of the search index: each text as written, by English and by French analysis. */
final class TextAnalysis {
    /** What is added to the name of a field for each analysis, as in the index. */
    static final List<String> SUFFIXES = List.of("", ".english", ".french");

    private static final Analyzer STANDARD = new StandardAnalyzer();
    private static final Analyzer ENGLISH = new EnglishAnalyzer();
    private static final Analyzer FRENCH = new FrenchAnalyzer();
    private static final Map<String, Analyzer> BY_SUFFIX = Map.of("", STANDARD, ".english", ENGLISH, ".french", FRENCH);

    private TextAnalysis() {}

    static Analyzer of(String suffix) {
        Analyzer analyzer = BY_SUFFIX.get(suffix);
        if (analyzer == null) {
            throw new IllegalArgumentException("no analysis '" + suffix + "'; expected one of " + SUFFIXES);
        }
        return analyzer;
    }

    /** How many words there are, as written. */
    static int words(String text) {
        return tokens(STANDARD, text);
    }

    /** Whether it says nothing by itself (the, les): English or French analysis drops it. */
    static boolean saysNothing(String word) {
        return tokens(ENGLISH, word) == 0 || tokens(FRENCH, word) == 0;
    }

    private static int tokens(Analyzer analyzer, String text) {
        try (TokenStream tokens = analyzer.tokenStream("words", text)) {
            tokens.reset();
            int count = 0;
            while (tokens.incrementToken()) {
                count++;
            }
            tokens.end();
            return count;
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory cannot be read", e);
        }
    }
}
