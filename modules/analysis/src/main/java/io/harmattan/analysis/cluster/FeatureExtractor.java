package io.harmattan.analysis.cluster;

import io.harmattan.analysis.meaning.MeaningEncoder;
import io.harmattan.domain.Features;
import io.harmattan.domain.Features.Beginning;
import io.harmattan.domain.Features.Sentence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.StopFilter;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.en.EnglishPossessiveFilter;
import org.apache.lucene.analysis.en.PorterStemFilter;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.util.ElisionFilter;
import org.jspecify.annotations.Nullable;

/**
 * The terms of an article: words by Unicode's rules, in lower case, without accents, possessives, French elisions and
 * English stop words, stemmed by Porter's rules; "U.S." and "US" are one term, numbers are terms. Safe for use by
 * several threads at once.
 */
public final class FeatureExtractor {
    /** An article gives at most so many different terms: the most frequent ones, in doubt the first in order. */
    public static final int MAX_TERMS = 512;

    /** Only so many characters of a text are read: more would not change what it is about. */
    static final int MAX_CHARS = 200_000;

    private static final int MAX_TERM_LENGTH = 40;

    private static final CharArraySet ELISIONS = CharArraySet.unmodifiableSet(
            StopFilter.makeStopSet("l", "d", "j", "m", "n", "s", "t", "c", "qu", "jusqu", "lorsqu", "puisqu"));

    private final Analyzer analyzer = new TermAnalyzer();
    private final @Nullable MeaningEncoder meanings;

    /** Makes terms alone. */
    public FeatureExtractor() {
        this(null);
    }

    /** @param meanings makes the vectors of headlines that come alone: they share too few words to go by those */
    public FeatureExtractor(@Nullable MeaningEncoder meanings) {
        this.meanings = meanings;
    }

    /**
     * The features of an article.
     *
     * @param title its title, if it has one
     * @param text its body; empty for a headline alone
     */
    public Features features(@Nullable String title, String text) {
        Map<String, Integer> inTitle = terms(title == null ? "" : title);
        Map<String, Integer> inBody = terms(text);
        Features terms = new Features(both(inBody, inTitle), mostFrequent(inTitle), beginning(title, text), null);
        if (meanings == null || title == null || title.isBlank() || !text.isBlank()) {
            return terms;
        }
        return terms.with(meanings.encode(title));
    }

    private Beginning beginning(@Nullable String title, String text) {
        List<String> sentences = Sentences.beginning(text);
        List<String> withTitle = new ArrayList<>(sentences);
        if (title != null && !title.isBlank()) {
            withTitle.add(0, title);
        }
        return new Beginning(
                mostFrequent(terms(Sentences.lead(withTitle))),
                mostFrequent(terms(Sentences.names(withTitle))),
                Sentences.ofSummary(sentences).stream()
                        .map(sentence -> new Sentence(sentence, terms(sentence)))
                        .toList());
    }

    private static Map<String, Integer> both(Map<String, Integer> one, Map<String, Integer> other) {
        Map<String, Integer> sum = new TreeMap<>(one);
        other.forEach((term, n) -> sum.merge(term, n, Integer::sum));
        return mostFrequent(sum);
    }

    /** The terms of a text with their counts, in their order. */
    Map<String, Integer> terms(String text) {
        Map<String, Integer> counts = new TreeMap<>();
        try (TokenStream tokens = analyzer.tokenStream("text", head(text))) {
            CharTermAttribute term = tokens.getAttribute(CharTermAttribute.class);
            tokens.reset();
            while (tokens.incrementToken()) {
                if (telling(term)) {
                    counts.merge(term.toString(), 1, Integer::sum);
                }
            }
            tokens.end();
        } catch (IOException e) {
            throw new UncheckedIOException("a string cannot fail to be read", e);
        }
        return counts;
    }

    private static String head(String text) {
        if (text.length() <= MAX_CHARS) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(MAX_CHARS - 1)) ? MAX_CHARS - 1 : MAX_CHARS;
        return text.substring(0, end);
    }

    /** Single letters and digits say nothing, single ideographs do. */
    private static boolean telling(CharTermAttribute term) {
        return term.length() > 1 && term.length() <= MAX_TERM_LENGTH || term.length() == 1 && term.charAt(0) > 0x2e7f;
    }

    private static Map<String, Integer> mostFrequent(Map<String, Integer> counts) {
        if (counts.size() <= MAX_TERMS) {
            return counts;
        }
        Map<String, Integer> kept = new TreeMap<>();
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MAX_TERMS)
                .forEach(e -> kept.put(e.getKey(), e.getValue()));
        return kept;
    }

    private static final class TermAnalyzer extends Analyzer {
        @Override
        protected TokenStreamComponents createComponents(String field) {
            StandardTokenizer words = new StandardTokenizer();
            TokenStream terms = new EnglishPossessiveFilter(words);
            terms = new LowerCaseFilter(terms);
            terms = new ElisionFilter(terms, ELISIONS);
            terms = new ASCIIFoldingFilter(terms);
            terms = new AbbreviationFilter(terms);
            terms = new StopFilter(terms, EnglishAnalyzer.ENGLISH_STOP_WORDS_SET);
            return new TokenStreamComponents(words, new PorterStemFilter(terms));
        }
    }

    /** "u.s" becomes "us": dots between single letters go. "cnn.com" and "1.5" stay. */
    private static final class AbbreviationFilter extends TokenFilter {
        private final CharTermAttribute term = addAttribute(CharTermAttribute.class);

        AbbreviationFilter(TokenStream in) {
            super(in);
        }

        @Override
        public boolean incrementToken() throws IOException {
            if (!input.incrementToken()) {
                return false;
            }
            if (isAbbreviation()) {
                int kept = 0;
                for (int i = 0; i < term.length(); i += 2) {
                    term.buffer()[kept++] = term.charAt(i);
                }
                term.setLength(kept);
            }
            return true;
        }

        private boolean isAbbreviation() {
            if (term.length() < 3) {
                return false;
            }
            for (int i = 0; i < term.length(); i++) {
                boolean right = i % 2 == 0 ? Character.isLetter(term.charAt(i)) : term.charAt(i) == '.';
                if (!right) {
                    return false;
                }
            }
            return true;
        }
    }
}
