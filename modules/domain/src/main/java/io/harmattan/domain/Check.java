package io.harmattan.domain;

/** The refusals of the records: the offending value and the expected one in every message. */
final class Check {
    private Check() {}

    static void notBlank(String value, String what) {
        if (value.isBlank()) {
            throw new IllegalArgumentException(what + " is blank; expected some text");
        }
    }

    static void atLeast(int least, int value, String what) {
        if (value < least) {
            throw new IllegalArgumentException(what + " is " + value + "; expected " + least + " or more");
        }
    }

    static void share(double value, String what) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(what + " is " + value + "; expected 0 to 1");
        }
    }

    static void span(int start, int end, String what) {
        if (start < 0 || end <= start) {
            throw new IllegalArgumentException(
                    what + " has the span [" + start + ", " + end + "); expected 0 <= start < end");
        }
    }

    static void surface(int start, int end, String surface, String what) {
        span(start, end, what + " '" + surface + "'");
        if (surface.length() != end - start) {
            throw new IllegalArgumentException(what + " '" + surface + "' has " + surface.length()
                    + " code units; expected " + (end - start) + " between " + start + " and " + end);
        }
    }
}
