package io.harmattan.wire.registry;

import org.apache.kafka.common.KafkaException;

/** The registry answered a request with an error that would be the same the next time. */
public class RegistryRefusedException extends KafkaException {
    private static final long serialVersionUID = 1L;

    /** There is no such subject. */
    public static final int NO_SUBJECT = 40401;
    /** The subject has no such version. */
    public static final int NO_VERSION = 40402;
    /** There is no such schema. */
    public static final int NO_SCHEMA = 40403;
    /** The schema is none, or of a kind the registry does not know. */
    public static final int INVALID_SCHEMA = 42201;

    private final int status;
    private final int errorCode;

    RegistryRefusedException(String request, int status, int errorCode, String message) {
        super("the schema registry refused " + request + ": HTTP " + status + ", error " + errorCode + ": " + message);
        this.status = status;
        this.errorCode = errorCode;
    }

    /** The HTTP status, such as 404, 409, 422, 401. */
    public int status() {
        return status;
    }

    /** The code in the answer, such as {@value #NO_SCHEMA} or 409; the HTTP status where the answer had none. */
    public int errorCode() {
        return errorCode;
    }

    /** Whether the schema may not follow the versions before it. */
    public boolean incompatible() {
        return status == 409;
    }
}
