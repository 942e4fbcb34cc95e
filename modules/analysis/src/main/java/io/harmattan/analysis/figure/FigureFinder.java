package io.harmattan.analysis.figure;

import io.harmattan.analysis.token.Token;
import io.harmattan.analysis.token.Tokenizer;
import io.harmattan.domain.Figure;
import java.util.List;

/**
 * Finds the numbers of a text and what they count: people, money, distances, shares, anything in the plural.
 *
 * <p>Numbers that name or date something are left out: bases, flights, years, days, times, ordinals, ages, list numbers,
 * telephone numbers, scores. A range is one figure; what goes from one number to another is two. A word such as "dozens"
 * has the value of one dozen and is approximate. English and French; none in other languages. Safe for use by many
 * threads; takes time in proportion to the length of the text.
 */
public final class FigureFinder {
    /**
     * The figures of a text, in order.
     *
     * @param language ISO 639-1 code of the text's language
     */
    public List<Figure> figures(String text, String language) {
        FigureWords words = FigureWords.of(language);
        if (words == null) {
            return List.of();
        }
        List<Token> tokens = Tokenizer.tokens(text);
        return new FigureReader(text, tokens, words, language.equals("fr")).run();
    }
}
