package io.harmattan.ingest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Lines of bytes, one at a time; a line beyond the limit is measured and not kept. */
final class Lines {
    private final InputStream in;
    private final long maxBytes;
    private final byte[] buffer = new byte[1 << 16];
    private int position;
    private int end;

    Lines(InputStream in, long maxBytes) {
        this.in = in;
        this.maxBytes = maxBytes;
    }

    /** The next line without its end, or null at the end of the file. */
    @Nullable
    Line next() throws IOException {
        ByteArrayOutputStream kept = new ByteArrayOutputStream(512);
        long length = 0;
        boolean any = false;
        while (position < end || fill()) {
            any = true;
            int from = position;
            while (position < end && buffer[position] != '\n') {
                position++;
            }
            int piece = position - from;
            length += piece;
            if (length <= maxBytes) {
                kept.write(buffer, from, piece);
            }
            if (position < end) {
                position++;
                break;
            }
        }
        return any ? new Line(length > maxBytes ? new byte[0] : kept.toByteArray(), length) : null;
    }

    /** Whether a line holds nothing but blanks. */
    static boolean isBlank(byte[] bytes) {
        for (byte b : bytes) {
            if (b != ' ' && b != '\t' && b != '\r') {
                return false;
            }
        }
        return true;
    }

    private boolean fill() throws IOException {
        position = 0;
        end = Math.max(0, in.read(buffer));
        return end > 0;
    }

    /**
     * @param bytes the line; empty when it is longer than the limit
     * @param length its length in bytes
     */
    @SuppressWarnings("ArrayRecordComponent") // on its way from one method to the next; never compared
    record Line(byte[] bytes, long length) {}
}
