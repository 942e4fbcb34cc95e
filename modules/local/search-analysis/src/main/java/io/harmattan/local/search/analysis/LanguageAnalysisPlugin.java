package io.harmattan.local.search.analysis;

import java.io.IOException;
import java.io.Reader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.ar.ArabicAnalyzer;
import org.apache.lucene.analysis.ar.ArabicNormalizationFilter;
import org.apache.lucene.analysis.ar.ArabicStemFilter;
import org.apache.lucene.analysis.charfilter.HTMLStripCharFilter;
import org.apache.lucene.analysis.core.DecimalDigitFilter;
import org.apache.lucene.analysis.core.KeywordTokenizer;
import org.apache.lucene.analysis.core.LetterTokenizer;
import org.apache.lucene.analysis.core.WhitespaceTokenizer;
import org.apache.lucene.analysis.de.GermanAnalyzer;
import org.apache.lucene.analysis.email.UAX29URLEmailTokenizer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.en.KStemFilter;
import org.apache.lucene.analysis.en.PorterStemFilter;
import org.apache.lucene.analysis.es.SpanishAnalyzer;
import org.apache.lucene.analysis.fa.PersianNormalizationFilter;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.apache.lucene.analysis.it.ItalianAnalyzer;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.miscellaneous.TrimFilter;
import org.apache.lucene.analysis.pt.PortugueseAnalyzer;
import org.apache.lucene.analysis.ru.RussianAnalyzer;
import org.apache.lucene.analysis.tr.TurkishAnalyzer;
import org.apache.lucene.analysis.util.ElisionFilter;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.index.analysis.AbstractIndexAnalyzerProvider;
import org.elasticsearch.index.analysis.Analysis;
import org.elasticsearch.index.analysis.AnalyzerProvider;
import org.elasticsearch.index.analysis.CharFilterFactory;
import org.elasticsearch.index.analysis.PreBuiltAnalyzerProviderFactory;
import org.elasticsearch.index.analysis.PreConfiguredCharFilter;
import org.elasticsearch.index.analysis.PreConfiguredTokenFilter;
import org.elasticsearch.index.analysis.PreConfiguredTokenizer;
import org.elasticsearch.index.analysis.TokenFilterFactory;
import org.elasticsearch.index.analysis.TokenizerFactory;
import org.elasticsearch.indices.analysis.AnalysisModule.AnalysisProvider;
import org.elasticsearch.indices.analysis.PreBuiltCacheFactory.CachingStrategy;
import org.elasticsearch.plugins.AnalysisPlugin;
import org.elasticsearch.plugins.Plugin;

/**
 * The part of Elasticsearch's text analysis that news in several languages needs, over Lucene's own analysers: the server
 * published on Maven Central brings hardly any. Every name and setting is the one that a full Elasticsearch uses, so a
 * mapping means the same on both; what is not listed here is refused by name when an index is made.
 */
public final class LanguageAnalysisPlugin extends Plugin implements AnalysisPlugin {
    private static final Map<String, Language> LANGUAGES = languages();

    /** The stop words of a language by default, and its analyser for any stop words and words not to stem. */
    private interface Language {
        CharArraySet stopWords();

        Analyzer analyzer(CharArraySet stopWords, CharArraySet stemExclusions);

        static Language of(Supplier<CharArraySet> stopWords, BiFunction<CharArraySet, CharArraySet, Analyzer> make) {
            return new Language() {
                @Override
                public CharArraySet stopWords() {
                    return stopWords.get();
                }

                @Override
                public Analyzer analyzer(CharArraySet words, CharArraySet exclusions) {
                    return make.apply(words, exclusions);
                }
            };
        }
    }

    private static Map<String, Language> languages() {
        Map<String, Language> all = new HashMap<>();
        all.put("arabic", Language.of(ArabicAnalyzer::getDefaultStopSet, ArabicAnalyzer::new));
        all.put("english", Language.of(EnglishAnalyzer::getDefaultStopSet, EnglishAnalyzer::new));
        all.put("french", Language.of(FrenchAnalyzer::getDefaultStopSet, FrenchAnalyzer::new));
        all.put("german", Language.of(GermanAnalyzer::getDefaultStopSet, GermanAnalyzer::new));
        all.put("italian", Language.of(ItalianAnalyzer::getDefaultStopSet, ItalianAnalyzer::new));
        all.put("portuguese", Language.of(PortugueseAnalyzer::getDefaultStopSet, PortugueseAnalyzer::new));
        all.put("russian", Language.of(RussianAnalyzer::getDefaultStopSet, RussianAnalyzer::new));
        all.put("spanish", Language.of(SpanishAnalyzer::getDefaultStopSet, SpanishAnalyzer::new));
        all.put("turkish", Language.of(TurkishAnalyzer::getDefaultStopSet, TurkishAnalyzer::new));
        return Map.copyOf(all);
    }

    @Override
    public Map<String, AnalysisProvider<AnalyzerProvider<? extends Analyzer>>> getAnalyzers() {
        Map<String, AnalysisProvider<AnalyzerProvider<? extends Analyzer>>> all = new HashMap<>();
        LANGUAGES.forEach((language, make) -> all.put(
                language,
                (index, environment, name, settings) ->
                        new LanguageAnalyzerProvider(name, settings, make, environment)));
        return all;
    }

    @Override
    public List<PreBuiltAnalyzerProviderFactory> getPreBuiltAnalyzerProviderFactories() {
        return LANGUAGES.entrySet().stream()
                .map(e -> new PreBuiltAnalyzerProviderFactory(e.getKey(), CachingStrategy.LUCENE, () -> e.getValue()
                        .analyzer(e.getValue().stopWords(), CharArraySet.EMPTY_SET)))
                .toList();
    }

    @Override
    public Map<String, AnalysisProvider<TokenFilterFactory>> getTokenFilters() {
        Map<String, AnalysisProvider<TokenFilterFactory>> all = new HashMap<>();
        all.put("arabic_normalization", plain(ArabicNormalizationFilter::new, true));
        all.put("arabic_stem", plain(ArabicStemFilter::new, false));
        all.put("asciifolding", (index, environment, name, settings) -> Filters.asciiFolding(name, settings));
        all.put("decimal_digit", plain(DecimalDigitFilter::new, true));
        all.put("edge_ngram", (index, environment, name, settings) -> Filters.edgeNGram(name, settings));
        all.put(
                "elision",
                AnalysisPlugin.requiresAnalysisSettings(
                        (index, environment, name, settings) -> Filters.elision(environment, name, settings)));
        all.put(
                "keyword_marker",
                AnalysisPlugin.requiresAnalysisSettings(
                        (index, environment, name, settings) -> Filters.keywordMarker(environment, name, settings)));
        all.put("kstem", plain(KStemFilter::new, false));
        all.put("length", (index, environment, name, settings) -> Filters.length(name, settings));
        all.put("lowercase", (index, environment, name, settings) -> Filters.lowerCase(name, settings));
        all.put("persian_normalization", plain(PersianNormalizationFilter::new, true));
        all.put("porter_stem", plain(PorterStemFilter::new, false));
        all.put("snowball", (index, environment, name, settings) -> Filters.snowball(name, settings));
        all.put("stemmer", (index, environment, name, settings) -> Filters.stemmer(name, settings));
        all.put("trim", plain(TrimFilter::new, true));
        all.put("truncate", (index, environment, name, settings) -> Filters.truncate(name, settings));
        return all;
    }

    @Override
    public List<PreConfiguredTokenFilter> getPreConfiguredTokenFilters() {
        return List.of(
                PreConfiguredTokenFilter.singleton("arabic_normalization", true, ArabicNormalizationFilter::new),
                PreConfiguredTokenFilter.singleton("arabic_stem", false, ArabicStemFilter::new),
                PreConfiguredTokenFilter.singleton("asciifolding", true, ASCIIFoldingFilter::new),
                PreConfiguredTokenFilter.singleton("decimal_digit", true, DecimalDigitFilter::new),
                PreConfiguredTokenFilter.singleton(
                        "elision", true, in -> new ElisionFilter(in, FrenchAnalyzer.DEFAULT_ARTICLES)),
                PreConfiguredTokenFilter.singleton("kstem", false, KStemFilter::new),
                PreConfiguredTokenFilter.singleton("persian_normalization", true, PersianNormalizationFilter::new),
                PreConfiguredTokenFilter.singleton("porter_stem", false, PorterStemFilter::new),
                PreConfiguredTokenFilter.singleton("stemmer", false, PorterStemFilter::new),
                PreConfiguredTokenFilter.singleton("trim", true, TrimFilter::new));
    }

    @Override
    public Map<String, AnalysisProvider<CharFilterFactory>> getCharFilters() {
        return Map.of(
                "html_strip",
                (index, environment, name, settings) -> new CharFilterFactory() {
                    @Override
                    public String name() {
                        return name;
                    }

                    @Override
                    public Reader create(Reader reader) {
                        return new HTMLStripCharFilter(reader, Set.copyOf(settings.getAsList("escaped_tags")));
                    }
                },
                "mapping",
                AnalysisPlugin.requiresAnalysisSettings(
                        (index, environment, name, settings) -> Filters.mapping(environment, name, settings)));
    }

    @Override
    public List<PreConfiguredCharFilter> getPreConfiguredCharFilters() {
        return List.of(PreConfiguredCharFilter.singleton("html_strip", false, HTMLStripCharFilter::new));
    }

    @Override
    public Map<String, AnalysisProvider<TokenizerFactory>> getTokenizers() {
        Map<String, AnalysisProvider<TokenizerFactory>> all = new HashMap<>();
        tokenizers()
                .forEach((type, make) -> all.put(
                        type, (index, environment, name, settings) -> TokenizerFactory.newFactory(name, make::get)));
        return all;
    }

    @Override
    public List<PreConfiguredTokenizer> getPreConfiguredTokenizers() {
        return tokenizers().entrySet().stream()
                .map(e -> PreConfiguredTokenizer.singleton(e.getKey(), e.getValue()))
                .toList();
    }

    private static Map<String, Supplier<Tokenizer>> tokenizers() {
        return Map.of(
                "keyword", KeywordTokenizer::new,
                "letter", LetterTokenizer::new,
                "uax_url_email", UAX29URLEmailTokenizer::new,
                "whitespace", WhitespaceTokenizer::new);
    }

    private static AnalysisProvider<TokenFilterFactory> plain(
            Function<TokenStream, TokenStream> make, boolean normalizes) {
        return (index, environment, name, settings) -> Filters.factory(name, make, normalizes);
    }

    private static final class LanguageAnalyzerProvider extends AbstractIndexAnalyzerProvider<Analyzer> {
        private final Analyzer analyzer;

        LanguageAnalyzerProvider(String name, Settings settings, Language language, Environment environment)
                throws IOException {
            super(name, settings);
            analyzer = language.analyzer(
                    Analysis.parseStopWords(environment, settings, language.stopWords()),
                    Analysis.parseStemExclusion(settings, CharArraySet.EMPTY_SET));
        }

        @Override
        public Analyzer get() {
            return analyzer;
        }
    }
}
