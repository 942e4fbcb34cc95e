package io.harmattan.pipeline;

/** Says that a stage cannot use a record and that the record is to blame: it is set aside, the stage goes on. */
public final class BadRecordException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** @param fault what the stage found wrong */
    public BadRecordException(RuntimeException fault) {
        super(fault.getMessage(), fault);
    }
}
