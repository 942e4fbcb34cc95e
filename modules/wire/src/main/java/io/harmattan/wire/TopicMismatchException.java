package io.harmattan.wire;

import java.util.List;

/** A topic exists with settings other than those declared: which one, what it has, what was expected. */
public final class TopicMismatchException extends RuntimeException {
    private static final long serialVersionUID = 1;

    TopicMismatchException(List<String> faults) {
        super(String.join("\n", faults)
                + "\nAlter or delete the topic, or choose another name with the setting kafka.topic-prefix.");
    }
}
