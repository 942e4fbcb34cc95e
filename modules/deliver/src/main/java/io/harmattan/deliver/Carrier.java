package io.harmattan.deliver;

import io.harmattan.domain.Alert;
import io.harmattan.domain.Subscription;
import java.time.Instant;

/** Carries one alert to one endpoint, once. Safe for use by many threads; never throws for what the other side does. */
interface Carrier extends AutoCloseable {
    Outcome carry(Alert alert, Subscription subscription, Subscription.Delivery delivery, Instant now);

    @Override
    default void close() {}
}
