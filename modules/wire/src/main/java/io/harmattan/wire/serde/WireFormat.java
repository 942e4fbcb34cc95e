package io.harmattan.wire.serde;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.apache.kafka.common.errors.SerializationException;

/** The five bytes in front of every record. */
final class WireFormat {
    static final int HEADER = 5;

    private static final byte MAGIC = 0;
    private static final int SHOWN = 16;

    private WireFormat() {}

    /** The five bytes for a schema id. */
    static byte[] header(int schemaId) {
        return ByteBuffer.allocate(HEADER).put(MAGIC).putInt(schemaId).array();
    }

    /**
     * The id of the schema that wrote these bytes.
     *
     * @throws SerializationException when they do not begin as they should
     */
    static int schemaId(String topic, byte[] data) {
        if (data.length < HEADER || data[0] != MAGIC) {
            throw new SerializationException("a record of " + topic
                    + " is not in the wire format: expected 00, a schema id in 4 bytes and Avro; got " + shown(data));
        }
        return ByteBuffer.wrap(data, 1, Integer.BYTES).getInt();
    }

    /** The number of bytes and the first of them, for a message. */
    static String shown(byte[] data) {
        String first = HexFormat.ofDelimiter(" ").formatHex(data, 0, Math.min(SHOWN, data.length));
        return data.length + " bytes" + (data.length == 0 ? "" : ": " + first + (data.length > SHOWN ? " …" : ""));
    }
}
