package io.harmattan.index;

import java.util.List;

/** An index exists with mappings other than those declared: which field, what it has, what was expected. */
public final class IndexMismatchException extends RuntimeException {
    private static final long serialVersionUID = 1;

    IndexMismatchException(List<String> faults, String advice) {
        super(String.join("\n", faults) + "\n" + advice);
    }
}
