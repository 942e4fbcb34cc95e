package io.harmattan.ingest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Lines of bytes, one at a time; a line beyond the limit is measured and not kept. */
final class Lines {
    private final InputStream in;
    private final long maxBytes;

    Lines(InputStream in, long maxBytes) {
        this.in = in;
        this.maxBytes = maxBytes;
    }

    /** The next line without its end, or null at the end of the file. */
    @Nullable
    Line next() throws IOException {
        int b = in.read();
        if (b < 0) {
            return null;
        }
        ByteArrayOutputStream kept = new ByteArrayOutputStream(512);
        long length = 0;
        for (; b >= 0 && b != '\n'; b = in.read()) {
            length++;
            if (length <= maxBytes) {
                kept.write(b);
            }
        }
        return new Line(length > maxBytes ? new byte[0] : kept.toByteArray(), length);
    }

    /**
     * @param bytes the line; empty when it is longer than the limit
     * @param length its length in bytes
     */
    @SuppressWarnings("ArrayRecordComponent") // on its way from one method to the next; never compared
    record Line(byte[] bytes, long length) {}
}
