package io.harmattan.ingest;

import java.util.function.Consumer;

/** Port: where articles come from. */
public interface ArticleSource {

    /**
     * Reads to the end and hands over each reading as soon as it is made, in an order that the same input always has.
     * Nothing is kept, so memory stays flat; a consumer that blocks slows the reading down. Bad input is a reading of its
     * own, never an exception; what the consumer throws ends the reading and is passed on.
     */
    void read(Consumer<? super Reading> to);
}
