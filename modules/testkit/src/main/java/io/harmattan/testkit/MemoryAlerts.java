package io.harmattan.testkit;

import io.harmattan.domain.Alert;
import io.harmattan.domain.Alerts;
import io.harmattan.domain.Receipt;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@link Alerts} in memory, for tests. */
public final class MemoryAlerts implements Alerts {
    private final Map<String, Alert> alerts = new LinkedHashMap<>();
    private final List<Receipt> receipts = new ArrayList<>();
    private final List<Alert> resent = new ArrayList<>();

    /** None yet. */
    public MemoryAlerts() {}

    /** Has it told, with what became of it. */
    public synchronized MemoryAlerts with(Alert alert, Receipt... attempts) {
        alerts.put(alert.id(), alert);
        receipts.addAll(List.of(attempts));
        return this;
    }

    /** What was to be carried once more, in order. */
    public synchronized List<Alert> resent() {
        return List.copyOf(resent);
    }

    @Override
    public synchronized List<Entry> newest(@Nullable String subscriptionId, int most) {
        return alerts.values().stream()
                .filter(alert -> subscriptionId == null || subscriptionId.equals(alert.subscriptionId()))
                .sorted(Comparator.comparing(Alert::due).reversed().thenComparing(Alert::id))
                .limit(most)
                .map(this::entry)
                .toList();
    }

    @Override
    public synchronized Optional<Entry> get(String id) {
        return Optional.ofNullable(alerts.get(id)).map(this::entry);
    }

    @Override
    public synchronized void resend(Alert alert) {
        resent.add(alert);
    }

    private Entry entry(Alert alert) {
        return new Entry(
                alert,
                receipts.stream()
                        .filter(receipt -> receipt.alertId().equals(alert.id()))
                        .toList());
    }
}
