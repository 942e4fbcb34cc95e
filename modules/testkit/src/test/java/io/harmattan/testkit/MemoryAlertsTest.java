package io.harmattan.testkit;

import io.harmattan.domain.Alert;
import io.harmattan.domain.Alerts;
import io.harmattan.domain.Receipt;
import java.util.List;

class MemoryAlertsTest extends AlertsContract {
    private final MemoryAlerts alerts = new MemoryAlerts();

    @Override
    protected Alerts alerts() {
        return alerts;
    }

    @Override
    protected void tell(List<Alert> told) {
        told.forEach(alerts::with);
    }

    @Override
    protected void write(List<Receipt> receipts) {
        for (Receipt receipt : receipts) {
            alerts.get(receipt.alertId()).ifPresent(entry -> alerts.with(entry.alert(), receipt));
        }
    }

    @Override
    protected List<String> resent() {
        return alerts.resent().stream().map(Alert::id).toList();
    }
}
