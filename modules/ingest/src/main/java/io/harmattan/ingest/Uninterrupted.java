package io.harmattan.ingest;

import org.apache.kafka.common.errors.InterruptException;

/** For what must end well also when the program is told to stop meanwhile: it takes moments, and what it saves is needed to go on. */
final class Uninterrupted {
    private Uninterrupted() {}

    /**
     * Does it, again if an interrupt ended it; the thread is interrupted afterwards if it was before or meanwhile.
     *
     * @param idempotent may be done twice
     */
    static void run(Runnable idempotent) {
        boolean interrupted = Thread.interrupted();
        try {
            while (true) {
                try {
                    idempotent.run();
                    return;
                } catch (InterruptException e) {
                    // Kafka's client interrupts the thread again
                    interrupted = Thread.interrupted() || interrupted;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
