package io.harmattan.analysis.match;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.AnalyzerWrapper;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.jspecify.annotations.Nullable;

/**
 * The analysis chain of the search index: each text as written, by English and by French analysis. All three part a text
 * into the same words and look at each word by itself, so a text is parted once, a word is analysed once, and the three
 * forms of a word stand at one place, each with a letter before it that says which form it is.
 */
final class TextAnalysis {
    /** As written: in small letters. */
    static final char WRITTEN = 's';

    /** Words analysed and kept; more are forgotten together. */
    private static final int MOST_KNOWN = 100_000;

    private static final Analyzer STANDARD = new StandardAnalyzer();
    private static final Analyzer ENGLISH = new EnglishAnalyzer();
    private static final Analyzer FRENCH = new FrenchAnalyzer();
    private static final Analyzer WORDS = new Analyzer() {
        @Override
        protected TokenStreamComponents createComponents(String field) {
            return new TokenStreamComponents(new StandardTokenizer());
        }
    };

    /** The analyses, with their letters, for queries. */
    private static final List<Analyzer> MARKED =
            List.of(new Marked(STANDARD, WRITTEN), new Marked(ENGLISH, 'e'), new Marked(FRENCH, 'f'));

    private static final Map<String, List<String>> KNOWN = new ConcurrentHashMap<>();

    private TextAnalysis() {}

    /** What analyses words of queries: one for each form. */
    static List<Analyzer> ofQueries() {
        return MARKED;
    }

    /** How many words there are, as written. */
    static int words(String text) {
        return tokens(STANDARD, text).size();
    }

    /** Whether it says nothing by itself (the, les): English or French analysis drops it. */
    static boolean saysNothing(String word) {
        return tokens(ENGLISH, word).isEmpty() || tokens(FRENCH, word).isEmpty();
    }

    /** The words of a text, to be indexed in all forms. */
    static List<List<String>> forms(String text) {
        List<List<String>> forms = new ArrayList<>();
        for (String word : tokens(WORDS, text)) {
            List<String> known = KNOWN.get(word);
            if (known == null) {
                known = MARKED.stream()
                        .map(analyzer -> tokens(analyzer, word))
                        .filter(tokens -> !tokens.isEmpty())
                        .map(tokens -> tokens.get(0))
                        .toList();
                if (KNOWN.size() >= MOST_KNOWN) {
                    KNOWN.clear();
                }
                KNOWN.put(word, known);
            }
            forms.add(known);
        }
        return forms;
    }

    /** A stream of words in all forms. */
    static TokenStream stream(List<List<String>> forms) {
        return new Forms(forms);
    }

    private static List<String> tokens(Analyzer analyzer, String text) {
        List<String> all = new ArrayList<>();
        try (TokenStream tokens = analyzer.tokenStream("words", text)) {
            CharTermAttribute term = tokens.getAttribute(CharTermAttribute.class);
            tokens.reset();
            while (tokens.incrementToken()) {
                all.add(term.toString());
            }
            tokens.end();
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory cannot be read", e);
        }
    }

    private static final class Forms extends TokenStream {
        private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
        private final PositionIncrementAttribute place = addAttribute(PositionIncrementAttribute.class);
        private final List<List<String>> forms;
        private int word;
        private int form;

        Forms(List<List<String>> forms) {
            this.forms = forms;
        }

        @Override
        public void reset() throws IOException {
            super.reset();
            word = 0;
            form = 0;
        }

        @Override
        public boolean incrementToken() {
            if (word == forms.size()) {
                return false;
            }
            clearAttributes();
            List<String> here = forms.get(word);
            term.append(here.get(form));
            place.setPositionIncrement(form == 0 ? 1 : 0);
            form++;
            if (form == here.size()) {
                word++;
                form = 0;
            }
            return true;
        }
    }

    /** An analyser that puts a letter before each word. */
    private static final class Marked extends AnalyzerWrapper {
        private final Analyzer analyzer;
        private final char mark;

        Marked(Analyzer analyzer, char mark) {
            super(PER_FIELD_REUSE_STRATEGY);
            this.analyzer = analyzer;
            this.mark = mark;
        }

        @Override
        protected Analyzer getWrappedAnalyzer(@Nullable String field) {
            return analyzer;
        }

        @Override
        protected TokenStreamComponents wrapComponents(String field, TokenStreamComponents components) {
            return new TokenStreamComponents(components.getSource(), new Marking(components.getTokenStream(), mark));
        }
    }

    private static final class Marking extends TokenFilter {
        private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
        private final char mark;

        Marking(TokenStream input, char mark) {
            super(input);
            this.mark = mark;
        }

        @Override
        public boolean incrementToken() throws IOException {
            if (!input.incrementToken()) {
                return false;
            }
            String word = term.toString();
            term.setEmpty().append(mark).append(word);
            return true;
        }
    }
}
