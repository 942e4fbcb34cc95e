package io.harmattan.domain;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Port: takes articles that a program hands in, as JSON. */
public interface ArticleIntake {

    /**
     * Takes what can be taken and says what became of each. Nothing of the body is kept: it may be as large as it likes.
     *
     * @param body JSON in UTF-8
     * @param form one object, or one a line
     * @param from who hands it in, for people; becomes part of the articles' source
     * @throws IOException when the body cannot be read to its end; articles before that may have been taken
     */
    Receipt take(InputStream body, Form form, String from) throws IOException;

    /** How articles stand in a body. */
    enum Form {
        /** The body is one object. */
        ONE,
        /** Each line that is not blank is an object. */
        LINES
    }

    /**
     * What became of a body.
     *
     * @param accepted articles that are safe
     * @param refused what is no article, or none that can be taken
     * @param busy whether the rest was left because the other side is too slow: the sender should send all again later,
     *     which is harmless
     */
    record Receipt(List<Accepted> accepted, List<Refused> refused, boolean busy) {
        public Receipt {
            accepted = List.copyOf(accepted);
            refused = List.copyOf(refused);
        }
    }

    /**
     * An article that is safe.
     *
     * @param line where it stands, from 1
     * @param id its identity
     */
    record Accepted(long line, String id) {}

    /**
     * A line that is not taken.
     *
     * @param line where it stands, from 1
     * @param tooLarge whether its size is what is wrong
     * @param reason what is wrong, with the offending value and the expected one
     */
    record Refused(long line, boolean tooLarge, String reason) {}
}
