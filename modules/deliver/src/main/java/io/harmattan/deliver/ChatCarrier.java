package io.harmattan.deliver;

import io.harmattan.domain.Alert;
import io.harmattan.domain.Subscription;
import java.time.Instant;
import java.util.Map;

/** Incoming webhooks as Slack and Mattermost take them: a text in their common markup. */
final class ChatCarrier implements Carrier {
    private final Http http;

    ChatCarrier(Http http) {
        this.http = http;
    }

    @Override
    public Outcome carry(Alert alert, Subscription subscription, Subscription.Delivery delivery, Instant now) {
        return http.post(delivery.address(), AlertText.chat(alert), Map.of(), now);
    }
}
