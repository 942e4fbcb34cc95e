package io.harmattan.dashboard;

import io.harmattan.domain.Alerts;
import io.harmattan.domain.NewsSearch;
import io.harmattan.domain.Receipt;
import io.harmattan.domain.Subscription;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the API answers of alerts, by the rules of {@link Views}. */
final class AlertViews {
    private AlertViews() {}

    /** Without {@code total} and {@code next} where nothing was searched for. */
    record Cards(
            List<Card> alerts,
            @Nullable Long total,
            @Nullable String next) {
        static Cards of(List<Alerts.Entry> entries) {
            return new Cards(entries.stream().map(Card::of).toList(), null, null);
        }

        static Cards of(NewsSearch.Told told) {
            return new Cards(told.alerts().stream().map(Card::of).toList(), told.total(), told.next());
        }
    }

    /** An alert in a list: without its words and its attempts, and where it was searched for without what became of it. */
    record Card(
            String id,
            String subscription,
            int subscriptionVersion,
            String subscriptionName,
            String trigger,
            String title,
            @Nullable String clusterId,
            @Nullable String articleId,
            String due,
            @Nullable String status,
            @Nullable Integer attempts) {
        static Card of(Alerts.Entry entry) {
            return of(entry.alert(), label(entry.status()), entry.receipts().size());
        }

        static Card of(io.harmattan.domain.Alert alert) {
            return of(alert, null, null);
        }

        private static Card of(io.harmattan.domain.Alert alert, @Nullable String status, @Nullable Integer attempts) {
            return new Card(
                    alert.id(),
                    alert.subscriptionId(),
                    alert.subscriptionVersion(),
                    alert.subscriptionName(),
                    alert.trigger().label(),
                    alert.title(),
                    alert.clusterId(),
                    alert.articleId(),
                    alert.due().toString(),
                    status,
                    attempts);
        }
    }

    record Alert(
            String id,
            int epoch,
            String subscription,
            int subscriptionVersion,
            String subscriptionName,
            String owner,
            String trigger,
            @Nullable String clusterId,
            @Nullable Integer clusterRevision,
            @Nullable String articleId,
            @Nullable Cause cause,
            String eventTime,
            String ingestTime,
            String due,
            String title,
            List<String> lines,
            @Nullable String url,
            int sources,
            List<String> gathered,
            @Nullable String status,
            List<Attempt> attempts) {
        static Alert of(Alerts.Entry entry) {
            io.harmattan.domain.Alert alert = entry.alert();
            return new Alert(
                    alert.id(),
                    alert.epoch(),
                    alert.subscriptionId(),
                    alert.subscriptionVersion(),
                    alert.subscriptionName(),
                    alert.owner(),
                    alert.trigger().label(),
                    alert.clusterId(),
                    alert.clusterId() == null ? null : alert.clusterRevision(),
                    alert.articleId(),
                    alert.topic().isEmpty() ? null : new Cause(alert.topic(), alert.partition(), alert.offset()),
                    alert.eventTime().toString(),
                    alert.ingestTime().toString(),
                    alert.due().toString(),
                    alert.title(),
                    alert.lines(),
                    alert.url(),
                    alert.sources(),
                    alert.gathered(),
                    label(entry.status()),
                    entry.receipts().stream().map(Attempt::of).toList());
        }
    }

    /** What a subscription would have told of the last days. */
    record Trial(String subscription, int days, int articles, int matches, List<Alert> alerts) {
        static Trial of(Subscription subscription, int days, SubscriptionTrial.Outcome outcome) {
            return new Trial(
                    subscription.id(),
                    days,
                    outcome.articles(),
                    outcome.matches(),
                    outcome.alerts().stream()
                            .map(alert -> Alert.of(new Alerts.Entry(alert, List.of())))
                            .toList());
        }
    }

    /** Where the record lies that fired an alert. */
    record Cause(String topic, int partition, long offset) {}

    record Attempt(
            String channel,
            String address,
            int attempt,
            String status,
            @Nullable Integer code,
            long latencyMillis,
            String at,
            @Nullable String nextTry,
            String message) {
        static Attempt of(Receipt receipt) {
            Instant next = receipt.nextTry();
            return new Attempt(
                    receipt.channel().label(),
                    receipt.address(),
                    receipt.attempt(),
                    String.valueOf(label(receipt.status())),
                    receipt.code(),
                    receipt.latencyMillis(),
                    receipt.at().toString(),
                    next == null ? null : next.toString(),
                    receipt.message());
        }
    }

    private static @Nullable String label(Receipt.@Nullable Status status) {
        return status == null ? null : status.name().toLowerCase(Locale.ROOT);
    }
}
