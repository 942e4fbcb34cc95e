package io.harmattan.analysis.match;

/** A query that cannot be used: what is wrong, where, and what was expected. */
public final class QueryException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final int column;

    QueryException(int column, String message) {
        super("column " + column + ": " + message);
        this.column = column;
    }

    /** Where in the query the fault lies: UTF-16 code units from 1. */
    public int column() {
        return column;
    }
}
