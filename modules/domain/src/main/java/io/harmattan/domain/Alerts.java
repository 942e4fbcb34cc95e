package io.harmattan.domain;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Port: what was told, and what became of it. Where that cannot be had, each method throws an
 * {@link java.io.UncheckedIOException}.
 */
public interface Alerts {
    /**
     * The newest alerts, the one that was due last first.
     *
     * @param subscriptionId of that subscription alone; null for all. An implementation may look at the newest hundred
     *     thousand alerts alone
     * @param most 1 or more
     */
    List<Entry> newest(@Nullable String subscriptionId, int most);

    /** One of them. */
    Optional<Entry> get(String id);

    /**
     * Has an alert carried once more, now, with the same id, to every delivery that its subscription has now; what fails is
     * tried again from the beginning of the schedule. Says nothing of whether it arrives: receipts do.
     */
    void resend(Alert alert);

    /**
     * {@link #resend(Alert)} for one of those there are.
     *
     * @return the alert; empty when there is none of that id
     * @throws IllegalStateException when its subscription has nowhere to send it: it was removed, rests or has no delivery
     */
    default Optional<Entry> resend(String id, Subscriptions subscriptions) {
        Optional<Entry> entry = get(id);
        entry.map(Entry::alert).ifPresent(alert -> {
            Subscription subscription =
                    subscriptions.get(alert.subscriptionId()).orElse(null);
            if (subscription == null
                    || subscription.paused()
                    || subscription.deliveries().isEmpty()) {
                throw new IllegalStateException("subscription '" + alert.subscriptionId() + "' of alert " + id
                        + (subscription == null
                                ? " was removed"
                                : subscription.paused() ? " is paused" : " has no delivery")
                        + "; expected one that is awake and has a delivery");
            }
            resend(alert);
        });
        return entry;
    }

    /**
     * An alert and the attempts to deliver it.
     *
     * @param receipts of every attempt, the oldest first
     */
    record Entry(Alert alert, List<Receipt> receipts) {
        private static final List<Receipt.Status> WORST_FIRST = List.of(
                Receipt.Status.RETRYING,
                Receipt.Status.FAILED,
                Receipt.Status.GONE,
                Receipt.Status.DROPPED,
                Receipt.Status.DELIVERED);

        public Entry {
            receipts = receipts.stream()
                    .sorted(Comparator.comparing(Receipt::at).thenComparingInt(Receipt::attempt))
                    .toList();
        }

        /**
         * How it stands: the newest attempt at each address counts, and of these the one that is worst off; null while there
         * was no attempt, as for a subscription without deliveries.
         */
        public Receipt.@Nullable Status status() {
            Map<String, Receipt.Status> newest = new LinkedHashMap<>();
            receipts.forEach(receipt -> newest.put(receipt.address(), receipt.status()));
            return newest.values().stream()
                    .min(Comparator.comparingInt(WORST_FIRST::indexOf))
                    .orElse(null);
        }
    }
}
