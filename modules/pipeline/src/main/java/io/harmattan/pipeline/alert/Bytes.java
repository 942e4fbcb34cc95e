package io.harmattan.pipeline.alert;

import io.harmattan.pipeline.UnusableStateException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;

/** The values of the stores as bytes: a version, then the fields in order; and keys whose order is that of time. */
final class Bytes {
    /** To be raised with every change of what is written. */
    private static final byte VERSION = 1;

    /** Parts the fields of a key; no id has it. */
    static final char PART = '\u0000';

    private Bytes() {}

    interface Writing {
        void to(DataOutputStream out) throws IOException;
    }

    interface Reading<T> {
        T from(DataInputStream in) throws IOException;
    }

    static byte[] write(Writing fields) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            fields.to(out);
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in memory cannot be written", e);
        }
        return bytes.toByteArray();
    }

    static <T> T read(String store, byte[] bytes, Reading<T> fields) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            byte version = in.readByte();
            if (version != VERSION) {
                throw new UnusableStateException("store " + store + " holds a value of version " + version
                        + "; expected " + VERSION + ": rebuild it in a new epoch");
            }
            return fields.from(in);
        } catch (IOException e) {
            throw new UnusableStateException(
                    "store " + store + " holds a value that ends early, after " + bytes.length
                            + " bytes; rebuild it in a new epoch",
                    e);
        }
    }

    /** Sixteen hex digits of a time after 1970: the order of the letters is the order of time. */
    static String time(long millis) {
        return String.format(Locale.ROOT, "%016x", Math.max(0, millis));
    }

    static long millis(String time) {
        return Long.parseLong(time.substring(0, 16), 16);
    }

    static String key(String... parts) {
        return String.join(String.valueOf(PART), parts);
    }

    /** The first key after all that begin with that part. */
    static String after(String part) {
        return part + (char) (PART + 1);
    }
}
