package io.harmattan.local.search.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.core.WhitespaceTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.index.analysis.TokenFilterFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiltersTest {
    @ParameterizedTest
    @CsvSource({
        "english, withdrawals, withdraw",
        "english, stationed, station",
        "porter2, generously, generous",
        "light_english, soldiers, soldier",
        "possessive_english, Niger's, Niger",
        "minimal_english, bases, base",
        "french, continuellement, continuel",
        "light_french, soldats, soldat",
        "russian, войсками, войск",
        "light_russian, войсками, войск",
        "Light_English, soldiers, soldier",
    })
    void stemsAsTheLanguageSays(String language, String word, String stem) throws IOException {
        Settings settings = Settings.builder().put("language", language).build();
        assertThat(tokens(Filters.stemmer("s", settings), word)).containsExactly(stem);
    }

    @Test
    void stemsEnglishWhenNoLanguageIsNamedAndKnowsTheOlderSettingName() throws IOException {
        assertThat(tokens(Filters.stemmer("s", Settings.EMPTY), "demanded")).containsExactly("demand");
        Settings named = Settings.builder().put("name", "light_french").build();
        assertThat(tokens(Filters.stemmer("s", named), "soldats")).containsExactly("soldat");
    }

    @Test
    void refusesALanguageItDoesNotKnowWhenTheFilterIsMade() {
        Settings settings = Settings.builder().put("language", "klingon").build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Filters.stemmer("s", settings))
                .withMessageContaining("[klingon]")
                .withMessageContaining("light_french");
    }

    @Test
    void foldsAndKeepsTheOriginalOnlyWhereAsked() throws IOException {
        Settings keep = Settings.builder().put("preserve_original", true).build();
        assertThat(tokens(Filters.asciiFolding("f", Settings.EMPTY), "Aïr")).containsExactly("Air");
        assertThat(tokens(Filters.asciiFolding("f", keep), "Aïr")).containsExactlyInAnyOrder("Air", "Aïr");
    }

    @Test
    void cutsEdgesLengthsAndTails() throws IOException {
        Settings edges =
                Settings.builder().put("min_gram", 2).put("max_gram", 3).build();
        assertThat(tokens(Filters.edgeNGram("e", edges), "agadez")).containsExactly("ag", "aga");
        Settings lengths = Settings.builder().put("min", 3).put("max", 4).build();
        assertThat(tokens(Filters.length("l", lengths), "us base soldier")).containsExactly("base");
        Settings tail = Settings.builder().put("length", 3).build();
        assertThat(tokens(Filters.truncate("t", tail), "agadez")).containsExactly("aga");
    }

    @Test
    void elidesFrenchArticlesWhenNoneAreGiven() throws IOException {
        assertThat(tokens(Filters.elision(null, "e", Settings.EMPTY), "l'armée"))
                .containsExactly("armée");
    }

    @Test
    void marksKeywordsSoThatTheyAreNotStemmed() throws IOException {
        Settings settings = Settings.builder().putList("keywords", "forces").build();
        TokenFilterFactory marker = Filters.keywordMarker(null, "k", settings);
        TokenFilterFactory stemmer = Filters.stemmer("s", Settings.EMPTY);
        assertThat(tokens(Filters.factory("both", in -> stemmer.create(marker.create(in)), false), "forces bases"))
                .containsExactly("forces", "base");
    }

    @Test
    void mapsCharactersWithEscapes() throws IOException {
        Settings settings = Settings.builder()
                .putList("mappings", "\\u2019 => '", "ß => ss", "& => \\u0020and\\u0020")
                .build();
        StringWriter out = new StringWriter();
        try (Reader in = Filters.mapping(null, "m", settings).create(new StringReader("Niger’s Straße & co"))) {
            in.transferTo(out);
        }
        assertThat(out).hasToString("Niger's Strasse  and  co");
    }

    @Test
    void refusesAMappingRuleWithoutAnArrow() {
        Settings settings = Settings.builder().putList("mappings", "a b").build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Filters.mapping(null, "m", settings))
                .withMessageContaining("[a b]");
    }

    private static List<String> tokens(TokenFilterFactory filter, String text) throws IOException {
        WhitespaceTokenizer tokenizer = new WhitespaceTokenizer();
        tokenizer.setReader(new StringReader(text));
        List<String> tokens = new ArrayList<>();
        try (TokenStream stream = filter.create(tokenizer)) {
            CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
            stream.reset();
            while (stream.incrementToken()) {
                tokens.add(term.toString());
            }
            stream.end();
        }
        return tokens;
    }
}
