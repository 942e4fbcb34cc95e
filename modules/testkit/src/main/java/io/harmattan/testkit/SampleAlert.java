package io.harmattan.testkit;

import io.harmattan.domain.Alert;
import io.harmattan.domain.Receipt;
import io.harmattan.domain.Subscription;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Alerts, receipts and subscriptions for tests. */
public final class SampleAlert {
    /** When all of them were made. */
    public static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    private SampleAlert() {}

    /** An alert of a new cluster. */
    public static Alert alert(String id, String subscription, Instant due) {
        return new Alert(
                id,
                1,
                subscription,
                3,
                "Bases",
                "desk",
                Subscription.Kind.NEW_CLUSTER,
                "c0123456789abcdef0123456789abcde",
                2,
                "0123456789abcdef0123456789abcdef",
                "enriched-articles-1",
                2,
                17,
                NOW,
                NOW,
                due,
                "Troops enter <b>base</b>",
                List.of("A new event, with 2 articles of 2 independent sources so far."),
                "http://127.0.0.1:8080/clusters/c0123456789abcdef0123456789abcde",
                2,
                List.of());
    }

    /** Several alerts in one. */
    public static Alert digest(String id, String subscription, List<String> gathered) {
        Alert one = alert(id, subscription, NOW);
        return new Alert(
                id,
                one.epoch(),
                subscription,
                one.subscriptionVersion(),
                one.subscriptionName(),
                one.owner(),
                one.trigger(),
                null,
                0,
                one.articleId(),
                one.topic(),
                one.partition(),
                one.offset(),
                one.eventTime(),
                one.ingestTime(),
                one.due(),
                gathered.size() + " alerts",
                one.lines(),
                null,
                one.sources(),
                gathered);
    }

    /** An attempt, the number of minutes after {@link #NOW}. */
    public static Receipt receipt(
            String alert, String address, int attempt, Receipt.Status status, @Nullable Integer code) {
        Instant at = NOW.plus(Duration.ofMinutes(attempt));
        return new Receipt(
                alert,
                "bases",
                Subscription.Channel.WEBHOOK,
                address,
                attempt,
                status,
                code,
                42,
                at,
                status == Receipt.Status.RETRYING ? at.plusSeconds(5) : null,
                status == Receipt.Status.DELIVERED ? "taken" : "the endpoint answered " + code);
    }

    /** A subscription that is told of new clusters. */
    public static Subscription subscription(String id, Subscription.Delivery... deliveries) {
        return new Subscription(
                id,
                1,
                "desk",
                "Bases",
                "base",
                new Subscription.Trigger(Subscription.Kind.NEW_CLUSTER, null, null, null, null, null),
                Subscription.Limits.NONE,
                List.of(deliveries),
                false,
                NOW,
                NOW);
    }
}
