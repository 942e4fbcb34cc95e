package io.harmattan.analysis.extract;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import opennlp.tools.langdetect.Language;
import opennlp.tools.langdetect.LanguageDetectorME;
import opennlp.tools.langdetect.LanguageDetectorModel;
import opennlp.tools.langdetect.ThreadSafeLanguageDetectorME;

/**
 * Says in which of the languages that Harmattan reads a text is written: English, French, Hausa, Arabic, Russian or
 * Swahili. The model is that of Apache Tika ({@code tika-langdetect-opennlp}); it is loaded once and may be used by many
 * threads.
 */
public final class LanguageIdentifier {
    /** The answer for a text that is too short, or in no language that is known here. */
    public static final String UNKNOWN = "und";

    private static final Map<String, String> CODES =
            Map.of("eng", "en", "fra", "fr", "hau", "ha", "ara", "ar", "rus", "ru", "swa", "sw");
    private static final String MODEL = "/opennlp-langdetect-20210413.bin";
    private static final int LEAST_LETTERS = 20;
    /** A few sentences settle it; more only costs time. */
    private static final int MOST_CHARACTERS = 800;
    /** How much likelier than the best of ours another language may be before ours is not believed. */
    private static final double MOST_RATIO = 1.5;

    private static final ThreadSafeLanguageDetectorME DETECTOR = load();

    private LanguageIdentifier() {}

    /** ISO 639-1 code of the language of a text, or {@link #UNKNOWN}. */
    public static String identify(String text) {
        String sample = text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS);
        if (sample.codePoints().filter(Character::isLetter).count() < LEAST_LETTERS) {
            return UNKNOWN;
        }
        Language[] languages = DETECTOR.predictLanguages(sample.toLowerCase(Locale.ROOT));
        for (Language language : languages) {
            String code = CODES.get(language.getLang());
            if (code != null) {
                return languages[0].getConfidence() > MOST_RATIO * language.getConfidence() ? UNKNOWN : code;
            }
        }
        return UNKNOWN;
    }

    private static ThreadSafeLanguageDetectorME load() {
        try (InputStream in = LanguageDetectorME.class.getResourceAsStream(MODEL)) {
            if (in == null) {
                throw new IllegalStateException(
                        MODEL + " is not on the class path; expected it in tika-langdetect-opennlp");
            }
            return new ThreadSafeLanguageDetectorME(new LanguageDetectorModel(in));
        } catch (IOException e) {
            throw new UncheckedIOException(MODEL + " cannot be read", e);
        }
    }
}
