package io.harmattan.deliver;

import io.harmattan.domain.Alert;
import io.harmattan.domain.Subscription;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

final class Samples {
    static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    private Samples() {}

    static Alert alert(String id, String title) {
        return new Alert(
                id,
                1,
                "s",
                1,
                "Bases",
                "desk",
                Subscription.Kind.NEW_CLUSTER,
                "c",
                2,
                "a",
                "cluster-changes-1",
                0,
                7,
                NOW,
                NOW,
                NOW,
                title,
                List.of("Two independent sources report it.", "Place: Air Base <101>."),
                "https://news.example/c?a=1&b=2",
                2,
                List.of());
    }

    static Subscription subscription(String id, Subscription.Delivery... deliveries) {
        return new Subscription(
                id,
                1,
                "desk",
                "Bases",
                "base",
                new Subscription.Trigger(Subscription.Kind.NEW_CLUSTER, null, null, null, null, null),
                Subscription.Limits.NONE,
                Arrays.asList(deliveries),
                false,
                NOW,
                NOW);
    }

    static Subscription.Delivery webhook(String address, String... secrets) {
        return new Subscription.Delivery(Subscription.Channel.WEBHOOK, URI.create(address), List.of(secrets));
    }
}
