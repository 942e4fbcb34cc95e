package io.harmattan.app;

import io.harmattan.analysis.model.ModelException;
import io.harmattan.index.IndexMismatchException;
import io.harmattan.local.stack.StackException;
import io.harmattan.wire.TopicMismatchException;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.ExitCode;

/** The faults that a person is told in one line, and the exit status of each. */
final class Faults {
    private Faults() {}

    static boolean areForeseen(Throwable fault) {
        return fault instanceof UserException
                || fault instanceof TopicMismatchException
                || fault instanceof IndexMismatchException
                || fault instanceof StackException
                || fault instanceof ModelException
                || fault instanceof KafkaException;
    }

    /** 2 when the person's input or settings are wrong, 1 when something else is. */
    static int status(Throwable fault) {
        return fault instanceof KafkaException || fault instanceof ModelException ? ExitCode.SOFTWARE : ExitCode.USAGE;
    }
}
