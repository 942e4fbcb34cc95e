package io.harmattan.deliver;

import io.harmattan.domain.Alert;
import io.harmattan.domain.Subscription;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Webhooks as the Standard Webhooks specification has them: id, timestamp and signatures in headers, JSON in the body. */
final class WebhookCarrier implements Carrier {
    private final Http http;

    WebhookCarrier(Http http) {
        this.http = http;
    }

    @Override
    public Outcome carry(Alert alert, Subscription subscription, Subscription.Delivery delivery, Instant now) {
        String body = AlertText.json(alert);
        long timestamp = now.getEpochSecond();
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("webhook-id", alert.id());
        headers.put("webhook-timestamp", Long.toString(timestamp));
        try {
            String signature = WebhookSignature.of(delivery.secrets(), alert.id(), timestamp, body);
            if (!signature.isEmpty()) {
                headers.put("webhook-signature", signature);
            }
        } catch (IllegalArgumentException e) {
            return Outcome.refused(String.valueOf(e.getMessage()));
        }
        return http.post(delivery.address(), body, headers, now);
    }
}
