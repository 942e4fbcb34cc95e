package io.harmattan.ingest;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** From bytes to text, strictly: nothing is replaced, what is no text is refused. */
final class Decoding {
    /** A text has a stray control character at most; executables and pictures have one in every few bytes. */
    private static final int ONE_CONTROL_IN = 10;

    /** The HTML standard has a page declare its encoding within its first 1024 bytes. */
    private static final int PRESCAN = 1024;

    private static final Pattern META_CHARSET = Pattern.compile(
            "<meta[^>]{0,200}?charset\\s*=\\s*[\"']?\\s*([A-Za-z0-9_:.-]{1,40})", Pattern.CASE_INSENSITIVE);

    private Decoding() {}

    /** UTF-8 with or without a byte order mark, or UTF-16 with one. */
    static String text(byte[] bytes) throws Refusal {
        if (starts(bytes, 0xFE, 0xFF)) {
            return plausible(decode(bytes, 2, StandardCharsets.UTF_16BE));
        }
        if (starts(bytes, 0xFF, 0xFE)) {
            return plausible(decode(bytes, 2, StandardCharsets.UTF_16LE));
        }
        refuseNul(bytes);
        return plausible(decode(bytes, starts(bytes, 0xEF, 0xBB, 0xBF) ? 3 : 0, StandardCharsets.UTF_8));
    }

    /** Like {@link #text}; a page that is not UTF-8 may be in the encoding that its server or it itself declares. */
    static String page(byte[] bytes, @Nullable String served) throws Refusal {
        if (served != null && !served.toLowerCase(Locale.ROOT).startsWith("utf")) {
            try {
                return text(bytes);
            } catch (Refusal notUnicode) {
                refuseNul(bytes);
                return plausible(decode(bytes, 0, charset(served)));
            }
        }
        return page(bytes);
    }

    /** Like {@link #text}; a page that is not UTF-8 may be in the encoding that it declares. */
    static String page(byte[] bytes) throws Refusal {
        try {
            return text(bytes);
        } catch (Refusal notUnicode) {
            Optional<String> declared = declaredCharset(bytes);
            if (declared.isEmpty()) {
                throw notUnicode;
            }
            refuseNul(bytes);
            return plausible(decode(bytes, 0, charset(declared.get())));
        }
    }

    static boolean isUtf16(byte[] bytes) {
        return starts(bytes, 0xFE, 0xFF) || starts(bytes, 0xFF, 0xFE);
    }

    static void refuseNul(byte[] bytes) throws Refusal {
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == 0) {
                throw new Refusal("looks like a binary file: byte " + i + " is NUL; expected text");
            }
        }
    }

    /** Whether there is nothing to read in it: white space of any script, and characters without a shape. */
    static boolean isBlank(String text) {
        return text.codePoints()
                .allMatch(c -> Character.isWhitespace(c)
                        || Character.isSpaceChar(c)
                        || Character.isISOControl(c)
                        || Character.getType(c) == Character.FORMAT);
    }

    private static Optional<String> declaredCharset(byte[] bytes) {
        Matcher meta = META_CHARSET.matcher(
                new String(bytes, 0, Math.min(PRESCAN, bytes.length), StandardCharsets.ISO_8859_1));
        // declared in ASCII letters, so it cannot be UTF-16; and UTF-8 has been tried
        return meta.find() && !meta.group(1).toLowerCase(Locale.ROOT).startsWith("utf")
                ? Optional.of(meta.group(1))
                : Optional.empty();
    }

    private static Charset charset(String name) throws Refusal {
        String known = name.toLowerCase(Locale.ROOT);
        // as every browser reads it
        if (known.equals("iso-8859-1") || known.equals("latin1") || known.equals("us-ascii")) {
            known = "windows-1252";
        }
        try {
            return Charset.forName(known);
        } catch (UnsupportedCharsetException | IllegalCharsetNameException e) {
            throw new Refusal("declares the encoding '" + name + "', which is not known; expected UTF-8");
        }
    }

    private static String decode(byte[] bytes, int from, Charset charset) throws Refusal {
        CharsetDecoder decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes, from, bytes.length - from);
        CharBuffer out = CharBuffer.allocate((int) Math.ceil(in.remaining() * (double) decoder.maxCharsPerByte()));
        CoderResult result = decoder.decode(in, out, true);
        if (!result.isError()) {
            result = decoder.flush(out);
        }
        if (result.isError()) {
            throw new Refusal("is not valid " + charset.name() + ": byte " + in.position() + " is 0x"
                    + String.format("%02X", bytes[in.position()]) + "; expected UTF-8 text");
        }
        return out.flip().toString();
    }

    private static String plausible(String text) throws Refusal {
        long controls = text.chars()
                .filter(c -> c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f')
                .count();
        if (text.indexOf('\0') >= 0 || controls * ONE_CONTROL_IN > text.length()) {
            throw new Refusal("looks like a binary file: " + controls + " of " + text.length()
                    + " characters are control characters; expected text");
        }
        return text;
    }

    private static boolean starts(byte[] bytes, int... mark) {
        if (bytes.length < mark.length) {
            return false;
        }
        for (int i = 0; i < mark.length; i++) {
            if ((bytes[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }
}
