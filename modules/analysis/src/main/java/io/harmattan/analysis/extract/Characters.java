package io.harmattan.analysis.extract;

import java.text.Normalizer;
import java.util.Locale;

/** Puts the characters of a text in order: what looks the same to a reader is the same to the stages after this one. */
final class Characters {
    private Characters() {}

    /**
     * Composed letters (NFC), line feeds as the only line ends, plain blanks for blanks of every width, no soft hyphens,
     * zero-width or direction marks, ligatures of the Latin script taken apart, no control characters.
     */
    static String normalise(String text) {
        String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
        StringBuilder out = new StringBuilder(composed.length());
        for (int i = 0; i < composed.length(); i++) {
            char c = composed.charAt(i);
            switch (c) {
                case '\r' -> {
                    if (i + 1 >= composed.length() || composed.charAt(i + 1) != '\n') {
                        out.append('\n');
                    }
                }
                case '\n', '\u0085', '\u2028', '\u2029', '\f' -> out.append('\n');
                case '\t', '\u00a0', '\u1680', '\u202f', '\u205f', '\u3000', '\u000b' -> out.append(' ');
                case '\u00ad', '\u200b', '\u2060', '\ufeff', '\ufffe', '\uffff' -> {}
                case '\ufffd', '\ufffc' -> out.append(' ');
                case '\u200c', '\u200d' -> {
                    // they join emoji and shape Arabic and Indic letters; between Latin letters they are debris
                    if (out.length() > 0 && out.charAt(out.length() - 1) > '\u024f') {
                        out.append(c);
                    }
                }
                case '\ufb00' -> out.append("ff");
                case '\ufb01' -> out.append("fi");
                case '\ufb02' -> out.append("fl");
                case '\ufb03' -> out.append("ffi");
                case '\ufb04' -> out.append("ffl");
                case '\ufb05', '\ufb06' -> out.append("st");
                default -> {
                    if (c >= '\u2000' && c <= '\u200a') {
                        out.append(' ');
                    } else if (Character.isSurrogate(c)) {
                        i += surrogate(composed, i, out);
                    } else if (!isDirectionMark(c) && !Character.isISOControl(c)) {
                        out.append(c);
                    }
                }
            }
        }
        return out.toString();
    }

    /** Copies a whole pair and drops a lone half. Returns by how many units to advance further. */
    private static int surrogate(String text, int i, StringBuilder out) {
        if (Character.isHighSurrogate(text.charAt(i))
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1))) {
            out.append(text, i, i + 2);
            return 1;
        }
        return 0;
    }

    private static boolean isDirectionMark(char c) {
        return c == '\u200e' || c == '\u200f' || c >= '\u202a' && c <= '\u202e' || c >= '\u2066' && c <= '\u2069';
    }

    /** Runs of white space as one blank, none at the ends. */
    static String squeeze(String line) {
        StringBuilder out = new StringBuilder(line.length());
        boolean blank = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (Character.isWhitespace(c) || c == '\u00a0') {
                blank = true;
            } else {
                if (blank && out.length() > 0) {
                    out.append(' ');
                }
                blank = false;
                out.append(c);
            }
        }
        return out.toString();
    }

    /** Only the letters and digits, in small letters: what two spellings of one line share. */
    static String skeleton(String line) {
        StringBuilder out = new StringBuilder(line.length());
        line.codePoints().filter(Character::isLetterOrDigit).forEach(out::appendCodePoint);
        return out.toString().toLowerCase(Locale.ROOT);
    }
}
