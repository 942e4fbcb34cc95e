package io.harmattan.app;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;

/** Waits for a broker that is not up yet, aloud. */
final class KafkaPatience {
    private static final long ANSWER_SECONDS = 5;

    private KafkaPatience() {}

    /**
     * Returns once the cluster answers.
     *
     * @param say told every few seconds what is waited for
     * @throws UserException when the limit has passed
     */
    static void await(Admin admin, String address, Duration limit, Consumer<String> say) {
        RetryPolicy<Object> patience = RetryPolicy.builder()
                .withBackoff(Duration.ofMillis(250), Duration.ofSeconds(5))
                .withMaxAttempts(-1)
                .withMaxDuration(limit)
                .onRetryScheduled(e -> say.accept(
                        "for Kafka at " + address + ", " + e.getElapsedTime().toSeconds() + " s so far"))
                .build();
        try {
            var unused = Failsafe.with(patience)
                    .get(() -> admin.describeCluster().nodes().get(ANSWER_SECONDS, TimeUnit.SECONDS));
        } catch (FailsafeException e) {
            throw new UserException(
                    "Kafka at " + address + " did not answer within " + Console.seconds(limit)
                            + ". Is it up, and is kafka.bootstrap-servers right?",
                    e);
        }
    }
}
