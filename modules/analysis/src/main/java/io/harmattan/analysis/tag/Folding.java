package io.harmattan.analysis.tag;

import java.text.Normalizer;

/** Folds a text unit by unit, so that offsets in the folded text are offsets in the text. */
final class Folding {
    private static final char[] PLAIN = table();

    private Folding() {}

    /**
     * Small letters without accents; all apostrophes, hyphens and blanks alike, a hyphen like a blank. The same length as
     * the text.
     */
    static String fold(CharSequence text) {
        char[] out = new char[text.length()];
        for (int i = 0; i < out.length; i++) {
            out[i] = PLAIN[text.charAt(i)];
        }
        return new String(out);
    }

    private static char[] table() {
        char[] table = new char[Character.MAX_VALUE + 1];
        for (int i = 0; i < table.length; i++) {
            table[i] = foldOne((char) i);
        }
        return table;
    }

    private static char foldOne(char c) {
        switch (c) {
            case '’', '‘', 'ʼ', '`', '´', 'ʻ', '＇':
                return '\'';
            case '-', '‐', '‑', '‒', '–', '—', '\u00a0', '\u202f', '\t', '\n', '\r':
                return ' ';
            default:
                break;
        }
        if (c < 0x80) {
            return Character.toLowerCase(c);
        }
        if (Character.isSurrogate(c)) {
            return c;
        }
        String apart = Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFD);
        boolean latin = Character.UnicodeScript.of(c) == Character.UnicodeScript.LATIN;
        return Character.toLowerCase(latin ? apart.charAt(0) : c);
    }
}
