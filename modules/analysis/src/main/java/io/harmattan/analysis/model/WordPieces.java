package io.harmattan.analysis.model;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Cuts a text into words and these into the pieces of a BERT vocabulary (lower case, accents set aside), keeping where
 * each word stands in the text as written. Algorithm: WordPiece, longest match first (Devlin et al. 2019, appendix A.2).
 */
public final class WordPieces {
    /** Number of the piece that begins what an encoder reads. */
    public static final int BEGIN = 101;

    /** Number of the piece that ends it, or a part of it. */
    public static final int END = 102;

    private static final String VOCABULARY = "vocabulary.txt";
    private static final int LONGEST_WORD = 100;

    private final Map<String, Integer> vocabulary;
    private final int unknown;

    /**
     * A cutter.
     *
     * @param vocabulary number of each piece; pieces inside a word begin with {@code ##}
     */
    public WordPieces(Map<String, Integer> vocabulary) {
        this.vocabulary = Map.copyOf(vocabulary);
        Integer none = vocabulary.get("[UNK]");
        if (none == null) {
            throw new IllegalArgumentException("a vocabulary of " + vocabulary.size() + " pieces lacks [UNK]");
        }
        this.unknown = none;
    }

    /**
     * The cutter of the encoders in this product, with the vocabulary beside this class: that of BERT, lower case.
     *
     * @throws ModelException if the vocabulary is missing
     */
    public static WordPieces ofEncoders() {
        Map<String, Integer> vocabulary = new HashMap<>();
        new String(OnnxModel.bytes(WordPieces.class, VOCABULARY), StandardCharsets.UTF_8)
                .lines()
                .forEach(piece -> vocabulary.put(piece, vocabulary.size()));
        return new WordPieces(vocabulary);
    }

    /**
     * A word of a text.
     *
     * @param start first UTF-16 code unit
     * @param end one past the last
     * @param pieces numbers of its pieces, at least one
     */
    public record Word(int start, int end, int[] pieces) {}

    /** The words of a part of a text. */
    public List<Word> words(String text, int from, int to) {
        List<Word> words = new ArrayList<>();
        int at = from;
        while (at < to) {
            int c = text.codePointAt(at);
            int next = at + Character.charCount(c);
            if (isSpace(c) || isControl(c)) {
                at = next;
                continue;
            }
            int end = next;
            if (!stands(c)) {
                while (end < to) {
                    int d = text.codePointAt(end);
                    if (isSpace(d) || stands(d)) {
                        break;
                    }
                    end += Character.charCount(d);
                }
            }
            String written = text.substring(at, Math.min(end, to));
            words.add(new Word(at, Math.min(end, to), pieces(plain(written))));
            at = end;
        }
        return words;
    }

    private int[] pieces(String word) {
        if (word.isEmpty() || word.codePointCount(0, word.length()) > LONGEST_WORD) {
            return new int[] {unknown};
        }
        List<Integer> pieces = new ArrayList<>();
        int start = 0;
        while (start < word.length()) {
            int end = word.length();
            Integer piece = null;
            while (end > start && piece == null) {
                String part = word.substring(start, end);
                piece = vocabulary.get(start == 0 ? part : "##" + part);
                end -= piece == null ? 1 : 0;
            }
            if (piece == null) {
                return new int[] {unknown};
            }
            pieces.add(piece);
            start = end;
        }
        return pieces.stream().mapToInt(Integer::intValue).toArray();
    }

    private static String plain(String word) {
        boolean ascii = word.chars().allMatch(c -> c < 0x80);
        if (ascii) {
            return word.toLowerCase(Locale.ROOT);
        }
        StringBuilder plain = new StringBuilder();
        Normalizer.normalize(word, Normalizer.Form.NFD)
                .codePoints()
                .filter(c -> Character.getType(c) != Character.NON_SPACING_MARK && !isControl(c))
                .forEach(plain::appendCodePoint);
        return plain.toString().toLowerCase(Locale.ROOT);
    }

    private static boolean isSpace(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    private static boolean isControl(int c) {
        int type = Character.getType(c);
        return c == 0 || c == 0xfffd || type == Character.CONTROL || type == Character.FORMAT;
    }

    /** Marks, and the characters of scripts that part no words, stand for themselves. */
    private static boolean stands(int c) {
        if (c < 0x80) {
            return c > 32 && !Character.isLetterOrDigit(c);
        }
        int type = Character.getType(c);
        return type == Character.CONNECTOR_PUNCTUATION
                || type == Character.DASH_PUNCTUATION
                || type == Character.START_PUNCTUATION
                || type == Character.END_PUNCTUATION
                || type == Character.INITIAL_QUOTE_PUNCTUATION
                || type == Character.FINAL_QUOTE_PUNCTUATION
                || type == Character.OTHER_PUNCTUATION
                || Character.isIdeographic(c);
    }
}
