package io.harmattan.dashboard;

import io.harmattan.domain.Alert;
import io.harmattan.domain.Subscription;
import java.util.List;

/** Port: tries a subscription out on what is there already. */
@FunctionalInterface
public interface SubscriptionTrial {
    /** The longest that may be looked back, in days. */
    int MOST_DAYS = 31;

    /**
     * What it would have told; its limits hold nothing back, and nothing is sent.
     *
     * @param days how far to look back, by ingest time
     * @throws java.io.UncheckedIOException when the articles cannot be had
     */
    Outcome run(Subscription subscription, int days);

    /**
     * What came of it.
     *
     * @param alerts in order
     * @param matches how many articles its query matched
     * @param articles how many there were
     */
    record Outcome(List<Alert> alerts, int matches, int articles) {
        public Outcome {
            alerts = List.copyOf(alerts);
        }
    }
}
