package io.harmattan.local.search.analysis;

import java.io.Reader;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.ar.ArabicStemFilter;
import org.apache.lucene.analysis.charfilter.MappingCharFilter;
import org.apache.lucene.analysis.charfilter.NormalizeCharMap;
import org.apache.lucene.analysis.de.GermanLightStemFilter;
import org.apache.lucene.analysis.de.GermanMinimalStemFilter;
import org.apache.lucene.analysis.el.GreekLowerCaseFilter;
import org.apache.lucene.analysis.en.EnglishMinimalStemFilter;
import org.apache.lucene.analysis.en.EnglishPossessiveFilter;
import org.apache.lucene.analysis.en.KStemFilter;
import org.apache.lucene.analysis.en.PorterStemFilter;
import org.apache.lucene.analysis.es.SpanishLightStemFilter;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.apache.lucene.analysis.fr.FrenchLightStemFilter;
import org.apache.lucene.analysis.fr.FrenchMinimalStemFilter;
import org.apache.lucene.analysis.ga.IrishLowerCaseFilter;
import org.apache.lucene.analysis.it.ItalianLightStemFilter;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.miscellaneous.LengthFilter;
import org.apache.lucene.analysis.miscellaneous.PatternKeywordMarkerFilter;
import org.apache.lucene.analysis.miscellaneous.SetKeywordMarkerFilter;
import org.apache.lucene.analysis.miscellaneous.TruncateTokenFilter;
import org.apache.lucene.analysis.ngram.EdgeNGramTokenFilter;
import org.apache.lucene.analysis.pt.PortugueseLightStemFilter;
import org.apache.lucene.analysis.ru.RussianLightStemFilter;
import org.apache.lucene.analysis.snowball.SnowballFilter;
import org.apache.lucene.analysis.tr.TurkishLowerCaseFilter;
import org.apache.lucene.analysis.util.ElisionFilter;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.index.analysis.Analysis;
import org.elasticsearch.index.analysis.CharFilterFactory;
import org.elasticsearch.index.analysis.NormalizingTokenFilterFactory;
import org.elasticsearch.index.analysis.TokenFilterFactory;
import org.tartarus.snowball.ext.EnglishStemmer;
import org.tartarus.snowball.ext.FrenchStemmer;
import org.tartarus.snowball.ext.GermanStemmer;
import org.tartarus.snowball.ext.ItalianStemmer;
import org.tartarus.snowball.ext.PortugueseStemmer;
import org.tartarus.snowball.ext.RussianStemmer;
import org.tartarus.snowball.ext.SpanishStemmer;
import org.tartarus.snowball.ext.TurkishStemmer;

/** Token and character filters made from their settings, each setting named and defaulted as Elasticsearch documents it. */
final class Filters {
    /** What {@code stemmer} does when no language is named. */
    static final String DEFAULT_STEMMER = "english";

    /** Value of {@code language} of the filter {@code stemmer}, lower case, and what it stands for. */
    private static final Map<String, Function<TokenStream, TokenStream>> STEMMERS = Map.ofEntries(
            Map.entry("arabic", ArabicStemFilter::new),
            Map.entry("english", PorterStemFilter::new),
            Map.entry("porter", PorterStemFilter::new),
            Map.entry("porter2", in -> new SnowballFilter(in, new EnglishStemmer())),
            Map.entry("light_english", KStemFilter::new),
            Map.entry("kstem", KStemFilter::new),
            Map.entry("minimal_english", EnglishMinimalStemFilter::new),
            Map.entry("possessive_english", EnglishPossessiveFilter::new),
            Map.entry("french", in -> new SnowballFilter(in, new FrenchStemmer())),
            Map.entry("light_french", FrenchLightStemFilter::new),
            Map.entry("minimal_french", FrenchMinimalStemFilter::new),
            Map.entry("german", in -> new SnowballFilter(in, new GermanStemmer())),
            Map.entry("light_german", GermanLightStemFilter::new),
            Map.entry("minimal_german", GermanMinimalStemFilter::new),
            Map.entry("italian", in -> new SnowballFilter(in, new ItalianStemmer())),
            Map.entry("light_italian", ItalianLightStemFilter::new),
            Map.entry("portuguese", in -> new SnowballFilter(in, new PortugueseStemmer())),
            Map.entry("light_portuguese", PortugueseLightStemFilter::new),
            Map.entry("russian", in -> new SnowballFilter(in, new RussianStemmer())),
            Map.entry("light_russian", RussianLightStemFilter::new),
            Map.entry("spanish", in -> new SnowballFilter(in, new SpanishStemmer())),
            Map.entry("light_spanish", SpanishLightStemFilter::new),
            Map.entry("turkish", in -> new SnowballFilter(in, new TurkishStemmer())));

    private Filters() {}

    /** The stemmer that Elasticsearch means by a language; an unknown one refuses the index, not its first document. */
    static Function<TokenStream, TokenStream> stemmer(String language) {
        Function<TokenStream, TokenStream> stemmer = STEMMERS.get(language.toLowerCase(Locale.ROOT));
        if (stemmer == null) {
            throw new IllegalArgumentException("stemmer language [" + language
                    + "] is not known to the laptop's node; known are "
                    + STEMMERS.keySet().stream().sorted().toList());
        }
        return stemmer;
    }

    static TokenFilterFactory stemmer(String name, Settings settings) {
        String language = settings.get("language", settings.get("name", DEFAULT_STEMMER));
        return factory(name, stemmer(language), false);
    }

    static TokenFilterFactory snowball(String name, Settings settings) {
        String language = settings.get("language", settings.get("name", "English"));
        String proper = language.substring(0, 1).toUpperCase(Locale.ROOT) + language.substring(1);
        return factory(name, in -> new SnowballFilter(in, proper), false);
    }

    static TokenFilterFactory asciiFolding(String name, Settings settings) {
        boolean preserve = settings.getAsBoolean("preserve_original", false);
        // a normaliser yields one token, so the original cannot be kept beside the folded one there
        return normalizing(name, in -> new ASCIIFoldingFilter(in, preserve), in -> new ASCIIFoldingFilter(in, false));
    }

    static TokenFilterFactory lowerCase(String name, Settings settings) {
        String language = settings.get("language");
        if (language == null) {
            return factory(name, LowerCaseFilter::new, true);
        }
        return switch (language.toLowerCase(Locale.ROOT)) {
            case "greek" -> factory(name, GreekLowerCaseFilter::new, true);
            case "irish" -> factory(name, IrishLowerCaseFilter::new, true);
            case "turkish" -> factory(name, TurkishLowerCaseFilter::new, true);
            default ->
                throw new IllegalArgumentException("lowercase language [" + language
                        + "] is not known; expected greek, irish, turkish or no language at all");
        };
    }

    static TokenFilterFactory elision(Environment environment, String name, Settings settings) {
        CharArraySet given = Analysis.parseArticles(environment, settings);
        CharArraySet articles = given == null ? FrenchAnalyzer.DEFAULT_ARTICLES : given;
        return factory(name, in -> new ElisionFilter(in, articles), true);
    }

    static TokenFilterFactory keywordMarker(Environment environment, String name, Settings settings) {
        String pattern = settings.get("keywords_pattern");
        if (pattern != null) {
            Pattern compiled = Pattern.compile(pattern);
            return factory(name, in -> new PatternKeywordMarkerFilter(in, compiled), false);
        }
        CharArraySet words = Analysis.getWordSet(environment, settings, "keywords");
        if (words == null) {
            throw new IllegalArgumentException(
                    "keyword_marker [" + name + "] expects keywords, keywords_path or keywords_pattern, but has none");
        }
        CharArraySet keywords = new CharArraySet(words, settings.getAsBoolean("ignore_case", false));
        return factory(name, in -> new SetKeywordMarkerFilter(in, keywords), false);
    }

    static TokenFilterFactory length(String name, Settings settings) {
        int min = settings.getAsInt("min", 0);
        int max = settings.getAsInt("max", Integer.MAX_VALUE);
        return factory(name, in -> new LengthFilter(in, min, max), false);
    }

    static TokenFilterFactory truncate(String name, Settings settings) {
        int length = settings.getAsInt("length", 10);
        return factory(name, in -> new TruncateTokenFilter(in, length), false);
    }

    static TokenFilterFactory edgeNGram(String name, Settings settings) {
        int min = settings.getAsInt("min_gram", 1);
        int max = settings.getAsInt("max_gram", 2);
        boolean preserve = settings.getAsBoolean("preserve_original", false);
        return factory(name, in -> new EdgeNGramTokenFilter(in, min, max, preserve), false);
    }

    static CharFilterFactory mapping(Environment environment, String name, Settings settings) {
        List<String> rules = Analysis.getWordList(environment, settings, "mappings");
        if (rules == null) {
            throw new IllegalArgumentException(
                    "mapping [" + name + "] expects mappings or mappings_path, but has none");
        }
        NormalizeCharMap.Builder map = new NormalizeCharMap.Builder();
        for (String rule : rules) {
            int arrow = rule.lastIndexOf("=>");
            if (arrow < 0) {
                throw new IllegalArgumentException(
                        "mapping [" + name + "] expects rules of the form 'from => to', but has [" + rule + "]");
            }
            map.add(
                    unescape(rule.substring(0, arrow).strip()),
                    unescape(rule.substring(arrow + 2).strip()));
        }
        NormalizeCharMap built = map.build();
        return new CharFilterFactory() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Reader create(Reader reader) {
                return new MappingCharFilter(built, reader);
            }

            @Override
            public Reader normalize(Reader reader) {
                return create(reader);
            }
        };
    }

    /** A filter of one kind; {@code normalizes} says whether it may also be used in a normaliser of keyword fields. */
    static TokenFilterFactory factory(String name, Function<TokenStream, TokenStream> make, boolean normalizes) {
        if (normalizes) {
            return normalizing(name, make, make);
        }
        return new TokenFilterFactory() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public TokenStream create(TokenStream in) {
                return make.apply(in);
            }
        };
    }

    private static TokenFilterFactory normalizing(
            String name, Function<TokenStream, TokenStream> make, Function<TokenStream, TokenStream> normalize) {
        return new NormalizingTokenFilterFactory() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public TokenStream create(TokenStream in) {
                return make.apply(in);
            }

            @Override
            public TokenStream normalize(TokenStream in) {
                return normalize.apply(in);
            }
        };
    }

    /** Backslash escapes of the mapping rules: {@code \\n}, {@code \\t}, {@code \\r}, {@code \\b}, {@code \\f}, {@code \\uXXXX}. */
    private static String unescape(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\\') {
                plain.append(c);
                continue;
            }
            if (++i == text.length()) {
                throw new IllegalArgumentException("mapping rule ends with a lone backslash: [" + text + "]");
            }
            switch (text.charAt(i)) {
                case 'n' -> plain.append('\n');
                case 't' -> plain.append('\t');
                case 'r' -> plain.append('\r');
                case 'b' -> plain.append('\b');
                case 'f' -> plain.append('\f');
                case 'u' -> {
                    if (i + 4 >= text.length()) {
                        throw new IllegalArgumentException(
                                "mapping rule has an incomplete \\uXXXX escape: [" + text + "]");
                    }
                    plain.append((char) Integer.parseInt(text.substring(i + 1, i + 5), 16));
                    i += 4;
                }
                default -> plain.append(text.charAt(i));
            }
        }
        return plain.toString();
    }
}
